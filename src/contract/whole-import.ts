import type { NoteKey } from '../domain/names.js';
import type { ImportSession, Repository } from '../storage/repository.js';
import type {
  ImportedNote,
  ImportedOccurrence,
  ImportedPage,
  ImportPart,
} from '../storage/repository-rows.js';

export const nothing: ImportPart = {
  createNotes: [],
  updateNotes: [],
  createOccurrences: [],
  updateOccurrences: [],
  deleteOccurrences: [],
};

export interface Stored {
  readonly notes: readonly ImportedNote[];
  readonly occurrences: readonly ImportedOccurrence[];
}

interface Query {
  readonly scope: string;
  readonly notes: readonly NoteKey[];
  readonly resources: readonly string[];
}

/** Reads all pages of an import session. */
export async function readAll(session: ImportSession, query: Omit<Query, 'scope'>): Promise<Stored> {
  const notes = await session.readNotes(query.notes);
  const occurrences: ImportedOccurrence[] = [];
  let page: ImportedPage | undefined;
  do {
    page = await session.readOccurrences({ resources: query.resources, after: page?.next });
    occurrences.push(...page.rows);
  } while (page.next !== undefined);
  return { notes, occurrences };
}

/** Reads, plans and applies in one part. Retries until nothing has changed in between. */
export function importWhole(
  repository: Repository,
  query: Query,
  plan: (stored: Stored) => ImportPart,
): Promise<void> {
  return repository.importInto(query, async (session) => {
    while (!(await session.apply(plan(await readAll(session, query)))));
  });
}

import { evaluate, type FilterSubject } from '../../domain/filter/evaluate.js';
import type { Predicate } from '../../domain/filter/predicate.js';
import { runInSlices } from '../../domain/slices.js';
import type { NoteRow, OccurrenceRow } from '../repository-rows.js';
import type { SortedMap } from './sorted-map.js';

/** Rows in the form that predicates evaluate. The document is parsed only if a path has no column. */

export function matches<R>(
  where: Predicate | undefined,
  row: R,
  toSubject: (row: R) => FilterSubject,
): boolean {
  return where === undefined || evaluate(where, toSubject(row));
}

/**
 * The first `limit` of the rows that match. Yields to other requests; rows that are written meanwhile may be among them.
 *
 * @example const page = await firstMatches(rows.entries(after), 100, ([, row]) => matches(where, row, noteSubject));
 */
export function firstMatches<R>(
  rows: Iterable<R>,
  limit: number,
  isMatch: (row: R) => boolean,
): Promise<readonly R[]> {
  function* steps(): Generator<void, R[]> {
    const found: R[] = [];
    for (const row of rows) {
      if (found.length >= limit) break;
      if (isMatch(row)) found.push(row);
      yield;
    }
    return found;
  }
  return runInSlices(steps());
}

/** How often entries are looked through with pauses; then once without. */
const maxAttempts = 3;

/** The first `limit` entries behind a key that match, all at one moment: verdicts depend on a page that no other one replaces. */
export async function matchesAtOnce<R>(
  rows: SortedMap<R>,
  after: string | undefined,
  limit: number,
  isMatch: (entry: readonly [string, R]) => boolean,
): Promise<readonly (readonly [string, R])[]> {
  for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
    const before = rows.changes;
    const found = await firstMatches(rows.entries(after), limit, isMatch);
    if (rows.changes === before) return found;
  }
  const found: (readonly [string, R])[] = [];
  for (const entry of rows.entries(after)) {
    if (found.length >= limit) break;
    if (isMatch(entry)) found.push(entry);
  }
  return found;
}

/** The document of a row, parsed once however often a filter reads it. */
function parsedOnce(text: string): () => unknown {
  let parsed: { readonly document: unknown } | undefined;
  return () => {
    parsed ??= { document: JSON.parse(text) };
    return parsed.document;
  };
}

export function projectSubject(id: string): FilterSubject {
  return { columns: { id }, document: {} };
}

export function noteSubject(row: NoteRow): FilterSubject {
  const { scope, id, kind, createTime, updateTime } = row;
  const document = parsedOnce(row.document);
  return {
    columns: { scope, id, kind, createTime, updateTime },
    get document(): unknown {
      return document();
    },
  };
}

export function occurrenceSubject(row: OccurrenceRow): FilterSubject {
  const { scope, id, kind, resourceUri, createTime, updateTime, severity, fixable } = row;
  const columns = {
    scope,
    id,
    kind,
    noteScope: row.note.scope,
    noteId: row.note.id,
    resourceUri,
    createTime,
    updateTime,
    severity,
    fixable,
  };
  const document = parsedOnce(row.document);
  return {
    columns,
    packages: row.packages,
    get document(): unknown {
      return document();
    },
  };
}

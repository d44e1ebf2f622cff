import { Rows } from '../../src/contract/rows.js';
import type { Repository } from '../../src/storage/repository.js';
import type { NoteRow, OccurrenceRow } from '../../src/storage/repository-rows.js';

/** What plans are read on: large enough that a planner has a choice, skewed as real stores are. */
export const seed = {
  occurrences: 24_000,
  /** Holds half of everything. */
  large: 'team-large',
  small: 'team-3',
  provider: 'scanner',
  otherProvider: 'signer',
  resource: 'https://example.com/app-7@sha256:0',
  note: 'CVE-2026-0007',
  package: 'openssl',
} as const;

const kinds = [1, 1, 1, 1, 1, 1, 1, 2, 3, 4];

export async function seedRepository(repository: Repository): Promise<OccurrenceRow[]> {
  const rows = new Rows();
  const notes: NoteRow[] = [];
  for (let n = 0; n < 400; n += 1) {
    const id = `CVE-2026-${String(n).padStart(4, '0')}`;
    notes.push(rows.note({ scope: seed.provider, id }, { kind: kinds[n % kinds.length] ?? 1 }));
    notes.push(rows.note({ scope: seed.otherProvider, id }, { kind: kinds[n % kinds.length] ?? 1 }));
  }
  await repository.createNotes(notes);
  const made: OccurrenceRow[] = [];
  for (let n = 0; n < seed.occurrences; n += 1) {
    const note = notes[(n * 7) % notes.length] ?? notes[0];
    if (note === undefined) throw new Error('no notes');
    const scope = n % 2 === 0 ? seed.large : `team-${n % 20}`;
    made.push(
      rows.occurrence(scope, note, {
        kind: note.kind,
        resourceUri: `https://example.com/app-${(n * 31) % 240}@sha256:0`,
        severity: n % 6,
        fixable: n % 4 === 0,
        packages: [
          {
            type: 'deb',
            name: n % 16 === 0 ? seed.package : `lib-${(n * 7) % 500}`,
            version: `${n % 9}`,
          },
        ],
        document: JSON.stringify({ name: `projects/${scope}/occurrences/${n}`, text: 'x'.repeat(400) }),
      }),
    );
  }
  for (let from = 0; from < made.length; from += 1000) {
    await repository.createOccurrences(made.slice(from, from + 1000));
  }
  for (let n = 0; n < 50; n += 1) await repository.createProject(`team-${n}`);
  return made;
}

import { describe, expect, it } from 'vitest';
import { kinds } from '../../../src/kinds/index.js';
import { openMemory } from '../../../src/storage/memory/open-memory.js';
import { openTemporarySqlite } from '../../setup/temporary.js';
import { context, derivedFollows, servicesOver } from './rescores-suite.js';

// Over PostgreSQL it is long: over-postgres.test.ts.
describe('over memory', () => derivedFollows(async () => openMemory()));
describe('over SQLite', () => derivedFollows(openTemporarySqlite));

describe('a name that is used again', () => {
  const withOccurrences = kinds.filter(
    (kind) => kind.occurrence !== undefined && kind.examples.notes.length > 0,
  );
  it.each(withOccurrences.map((kind) => [kind.name, kind] as const))('by %s', async (_, kind) => {
    const { createNote, deleteNote, createOccurrence, batchCreateNotes, listNoteOccurrences } =
      await servicesOver(openMemory());
    const parent = 'projects/p';
    const noteOf = ({ examples }: typeof kind) => examples.notes[0]?.value ?? {};
    await createNote({ parent, noteId: 'n', note: noteOf(kind) }, context);
    const occurrence = { ...kind.examples.occurrences[0]?.value, noteName: `${parent}/notes/n` };
    await createOccurrence({ parent, occurrence }, context);
    await deleteNote({ name: `${parent}/notes/n` }, context);
    for (const other of withOccurrences) {
      const outcome = createNote({ parent, noteId: 'n', note: noteOf(other) }, context);
      if (other === kind && kind.findings) {
        await outcome;
        const list = JSON.parse(await listNoteOccurrences({ name: `${parent}/notes/n` }, context));
        expect(list.occurrences).toHaveLength(1);
        await deleteNote({ name: `${parent}/notes/n` }, context);
      } else {
        await expect(outcome).rejects.toMatchObject({
          reason: 'NOTE_NAME_USED',
          code: 'FAILED_PRECONDITION',
        });
        const batch = batchCreateNotes({ parent, notes: { n: noteOf(other) } }, context);
        await expect(batch).rejects.toMatchObject({ reason: 'INVALID_BATCH' });
      }
    }
  });

  it('is possible for findings only', () => {
    const findings = kinds.filter((kind) => kind.findings).map(({ name }) => name);
    expect(findings).toEqual(['VULNERABILITY', 'PACKAGE', 'DISCOVERY', 'SECRET', 'AI_SKILL_ANALYSIS']);
  });
});

import { type IdSource, randomIdSource } from '../domain/ids.js';
import type { NoteKey } from '../domain/names.js';
import type { NoteRow, OccurrenceRow } from '../storage/repository-rows.js';

/** Ids of kinds. A backend attaches no meaning to them. */
export const kindA = 1;
export const kindB = 2;

const start = Date.UTC(2026, 0, 1);

/** Creates rows for one test. Times start in 2026 and increase with every row. */
export class Rows {
  private readonly ids: IdSource = randomIdSource();
  private now = start;

  note(key: NoteKey, more: Partial<NoteRow> = {}): NoteRow {
    const at = this.tick() * 1000;
    const document = JSON.stringify({ name: `projects/${key.scope}/notes/${key.id}` });
    return { ...key, kind: kindA, createTime: at, updateTime: at, document, ...more };
  }

  occurrence(scope: string, note: NoteKey, more: Partial<OccurrenceRow> = {}): OccurrenceRow {
    const at = this.tick();
    const id = this.ids.occurrenceId(at);
    return {
      scope,
      id,
      kind: kindA,
      note: { scope: note.scope, id: note.id },
      resourceUri: 'https://example.com/image@sha256:1',
      createTime: at * 1000,
      updateTime: at * 1000,
      severity: 0,
      fixable: false,
      imported: false,
      document: JSON.stringify({ name: `projects/${scope}/occurrences/${id}` }),
      ...more,
    };
  }

  /** Milliseconds since the epoch, later than any before. */
  tick(): number {
    this.now += 7;
    return this.now;
  }
}

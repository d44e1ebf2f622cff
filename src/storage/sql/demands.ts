import type { NoteKey } from '../../domain/names.js';
import type { AttestorRow, OccurrenceRow, StoredDemands } from '../repository-rows.js';

import { execute, type Statement, select, type Work } from './statement.js';

/** Demands of attestors on notes (docs/adr/0037): a row for each attestor and note, in the note's scope. */

const sum = 'CAST(COALESCE(SUM(revision), 0) AS bigint)';

/** The condition on the scope within `demandsColumn`. */
export const sameScope = 'd.scope = notes.scope';

/** A column of notes: the sum of the revisions. */
export const demandsColumn = `(SELECT ${sum} FROM demands d WHERE ${sameScope} AND d.id = notes.id) AS demands`;

/** The query for the sum of revisions of each note with demands. */
export function demandsOf(condition: string): string {
  return `SELECT scope, id, ${sum} AS demands FROM demands WHERE ${condition} GROUP BY scope, id`;
}

/** The sum of one note, as a scalar. Bindings: scope, id. */
export const demandsOfNote = `SELECT ${sum} AS demands FROM demands WHERE scope = ? AND id = ?`;

/** Whether the note of a row still has the demands that the row was checked against. */
export function* demandsHold({ note, demands = 0 }: OccurrenceRow): Work<boolean> {
  const [found] = yield* select<{ demands: number }>({
    sql: demandsOfNote,
    bindings: [note.scope, note.id],
  });
  return (found?.demands ?? 0) === demands;
}

export function selectAttestors({ scope, id }: NoteKey): Statement {
  return {
    sql: 'SELECT attestor_scope, attestor_id, revision FROM demands WHERE scope = ? AND id = ? ORDER BY attestor_scope, attestor_id',
    bindings: [scope, id],
    small: true,
  };
}

interface DemandRecord {
  readonly attestor_scope: string;
  readonly attestor_id: string;
  readonly revision: number;
}

export function toDemands(rows: readonly DemandRecord[]): StoredDemands {
  return {
    revision: rows.reduce((sum, { revision }) => sum + revision, 0),
    attestors: rows.map(({ attestor_scope: scope, attestor_id: id }) => ({ scope, id })),
  };
}

/** Writes an attestor and, if that wrote a row, its demand. */
export function* writeAttestor(
  write: Statement,
  row: Pick<AttestorRow, 'scope' | 'id' | 'demand'>,
): Work<boolean> {
  if ((yield* execute([write])) === 0) return false;
  const { demand, scope, id } = row;
  if (demand === undefined) return true;
  const { note, revision } = demand;
  const key = [note.scope, note.id, scope, id];
  const remove = 'DELETE FROM demands WHERE scope = ? AND id = ? AND attestor_scope = ? AND attestor_id = ?';
  const insert =
    'INSERT INTO demands (scope, id, attestor_scope, attestor_id, revision) VALUES (?, ?, ?, ?, ?)';
  yield* execute([{ sql: remove, bindings: key }]);
  if (revision !== 0) yield* execute([{ sql: insert, bindings: [...key, revision] }]);
  return true;
}

import type { AttestorKey } from '../../domain/names.js';
import type { AttestorRow } from '../repository-rows.js';
import type { Statement } from './driver.js';

/** Statements about one attestor. */

export function select({ scope, id }: AttestorKey): Statement {
  const sql = 'SELECT document FROM attestors WHERE scope = ? AND id = ?';
  return { sql, bindings: [scope, id], small: true };
}

export function insert({ scope, id, document }: AttestorRow): Statement {
  const sql = 'INSERT INTO attestors (scope, id, document) VALUES (?, ?, ?) ON CONFLICT DO NOTHING';
  return { sql, bindings: [scope, id, document] };
}

export function update(expected: string, { scope, id, document }: AttestorRow): Statement {
  const sql = 'UPDATE attestors SET document = ? WHERE scope = ? AND id = ? AND document = ?';
  return { sql, bindings: [document, scope, id, expected] };
}

export function remove({ scope, id }: AttestorKey, expected: string | undefined): Statement {
  const sql = 'DELETE FROM attestors WHERE scope = ? AND id = ?';
  if (expected === undefined) return { sql, bindings: [scope, id] };
  return { sql: `${sql} AND document = ?`, bindings: [scope, id, expected] };
}

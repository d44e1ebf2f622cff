import { expect, it } from 'vitest';
import { routeOf } from '../../setup/routing.js';

const one = { to: 'scope' };

it.each([
  'SELECT id FROM notes WHERE scope = $1 AND id > $2 ORDER BY id LIMIT $3',
  'SELECT id FROM notes n WHERE n.scope = $1 FOR KEY SHARE',
  "UPDATE notes SET document = $3 WHERE scope = $1 AND id = 'scope = ?'",
  'DELETE FROM occurrences WHERE scope = $1 AND (id, document) IN (($2, $3))',
  'INSERT INTO notes (id, scope) VALUES ($3, $1), ($3, $2) ON CONFLICT DO NOTHING',
  'WITH found AS (SELECT id FROM occurrences WHERE scope = $1) SELECT id FROM occurrences WHERE scope = $2 AND id = ANY (ARRAY(SELECT id FROM found))',
  'SELECT count(*) FILTER (WHERE kind = $3) FROM occurrences WHERE scope = $1 AND (kind = $3) IS TRUE',
  'SELECT 1 FROM projects WHERE id = $1',
])('one node: %s', (sql) => {
  expect(routeOf(sql, ['p', 'p', 'x'])).toEqual(one);
});

it.each([
  'SELECT id FROM notes WHERE id = $3',
  'SELECT id FROM notes WHERE scope > $1',
  'SELECT id FROM notes WHERE scope = $1 OR id = $3',
  'SELECT id FROM notes WHERE (scope = $1 OR id = $3)',
  'SELECT id FROM notes WHERE scope = $1 AND EXISTS (SELECT 1 FROM occurrences WHERE note_id = $3)',
  'SELECT id FROM notes JOIN occurrences o ON TRUE WHERE notes.scope = $1',
  'SELECT n.id FROM notes n, occurrences o WHERE n.scope = $1',
  'SELECT id FROM notes n WHERE other.scope = $1',
  'INSERT INTO notes (id, scope) SELECT * FROM unnest($1, $2)',
  'INSERT INTO notes (id, scope) VALUES ($3, $1), ($1, $3)',
  'WITH found AS (SELECT id FROM occurrences WHERE scope = $1) SELECT id FROM notes WHERE scope = $3',
  'UPDATE notes SET kind = 1',
])('several nodes: %s', (sql) => {
  expect(routeOf(sql, ['p', 'p', 'x'])?.to).toBe('all');
});

it('no node: a statement without a table', () => {
  expect(routeOf('BEGIN', [])).toBeUndefined();
  expect(routeOf("SELECT 'FROM notes'", [])).toBeUndefined();
});

import type { PageQuery } from '../repository-rows.js';
import { after, inScope, page, until } from './conditions.js';
import { type DocumentList, documentColumn } from './documents.js';
import type { Statement } from './statement.js';

/** Tables that have only a scope, an id and a document: attestors and policies. */

interface Key {
  readonly scope: string;
  readonly id: string;
}

interface Row extends Key {
  readonly document: string;
}

interface Query extends Omit<PageQuery<string>, 'where'> {
  readonly scope: string;
  readonly after?: string | undefined;
}

/**
 * The statements of such a table. `expected` is the document that must still be stored.
 *
 * @example const policies = keyedDocuments('policies'); await driver.read(policies.select({ scope: 'shop', id: 'prod' }));
 */
export function keyedDocuments(table: 'attestors' | 'policies') {
  const list: DocumentList<Query, string, { readonly id: string; readonly document: string }> = {
    statement: (query, _dialect, part) =>
      page(
        `SELECT id, ${documentColumn(part, query.limit)} FROM ${table}`,
        [inScope(query.scope), after(part.after), ...until(part.upTo)],
        'id',
        part.limit,
      ),
    toCursor: ({ id }) => id,
  };
  return {
    /** Its pages are found by the primary key, so it is never read in slices. */
    list,
    select({ scope, id }: Key): Statement {
      const sql = `SELECT document FROM ${table} WHERE scope = ? AND id = ?`;
      return { sql, bindings: [scope, id], small: true };
    },
    /** Writes nothing if the key exists. */
    insert({ scope, id, document }: Row): Statement {
      const sql = `INSERT INTO ${table} (scope, id, document) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`;
      return { sql, bindings: [scope, id, document] };
    },
    update(expected: string, { scope, id, document }: Row): Statement {
      const sql = `UPDATE ${table} SET document = ? WHERE scope = ? AND id = ? AND document = ?`;
      return { sql, bindings: [document, scope, id, expected] };
    },
    remove({ scope, id }: Key, expected: string | undefined): Statement {
      const sql = `DELETE FROM ${table} WHERE scope = ? AND id = ?`;
      if (expected === undefined) return { sql, bindings: [scope, id] };
      return { sql: `${sql} AND document = ?`, bindings: [scope, id, expected] };
    },
  };
}

export const attestors = keyedDocuments('attestors');
export const policies = keyedDocuments('policies');

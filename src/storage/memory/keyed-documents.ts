import type { Scope } from '../../domain/names.js';
import type { Listed } from '../repository-rows.js';
import { type Collection, find, put, remove } from './rows.js';
import { SortedMap } from './sorted-map.js';

interface Key {
  readonly scope: Scope;
  readonly id: string;
}

/** Documents that are read and written by their key alone: attestors and policies. */
export class KeyedDocuments<Row extends Key & { readonly document: string }> {
  private readonly rows: Collection<Row> = new SortedMap();

  /** Returns false if there is one of the key. */
  create(row: Row): boolean {
    if (find(this.rows, row) !== undefined) return false;
    put(this.rows, row);
    return true;
  }

  get(key: Key): { readonly document: string } | undefined {
    const row = find(this.rows, key);
    return row && { document: row.document };
  }

  /** Returns false if the stored text is another one. */
  replace(expected: string, row: Row): boolean {
    if (find(this.rows, row)?.document !== expected) return false;
    put(this.rows, row);
    return true;
  }

  remove(key: Key, expected?: string): boolean {
    return remove(this.rows, key, expected);
  }

  /** Ascending by id. */
  list(scope: Scope, after: string | undefined, limit: number): readonly Listed[] {
    const entries = this.rows.get(scope)?.entries(after) ?? [];
    return [...entries].slice(0, limit).map(([id, { document }]) => ({ id, document }));
  }
}

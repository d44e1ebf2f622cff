import { compareText } from '../../domain/filter/text-order.js';

/** Most keys of a block: inserting one moves the keys behind it. */
const blockSize = 512;

/** Where a key is: the block, and the index within it. */
interface Place {
  readonly block: number;
  readonly index: number;
}

/** A map of text keys that iterates in byte order. */
export class SortedMap<V> {
  private readonly values = new Map<string, V>();
  /** All keys, in order. A block is never empty. */
  private readonly blocks: string[][] = [];
  /** Entries that were added, replaced or removed so far. */
  changes = 0;

  get size(): number {
    return this.values.size;
  }

  get(key: string): V | undefined {
    return this.values.get(key);
  }

  has(key: string): boolean {
    return this.values.has(key);
  }

  set(key: string, value: V): void {
    if (!this.values.has(key)) this.insert(key);
    this.values.set(key, value);
    this.changes += 1;
  }

  delete(key: string): boolean {
    if (!this.values.delete(key)) return false;
    const { block, index } = this.firstAfter(key);
    const keys = this.blocks[block] ?? [];
    keys.splice(index - 1, 1);
    if (keys.length === 0) this.blocks.splice(block, 1);
    this.changes += 1;
    return true;
  }

  /** Entries whose key is greater than `after`, or all, ascending. The map may change meanwhile. */
  *entries(after?: string): Generator<readonly [string, V]> {
    let { block, index } = after === undefined ? { block: 0, index: 0 } : this.firstAfter(after);
    for (let keys = this.blocks[block]; keys !== undefined; keys = this.blocks[block]) {
      const key = keys[index];
      if (key === undefined) {
        block += 1;
        index = 0;
        continue;
      }
      const value = this.values.get(key);
      const seen = this.changes;
      if (value !== undefined) yield [key, value];
      if (this.changes === seen) index += 1;
      else ({ block, index } = this.firstAfter(key));
    }
  }

  private insert(key: string): void {
    const { block, index } = this.firstAfter(key);
    const keys = this.blocks[block];
    if (keys === undefined) this.blocks.push([key]);
    else {
      keys.splice(index, 0, key);
      if (keys.length > blockSize) this.blocks.splice(block + 1, 0, keys.splice(blockSize / 2));
    }
  }

  /** The place behind all keys up to `key`, in the last block that begins with one of them. */
  private firstAfter(key: string): Place {
    const block = Math.max(0, countUpTo(this.blocks, key, ([first = '']) => first) - 1);
    return { block, index: countUpTo(this.blocks[block] ?? [], key, (each) => each) };
  }
}

/** How many of the sorted items have a key up to `key`. */
function countUpTo<T>(items: readonly T[], key: string, keyOf: (item: T) => string): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareText(keyOf(items[middle] as T), key) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

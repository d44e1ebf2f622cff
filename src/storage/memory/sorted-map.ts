import { compareText } from '../../domain/filter/text-order.js';

/** A map of text keys that iterates in byte order. */
export class SortedMap<V> {
  private readonly values = new Map<string, V>();
  private keys: string[] = [];
  /** Keys that were added or removed so far. */
  private changes = 0;

  get size(): number {
    return this.keys.length;
  }

  get(key: string): V | undefined {
    return this.values.get(key);
  }

  has(key: string): boolean {
    return this.values.has(key);
  }

  set(key: string, value: V): void {
    if (!this.values.has(key)) {
      this.keys.splice(this.firstAfter(key), 0, key);
      this.changes += 1;
    }
    this.values.set(key, value);
  }

  delete(key: string): boolean {
    if (!this.values.delete(key)) return false;
    this.keys.splice(this.firstAfter(key) - 1, 1);
    this.changes += 1;
    return true;
  }

  /** Entries whose key is greater than `after`, or all, ascending. The map may change meanwhile. */
  *entries(after?: string): Generator<readonly [string, V]> {
    let index = after === undefined ? 0 : this.firstAfter(after);
    while (index < this.keys.length) {
      const key = this.keys[index] ?? '';
      const value = this.values.get(key);
      const seen = this.changes;
      if (value !== undefined) yield [key, value];
      index = this.changes === seen ? index + 1 : this.firstAfter(key);
    }
  }

  /** Index of the first key greater than `key`. */
  private firstAfter(key: string): number {
    let low = 0;
    let high = this.keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareText(this.keys[middle] ?? '', key) > 0) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

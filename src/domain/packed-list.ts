import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { lazyList } from './lazy-list.js';

/** A list of fewer values is kept as it is. Those of most reports are shorter. */
const heldValues = 4096;
/** Values that are packed together: one is read at the cost of all, so they are few. */
const packSize = 32;
/** Packs that are kept unpacked for the next read. */
const openPacks = 16;

interface Pack {
  readonly bytes: Buffer;
  /** Where the text of each value ends. */
  readonly ends: Uint32Array;
}

/**
 * A list of JSON values that grows. A long one keeps the text of its values, compressed and outside the heap, which takes about
 * a fiftieth of what the values take as objects. Values come back equal, without members that are undefined.
 *
 * @example
 * const list = new PackedList<Finding>();
 * for (const row of rows) list.add(findingOf(row));
 * for (const finding of list.values()) convert(finding);
 */
export class PackedList<T> {
  private readonly packs: Pack[] = [];
  private held: T[] = [];
  /** Unpacked texts by the number of the pack. */
  private readonly open = new Map<number, Buffer>();

  /** @param limit values from which on the list is packed. */
  constructor(private readonly limit = heldValues) {}

  get length(): number {
    return this.packed + this.held.length;
  }

  /** The number of values that are not objects in memory now. */
  get packed(): number {
    return this.packs.length * packSize;
  }

  add(value: T): void {
    this.held.push(value);
    if (this.held.length < (this.packs.length === 0 ? this.limit : packSize)) return;
    const whole = this.held.length - (this.held.length % packSize);
    for (let at = 0; at < whole; at += packSize) this.packs.push(pack(this.held.slice(at, at + packSize)));
    this.held = this.held.slice(whole);
  }

  /** @param index of a value of the list. */
  at(index: number): T {
    const { packed } = this;
    if (index >= packed) return this.held[index - packed] as T;
    const { ends } = this.packs[Math.floor(index / packSize)] as Pack;
    const place = index % packSize;
    const texts = this.unpacked(Math.floor(index / packSize));
    return JSON.parse(texts.toString('utf8', ends[place - 1] ?? 0, ends[place])) as T;
  }

  /** All current values. Packed ones are unpacked each time they are read. */
  values(): readonly T[] {
    return this.packs.length === 0 ? this.held : lazyList(this.length, (index) => this.at(index));
  }

  private unpacked(number: number): Buffer {
    const found = this.open.get(number);
    if (found !== undefined) return found;
    const texts = inflateRawSync((this.packs[number] as Pack).bytes);
    this.open.set(number, texts);
    const [oldest] = this.open.keys();
    if (this.open.size > openPacks && oldest !== undefined) this.open.delete(oldest);
    return texts;
  }
}

function pack(values: readonly unknown[]): Pack {
  const texts = values.map((value) => Buffer.from(JSON.stringify(value)));
  let end = 0;
  const ends = Uint32Array.from(texts, ({ length }) => {
    end += length;
    return end;
  });
  const packed = deflateRawSync(Buffer.concat(texts), { level: 1 });
  // A copy, since zlib's result is a part of a larger buffer.
  const bytes = Buffer.allocUnsafeSlow(packed.length);
  bytes.set(packed);
  return { bytes, ends };
}

/** Values by name, in the order in which the names came first. A long one is packed like a PackedList. */
export class PackedMap<T> implements ReadonlyMap<string, T> {
  private readonly indexes = new Map<string, number>();
  private readonly list: PackedList<T>;

  constructor(limit?: number) {
    this.list = new PackedList(limit);
  }

  get size(): number {
    return this.indexes.size;
  }

  set(name: string, value: T): void {
    this.indexes.set(name, this.list.length);
    this.list.add(value);
  }

  has(name: string): boolean {
    return this.indexes.has(name);
  }

  get(name: string): T | undefined {
    const index = this.indexes.get(name);
    return index === undefined ? undefined : this.list.at(index);
  }

  *entries(): MapIterator<[string, T]> {
    for (const [name, index] of this.indexes) yield [name, this.list.at(index)];
  }

  *values(): MapIterator<T> {
    for (const index of this.indexes.values()) yield this.list.at(index);
  }

  keys(): MapIterator<string> {
    return this.indexes.keys();
  }

  forEach(act: (value: T, name: string, map: ReadonlyMap<string, T>) => void): void {
    for (const [name, value] of this.entries()) act(value, name, this);
  }

  [Symbol.iterator](): MapIterator<[string, T]> {
    return this.entries();
  }
}

/**
 * A queue whose owners take turns: the next item is that of the owner whose last turn was longest ago. So many items of one
 * owner delay another owner by one item, not by all of them.
 *
 * @example
 * const turns = new Turns<string>();
 * turns.add('one', 'a'); turns.add('one', 'b'); turns.add('two', 'c');
 * turns.next(); // a, then c, then b
 */
export class Turns<T> {
  /** By owner; the first owner is next. */
  private readonly waiting = new Map<string, T[]>();
  private count = 0;

  get size(): number {
    return this.count;
  }

  add(owner: string, item: T): void {
    const own = this.waiting.get(owner);
    if (own === undefined) this.waiting.set(owner, [item]);
    else own.push(item);
    this.count += 1;
  }

  /** Takes the next item of an owner that may have a turn; undefined if none waits. */
  next(may: (owner: string) => boolean = () => true): T | undefined {
    for (const [owner, own] of this.waiting) {
      if (!may(owner)) continue;
      const item = own.shift();
      // The owner that has had a turn goes behind all others.
      this.waiting.delete(owner);
      if (own.length > 0) this.waiting.set(owner, own);
      this.count -= 1;
      return item;
    }
    return undefined;
  }

  /** Takes an item out of the queue. Returns false if it does not wait. */
  remove(owner: string, item: T): boolean {
    const own = this.waiting.get(owner) ?? [];
    const index = own.indexOf(item);
    if (index < 0) return false;
    own.splice(index, 1);
    if (own.length === 0) this.waiting.delete(owner);
    this.count -= 1;
    return true;
  }
}

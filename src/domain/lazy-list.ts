const lists = new WeakSet<object>();

/**
 * A list whose elements are made whenever they are read, and not kept, so that a loop over a long one holds one element at a
 * time. It is an array to all that reads it; it cannot be changed.
 *
 * @param at makes the element of an index.
 * @example const squares = lazyList(1_000_000, (index) => index * index); // squares[3] is 9
 */
export function lazyList<T>(length: number, at: (index: number) => T): readonly T[] {
  const indexOf = (key: string | symbol): number => {
    if (typeof key !== 'string' || !/^(?:0|[1-9]\d*)$/.test(key)) return -1;
    const index = Number(key);
    return index < length ? index : -1;
  };
  const list = new Proxy<T[]>(new Array<T>(length), {
    get(target, key) {
      const index = indexOf(key);
      return index < 0 ? (Reflect.get(target, key) as unknown) : at(index);
    },
    has: (target, key) => indexOf(key) >= 0 || Reflect.has(target, key),
    ownKeys: () => [...Array.from({ length }, (_, index) => String(index)), 'length'],
    getOwnPropertyDescriptor(target, key) {
      const index = indexOf(key);
      if (index < 0) return Reflect.getOwnPropertyDescriptor(target, key);
      return { value: at(index), writable: true, enumerable: true, configurable: true };
    },
    set: () => false,
    defineProperty: () => false,
    deleteProperty: () => false,
  });
  lists.add(list);
  return list;
}

/** Whether the elements of a list are made when they are read. */
export function isLazyList(list: readonly unknown[]): boolean {
  return lists.has(list);
}

/** Maps a list; a lazy one gives a lazy one. */
export function mapLazily<T, R>(list: readonly T[], map: (item: T, index: number) => R): readonly R[] {
  if (!isLazyList(list)) return list.map(map);
  return lazyList(list.length, (index) => map(list[index] as T, index));
}

/** Damage to a report, member by member. */

export type Path = readonly (string | number)[];

export interface Place {
  readonly path: Path;
  readonly value: unknown;
}

export type Change = (parent: Record<string | number, unknown>, key: string | number) => void;

export interface Damage extends Place {
  /** What is done, such as `renamed`. */
  readonly name: string;
  readonly change: Change;
}

/** Every member of a document by the keys that lead there. */
export function* placesOf(value: unknown, path: Path = []): Iterable<Place> {
  if (path.length > 0) yield { path, value };
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) yield* placesOf(child, [...path, key]);
}

/** Members of one type that are at one place but for their index in lists, or their id in tables, are of one shape. */
export function shapeOf({ path, value }: Place): string {
  return JSON.stringify([path.map((key) => (/^\d+$/.test(String(key)) ? '*' : key)), typeOf(value)]);
}

/**
 * The document with fewer elements in its lists: the first two, and those that bring a shape that is new. It has every
 * shape of the whole one.
 */
export function condensed(document: object): object {
  const seen = new Set<string>();
  const isNew = (place: Place): boolean =>
    [place, ...placesOf(place.value, place.path)].some((inner) => !seen.has(shapeOf(inner)));
  const condense = (place: Place): unknown => {
    const { path, value } = place;
    seen.add(shapeOf(place));
    if (typeof value !== 'object' || value === null) return value;
    const children = Object.entries(value).map(([key, child]) => ({
      path: [...path, key],
      value: child as unknown,
    }));
    if (!Array.isArray(value))
      return Object.fromEntries(children.map((child) => [child.path.at(-1), condense(child)]));
    return children.flatMap((child, index) => (index < 2 || isNew(child) ? [condense(child)] : []));
  };
  return condense({ path: [], value: document }) as object;
}

function shapesOf(document: object): Place[][] {
  const shapes = new Map<string, Place[]>();
  for (const place of placesOf(document)) {
    const shape = shapeOf(place);
    shapes.set(shape, [...(shapes.get(shape) ?? []), place]);
  }
  return [...shapes.values()];
}

const typeOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;

const drop: Change = (parent, key) => delete parent[key];

const rename: Change = (parent, key) => {
  const { [key]: old } = parent;
  delete parent[key];
  parent[`${key}X`] = old;
};

/** Of every type it is not. */
function* retypes(value: unknown): Iterable<[string, Change]> {
  for (const other of [7, null, 'text', true, [[]], { x: {} }]) {
    if (typeOf(other) !== typeOf(value)) yield [`a ${typeOf(other)}`, (parent, key) => (parent[key] = other)];
  }
}

/**
 * Every shape of a document damaged in each way: dropped, renamed and of another type. Which member of the shape, and
 * which type, follows from the seed; with `all` it is every member and every type.
 */
export function* damagesOf(document: object, seed: number, all: boolean): Iterable<Damage> {
  for (const [index, shape] of shapesOf(document).entries()) {
    for (const place of all ? shape : pick(shape, seed + index)) {
      yield { ...place, name: 'dropped', change: drop };
      yield { ...place, name: 'renamed', change: rename };
      const types = [...retypes(place.value)];
      for (const [name, change] of all ? types : pick(types, seed + index)) yield { ...place, name, change };
    }
  }
}

function pick<T>(list: readonly T[], turn: number): T[] {
  return list.slice(turn % list.length).slice(0, 1);
}

/** The document with a change at one place; all else is shared. */
export function damaged(document: object, { path, change }: Pick<Damage, 'path' | 'change'>): object {
  const [key = '', ...rest] = path;
  const copy = (Array.isArray(document) ? [...document] : { ...document }) as Record<
    string | number,
    unknown
  >;
  if (rest.length === 0) change(copy, key);
  else copy[key] = damaged(copy[key] as object, { path: rest, change });
  return copy;
}

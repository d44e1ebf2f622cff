import { join, type Unit } from './hostile-json.js';
import type { HostileCase } from './spots.js';

type Path = readonly (string | number)[];

/** Characters of an example; what stands in a longer one is left out, so that the hostile part is most of the body. */
const longExample = 16_000;

/**
 * Hostile JSON that follows from an example: the example with one of its values replaced by a large one. So everything
 * before that value is in order, which no declaration can promise for a report or an object of another protocol.
 *
 * @param label begins the sort of each case, such as `ImportReport trivy`.
 */
export function hostileLike(label: string, example: unknown): HostileCase[] {
  const seen = new Set<string>();
  return spotsOf(example, []).flatMap(({ path, value }) =>
    casesOf(value).flatMap(({ kind, group, make }): HostileCase[] => {
      const name = `${label} /${path.join('/')}: ${kind}`;
      // One spot of each shape: the tenth finding is read as the first.
      const shape = `${path.filter((step) => typeof step === 'string').join('/')}: ${kind}`;
      if (seen.has(shape)) return [];
      seen.add(shape);
      return [
        {
          name,
          sort: `${label}: ${group}`,
          build: (size) => Buffer.from(replaced(example, path, make(size))),
        },
      ];
    }),
  );
}

function spotsOf(value: unknown, path: Path): { readonly path: Path; readonly value: unknown }[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  const entries = Array.isArray(value) ? value.entries() : Object.entries(value);
  return [{ path, value }, ...[...entries].flatMap(([key, inner]) => spotsOf(inner, [...path, key]))];
}

interface Large {
  readonly kind: string;
  readonly group: 'elements' | 'keys' | 'depth' | 'text';
  make(size: number): string;
}

function casesOf(value: unknown): Large[] {
  const list = (unit: Unit) => (size: number) => `[${join(size, unit)}]`;
  const object = (inside: string, unit: Unit) => (size: number) => {
    const more = join(size, unit);
    return `{${[inside, more].filter((text) => text !== '').join(',')}}`;
  };
  const lists = (size: number): string => '['.repeat(size / 2) + ']'.repeat(size / 2);
  const shared: Large[] = [
    { kind: 'lists within lists', group: 'depth', make: lists },
    { kind: 'zeros', group: 'elements', make: list(() => '0') },
    { kind: 'empty objects', group: 'elements', make: list(() => '{}') },
  ];
  if (Array.isArray(value)) {
    const [first] = value as unknown[];
    if (first === undefined) return shared;
    const text = JSON.stringify(first);
    return [
      ...shared,
      { kind: 'the same element', group: 'elements', make: list(() => text) },
      {
        kind: 'distinct elements',
        group: 'elements',
        make: list((index) => JSON.stringify(varied(first, index))),
      },
    ];
  }
  if (typeof value === 'object' && value !== null) {
    const inside = JSON.stringify(value).slice(1, -1);
    const [key = 'k', one = 0] = Object.entries(value)[0] ?? [];
    return [
      ...shared,
      { kind: 'unknown keys', group: 'keys', make: object(inside, (index) => `"k${index}":1`) },
      { kind: 'one key repeated', group: 'keys', make: object(inside, () => `${JSON.stringify(key)}:0`) },
      {
        kind: 'distinct entries',
        group: 'keys',
        make: object(inside, (index) => `"${key}${index}":${JSON.stringify(varied(one, index))}`),
      },
    ];
  }
  return [
    ...shared,
    { kind: 'one long text', group: 'text', make: (size) => JSON.stringify(longer(value, size)) },
    { kind: 'one long text of dashes', group: 'text', make: (size) => JSON.stringify('-'.repeat(size)) },
    { kind: 'many digits', group: 'text', make: (size) => '9'.repeat(size) },
  ];
}

/** The text repeated, so that its own separators come often. */
function longer(value: unknown, size: number): string {
  const text = typeof value === 'string' && value !== '' ? value : 'x';
  return text.repeat(Math.ceil(size / text.length));
}

/** The value with its texts made distinct: digests stay digests. */
function varied(value: unknown, index: number): unknown {
  if (typeof value === 'string') {
    const hex = index.toString(16).padStart(8, '0');
    return /[0-9a-f]{32}$/.test(value) ? value.slice(0, -8) + hex : `${value}${index}`;
  }
  if (Array.isArray(value)) return value.map((inner) => varied(inner, index));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, varied(inner, index)]));
}

/** The text of the example with the value at the path replaced by a text of JSON. */
function replaced(value: unknown, path: Path, text: string): string {
  const [step, ...rest] = path;
  if (step === undefined) return text;
  const print = (key: string | number, inner: unknown): string => {
    if (key === step) return replaced(inner, rest, text);
    const printed = JSON.stringify(inner);
    return printed.length > longExample ? 'null' : printed;
  };
  if (Array.isArray(value)) return `[${value.map((inner, index) => print(index, inner)).join(',')}]`;
  const entries = Object.entries(value as object).filter(([, inner]) => inner !== undefined);
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${print(key, inner)}`).join(',')}}`;
}

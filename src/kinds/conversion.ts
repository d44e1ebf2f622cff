import type { ElementType, EnumType, FieldType } from '../schema/field-types.js';
import type { Field, Message } from '../schema/message.js';

/** Maps messages of v1beta1 to those of v1 and back. What a version cannot say is left out (docs/two-versions.md). */

type Json = Readonly<Record<string, unknown>>;

/** A message of v1beta1 and the one of v1 that means the same, in canonical form both. */
export interface Conversion {
  readonly v1beta1: Message<unknown>;
  readonly v1: Message<unknown>;
  toV1(value: Json): Json;
  toV1beta1(value: Json): Json;
  /** Members that mean the same, as paths beneath the two messages, and how the values within follow. */
  readonly pairs: readonly Pair[];
  /** Both say the same in the same words, so that values within other messages are handed through. */
  readonly isSame: boolean;
}

/** How a kind's members of notes and occurrences follow from those of the other version. */
export interface KindConversion {
  readonly note: Conversion;
  readonly occurrence?: Conversion;
}

export interface Pair {
  readonly v1beta1: readonly string[];
  readonly v1: readonly string[];
  /** Where both are messages, or lists or maps of them. */
  readonly within?: Conversion;
  /** A name of the path is a key then, before the path goes on within. */
  readonly isMap?: true;
}

export interface ConversionOptions {
  /** Paths in v1beta1 and v1 of members that mean the same under other names, such as `{ 'resource.uri': 'resourceUri' }`. */
  readonly moves?: Readonly<Record<string, string>>;
  /** Conversions of messages within that differ in more than members; others go by the names of their members. */
  readonly within?: readonly Conversion[];
  /** Mends the result, given what it was made of. */
  readonly mendV1?: (made: Json, source: Json) => Json;
  readonly mendV1beta1?: (made: Json, source: Json) => Json;
}

type Convert = (value: unknown) => unknown;

interface Step extends Pair {
  readonly toV1: Convert;
  readonly toV1beta1: Convert;
}

/**
 * Members of the same name, and those that `moves` names, are mapped; enums by the names of their values, to and from text
 * too. @throws Error where two members that should match have types between which there is no mapping.
 */
export function conversion(
  v1beta1: Message<unknown>,
  v1: Message<unknown>,
  options: ConversionOptions = {},
): Conversion {
  const moves = Object.entries(options.moves ?? {}).map(
    ([from, to]) => [from.split('.'), to.split('.')] as const,
  );
  const moved = (side: 0 | 1): Set<string | undefined> => new Set(moves.map((move) => move[side][0]));
  const [movedBefore, movedAfter] = [moved(0), moved(1)];
  const sameNames = v1beta1.fields
    .map(({ jsonName }) => jsonName)
    .filter((name) => hasField(v1, name) && !movedBefore.has(name) && !movedAfter.has(name));
  const paths = [...moves, ...sameNames.map((name) => [[name], [name]] as const)];
  const steps = paths.map(([before, after]): Step => {
    const mapping = mapType(fieldAt(v1beta1, before).type, fieldAt(v1, after).type, options.within ?? []);
    return { v1beta1: before, v1: after, ...mapping };
  });
  const isSame =
    options.mendV1 === undefined &&
    options.mendV1beta1 === undefined &&
    [v1beta1, v1].every(({ fields }) => fields.length === sameNames.length) &&
    steps.every((step) => step.toV1 === same.toV1);
  const toV1 = waysOf(inOrderOf(v1, 'v1', steps), 'v1beta1', 'v1');
  const toV1beta1 = waysOf(inOrderOf(v1beta1, 'v1beta1', steps), 'v1', 'v1beta1');
  return {
    v1beta1,
    v1,
    pairs: steps,
    isSame,
    toV1(value) {
      const made = build(toV1, value);
      return options.mendV1?.(made, value) ?? made;
    },
    toV1beta1(value) {
      const made = build(toV1beta1, value);
      return options.mendV1beta1?.(made, value) ?? made;
    },
  };
}

/** A message of v1beta1 that holds in one member what v1 has in its place. */
export function unwrapped(v1beta1: Message<unknown>, member: string, inner: Conversion): Conversion {
  return {
    v1beta1,
    v1: inner.v1,
    pairs: [{ v1beta1: [member], v1: [], within: inner }],
    isSame: false,
    toV1: (value) => inner.toV1((value[member] as Json | undefined) ?? {}),
    toV1beta1: (value) => ({ [member]: inner.toV1beta1(value) }),
  };
}

/**
 * A path of one version beneath the message, in JSON names and without indexes, as the other has it: `cvssV3.baseScore` is
 * `cvssv3.baseScore` in v1. Undefined where the other version has nothing at that very place.
 */
export function convertPath(
  conversion: Conversion,
  to: 'v1beta1' | 'v1',
  path: readonly string[],
): readonly string[] | undefined {
  const from = to === 'v1' ? 'v1beta1' : 'v1';
  const pair = conversion.pairs.find((one) => one[from].every((name, depth) => path[depth] === name));
  if (pair === undefined) return undefined;
  let rest = path.slice(pair[from].length);
  const { within } = pair;
  if (within === undefined || rest.length === 0) return [...pair[to], ...rest];
  const key = pair.isMap ? rest.slice(0, 1) : [];
  rest = rest.slice(key.length);
  const inner = rest.length === 0 ? [] : convertPath(within, to, rest);
  return inner && [...pair[to], ...key, ...inner];
}

function hasField(message: Message<unknown>, jsonName: string): boolean {
  return message.fields.some((field) => field.jsonName === jsonName);
}

function fieldAt(message: Message<unknown>, path: readonly string[]): Field {
  let type: FieldType<unknown> = message;
  let found: Field | undefined;
  for (const name of path) {
    found = type.form === 'message' ? type.byName.get(name) : undefined;
    if (found === undefined) throw new Error(`${message.name} has no ${path.join('.')}`);
    type = found.type;
  }
  if (found === undefined) throw new Error('a path has at least one name');
  return found;
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  let child = value;
  for (const name of path) child = (child as Json | undefined)?.[name];
  return child;
}

/** The steps in the order in which their results stand in the message, so that what is built is in declared order. */
function inOrderOf(
  message: Message<unknown>,
  side: 'v1beta1' | 'v1',
  steps: readonly Step[],
): readonly Step[] {
  const placeOf = (step: Step): readonly number[] =>
    step[side].map((_, depth) => {
      const beneath = depth === 0 ? message : fieldAt(message, step[side].slice(0, depth)).type;
      if (beneath.form !== 'message') return 0;
      return beneath.fields.findIndex(({ jsonName }) => jsonName === step[side][depth]);
    });
  return steps
    .map((step) => ({ step, place: placeOf(step) }))
    .sort((a, b) => comparePlaces(a.place, b.place))
    .map(({ step }) => step);
}

function comparePlaces(a: readonly number[], b: readonly number[]): number {
  const depth = a.findIndex((place, at) => place !== b[at]);
  return depth < 0 ? 0 : (a[depth] ?? 0) - (b[depth] ?? 0);
}

interface Tree {
  [name: string]: unknown;
}

/** A step in one direction, ready to run: most members stand at the top of both messages and mean the same. */
interface Way {
  readonly from: string;
  /** Names beneath `from`. */
  readonly beneath: readonly string[];
  readonly to: readonly string[];
  readonly name: string;
  readonly convert: Convert | undefined;
}

function waysOf(steps: readonly Step[], from: 'v1beta1' | 'v1', to: 'v1beta1' | 'v1'): readonly Way[] {
  return steps.map((step) => {
    const convert = to === 'v1' ? step.toV1 : step.toV1beta1;
    const [first = '', ...beneath] = step[from];
    const [name = ''] = step[to];
    return { from: first, beneath, to: step[to], name, convert: convert === same.toV1 ? undefined : convert };
  });
}

function build(ways: readonly Way[], value: Json): Json {
  const tree: Tree = {};
  for (const { from, beneath, to, name, convert } of ways) {
    let child = value[from];
    if (child === undefined) continue;
    if (beneath.length > 0) child = valueAt(child, beneath);
    if (child !== undefined && convert !== undefined) child = convert(child);
    if (child === undefined) continue;
    if (to.length === 1) tree[name] = child;
    else putAt(tree, to, child);
  }
  return tree;
}

function putAt(tree: Tree, path: readonly string[], value: unknown): void {
  let target = tree;
  const last = path.length - 1;
  for (let depth = 0; depth < last; depth += 1) {
    const name = path[depth] ?? '';
    target[name] ??= {};
    target = target[name] as Tree;
  }
  target[path[last] ?? ''] = value;
}

type Mapping = Pick<Step, 'toV1' | 'toV1beta1' | 'within' | 'isMap'>;

const handThrough: Convert = (value) => value;
const same: Mapping = { toV1: handThrough, toV1beta1: handThrough };

function mapType(
  before: FieldType<unknown>,
  after: FieldType<unknown>,
  within: readonly Conversion[],
): Mapping {
  if (before.form === 'repeated' && after.form === 'repeated')
    return mapEach(mapElement(before.element, after.element, within), eachOf);
  if (before.form === 'map' && after.form === 'map')
    return mapEach({ ...mapElement(before.value, after.value, within), isMap: true }, eachIn);
  if (
    before.form === 'repeated' ||
    before.form === 'map' ||
    after.form === 'repeated' ||
    after.form === 'map'
  )
    throw new Error(`no mapping from ${before.form} to ${after.form}`);
  return mapElement(before, after, within);
}

function mapEach(element: Mapping, each: (convert: Convert) => Convert): Mapping {
  if (element.toV1 === same.toV1) return same;
  return { ...element, toV1: each(element.toV1), toV1beta1: each(element.toV1beta1) };
}

const eachOf =
  (convert: Convert): Convert =>
  (list) =>
    (list as readonly unknown[]).map(convert);

const eachIn =
  (convert: Convert): Convert =>
  (map) =>
    Object.fromEntries(Object.entries(map as Json).map(([key, value]) => [key, convert(value)]));

function mapElement(
  before: ElementType<unknown>,
  after: ElementType<unknown>,
  within: readonly Conversion[],
): Mapping {
  if (before === after) return same;
  if (before.form === 'message' && after.form === 'message') {
    const inner =
      within.find((one) => one.v1beta1 === before && one.v1 === after) ??
      conversion(before, after, { within });
    if (inner.isSame) return same;
    const toV1 = inner.toV1 as Convert;
    return { within: inner, toV1, toV1beta1: inner.toV1beta1 as Convert };
  }
  if (before.form === 'enum' && after.form === 'enum')
    return { toV1: enumTo(after), toV1beta1: enumTo(before) };
  if (before.form === 'enum' && after.form === 'scalar' && after.scalar === 'string')
    return {
      toV1: (value) => (typeof value === 'string' ? value : undefined),
      toV1beta1: (value) => ((before.values().get(value as string) ?? 0) === 0 ? undefined : value),
    };
  if (before.form === 'scalar' && after.form === 'scalar' && before.scalar === after.scalar) return same;
  if (before.form === 'wellKnown' && after.form === 'wellKnown' && before.name === after.name) return same;
  throw new Error(`no mapping from ${before.form} to ${after.form}`);
}

/** By name; a number that no name stands for is kept where the other version has no name for it either. */
function enumTo(type: EnumType<string>): Convert {
  let numbers: ReadonlySet<number> | undefined;
  return (value) => {
    if (typeof value === 'string') return type.values().has(value) ? value : undefined;
    numbers ??= new Set(type.values().values());
    return numbers.has(value as number) ? undefined : value;
  };
}

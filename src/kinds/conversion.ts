import type { ElementType, EnumType, FieldType } from '../schema/field-types.js';
import type { Field, Message } from '../schema/message.js';

/** Maps messages of v1beta1 to v1 and back. What a version cannot represent is left out (docs/two-versions.md). */

type Json = Readonly<Record<string, unknown>>;

/** A message of v1beta1 and the equivalent one of v1. Values are in canonical form. */
export interface Conversion {
  readonly v1beta1: Message<unknown>;
  readonly v1: Message<unknown>;
  toV1(value: Json): Json;
  toV1beta1(value: Json): Json;
  /** Equivalent members, as paths within the two messages, and the conversions of their values. */
  readonly pairs: readonly Pair[];
  /** Whether values are the same in both, so that a value within another message is passed through unchanged. */
  readonly isSame: boolean;
}

/** The conversions of a kind's members of notes and occurrences. */
export interface KindConversion {
  readonly note: Conversion;
  readonly occurrence?: Conversion;
  /** The text that `occurrence.toV1` of parsed details would print, or undefined. Only where this is much cheaper. */
  readonly detailsTextToV1?: (details: string) => string | undefined;
}

export interface Pair {
  readonly v1beta1: readonly string[];
  readonly v1: readonly string[];
  /** Set if both are messages, or lists or maps of messages. */
  readonly within?: Conversion;
  /** Set if both are maps: the next name of a path is then a key. */
  readonly isMap?: true;
}

export interface ConversionOptions {
  /** Paths of equivalent members with different names, v1beta1 to v1, such as `{ 'resource.uri': 'resourceUri' }`. */
  readonly moves?: Readonly<Record<string, string>>;
  /** Conversions of nested messages that need more than mapping members by name. */
  readonly within?: readonly Conversion[];
  /** Members of v1 that are filled if v1beta1 has none, from the members of v1 that are declared before them. */
  readonly fillV1?: Readonly<Record<string, (made: Json) => unknown>>;
  /** Adjusts the result, given the source. */
  readonly adjustV1beta1?: (made: Json, source: Json) => Json;
}

type Convert = (value: unknown) => unknown;

interface Step extends Pair {
  readonly toV1: Convert;
  readonly toV1beta1: Convert;
}

/**
 * Maps members of the same name and those in `moves`. Enums are mapped by the names of their values, also to and from text.
 *
 * @throws Error if two members that should match have types without a mapping.
 * @example conversion(v1beta1.Details, v1.VulnerabilityOccurrence, { moves: { cvssV3: 'cvssv3' } })
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
    options.fillV1 === undefined &&
    options.adjustV1beta1 === undefined &&
    [v1beta1, v1].every(({ fields }) => fields.length === sameNames.length) &&
    steps.every((step) => step.toV1 === same.toV1);
  const toV1 = directedSteps(v1, steps, 'v1beta1', 'v1', options.fillV1);
  const toV1beta1 = directedSteps(v1beta1, steps, 'v1', 'v1beta1');
  return {
    v1beta1,
    v1,
    pairs: steps,
    isSame,
    toV1: (value) => build(toV1, value),
    toV1beta1(value) {
      const made = build(toV1beta1, value);
      return options.adjustV1beta1?.(made, value) ?? made;
    },
  };
}

/** Converts a message of v1beta1 that wraps in one member the message that v1 has directly. */
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
 * Converts a path within the message, in JSON names and without indexes, to the other version: `cvssV3.baseScore` is
 * `cvssv3.baseScore` in v1. Undefined if the other version has no equivalent member.
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

/** The steps in the order of their results in the message, so that the result is in declared order. */
function inOrderOf(message: Message<unknown>, steps: readonly DirectedStep[]): readonly DirectedStep[] {
  const placeOf = ({ to }: DirectedStep): readonly number[] =>
    to.map((name, depth) => {
      const beneath = depth === 0 ? message : fieldAt(message, to.slice(0, depth)).type;
      if (beneath.form !== 'message') return 0;
      return beneath.fields.findIndex(({ jsonName }) => jsonName === name);
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

/** A step in one direction, precomputed: most members are at the top of both messages and need no conversion. */
interface DirectedStep {
  /** Undefined if the source has no such member. */
  readonly from: string | undefined;
  /** Names beneath `from`. */
  readonly beneath: readonly string[];
  readonly to: readonly string[];
  readonly name: string;
  readonly convert: Convert | undefined;
  /** The value if the source has none, by what is made so far. */
  readonly fill: ((made: Json) => unknown) | undefined;
}

function directedSteps(
  message: Message<unknown>,
  steps: readonly Step[],
  from: 'v1beta1' | 'v1',
  to: 'v1beta1' | 'v1',
  fills: ConversionOptions['fillV1'] = {},
): readonly DirectedStep[] {
  const mapped = steps.map((step): DirectedStep => {
    const convert = to === 'v1' ? step.toV1 : step.toV1beta1;
    const [first = '', ...beneath] = step[from];
    const name = step[to].join('.');
    const [fill, common] = [fills[name], { beneath, to: step[to], name }];
    return { from: first, ...common, convert: convert === same.toV1 ? undefined : convert, fill };
  });
  const filled = Object.entries(fills)
    .filter(([name]) => !mapped.some((step) => step.name === name))
    .map(([name, fill]) => ({ from: undefined, beneath: [], to: [name], name, convert: undefined, fill }));
  return inOrderOf(message, [...mapped, ...filled]);
}

function build(steps: readonly DirectedStep[], value: Json): Json {
  const tree: Tree = {};
  for (const { from, beneath, to, name, convert, fill } of steps) {
    let child = from === undefined ? undefined : value[from];
    if (child !== undefined) {
      if (beneath.length > 0) child = valueAt(child, beneath);
      if (child !== undefined && convert !== undefined) child = convert(child);
    }
    if (child === undefined && fill !== undefined) child = fill(tree);
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

const passThrough: Convert = (value) => value;
const same: Mapping = { toV1: passThrough, toV1beta1: passThrough };

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

/** By name. A number without a name is kept if the other version has no name for it either. */
function enumTo(type: EnumType<string>): Convert {
  let numbers: ReadonlySet<number> | undefined;
  return (value) => {
    if (typeof value === 'string') return type.values().has(value) ? value : undefined;
    numbers ??= new Set(type.values().values());
    return numbers.has(value as number) ? undefined : value;
  };
}

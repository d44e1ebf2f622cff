import { type ASTNode, Environment } from '@marcbachmann/cel-js';
import { isObject } from '../domain/is-object.js';

/** Constraints on provenance in CEL, over one variable: `payload`, the statement that was signed. */

/** Characters of a constraint. */
const maxLength = 4096;
/** Macros that walk a list. Each may double what the one before made. */
const maxMacros = 4;
/** Steps that one constraint may take, of some 30 ns. */
const maxSteps = 1_000_000;
/** Characters that are read or compared in the time of one step. */
const charactersPerStep = 8;
/** Steps that an error takes. Macros, `&&` and `||` continue after one. */
const stepsOfError = 130;

const macros: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'filter', 'map']);
/** Functions whose time is at most linear in their arguments. Regular expressions are not among them. */
const functions: ReadonlySet<string> = new Set([
  ...macros,
  ...['has', 'size', 'startsWith', 'endsWith', 'contains'],
  ...['int', 'uint', 'double', 'string', 'bool', 'type', 'timestamp', 'duration'],
]);

const environment = new Environment({ limits: { maxAstNodes: 500, maxDepth: 50 } }).registerVariable(
  'payload',
  'dyn',
);

/** How the time of a node depends on its arguments. */
type Length =
  /** The length of a text. */
  | 'text'
  /** That, character by character, or the number of members of an object. */
  | 'size'
  /** All that is in it. */
  | 'all';

const lengths: ReadonlyMap<unknown, Length> = new Map([
  ...(['contains', 'startsWith', 'endsWith', 'int', 'uint', 'double'] as const).map(
    (name) => [name, 'text'] as const,
  ),
  ...(['string', 'bool', 'timestamp', 'duration'] as const).map((name) => [name, 'text'] as const),
  ['size', 'size'],
  ...(['+', 'in', '==', '!=', '<', '<=', '>', '>='] as const).map((name) => [name, 'all'] as const),
]);
/** Operators whose time depends on the shorter side. */
const asShort: ReadonlySet<unknown> = new Set(['==', '!=', '<', '<=', '>', '>=', 'startsWith', 'endsWith']);

interface Shape {
  nodes: number;
  /** Nodes by how their time depends on their arguments. */
  readonly long: Record<Length, number>;
  /** Additions, which make longer texts and lists. */
  sums: number;
  /** `&&` and `||`. */
  joins: number;
  macros: number;
  /** Macros within macros. */
  depth: number;
}

/** The error of a constraint, or undefined. It must be of type bool, and its time must be bounded beforehand. */
export function problemOfConstraint(text: string): string | undefined {
  const parsed = parseConstraint(text);
  return typeof parsed === 'string' ? parsed : undefined;
}

/**
 * Evaluates a constraint for a statement. Returns why it does not hold, or undefined. A constraint that cannot be evaluated does not
 * hold.
 *
 * @example failureOfConstraint("payload.predicateType.startsWith('https://slsa.dev/')", statement) // undefined
 */
export function failureOfConstraint(text: string, payload: unknown): string | undefined {
  const parsed = parseConstraint(text);
  if (typeof parsed === 'string') return `the constraint cannot be used: it ${parsed}`;
  const { run, shape } = parsed;
  if (stepsOf(shape, measure(payload)) > maxSteps) return 'the provenance is too large for the constraint';
  const { stackTraceLimit } = Error;
  try {
    // A constraint may throw thousands of errors. Their stacks are not read, and would take most of the time.
    Error.stackTraceLimit = 0;
    return run({ payload }) === true ? undefined : 'the constraint is not true';
  } catch {
    return 'the constraint cannot be evaluated over this provenance';
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Whether a constraint walks lists, so that it may take long. */
export function walksLists(text: string): boolean {
  const parsed = parseConstraint(text);
  return typeof parsed !== 'string' && parsed.shape.macros > 0;
}

interface Constraint {
  readonly run: (context: { readonly payload: unknown }) => unknown;
  readonly shape: Shape;
}

function parseConstraint(text: string): Constraint | string {
  if (text.length > maxLength) return `is longer than ${maxLength} characters`;
  try {
    const run = environment.parse(text);
    const long = { text: 0, size: 0, all: 0 };
    const shape: Shape = { nodes: 0, long, sums: 0, joins: 0, macros: 0, depth: 0 };
    const unknown = unknownFunction(run.ast, shape, 0);
    if (unknown !== undefined) return `calls ${unknown}, which constraints do not have`;
    if (shape.macros > maxMacros) return `has more than ${maxMacros} macros that walk a list`;
    const { valid, type } = run.check();
    if (!valid) return 'is not valid CEL over the variable payload';
    return type === 'bool' || type === 'dyn' ? { run, shape } : `is of type ${type}, not bool`;
  } catch {
    return 'is not valid CEL over the variable payload';
  }
}

function unknownFunction(node: unknown, shape: Shape, depth: number): string | undefined {
  if (Array.isArray(node)) return firstOf(node, (part) => unknownFunction(part, shape, depth));
  if (!isNode(node)) return undefined;
  shape.nodes += 1;
  const does: unknown = node.op === 'call' || node.op === 'rcall' ? node.args[0] : node.op;
  const length = asShort.has(does) && hasLiteral(node.args) ? undefined : lengths.get(does);
  if (length !== undefined) shape.long[length] += 1;
  if (does === '+') shape.sums += 1;
  if (does === '&&' || does === '||') shape.joins += 1;
  if (node.op !== 'call' && node.op !== 'rcall') return unknownFunction(node.args, shape, depth);
  const [name, ...rest] = node.args;
  if (!functions.has(name)) return name;
  if (!macros.has(name)) return unknownFunction(rest, shape, depth);
  shape.macros += 1;
  shape.depth = Math.max(shape.depth, depth + 1);
  const [receiver, inner] = rest;
  return unknownFunction(receiver, shape, depth) ?? unknownFunction(inner, shape, depth + 1);
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value && 'args' in value;
}

function firstOf<T>(items: readonly T[], find: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function hasLiteral(args: unknown): boolean {
  if (Array.isArray(args)) return args.some(hasLiteral);
  return isNode(args) && args.op === 'value';
}

interface Measure {
  /** Elements of all lists and members of all objects. */
  elements: number;
  /** Those of the largest list or object: no list that a macro walks is longer. */
  largest: number;
  /** Characters of all texts and names. */
  characters: number;
  /** Those of the longest text. */
  longest: number;
}

/** The most steps that a constraint takes over a statement. */
function stepsOf({ nodes, long, sums, joins, macros, depth }: Shape, measured: Measure): number {
  // A sum may be of all that was summed before it, and a macro may do so with each element.
  const growth = (1 + sums) ** (1 + macros);
  const [elements, characters] = [measured.elements * growth, measured.characters * growth];
  const [largest, longest] = sums > 0 ? [elements, characters] : [measured.largest, measured.longest];
  const ofEach =
    long.text * (longest / charactersPerStep) +
    long.size * (longest + largest) +
    long.all * (elements + characters / charactersPerStep);
  // Lists that stand in the constraint are short.
  const walked = Math.max(largest, nodes);
  return walked ** depth * (nodes + ofEach + stepsOfError * (1 + joins));
}

function measure(value: unknown): Measure {
  const measured: Measure = { elements: 1, largest: 0, characters: 0, longest: 0 };
  const note = (length: number): void => {
    measured.elements += length;
    measured.largest = Math.max(measured.largest, length);
  };
  const rest: unknown[] = [value];
  while (rest.length > 0) {
    const next = rest.pop();
    if (typeof next === 'string') {
      measured.characters += next.length;
      measured.longest = Math.max(measured.longest, next.length);
    } else if (Array.isArray(next)) {
      note(next.length);
      for (const each of next) rest.push(each);
    } else if (isObject(next)) {
      const members = Object.entries(next);
      note(members.length);
      for (const [name, each] of members) rest.push(name, each);
    }
  }
  return measured;
}

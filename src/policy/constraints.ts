import { type ASTNode, Environment } from '@marcbachmann/cel-js';
import { isObject } from '../domain/is-object.js';

/** Constraints on provenance in CEL, over one variable: `payload`, the statement that was signed. */

/** Characters of a constraint. */
const maxLength = 4096;
/** Macros that walk a list. Each may double what the one before made. */
const maxMacros = 4;
/** Steps that one constraint may take. */
const maxSteps = 2_000_000;

const macros: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'filter', 'map']);
/** What takes time by the length of its arguments at most. Regular expressions are not among them. */
const functions: ReadonlySet<string> = new Set([
  ...macros,
  ...['has', 'size', 'startsWith', 'endsWith', 'contains'],
  ...['int', 'uint', 'double', 'string', 'bool', 'type', 'timestamp', 'duration'],
]);

const environment = new Environment({ limits: { maxAstNodes: 500, maxDepth: 50 } }).registerVariable(
  'payload',
  'dyn',
);

interface Shape {
  nodes: number;
  macros: number;
  /** Macros within macros. */
  depth: number;
}

/** What is wrong with a constraint, or undefined. It must be of type bool and take a time that is known beforehand. */
export function problemOfConstraint(text: string): string | undefined {
  const parsed = parseConstraint(text);
  return typeof parsed === 'string' ? parsed : undefined;
}

/**
 * Whether a constraint holds of a statement; a text that says why not. Whatever cannot be evaluated does not hold.
 *
 * @example failureOfConstraint("payload.predicateType.startsWith('https://slsa.dev/')", statement) // undefined
 */
export function failureOfConstraint(text: string, payload: unknown): string | undefined {
  const parsed = parseConstraint(text);
  if (typeof parsed === 'string') return `the constraint cannot be used: it ${parsed}`;
  const { run, shape } = parsed;
  if (shape.nodes * elementsOf(payload) ** shape.depth > maxSteps)
    return 'the provenance is too large for the constraint';
  try {
    return run({ payload }) === true ? undefined : 'the constraint is not true';
  } catch {
    return 'the constraint cannot be evaluated over this provenance';
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
    const shape: Shape = { nodes: 0, macros: 0, depth: 0 };
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

/** Elements of all lists and members of all objects within, at least one: no list that a macro walks is longer. */
function elementsOf(value: unknown): number {
  let count = 1;
  const rest: unknown[] = [value];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const inner = Array.isArray(next) ? next : isObject(next) ? Object.values(next) : [];
    count += inner.length;
    for (const each of inner) if (typeof each === 'object' && each !== null) rest.push(each);
  }
  return count;
}

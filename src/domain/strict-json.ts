import { ApiError } from './errors.js';
import { endOfString } from './json-scan.js';

/**
 * Parses the first JSON value of a text (RFC 8259): repeated keys are refused, integers beyond 2^53 become
 * bigint, `__proto__` is a key like any other, nesting is bounded.
 *
 * @throws ApiError INVALID_JSON naming line and column.
 */
export function parseStrictJson(text: string, maxDepth: number): unknown {
  const steps = strictSteps(text, maxDepth);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same in steps of some hundred values. */
export function strictSteps(text: string, maxDepth: number): Iterator<void, unknown> {
  return new StrictParser(text, maxDepth).parse();
}

/** Number of values in a step. */
const stepValues = 500;

/** The initial state of an element of the stack. */
const opened = Symbol('opened');

function put(around: Open, value: unknown): void {
  if (Array.isArray(around)) around.push(value);
  else around.entries.set(around.key, value);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them bare; a text that holds one goes to JSON.parse, which refuses it.
const needsParse = /[\\\u0000-\u001f]/;
const numberPattern = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;

/** An object or list that is not yet closed. */
type Open = { readonly entries: Map<string, unknown>; key: string } | unknown[];

class StrictParser {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly maxDepth: number,
  ) {}

  /** Without recursion, so that it can pause between any two values. */
  *parse(): Generator<void, unknown> {
    const stack: Open[] = [];
    this.skipSpace();
    for (let count = 1; ; count += 1) {
      if (count % stepValues === 0) yield;
      let value = this.open(stack);
      if (value === opened) continue;
      for (;;) {
        const around = stack.at(-1);
        if (around === undefined) return value;
        put(around, value);
        this.skipSpace();
        const isList = Array.isArray(around);
        if (this.take(isList ? ']' : '}')) {
          value = isList ? around : Object.fromEntries(around.entries);
          stack.pop();
          continue;
        }
        if (!this.take(',')) this.fail(`expected "," or "${isList ? ']' : '}'}"`);
        this.skipSpace();
        if (!isList) this.key(around);
        break;
      }
    }
  }

  /** Reads a scalar or empty value, or enters one that has members. */
  private open(stack: Open[]): unknown {
    switch (this.text[this.at]) {
      case '{': {
        this.enter(stack);
        if (this.take('}')) return {};
        const object = { entries: new Map<string, unknown>(), key: '' };
        this.key(object);
        stack.push(object);
        return opened;
      }
      case '[':
        this.enter(stack);
        if (this.take(']')) return [];
        stack.push([]);
        return opened;
      case '"':
        return this.string();
      case 't':
        return this.word('true', true);
      case 'f':
        return this.word('false', false);
      case 'n':
        return this.word('null', null);
      default:
        return this.number();
    }
  }

  private enter(stack: readonly Open[]): void {
    if (stack.length >= this.maxDepth) this.fail(`nested deeper than ${this.maxDepth} levels`);
    this.at += 1;
    this.skipSpace();
  }

  private key(object: { readonly entries: ReadonlyMap<string, unknown>; key: string }): void {
    const start = this.at;
    if (this.text[start] !== '"') this.fail('expected a quoted key');
    const key = this.string();
    if (object.entries.has(key)) this.fail(`duplicate key ${JSON.stringify(key.slice(0, 80))}`, start);
    this.skipSpace();
    if (!this.take(':')) this.fail('expected ":"');
    this.skipSpace();
    object.key = key;
  }

  private string(): string {
    const start = this.at;
    const end = endOfString(this.text, start);
    if (end < 0) this.fail('unterminated string', start);
    this.at = end + 1;
    const content = this.text.slice(start + 1, end);
    if (!needsParse.test(content)) return content;
    try {
      return JSON.parse(this.text.slice(start, this.at)) as string;
    } catch {
      return this.fail('string holds a control character or a bad escape', start);
    }
  }

  private number(): number | bigint {
    numberPattern.lastIndex = this.at;
    const match = numberPattern.exec(this.text);
    if (match === null)
      return this.fail(this.at >= this.text.length ? 'unexpected end' : 'expected a JSON value');
    this.at += match[0].length;
    const number = Number(match[0]);
    const whole = match[1] === undefined && match[2] === undefined;
    return whole && match[0].length < 400 && !Number.isSafeInteger(number) ? BigInt(match[0]) : number;
  }

  private word<T>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.at)) this.fail('expected a JSON value');
    this.at += word.length;
    return value;
  }

  private take(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  private skipSpace(): void {
    while (' \t\n\r'.includes(this.text[this.at] ?? 'x')) this.at += 1;
  }

  private fail(problem: string, at = this.at): never {
    let line = 1;
    let lineStart = 0;
    for (let index = 0; index < at; index += 1) {
      if (this.text.charCodeAt(index) !== 10) continue;
      line += 1;
      lineStart = index + 1;
    }
    const column = at - lineStart + 1;
    throw new ApiError('INVALID_JSON', `body: line ${line}, column ${column}: ${problem}`);
  }
}

import { ApiError } from './errors.js';

/**
 * Parses the first JSON value of a text (RFC 8259): repeated keys are refused, integers beyond 2^53 become
 * bigint, `__proto__` is a key like any other, nesting is bounded.
 *
 * @throws ApiError INVALID_JSON naming line and column.
 */
export function parseStrictJson(text: string, maxDepth: number): unknown {
  return new StrictParser(text, maxDepth).parse();
}

const numberPattern = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;

class StrictParser {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly text: string,
    private readonly maxDepth: number,
  ) {}

  parse(): unknown {
    this.skipSpace();
    return this.value();
  }

  private value(): unknown {
    switch (this.text[this.at]) {
      case '{':
        return this.nested(() => this.object());
      case '[':
        return this.nested(() => this.list());
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

  private nested(parse: () => unknown): unknown {
    this.depth += 1;
    if (this.depth > this.maxDepth) this.fail(`nested deeper than ${this.maxDepth} levels`);
    this.at += 1;
    const value = parse();
    this.depth -= 1;
    return value;
  }

  private object(): unknown {
    const entries = new Map<string, unknown>();
    this.skipSpace();
    if (this.take('}')) return {};
    for (;;) {
      this.skipSpace();
      const start = this.at;
      if (this.text[start] !== '"') this.fail('expected a quoted key');
      const key = this.string();
      if (entries.has(key)) this.fail(`duplicate key ${JSON.stringify(key.slice(0, 80))}`, start);
      this.skipSpace();
      if (!this.take(':')) this.fail('expected ":"');
      this.skipSpace();
      entries.set(key, this.value());
      this.skipSpace();
      if (this.take('}')) return Object.fromEntries(entries);
      if (!this.take(',')) this.fail('expected "," or "}"');
    }
  }

  private list(): unknown[] {
    const list: unknown[] = [];
    this.skipSpace();
    if (this.take(']')) return list;
    for (;;) {
      this.skipSpace();
      list.push(this.value());
      this.skipSpace();
      if (this.take(']')) return list;
      if (!this.take(',')) this.fail('expected "," or "]"');
    }
  }

  private string(): string {
    const start = this.at;
    let end = start + 1;
    while (end < this.text.length && this.text[end] !== '"') end += this.text[end] === '\\' ? 2 : 1;
    if (end >= this.text.length) this.fail('unterminated string', start);
    this.at = end + 1;
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
    const before = this.text.slice(0, at);
    const line = before.split('\n').length;
    const column = at - before.lastIndexOf('\n');
    throw new ApiError('INVALID_JSON', `body: line ${line}, column ${column}: ${problem}`);
  }
}

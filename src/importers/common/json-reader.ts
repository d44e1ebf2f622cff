import { ApiError } from '../../domain/errors.js';
import { lazyList } from '../../domain/lazy-list.js';

const quote = 0x22;
const backslash = 0x5c;
const numberPattern = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

export interface JsonBounds {
  /** Levels. */
  readonly depth: number;
  /** Of an array that is skipped element by element. */
  readonly elements: number;
  /** Bytes that are read and not skipped. More is refused before it is held in memory. */
  readonly held: number;
}

/** A list of more bytes is long: its elements are read and dropped, and read again whenever they are used. */
const longList = 1024 * 1024;

/** The position of a value in the bytes. */
export interface Span {
  readonly start: number;
  readonly end: number;
  /** Colons outside strings: the members of all its objects, if it is valid JSON. */
  readonly members: number;
  /** Levels inside it, 0 for a scalar. */
  readonly depth: number;
}

/**
 * Reads JSON (RFC 8259) from bytes of valid UTF-8, strictly: repeated keys are refused, nesting is bounded,
 * every error names the byte. Values can be skipped, so that a large array is read one element at a time. A long list in a
 * value that is read is a lazy list.
 */
export class JsonReader {
  /** The start, plus the number of skipped bytes. */
  private heldFrom: number;

  constructor(
    private readonly bytes: Buffer,
    private readonly bounds: JsonBounds,
    public at = 0,
    /** Levels around the value at `at`. */
    private depth = 0,
  ) {
    this.heldFrom = at;
  }

  value(): unknown {
    switch (this.space()) {
      case 0x7b:
        return this.object();
      case 0x5b:
        return this.array();
      case quote:
        return this.string();
      default:
        return this.scalar();
    }
  }

  /** Reads an object whose members `isBulk` names are skipped when they are arrays; `onBulk` gets the positions of their elements. */
  object(isBulk?: (key: string) => boolean, onBulk?: (key: string, elements: Span[]) => void): object {
    this.enter();
    const members = new Map<string, unknown>();
    if (this.space() === 0x7d) return this.leave({});
    for (;;) {
      if (this.space() !== quote) this.fail('expected a quoted key');
      const keyAt = this.at;
      const key = this.string();
      if (members.has(key)) this.fail(`duplicate key ${JSON.stringify(key.slice(0, 80))}`, keyAt);
      if (this.space() !== 0x3a) this.fail('expected ":"');
      this.at += 1;
      if (isBulk?.(key) === true && this.space() === 0x5b) {
        const start = this.at;
        onBulk?.(key, this.spans());
        this.heldFrom += this.at - start;
        members.set(key, []);
      } else members.set(key, this.value());
      this.hold();
      if (this.separator(0x7d, '"," or "}"')) return this.leave(Object.fromEntries(members));
    }
  }

  /** The positions of an array's elements, which are not read. */
  spans(): Span[] {
    const spans: Span[] = [];
    this.enter();
    if (this.space() === 0x5d) return this.leave(spans);
    for (;;) {
      this.skipTo(spans);
      if (this.separator(0x5d, '"," or "]"')) return this.leave(spans);
    }
  }

  /** The positions of objects that follow one another up to the end. They are not read. */
  objects(): Span[] {
    const spans: Span[] = [];
    while (this.space() === 0x7b) this.skipTo(spans);
    return spans;
  }

  private skipTo(spans: Span[]): void {
    this.space();
    const start = this.at;
    const { members, depth } = this.skip();
    if (spans.length >= this.bounds.elements)
      throw new ApiError(
        'TOO_LARGE',
        `byte ${start}: the list has more elements than the limit of ${this.bounds.elements}`,
      );
    spans.push({ start, end: this.at, members, depth });
  }

  /** Fails unless only space is left. */
  end(): void {
    this.space();
    if (this.at < this.bytes.length) this.fail('unexpected text after the report');
  }

  /** The first byte that is not space, 0 at the end. */
  space(): number {
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) this.at += 1;
      else return byte ?? 0;
    }
  }

  fail(problem: string, at = this.at): never {
    const what = at >= this.bytes.length ? `unexpected end, ${problem}` : problem;
    throw new ApiError('INVALID_REPORT', `not valid JSON: byte ${at}: ${what}`, {
      violations: [{ field: '', description: `byte ${at}: ${what}` }],
    });
  }

  private array(): readonly unknown[] {
    const list: unknown[] = [];
    const [start, heldFrom] = [this.at, this.heldFrom];
    this.enter();
    if (this.space() === 0x5d) return this.leave(list);
    for (;;) {
      list.push(this.value());
      this.hold();
      if (this.separator(0x5d, '"," or "]"')) return this.leave(list);
      // What long lists in it have is not held.
      if (this.at - start - (this.heldFrom - heldFrom) <= longList) continue;
      this.depth -= 1;
      this.at = start;
      this.heldFrom = heldFrom;
      return this.longList();
    }
  }

  /** Every element is read once, and dropped, to find what is wrong with it. */
  private longList(): readonly unknown[] {
    const { depth, at: start } = this;
    const spans = this.spans();
    const read = (span: Span): unknown => readSpan(this.bytes, span, this.bounds, depth + 1);
    for (const span of spans) read(span);
    this.heldFrom += this.at - start;
    return lazyList(spans.length, (index) => read(spans[index] as Span));
  }

  private hold(): void {
    if (this.at - this.heldFrom <= this.bounds.held) return;
    throw new ApiError(
      'TOO_LARGE',
      `byte ${this.at}: the report, or one element of a long list, without the long lists in it has more than the limit of ${this.bounds.held} bytes`,
    );
  }

  private enter(): void {
    this.depth += 1;
    if (this.depth > this.bounds.depth) {
      throw new ApiError(
        'TOO_LARGE',
        `byte ${this.at}: the report is nested deeper than the limit of ${this.bounds.depth} levels`,
      );
    }
    this.at += 1;
  }

  /** Steps over the closing bracket. */
  private leave<T>(value: T): T {
    this.depth -= 1;
    this.at += 1;
    return value;
  }

  /** Steps over a comma; true before the closing bracket. */
  private separator(closing: number, expected: string): boolean {
    const byte = this.space();
    if (byte === closing) return true;
    if (byte !== 0x2c) this.fail(`expected ${expected}`);
    this.at += 1;
    return false;
  }

  private string(): string {
    const start = this.at;
    let end = this.bytes.indexOf(quote, start + 1);
    while (end > 0 && this.isEscaped(end)) end = this.bytes.indexOf(quote, end + 1);
    if (end < 0) this.fail('unterminated string', this.bytes.length);
    this.at = end + 1;
    this.hold();
    // JSON.parse decodes escapes and refuses control characters.
    try {
      return JSON.parse(this.bytes.toString('utf8', start, this.at)) as string;
    } catch {
      return this.fail('the string holds a control character or a bad escape', start);
    }
  }

  private isEscaped(at: number): boolean {
    let before = at - 1;
    while (this.bytes[before] === backslash) before -= 1;
    return (at - before) % 2 === 0;
  }

  private scalar(): unknown {
    const start = this.at;
    while (isScalarByte(this.bytes[this.at])) this.at += 1;
    const text = this.bytes.toString('latin1', start, this.at);
    if (text === 'true') return true;
    if (text === 'false') return false;
    if (text === 'null') return null;
    if (!numberPattern.test(text)) this.fail('expected a JSON value', start);
    return Number(text);
  }

  /** Steps over a value, looking at strings and brackets only. */
  private skip(): Pick<Span, 'members' | 'depth'> {
    let [open, members, depth] = [0, 0, 0];
    do {
      const byte = this.space();
      if (byte === quote) {
        let end = this.bytes.indexOf(quote, this.at + 1);
        while (end > 0 && this.isEscaped(end)) end = this.bytes.indexOf(quote, end + 1);
        if (end < 0) this.fail('unterminated string', this.bytes.length);
        this.at = end + 1;
      } else if (byte === 0x7b || byte === 0x5b) {
        open += 1;
        if (open > depth) depth = open;
        this.at += 1;
      } else if ((byte === 0x7d || byte === 0x5d) && open > 0) {
        open -= 1;
        this.at += 1;
      } else if (open > 0 && (byte === 0x2c || byte === 0x3a)) {
        if (byte === 0x3a) members += 1;
        this.at += 1;
      } else if (isScalarByte(byte)) while (isScalarByte(this.bytes[this.at])) this.at += 1;
      else this.fail('expected a JSON value');
    } while (open > 0);
    return { members, depth };
  }
}

/** The value at a span, as a JsonReader reads it. @param depth levels around it */
export function readSpan(bytes: Buffer, span: Span, bounds: JsonBounds, depth: number): unknown {
  const quick = parseQuickly(bytes, span, bounds.depth - depth);
  if (quick !== undefined) return quick;
  const { start, end } = span;
  const element = new JsonReader(bytes.subarray(0, end), bounds, start, depth);
  const value = element.value();
  element.end();
  return value;
}

/** A span up to this length is parsed as a whole, since its text is held beside its value. */
const quickBytes = 1024 * 1024;

/**
 * Reads the value at a short span as a JsonReader does, only faster. Returns undefined for a long span and for a value that
 * a JsonReader refuses. JSON.parse keeps one of several members of the same name; then there are fewer than colons.
 */
function parseQuickly(bytes: Buffer, span: Span, maxDepth: number): unknown {
  if (span.end - span.start > quickBytes || span.depth > maxDepth) return undefined;
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8', span.start, span.end));
    return countMembers(value) === span.members ? value : undefined;
  } catch {
    return undefined;
  }
}

function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const element of value) count += countMembers(element);
    return count;
  }
  for (const member of Object.values(value)) count += 1 + countMembers(member);
  return count;
}

/** Letters, digits, signs and points: the characters of numbers and words. */
function isScalarByte(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    byte === 0x2b ||
    byte === 0x2d ||
    byte === 0x2e
  );
}

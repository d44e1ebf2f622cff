import { filterError, shown } from './filter-error.js';

/**
 * The tokens of the filter language: bare text, Go strings, numbers, operators. The parser requests the token it expects,
 * since the meaning of `1.5` or `-` depends on the context.
 */
export class Lexer {
  /** Offset of the next unread unit. */
  at = 0;

  constructor(readonly text: string) {}

  /** Moves past white space. Returns whether there was any. */
  skipSpace(): boolean {
    const start = this.at;
    while (isSpace(this.text.charCodeAt(this.at))) this.at += 1;
    return this.at > start;
  }

  /** Whether white space precedes the current position. */
  get spaced(): boolean {
    return isSpace(this.text.charCodeAt(this.at - 1));
  }

  get ended(): boolean {
    return this.at >= this.text.length;
  }

  /** Reads `word` if it comes next. */
  take(word: string): boolean {
    if (!this.text.startsWith(word, this.at)) return false;
    this.at += word.length;
    return true;
  }

  next(word: string): boolean {
    return this.text.startsWith(word, this.at);
  }

  /** Whether a complete upper-case keyword comes next. */
  nextKeyword(word: 'AND' | 'OR' | 'NOT'): boolean {
    return this.text.startsWith(word, this.at) && !this.continuesText(this.at + word.length);
  }

  /** Reads bare text; undefined where none starts here. */
  bareText(): string | undefined {
    if (!startsText(this.text.charCodeAt(this.at))) return undefined;
    const start = this.at;
    this.at += 1;
    while (this.continuesText(this.at)) this.at += 1;
    return this.text.slice(start, this.at);
  }

  /** `!=` ends bare text even without a space before it. */
  private continuesText(at: number): boolean {
    const unit = this.text.charCodeAt(at);
    if (unit === 33 && this.text.charCodeAt(at + 1) === 61) return false;
    return startsText(unit) || unit === 43 || unit === 45;
  }

  /** Reads a number; undefined where none starts here or it goes on as text, as in `2024-01-01`. */
  number(): { readonly value: bigint | number; readonly source: string } | undefined {
    for (const pattern of [floatPattern, integerPattern]) {
      pattern.lastIndex = this.at;
      const source = pattern.exec(this.text)?.[0];
      if (source === undefined || this.continuesText(this.at + source.length)) continue;
      const value = pattern === floatPattern ? this.float(source) : this.integer(source);
      this.at += source.length;
      return { value, source };
    }
    return undefined;
  }

  private float(source: string): number {
    const value = Number(source);
    if (!Number.isFinite(value)) throw this.error(`${shown(source)} is out of the range of a number`);
    return value;
  }

  private integer(source: string): bigint {
    const digits = source.replace('-', '');
    const octal = digits.length > 1 && /^0\d/.test(digits);
    if (octal && /[89]/.test(digits)) {
      throw this.error(`${shown(source)} starts with 0 and is octal, so it cannot hold the digits 8 and 9`);
    }
    const size = BigInt(octal ? `0o${digits}` : digits);
    const value = source.startsWith('-') ? -size : size;
    if (BigInt.asIntN(64, value) !== value)
      throw this.error(`${shown(source)} is out of the range of 64 bits`);
    return value;
  }

  /** Reads a string in double quotes; undefined where none starts here. */
  string(): string | undefined {
    if (this.text.charCodeAt(this.at) !== 34) return undefined;
    plainString.lastIndex = this.at + 1;
    const plain = plainString.exec(this.text)?.[0] ?? '';
    const end = this.at + 1 + plain.length;
    if (this.text.charCodeAt(end) !== 34) return this.escapedString();
    this.at = end + 1;
    return plain;
  }

  /** Escapes denote bytes or characters, so the text is built from bytes. */
  private escapedString(): string {
    const start = this.at;
    const bytes: Buffer[] = [];
    for (let at = start + 1; ; ) {
      plainString.lastIndex = at;
      const plain = plainString.exec(this.text)?.[0] ?? '';
      if (plain !== '') bytes.push(Buffer.from(plain));
      at += plain.length;
      const unit = this.text[at];
      if (unit === undefined)
        throw filterError(this.text, start, 'the string that starts here has no closing "');
      if (unit === '\n') throw filterError(this.text, at, 'a string cannot hold a line break; write \\n');
      if (unit === '"') {
        this.at = at + 1;
        break;
      }
      escapePattern.lastIndex = at;
      const source = escapePattern.exec(this.text)?.[0];
      const value = source === undefined ? undefined : escapedBytes(source);
      if (source === undefined || value === undefined) {
        throw filterError(
          this.text,
          at,
          `expected an escape such as \\" \\\\ \\n \\t \\xHH \\uHHHH, found ${shown(this.text.slice(at, at + 2))}`,
        );
      }
      bytes.push(value);
      at += source.length;
    }
    const text = Buffer.concat(bytes);
    const decoded = text.toString('utf8');
    if (!Buffer.from(decoded).equals(text))
      throw filterError(this.text, start, 'the string is not valid UTF-8');
    return decoded;
  }

  /** The next token, for messages. */
  found(): string {
    if (this.ended) return 'the end';
    const point = this.text.codePointAt(this.at) ?? 0;
    return shown(String.fromCodePoint(point));
  }

  error(problem: string, at = this.at): Error {
    return filterError(this.text, at, problem);
  }
}

// Sticky patterns: lastIndex is set before every use, so they keep no state between calls.
const plainString = /[^"\\\n]*/y;
const floatPattern = /-?(?:\d+\.\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const integerPattern = /-?(?:0[xX][0-9a-fA-F]+|\d+)/y;
const escapePattern = /\\(?:[abfnrtv\\"]|x[0-9a-fA-F]{2}|[0-7]{3}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})/y;

const simpleEscapes: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  '\\': 92,
  '"': 34,
};

/** The bytes of one escape, as strconv.Unquote of Go reads it. */
function escapedBytes(source: string): Buffer | undefined {
  const letter = source.charAt(1);
  const simple = simpleEscapes[letter];
  if (simple !== undefined) return Buffer.of(simple);
  if (letter === 'x') return Buffer.of(Number.parseInt(source.slice(2), 16));
  if (letter === 'u' || letter === 'U') {
    const point = Number.parseInt(source.slice(2), 16);
    if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return undefined;
    return Buffer.from(String.fromCodePoint(point));
  }
  const octal = Number.parseInt(source.slice(1), 8);
  return octal > 255 ? undefined : Buffer.of(octal);
}

function isSpace(unit: number): boolean {
  return unit === 32 || unit === 9 || unit === 10 || unit === 13;
}

/** Units of ASCII that bare text starts with; beyond ASCII it is everything from U+00A1. */
const textStart = new Set(
  Array.from("!#$%&'*/;?@^_`|abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", (c) =>
    c.charCodeAt(0),
  ),
);

function startsText(unit: number): boolean {
  return unit < 0x80 ? textStart.has(unit) : unit >= 0xa1;
}

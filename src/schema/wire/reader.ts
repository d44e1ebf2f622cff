import { isUtf8 } from 'node:buffer';
import { maxJsonDepth, maxValues } from '../../domain/json-scan.js';
import { maxPacked } from '../well-known.js';

/** The bytes are not a message of the expected type. `path` is filled while the error propagates. */
export class WireError extends Error {
  readonly path: (string | number)[] = [];
}

/**
 * Depth counts JSON levels, so that both transports have the same limit: a message, a list, a map and a Struct are one
 * each. Requests have one more level, which REST has in path and query.
 */
const maxDepth = maxJsonDepth + 1;
/** Up to this length, a loop over the bytes is faster than a native call. */
const shortText = 48;

/** State shared by all readers of one request. */
interface Progress {
  /** The number of values that may still be read. */
  values: number;
  /** Whether there are open values; see `parts.ts`. */
  hasParts: boolean;
}

/** The weight of a map entry besides its fields, since objects with many keys are expensive. */
export const entryValues = 5;

/** Bytes between two steps, and minimum bytes of a field that is read in steps; takes some milliseconds. */
export const stepBytes = 64 * 1024;

/** Reads the primitives of protobuf's wire format. One per message. */
export class Reader {
  position = 0;
  /** The end of the current message. */
  end: number;

  constructor(
    private readonly buffer: Buffer,
    private depth = 0,
    private readonly packed = 0,
    readonly progress: Progress = { values: maxValues, hasParts: false },
  ) {
    this.end = buffer.length;
  }

  /** A reader of the content of an Any, at the depth of the Any. */
  unpack(content: Buffer): Reader {
    if (this.packed === maxPacked)
      throw new WireError(`more than ${maxPacked} messages packed into one another`);
    return new Reader(content, this.depth, this.packed + 1, this.progress);
  }

  /** Counts one value. A value may be a single byte and still costs much more. */
  count(values = 1): void {
    this.progress.values -= values;
    if (this.progress.values < 0) throw new WireError(`the message holds more than ${maxValues} values`);
  }

  enter(): void {
    if (++this.depth > maxDepth) throw new WireError(`nested deeper than ${maxJsonDepth} levels`);
  }

  leave(): void {
    this.depth -= 1;
  }

  private byte(): number {
    if (this.position >= this.end) throw new WireError('message is cut off');
    return this.buffer[this.position++] as number;
  }

  /** Field number and wire type, `number << 3 | type`. */
  tag(): number {
    this.count();
    const tag = this.uint();
    if (tag > 0xffffffff || tag < 8) throw new WireError('field number is out of range');
    return tag;
  }

  /** An unsigned varint; exact below 2^53, approximate above. */
  private uint(): number {
    let value = this.byte();
    if (value < 0x80) return value;
    value &= 0x7f;
    let factor = 128;
    for (let count = 1; count < 10; count += 1) {
      const byte = this.byte();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
      factor *= 128;
    }
    throw new WireError('number is longer than ten bytes');
  }

  int32(): number {
    const first = this.buffer[this.position] as number;
    if (first < 0x80 && this.position < this.end) {
      this.position += 1;
      return first;
    }
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.byte();
      if (shift < 32) value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    throw new WireError('number is longer than ten bytes');
  }

  bool(): boolean {
    const value = this.uint();
    return value !== 0;
  }

  /** A signed 64-bit integer in decimal. */
  int64(): string {
    const start = this.position;
    const value = this.uint();
    if (value <= Number.MAX_SAFE_INTEGER) return String(value);
    let exact = 0n;
    for (let at = this.position - 1; at >= start; at -= 1) {
      exact = (exact << 7n) | BigInt((this.buffer[at] as number) & 0x7f);
    }
    return BigInt.asIntN(64, exact).toString();
  }

  float(): number {
    return this.buffer.readFloatLE(this.fixed(4));
  }

  double(): number {
    return this.buffer.readDoubleLE(this.fixed(8));
  }

  private fixed(size: number): number {
    const start = this.position;
    if (start + size > this.end) throw new WireError('message is cut off');
    this.position = start + size;
    return start;
  }

  /** Reads a length, skips that many bytes and returns their end. */
  private measured(): number {
    const length = this.uint();
    const end = this.position + length;
    if (end > this.end) throw new WireError('message is cut off');
    return end;
  }

  text(): string {
    const end = this.measured();
    const start = this.position;
    this.position = end;
    if (end - start <= shortText && this.isPlain(start, end))
      return this.buffer.toString('latin1', start, end);
    if (!isUtf8(this.buffer.subarray(start, end))) throw new WireError('text is not valid UTF-8');
    const value = this.buffer.toString('utf8', start, end);
    if (value.includes('\0')) throw new WireError('text holds a NUL character');
    return value;
  }

  private isPlain(start: number, end: number): boolean {
    for (let at = start; at < end; at += 1) {
      const byte = this.buffer[at] as number;
      if (byte > 0x7f || byte === 0) return false;
    }
    return true;
  }

  /** Bytes in standard, padded base64. */
  base64(): string {
    const end = this.measured();
    const value = this.buffer.toString('base64', this.position, end);
    this.position = end;
    return value;
  }

  /** The bytes themselves, sharing memory. */
  bytes(): Buffer {
    const end = this.measured();
    const value = this.buffer.subarray(this.position, end);
    this.position = end;
    return value;
  }

  /** Whether the next length is above this number of bytes. */
  isLonger(bytes: number): boolean {
    const start = this.position;
    const end = this.measured();
    const length = end - this.position;
    this.position = start;
    return length > bytes;
  }

  /** Narrows to the following message (or packed list); pass the result to `close`. */
  open(): number {
    const outer = this.end;
    this.end = this.measured();
    return outer;
  }

  close(outer: number): void {
    this.end = outer;
  }

  /** Skips an unknown field. */
  skip(tag: number): void {
    switch (tag & 7) {
      case 0:
        this.uint();
        return;
      case 1:
        this.fixed(8);
        return;
      case 2:
        this.position = this.measured();
        return;
      case 3:
        this.skipGroup(tag >>> 3);
        return;
      case 5:
        this.fixed(4);
        return;
      default:
        throw new WireError('field has no valid wire type');
    }
  }

  private skipGroup(number: number): void {
    this.enter();
    for (;;) {
      const tag = this.tag();
      if ((tag & 7) === 4) {
        if (tag >>> 3 !== number) throw new WireError('group ends where it did not begin');
        break;
      }
      this.skip(tag);
    }
    this.leave();
  }
}

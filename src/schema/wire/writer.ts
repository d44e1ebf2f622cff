const initialSize = 1024;
/** Longest text whose byte length always fits one byte: at most three bytes a UTF-16 unit. */
const shortText = 42;

/** A growing buffer for the primitives of protobuf's wire format. One per message. */
export class Writer {
  private buffer = Buffer.allocUnsafe(initialSize);
  private position: number;

  /** Leaves `room` bytes free at the start. */
  constructor(room = 0) {
    this.position = room;
  }

  /** The written bytes; valid until the next write. */
  finish(): Buffer {
    return this.buffer.subarray(0, this.position);
  }

  private reserve(size: number): void {
    if (this.position + size <= this.buffer.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.position + size));
    this.buffer.copy(grown, 0, 0, this.position);
    this.buffer = grown;
  }

  /** An unsigned varint below 2^53. */
  varint(value: number): void {
    this.reserve(10);
    let rest = value;
    while (rest > 0x7f) {
      this.buffer[this.position++] = (rest % 128) | 0x80;
      rest = Math.floor(rest / 128);
    }
    this.buffer[this.position++] = rest;
  }

  /**
   * A signed 32-bit integer; negative ones take ten bytes, as the format requires.
   *
   * @throws RangeError for Infinity, which would never end, and NaN
   */
  int32(value: number): void {
    if (value >= 0 && value <= Number.MAX_SAFE_INTEGER) this.varint(value);
    else this.bigVarint(BigInt(value));
  }

  /** A signed 64-bit integer in decimal. */
  int64(value: string): void {
    const number = Number(value);
    if (number >= 0 && number <= Number.MAX_SAFE_INTEGER) this.varint(number);
    else this.bigVarint(BigInt(value));
  }

  private bigVarint(value: bigint): void {
    this.reserve(10);
    let rest = BigInt.asUintN(64, value);
    while (rest > 0x7fn) {
      this.buffer[this.position++] = Number(rest & 0x7fn) | 0x80;
      rest >>= 7n;
    }
    this.buffer[this.position++] = Number(rest);
  }

  float(value: number): void {
    this.reserve(4);
    this.position = this.buffer.writeFloatLE(value, this.position);
  }

  double(value: number): void {
    this.reserve(8);
    this.position = this.buffer.writeDoubleLE(value, this.position);
  }

  /** Text preceded by its length. */
  text(value: string): void {
    if (value.length <= shortText) {
      this.reserve(shortText * 3 + 1);
      const length = this.buffer.write(value, this.position + 1, 'utf8');
      this.buffer[this.position] = length;
      this.position += length + 1;
      return;
    }
    const length = Buffer.byteLength(value, 'utf8');
    this.varint(length);
    this.reserve(length);
    this.position += this.buffer.write(value, this.position, 'utf8');
  }

  /** Bytes given in base64, preceded by their length. */
  base64(value: string): void {
    this.bytes(Buffer.from(value, 'base64'));
  }

  bytes(value: Uint8Array): void {
    this.varint(value.length);
    this.reserve(value.length);
    this.buffer.set(value, this.position);
    this.position += value.length;
  }

  /** Starts a length-delimited value; pass the result to `end`. */
  begin(): number {
    this.reserve(1);
    return this.position++;
  }

  end(start: number): void {
    const length = this.position - start - 1;
    if (length < 0x80) {
      this.buffer[start] = length;
      return;
    }
    let extra = 0;
    for (let rest = length; rest > 0x7f; rest = Math.floor(rest / 128)) extra += 1;
    this.reserve(extra);
    this.buffer.copyWithin(start + 1 + extra, start + 1, this.position);
    const end = this.position + extra;
    this.position = start;
    this.varint(length);
    this.position = end;
  }
}

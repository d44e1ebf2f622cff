import { joinBytes } from './slices.js';

/** A shorter part is copied: the object of a Buffer takes some hundred bytes, however few it holds. */
const shortPart = 4096;
/** Bytes of the blocks that short parts are copied to. */
const blockLength = 64 * 1024;

/**
 * Bytes that arrive in parts. What they take in memory follows from their number and not from that of the parts, which the
 * sender chooses: a body of 4 MiB in chunks of one byte is no more than one in a single chunk.
 *
 * @example const parts = new ByteParts(); for await (const chunk of stream) parts.add(chunk); const body = await parts.join();
 */
export class ByteParts {
  private readonly parts: Buffer[] = [];
  /** What of the last part is not filled yet, if that is a block. */
  private free: Buffer | undefined;
  /** Bytes of all parts. */
  length = 0;

  add(part: Buffer): void {
    this.length += part.length;
    // The first is kept as it is: mostly it is the only one.
    if (part.length >= shortPart || this.parts.length === 0) {
      this.closeBlock();
      this.parts.push(part);
      return;
    }
    for (let rest = part; rest.length > 0; ) {
      const free = this.free ?? this.openBlock();
      const copied = rest.copy(free);
      this.free = copied < free.length ? free.subarray(copied) : undefined;
      rest = rest.subarray(copied);
    }
  }

  /** The first part; it is the only one if it is as long as all. */
  get first(): Buffer | undefined {
    return this.parts[0];
  }

  /** The parts in order; blocks count as one. None may be added afterwards. */
  list(): readonly Buffer[] {
    this.closeBlock();
    return this.parts;
  }

  /** All bytes in one piece; yields to the event loop if they are many. `onJoined` gets each part that was copied. */
  async join(onJoined?: (part: Uint8Array) => void): Promise<Buffer> {
    const [first, ...others] = this.list();
    return first !== undefined && others.length === 0 ? first : joinBytes(this.parts, onJoined);
  }

  /** Drops all. */
  clear(): void {
    this.parts.length = 0;
    this.free = undefined;
    this.length = 0;
  }

  private openBlock(): Buffer {
    const block = Buffer.allocUnsafeSlow(blockLength);
    this.parts.push(block);
    return block;
  }

  private closeBlock(): void {
    const { free, parts } = this;
    if (free === undefined) return;
    this.free = undefined;
    parts.push((parts.pop() as Buffer).subarray(0, -free.length));
  }
}

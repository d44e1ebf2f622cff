import { constants, fstatSync, openSync, writeSync } from 'node:fs';
import { Socket } from 'node:net';

/** Bytes of buffered lines; further lines are dropped and counted. */
const maxWaiting = 4 * 1024 * 1024;
/** Milliseconds between two attempts while the reader does not read. */
const retryAfter = 50;

/** Writes as much as possible without waiting and returns the number of bytes. @throws if the reader is gone */
export type TryWrite = (bytes: Buffer) => number;

/**
 * Log lines for a reader that may block. Lines are written at once if possible, else buffered up to 4 MiB, else dropped
 * and counted. When the reader continues, a line reports the number of dropped lines. Never waits.
 *
 * @example new LogLines(openOutput(1)).write('{"msg":"hello"}\n')
 */
export class LogLines {
  private waiting: Buffer[] = [];
  private bytes = 0;
  private missing = 0;
  private timer: NodeJS.Timeout | undefined;
  /** Dropped lines. */
  dropped = 0;

  constructor(
    private readonly tryWrite: TryWrite,
    private readonly limit = maxWaiting,
  ) {}

  write(line: string): void {
    const bytes = Buffer.from(escapeControls(line));
    if (this.bytes + bytes.length > this.limit) {
      this.dropped += 1;
      this.missing += 1;
      return;
    }
    this.waiting.push(bytes);
    this.bytes += bytes.length;
    if (this.timer === undefined) this.flush();
  }

  /** Writes what can be written now. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.waiting.length === 0) return;
    const all = this.waiting.length === 1 ? (this.waiting[0] as Buffer) : Buffer.concat(this.waiting);
    const written = this.attempt(all);
    this.waiting = written < all.length ? [all.subarray(written)] : [];
    this.bytes = all.length - written;
    if (this.bytes > 0) this.timer = setTimeout(() => this.flush(), retryAfter).unref();
    else if (this.missing > 0) {
      const line = { level: 'warn', time: new Date().toISOString(), dropped: this.missing };
      this.missing = 0;
      this.write(
        `${JSON.stringify({ ...line, msg: 'log lines were dropped: the reader did not read them' })}\n`,
      );
    }
  }

  /** Bytes written. If the output is gone, all count as written. */
  private attempt(bytes: Buffer): number {
    try {
      return this.tryWrite(bytes);
    } catch {
      this.dropped += 1;
      return bytes.length;
    }
  }
}

/** Terminal control characters that JSON does not escape (C1, DEL, line separators). */
function escapeControls(line: string): string {
  return line.replace(
    /[\x7f-\x9f\u2028\u2029]/g,
    (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * Opens an output for non-blocking writes. A pipe or terminal is reopened, since the non-blocking flag is shared with other
 * processes. Files, and outputs on systems without /proc, are used directly.
 */
export function openOutput(fd: number): TryWrite {
  const stat = fstatSync(fd);
  if (stat.isSocket()) return overSocket(new Socket({ fd, readable: false, writable: true }));
  const output = stat.isFIFO() || stat.isCharacterDevice() ? reopen(fd) : fd;
  return (bytes) => {
    let written = 0;
    try {
      while (written < bytes.length) written += writeSync(output, bytes, written);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
    return written;
  };
}

function reopen(fd: number): number {
  try {
    return openSync(`/proc/self/fd/${fd}`, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch {
    return fd;
  }
}

function overSocket(socket: Socket): TryWrite {
  socket.on('error', () => {}).unref();
  return (bytes) => {
    if (socket.writableNeedDrain) return 0;
    socket.write(bytes);
    return bytes.length;
  };
}

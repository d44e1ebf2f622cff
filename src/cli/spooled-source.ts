import { mkdtempSync, openSync, read, rmSync, write } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { bufferSource, type Source } from './upload.js';

/** Bytes that are kept in memory; more goes to a file. */
const keptBytes = 16 * 1024 * 1024;
const readBytes = 64 * 1024;

/**
 * The whole content of a stream, which can be read once only, as a source that can be sent again. Long content is in a temporary
 * file without a name, which ends with the process.
 *
 * @example const source = await spooledSource(process.stdin);
 */
export async function spooledSource(stream: AsyncIterable<Buffer>, kept = keptBytes): Promise<Source> {
  let chunks: Buffer[] = [];
  let size = 0;
  let file: number | undefined;
  for await (const chunk of stream) {
    chunks.push(chunk);
    size += chunk.length;
    if (file === undefined && size <= kept) continue;
    file ??= openUnnamed();
    for (const part of chunks) await writeAll(file, part);
    chunks = [];
  }
  if (file === undefined) return bufferSource(Buffer.concat(chunks));
  const opened = file;
  return { size, open: () => Readable.from(contentOf(opened)) };
}

async function writeAll(file: number, bytes: Buffer): Promise<void> {
  for (let rest = bytes; rest.length > 0; )
    rest = rest.subarray((await promisify(write)(file, rest, 0, rest.length, null)).bytesWritten);
}

async function* contentOf(file: number): AsyncGenerator<Buffer> {
  for (let at = 0; ; ) {
    const { bytesRead, buffer } = await promisify(read)(file, Buffer.alloc(readBytes), 0, readBytes, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/** A descriptor that stays open until the process ends. */
function openUnnamed(): number {
  const folder = mkdtempSync(join(tmpdir(), 'grafeas-'));
  try {
    return openSync(join(folder, 'input'), 'wx+', 0o600);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

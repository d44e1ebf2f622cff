import { Writable } from 'node:stream';

/** Where a logger writes, and all that it wrote. */
export function openLogSink(): { readonly sink: Writable; text(): string } {
  const chunks: string[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk.toString());
      done();
    },
  });
  return { sink, text: () => chunks.join('') };
}

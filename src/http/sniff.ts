import type { Socket } from 'node:net';

const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
/** Enough of it to be no method of HTTP/1. */
const telling = 4;

export type Protocol = 'http1' | 'http2';

/**
 * Waits for the first bytes of a connection and says which protocol they open; the bytes stay readable.
 * A connection that does not speak within `timeout` milliseconds is dropped, and never answered for.
 */
export function sniff(socket: Socket, timeout: number, found: (protocol: Protocol) => void): void {
  const timer = setTimeout(() => socket.destroy(), timeout);
  // Held here and not given back until it tells: what is given back is at once readable again.
  let held: Buffer = Buffer.alloc(0);
  const onReadable = (): void => {
    const chunk: Buffer | null = socket.read();
    if (chunk === null) return;
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    const length = Math.min(held.length, telling);
    const matches = held.subarray(0, length).equals(preface.subarray(0, length));
    if (matches && length < telling) return;
    stop();
    socket.unshift(held);
    found(matches ? 'http2' : 'http1');
  };
  const onEnd = (): void => {
    socket.destroy();
  };
  const stop = (): void => {
    clearTimeout(timer);
    socket.off('readable', onReadable);
    socket.off('end', onEnd);
    socket.off('error', onEnd);
    socket.off('close', stop);
  };
  socket.on('readable', onReadable);
  socket.on('end', onEnd);
  socket.on('error', onEnd);
  socket.on('close', stop);
}

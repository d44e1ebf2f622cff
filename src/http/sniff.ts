import type { Socket } from 'node:net';

const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
/** A prefix that no HTTP/1 method has. */
const telling = 4;

export type Protocol = 'http1' | 'http2';

/**
 * Detects the protocol by the first bytes of a connection; the bytes stay readable. A connection that sends nothing within
 * `timeout` milliseconds is closed, and the callback is not called.
 */
export function sniff(socket: Socket, timeout: number, found: (protocol: Protocol) => void): void {
  const timer = setTimeout(() => socket.destroy(), timeout);
  // Kept until the protocol is known: unshifted bytes would become readable at once.
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

import { once } from 'node:events';
import net from 'node:net';

/** HTTP/2 frames as bytes, for input that no client library sends. */

export const frameType = { data: 0, headers: 1, resetStream: 3, settings: 4, ping: 6, goaway: 7 } as const;

export function h2Frame(
  type: number,
  flags: number,
  stream: number,
  payload: Uint8Array = Buffer.alloc(0),
): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head.writeUInt8(type, 3);
  head.writeUInt8(flags, 4);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

export const preface = Buffer.concat([
  Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  h2Frame(frameType.settings, 0, 0),
]);
/** GET / http with :authority a, in HPACK. All but the last are in the static table. */
export const getHeaders = Buffer.from([0x82, 0x86, 0x84, 0x41, 0x01, 0x61]);

/** POST with a path and an authority of at most 126 characters each. */
export function postHeaders(path: string, authority: string): Buffer {
  const literal = (name: number, value: string): Buffer =>
    Buffer.concat([Buffer.from([name, value.length]), Buffer.from(value)]);
  return Buffer.concat([Buffer.from([0x83, 0x86]), literal(0x44, path), literal(0x41, authority)]);
}

export interface Frame {
  readonly type: number;
  readonly flags: number;
  readonly stream: number;
  readonly payload: Buffer;
}

export interface RawConnection {
  write(...frames: readonly Buffer[]): void;
  /** The next frame of the type; frames before it are skipped. */
  next(type: number): Promise<Frame>;
  /** All received frames, once the server has closed the connection. */
  end(): Promise<readonly Frame[]>;
}

/** Connects and sends the preface. */
export async function connectRaw(url: string): Promise<RawConnection> {
  const { hostname, port } = new URL(url);
  const socket = net.connect(Number(port), hostname);
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(preface);
  const frames: Frame[] = [];
  let rest = Buffer.alloc(0);
  let passed = 0;
  socket.on('data', (part: Buffer) => {
    rest = Buffer.concat([rest, part]);
    while (rest.length >= 9 && rest.length >= 9 + rest.readUIntBE(0, 3)) {
      const length = 9 + rest.readUIntBE(0, 3);
      frames.push({
        type: rest.readUInt8(3),
        flags: rest.readUInt8(4),
        stream: rest.readUInt32BE(5),
        payload: rest.subarray(9, length),
      });
      rest = rest.subarray(length);
    }
    socket.emit('frames');
  });
  return {
    write(...parts) {
      socket.write(Buffer.concat(parts));
    },
    async next(type) {
      for (;;) {
        const at = frames.findIndex((frame, index) => index >= passed && frame.type === type);
        const found = frames[at];
        if (found !== undefined) {
          passed = at + 1;
          return found;
        }
        await once(socket, 'frames');
      }
    },
    async end() {
      if (!socket.closed) await once(socket, 'close');
      return frames;
    },
  };
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteParts } from '../../../src/domain/byte-parts.js';
import { FrameReader } from '../../../src/grpc/frames.js';

const part = fc.oneof(
  fc.uint8Array({ maxLength: 20 }),
  fc.nat({ max: 9000 }).map((length) => new Uint8Array(length).fill(length % 251)),
);

const added = (buffers: readonly Uint8Array[]): ByteParts => {
  const parts = new ByteParts();
  for (const bytes of buffers) parts.add(Buffer.from(bytes));
  return parts;
};

describe('bytes in parts', () => {
  it('contain all bytes, in order', () =>
    fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 60 }), async (buffers) => {
        const whole = Buffer.concat(buffers);
        const parts = added(buffers);
        expect(parts.length).toBe(whole.length);
        expect((await parts.join()).equals(whole)).toBe(true);
        expect(Buffer.concat(parts.list()).equals(whole)).toBe(true);
      }),
    ));

  it('use few objects, however short the parts are', () => {
    const parts = added(Array.from({ length: 300_000 }, (_, index) => Buffer.of(index % 256)));
    expect(parts.list().length).toBeLessThan(10);
    expect(parts.list().at(-1)?.at(-1)).toBe(299_999 % 256);
  });

  it('contain the received gRPC frames, wherever they were cut', () =>
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 20 }),
        fc.infiniteStream(fc.integer({ min: 1, max: 9000 })),
        (messages, cuts) => {
          const stream = Buffer.concat(
            messages.map((message) => {
              const prefix = Buffer.alloc(5);
              prefix.writeUInt32BE(message.length, 1);
              return Buffer.concat([prefix, message]);
            }),
          );
          const reader = new FrameReader(10_000);
          const read: Buffer[] = [];
          for (let at = 0; at < stream.length; ) {
            const end = at + (cuts.next().value as number);
            for (const { content } of reader.push(stream.subarray(at, end))) read.push(content);
            at = end;
          }
          expect(reader.isEmpty).toBe(true);
          expect(read.map((one) => one.toString('hex'))).toEqual(
            messages.map((one) => Buffer.from(one).toString('hex')),
          );
        },
      ),
    ));
});

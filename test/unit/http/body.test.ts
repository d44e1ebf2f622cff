import { expect, it } from 'vitest';
import { freeBytes } from '../../../src/domain/free-bytes.js';

it('bytes with a buffer of their own are freed, others are not', () => {
  const own = Buffer.alloc(100_000, 1);
  const { buffer } = own;
  freeBytes(own);
  expect([own.length, buffer.byteLength]).toEqual([0, 0]);

  const shared = Buffer.from('a body of few bytes');
  expect(shared.buffer.byteLength).toBeGreaterThan(shared.length);
  freeBytes(shared);
  expect(shared.toString()).toBe('a body of few bytes');

  const part = Buffer.alloc(100_000, 1).subarray(1);
  freeBytes(part);
  expect(part.length).toBe(99_999);
});

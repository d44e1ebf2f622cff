import { describe, expect, it } from 'vitest';
import { parseGrpcTimeout } from '../../../src/api/grpc-timeout.js';
import { deadlineOf, withDeadline } from '../../../src/http/deadline.js';

describe('grpc-timeout', () => {
  it('is a number of at most 8 digits and a unit, converted to milliseconds', () => {
    const millis = ['1H', '2M', '3S', '4m', '5000u', '6000000n', '0S', '99999999H'].map(parseGrpcTimeout);
    expect(millis).toEqual([3_600_000, 120_000, 3000, 4, 5, 6, 0, 359_999_996_400_000]);
  });

  it('is refused in any other form', () => {
    for (const bad of ['', '1', 'S', '1s', '1h', '-1S', '1.5S', ' 1S', '1S ', '123456789S', '1SS', '١S'])
      expect(() => parseGrpcTimeout(bad)).toThrow(/^grpc-timeout: /);
  });
});

describe('withDeadline', () => {
  const later = <T>(value: T, millis: number) =>
    new Promise<T>((resolve) => setTimeout(() => resolve(value), millis));

  it('returns a result that arrives in time', async () => {
    expect(deadlineOf(undefined)).toBeUndefined();
    const signal = deadlineOf('10S');
    if (signal === undefined) throw new Error('no signal');
    await expect(withDeadline(later('done', 1), signal)).resolves.toBe('done');
    await expect(withDeadline(Promise.reject(new Error('own')), signal)).rejects.toThrow('own');
  });

  it('fails a call that does not finish in time', async () => {
    const signal = deadlineOf('5m');
    if (signal === undefined) throw new Error('no signal');
    await expect(withDeadline(later('late', 200), signal)).rejects.toMatchObject({
      reason: 'DEADLINE_EXCEEDED',
    });
    await expect(withDeadline(Promise.resolve('done'), signal)).rejects.toMatchObject({
      reason: 'DEADLINE_EXCEEDED',
    });
    // What fails later is nobody's business any more; an unhandled rejection would fail the run.
    await expect(withDeadline(Promise.reject(new Error('late')), signal)).rejects.toMatchObject({
      reason: 'DEADLINE_EXCEEDED',
    });
  });

  it('accepts deadlines longer than the maximum of a timer', () => {
    expect(deadlineOf('99999999H')?.aborted).toBe(false);
  });
});

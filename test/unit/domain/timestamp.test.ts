import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatFraction,
  formatTimestamp,
  normaliseTimestamp,
  parseTimestamp,
  timestampFromMillis,
  timestampToMicros,
} from '../../../src/domain/timestamp.js';

const instants = fc.record({
  seconds: fc.integer({ min: -62135596800, max: 253402300799 }),
  nanos: fc.integer({ min: 0, max: 999_999_999 }),
});

describe('timestamps', () => {
  it('are parsed to what was formatted', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const text = formatTimestamp(instant);
        expect(parseTimestamp(text)).toEqual(instant);
        expect(normaliseTimestamp(text)).toBe(text);
      }),
    );
  });

  it('mean the same at every offset', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1439, max: 1439 }),
        fc.integer({ min: 0, max: 4_000_000_000 }),
        (minutes, seconds) => {
          const sign = minutes < 0 ? '-' : '+';
          const two = (value: number) => String(value).padStart(2, '0');
          const offset = `${sign}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
          const local = formatTimestamp({ seconds: seconds + minutes * 60, nanos: 0 }).replace('Z', offset);
          expect(normaliseTimestamp(local)).toBe(formatTimestamp({ seconds, nanos: 0 }));
        },
      ),
    );
  });

  it('print 0, 3, 6 or 9 fraction digits', () => {
    for (const [sent, printed] of [
      ['2024-02-29T00:00:00z', '2024-02-29T00:00:00Z'],
      ['2024-02-29t00:00:00.5Z', '2024-02-29T00:00:00.500Z'],
      ['2024-02-29T00:00:00.000Z', '2024-02-29T00:00:00Z'],
      ['2024-02-29T00:00:00.120000Z', '2024-02-29T00:00:00.120Z'],
      ['2024-02-29T00:00:00.1234Z', '2024-02-29T00:00:00.123400Z'],
      ['2024-02-29T00:00:00.000000001Z', '2024-02-29T00:00:00.000000001Z'],
      ['2024-02-29T00:00:00-00:00', '2024-02-29T00:00:00Z'],
    ])
      expect(normaliseTimestamp(sent ?? '')).toBe(printed);
    expect([0, 1e8, 1e3, 1].map(formatFraction)).toEqual(['', '.100', '.000001', '.000000001']);
  });

  it('have a year of 0001 to 9999, in UTC', () => {
    expect(normaliseTimestamp('0001-01-01T00:00:00Z')).toBe('0001-01-01T00:00:00Z');
    expect(normaliseTimestamp('9999-12-31T23:59:59.999999999Z')).toBe('9999-12-31T23:59:59.999999999Z');
    expect(normaliseTimestamp('0099-01-01T00:00:00Z')).toBe('0099-01-01T00:00:00Z');
    for (const text of [
      '0000-12-31T23:59:59Z',
      '0001-01-01T00:59:59+01:00',
      '9999-12-31T23:00:00-01:00',
      '10000-01-01T00:00:00Z',
    ])
      expect(normaliseTimestamp(text)).toBeUndefined();
  });

  it('are refused in any other form', () => {
    for (const text of [
      '',
      'now',
      '2024-01-01',
      '2024-01-01T00:00Z',
      '2024-01-01T00:00:00',
      '2024-01-01 00:00:00Z',
      '2024-13-01T00:00:00Z',
      '2024-00-01T00:00:00Z',
      '2023-02-29T00:00:00Z',
      '2024-04-31T00:00:00Z',
      '2024-01-01T24:00:00Z',
      '2024-01-01T00:60:00Z',
      '2024-01-01T00:00:60Z',
      '2024-01-01T00:00:00.Z',
      '2024-01-01T00:00:00.1234567890Z',
      '2024-01-01T00:00:00,5Z',
      '2024-01-01T00:00:00+24:00',
      '2024-01-01T00:00:00+0100',
      ' 2024-01-01T00:00:00Z',
      '2024-01-01T00:00:00Z\n',
      '-001-01-01T00:00:00Z',
      '２024-01-01T00:00:00Z',
    ])
      expect([text, parseTimestamp(text)]).toEqual([text, undefined]);
  });

  it('convert to microseconds for the store, and from milliseconds of the clock', () => {
    expect(timestampToMicros('1970-01-01T00:00:00.000001999Z')).toBe(1);
    expect(timestampToMicros('1969-12-31T23:59:59.999999Z')).toBe(-1);
    expect(timestampToMicros('2100-01-01T00:00:00.000001Z')).toBe(4102444800000001);
    expect(() => timestampToMicros('now')).toThrow(RangeError);
    expect(timestampFromMillis(1_700_000_000_123)).toBe('2023-11-14T22:13:20.123Z');
    expect(timestampFromMillis(-1)).toBe('1969-12-31T23:59:59.999Z');
  });
});

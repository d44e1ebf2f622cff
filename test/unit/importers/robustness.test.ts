import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/domain/errors.js';
import { convert, fixture } from './kit.js';
import { fixtures, resourceFor } from './reports.js';

const options = { misconfig: true, secrets: true };

/** Whether the report was taken, or refused as the catalogue of errors has it. Any other error is thrown. */
function outcomeOf(file: string, report: Buffer | object): 'taken' | 'refused' {
  try {
    convert(report, { ...options, resource: resourceFor(file) }, file.split('/')[0]);
    return 'taken';
  } catch (error) {
    if (error instanceof ApiError && ['INVALID_REPORT', 'TOO_LARGE'].includes(error.reason)) return 'refused';
    throw error;
  }
}

/** Every place of a document, by the keys that lead there; of a list only the first two elements. */
function* places(
  value: unknown,
  path: readonly (string | number)[] = [],
): Iterable<readonly (string | number)[]> {
  yield path;
  if (typeof value !== 'object' || value === null) return;
  const children = Object.entries(value);
  for (const [key, child] of Array.isArray(value) ? children.slice(0, 2) : children) {
    yield* places(child, [...path, key]);
  }
}

/** The document with another value, or none, at a place. */
function changed(document: object, path: readonly (string | number)[], value: unknown): object {
  const copy = structuredClone(document) as Record<string | number, unknown>;
  let parent = copy;
  for (const key of path.slice(0, -1)) parent = parent[key] as Record<string | number, unknown>;
  const last = path.at(-1) ?? '';
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}

describe.each(fixtures)('%s, damaged', (file) => {
  const bytes = fixture(file);
  const document = JSON.parse(bytes.toString()) as object;

  it('cut anywhere is refused', () => {
    const whole = bytes.toString().trimEnd().length;
    for (let length = 0; length < whole; length += 97) {
      expect(outcomeOf(file, bytes.subarray(0, length)), `${length} bytes`).toBe('refused');
    }
  });

  it('with a byte changed is accepted or refused without a fault', () => {
    for (let at = 0; at < bytes.length; at += 61) {
      const copy = Buffer.from(bytes);
      copy[at] = (copy[at] ?? 0) ^ (1 << (at % 8));
      expect(['taken', 'refused']).toContain(outcomeOf(file, copy));
    }
  });

  it.each([
    ['removed', undefined],
    ['a number', 7],
    ['text', 'NUL \0 and a lone \ud800 surrogate'],
    ['a list of lists', [[]]],
    ['an object', { x: {} }],
  ])('with any member %s is accepted or refused without a fault', (_, value) => {
    for (const path of places(document)) {
      if (path.length > 0)
        expect(['taken', 'refused']).toContain(outcomeOf(file, changed(document, path, value)));
    }
  });
});

describe('a wrong type', () => {
  it.each([
    [
      ['Results', 0, 'Vulnerabilities', 1, 'PkgName'],
      5,
      '/Results/0/Vulnerabilities/1/PkgName: expected a string, found number',
    ],
    [
      ['Results', 0, 'Vulnerabilities', 0, 'CVSS', 'nvd', 'V3Score'],
      '7',
      '/Results/0/Vulnerabilities/0/CVSS/nvd/V3Score: expected a number, found string',
    ],
    [['Results'], 'all', '/Results: expected a list, found string'],
    [['Results', 1], [], '/Results/1: expected an object, found a list'],
    [['Metadata'], [], '/Metadata: expected an object, found a list'],
  ])('at %j is refused with the place and the expected type', (path, value, message) => {
    const document = JSON.parse(fixture('trivy/image.json').toString()) as object;
    expect(() => convert(changed(document, path, value))).toThrow(message);
  });
});

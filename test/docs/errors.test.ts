import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { render, target } from '../../scripts/generate-error-docs.js';
import { codes } from '../../src/domain/codes.js';
import { ApiError, type Reason, reasons, toApiError } from '../../src/domain/errors.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const all = Object.keys(reasons) as Reason[];

describe('the catalogue of errors', () => {
  it('matches docs/errors.md', () => {
    expect(readFileSync(`${root}${target}`, 'utf8')).toBe(render());
  });

  it('has only reasons that some code throws', () => {
    const source = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.endsWith('domain/errors.ts'))
      .map((path) => readFileSync(`${root}src/${path}`, 'utf8'))
      .join('\n');
    expect(all.filter((reason) => !source.includes(`'${reason}'`) && reason !== 'INTERNAL')).toEqual([]);
  });

  it('says for each reason what to do', () => {
    for (const reason of all) {
      expect(reason).toMatch(/^[A-Z][A-Z_]+$/);
      expect(reasons[reason].help).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('maps each to the status of its code, except three with a more exact HTTP status', () => {
    const differing = all.filter((reason) => {
      const error = new ApiError(reason, '');
      return error.httpStatus !== codes[error.code].http;
    });
    expect(differing.sort()).toEqual(['ETAG_MISMATCH', 'TOO_LARGE', 'TOO_SLOW']);
  });

  it('hides errors other than ApiError', () => {
    const error = toApiError(new Error('SELECT * FROM secrets'));
    expect([error.reason, error.message]).toEqual(['INTERNAL', 'internal error']);
    expect(toApiError('text').reason).toBe('INTERNAL');
    const own = new ApiError('CONFLICT', 'x');
    expect(toApiError(own)).toBe(own);
  });
});

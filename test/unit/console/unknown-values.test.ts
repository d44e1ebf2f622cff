import { describe, expect, it } from 'vitest';
import { toFindings } from '../../../console/src/finding.js';
import { toScans } from '../../../console/src/scan.js';
import type { AnOccurrence } from '../../../console/src/session.js';

/** What a later server may say, and this console does not know. */

const severityOf = (ofPackage: unknown, effectiveSeverity?: unknown, severity?: unknown): unknown => {
  const packageIssue = [{ affectedPackage: 'p', effectiveSeverity: ofPackage }];
  const vulnerability = { effectiveSeverity, severity, packageIssue };
  return toFindings({ vulnerability } as unknown as AnOccurrence)[0]?.severity;
};

describe('a severity that is not known', () => {
  it.each<[readonly [unknown, unknown?, unknown?], string]>([
    [[undefined, 9, 'LOW'], 'UNKNOWN'],
    [[undefined, 'WORST', 'LOW'], 'UNKNOWN'],
    [[9, 'LOW'], 'UNKNOWN'],
    [['LOW', 9], 'UNKNOWN'],
    [[9, 'CRITICAL'], 'CRITICAL'],
    [['CRITICAL', 9], 'CRITICAL'],
  ])('%j does not look better than it may be', (values, expected) => {
    expect(severityOf(...values)).toBe(expected);
  });

  it.each<[readonly [unknown, unknown?, unknown?], string]>([
    [[undefined, undefined, 'LOW'], 'LOW'],
    [[undefined, 'SEVERITY_UNSPECIFIED', 'LOW'], 'LOW'],
    [['SEVERITY_UNSPECIFIED', 'LOW'], 'LOW'],
    [['MINIMAL', undefined, undefined], 'MINIMAL'],
    [[undefined], 'UNKNOWN'],
  ])('%j is one that is not stated', (values, expected) => {
    expect(severityOf(...values)).toBe(expected);
  });
});

it('a scan whose error has only details has failed', () => {
  const stateOf = (analysisStatusError: object): string => {
    const discovery = { analysisStatus: 'FINISHED_SUCCESS', analysisStatusError };
    return toScans([{ noteName: 'n', discovery } as unknown as AnOccurrence], new Set(['n'])).state;
  };
  expect(stateOf({ details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo' }] })).toBe('failed');
  expect(stateOf({ code: 0, message: '', details: [] })).toBe('scanned');
});

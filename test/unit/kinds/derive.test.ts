import { describe, expect, it } from 'vitest';
import {
  deriveDetails,
  fromNote,
  lastDerived,
  needsNote,
  withoutDerived,
} from '../../../src/kinds/derived.js';
import { kinds } from '../../../src/kinds/index.js';

/** What the server adds to occurrences, and what it searches them by. */

const kind = (name: string) => {
  const found = kinds.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no kind ${name}`);
  return found;
};

/** Canonical text, as key order is part of it. */
function derived(name: string, details: unknown, note: unknown): string {
  const given = note === undefined ? undefined : fromNote(kind(name), { details: note });
  return JSON.stringify(deriveDetails(kind(name), details, given).details);
}

describe('the effective severity', () => {
  const packageIssue = [{}];
  it('is kept if sent', () => {
    const details = { severity: 'HIGH', packageIssue, effectiveSeverity: 'LOW', extraDetails: 'x' };
    expect(derived('VULNERABILITY', details, { severity: 'CRITICAL' })).toBe(JSON.stringify(details));
  });

  it('is derived from the sent severity, else from the note, in its place', () => {
    const sent = { severity: 'HIGH', packageIssue, extraDetails: 'x' };
    expect(derived('VULNERABILITY', sent, { severity: 'LOW' })).toBe(
      '{"severity":"HIGH","packageIssue":[{}],"effectiveSeverity":"HIGH","extraDetails":"x"}',
    );
    const bare = { packageIssue, extraDetails: 'x' };
    expect(needsNote(kind('VULNERABILITY'), bare)).toBe(true);
    expect(derived('VULNERABILITY', bare, { severity: 'LOW' })).toBe(
      '{"severity":"LOW","packageIssue":[{}],"effectiveSeverity":"LOW","extraDetails":"x"}',
    );
    expect(derived('VULNERABILITY', bare, {})).toBe(JSON.stringify(bare));
  });

  it('is derived with the score and the short description of the note', () => {
    const note = fromNote(kind('VULNERABILITY'), {
      shortDescription: 's',
      details: { severity: 'LOW', cvssScore: 7.5, cvssVersion: 'CVSS_VERSION_3' },
    });
    const filled = deriveDetails(kind('VULNERABILITY'), { packageIssue, cvssScore: 1 }, note);
    expect(filled).toEqual({
      details: {
        severity: 'LOW',
        cvssScore: 1,
        packageIssue,
        shortDescription: 's',
        effectiveSeverity: 'LOW',
        cvssVersion: 'CVSS_VERSION_3',
      },
      derived: ['severity', 'effectiveSeverity', 'cvssVersion', 'shortDescription'],
    });
  });

  it('of an earlier release counts as derived if it equals its source', () => {
    const note = fromNote(kind('VULNERABILITY'), { details: { severity: 'LOW' } });
    const last = (details: object) =>
      [...lastDerived(kind('VULNERABILITY'), details, undefined, note)].flat();
    expect(last({ packageIssue, effectiveSeverity: 'LOW' })).toEqual(['effectiveSeverity', 'LOW']);
    expect(last({ packageIssue, severity: 'HIGH', effectiveSeverity: 'HIGH' })).toEqual([
      'effectiveSeverity',
      'HIGH',
    ]);
    expect(last({ packageIssue, effectiveSeverity: 'HIGH' })).toEqual([]);
  });
});

describe('derived members', () => {
  const derivingKinds = kinds.filter((one) => (one.derived ?? []).length > 0);
  it.each(derivingKinds.map((one) => [one.name, one] as const))('are removed from %s again', (_, one) => {
    const [example] = one.examples.occurrences;
    const details = example?.value[one.occurrence?.member ?? ''];
    const note = fromNote(one, {
      shortDescription: 's',
      details: one.examples.notes[0]?.value[one.note.member],
    });
    const filled = deriveDetails(one, details, note);
    const last = lastDerived(one, filled.details, filled.derived, undefined);
    expect([...last.keys()]).toEqual(filled.derived);
    expect(withoutDerived(one, filled.details, last)).toEqual(details);
    // Without the note its last values stay.
    expect(deriveDetails(one, details, undefined, last)).toEqual(filled);
  });
});

describe('search columns of vulnerabilities', () => {
  const columns = (details: unknown) => kind('VULNERABILITY').columns?.(details);
  it.each([
    ['CRITICAL', 5],
    ['MINIMAL', 1],
    [undefined, 0],
    [99, 0],
  ])('severity of %s is %d', (effectiveSeverity, severity) => {
    expect(columns({ effectiveSeverity })).toMatchObject({ severity });
  });

  it('fixable if any issue has a fix that is not MAXIMUM', () => {
    const fixed = (versionKind: string) => ({ fixedLocation: { version: { kind: versionKind } } });
    expect(columns({ packageIssue: [{}] })).toMatchObject({ fixable: false });
    expect(columns({ packageIssue: [fixed('MAXIMUM')] })).toMatchObject({ fixable: false });
    expect(columns({ packageIssue: [fixed('MAXIMUM'), fixed('NORMAL')] })).toMatchObject({ fixable: true });
  });
});

describe('output-only fields', () => {
  it.each([
    [
      'PACKAGE',
      { installation: { location: [{}], cpeUri: 'own' } },
      { name: 'openssl', cpeUri: 'other', architecture: 'X64', maintainer: 'm' },
      '{"installation":{"name":"openssl","location":[{}],"cpeUri":"own","architecture":"X64"}}',
    ],
    [
      'IMAGE',
      { derivedImage: { fingerprint: {} } },
      { resourceUrl: 'https://base' },
      '{"derivedImage":{"fingerprint":{},"baseResourceUrl":"https://base"}}',
    ],
    [
      'DEPLOYMENT',
      { deployment: { deployTime: 't', platform: 'GKE' } },
      { resourceUri: ['https://a'] },
      '{"deployment":{"deployTime":"t","resourceUri":["https://a"],"platform":"GKE"}}',
    ],
    [
      'SPDX_PACKAGE',
      { id: 'a' },
      { title: 'b', version: '1', analyzed: true },
      '{"id":"a","title":"b","version":"1"}',
    ],
    [
      'SPDX_RELATIONSHIP',
      { source: 'a', comment: 'c' },
      { type: 'CONTAINS' },
      '{"source":"a","type":"CONTAINS","comment":"c"}',
    ],
  ])('of %s are taken from the note', (name, details, note, expected) => {
    expect(needsNote(kind(name), details)).toBe(true);
    expect(derived(name, details, note)).toBe(expected);
  });

  it('do not require the note if all are set', () => {
    expect(needsNote(kind('IMAGE'), { derivedImage: { baseResourceUrl: 'x' } })).toBe(false);
    expect(needsNote(kind('SPDX_RELATIONSHIP'), { type: 'CONTAINS' })).toBe(false);
  });

  it('stay absent without a note', () => {
    for (const one of kinds) expect(deriveDetails(one, {}, undefined).details, one.name).toEqual({});
  });
});

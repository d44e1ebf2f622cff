import { describe, expect, it } from 'vitest';
import { type Cvss, chooseCvss, parseCvss, severityOfScore } from '../../../src/importers/common/cvss.js';
import { higherSeverity, parseSeverity } from '../../../src/importers/common/severity.js';

describe('a severity', () => {
  it.each([
    ['Critical', 'CRITICAL'],
    ['HIGH', 'HIGH'],
    ['important', 'HIGH'],
    ['Medium', 'MEDIUM'],
    ['moderate', 'MEDIUM'],
    ['low', 'LOW'],
    ['Negligible', 'MINIMAL'],
    ['unimportant', 'MINIMAL'],
    ['minimal', 'MINIMAL'],
    ['info', 'MINIMAL'],
    ['Unknown', undefined],
    ['none', undefined],
    ['untriaged', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s is %s', (word, severity) => {
    expect(parseSeverity(word)).toEqual({ severity, known: true });
  });

  it('of another word is unspecified, and reported as unknown', () => {
    expect(parseSeverity('catastrophic')).toEqual({ severity: undefined, known: false });
    expect(parseSeverity('constructor')).toEqual({ severity: undefined, known: false });
  });

  it('is compared by rank', () => {
    expect(higherSeverity('LOW', 'CRITICAL')).toBe('CRITICAL');
    expect(higherSeverity('MINIMAL', undefined)).toBe('MINIMAL');
    expect(higherSeverity(undefined, undefined)).toBeUndefined();
  });
});

describe('a CVSS rating', () => {
  it.each([
    [3, 3.9, 'LOW'],
    [3, 4, 'MEDIUM'],
    [3, 6.9, 'MEDIUM'],
    [3, 7, 'HIGH'],
    [4, 8.9, 'HIGH'],
    [4, 9, 'CRITICAL'],
    [2, 3.9, 'LOW'],
    [2, 6.9, 'MEDIUM'],
    [2, 10, 'HIGH'],
  ] as const)('of version %d and score %d is %s', (version, score, severity) => {
    expect(severityOfScore(version, score)).toBe(severity);
  });

  it('of version 2 is read metric by metric, also in parentheses', () => {
    const expected = {
      version: 2,
      score: 4.3,
      message: {
        baseScore: 4.3,
        attackVector: 'ATTACK_VECTOR_NETWORK',
        attackComplexity: 'ATTACK_COMPLEXITY_MEDIUM',
        authentication: 'AUTHENTICATION_NONE',
        confidentialityImpact: 'IMPACT_NONE',
        integrityImpact: 'IMPACT_PARTIAL',
        availabilityImpact: 'IMPACT_COMPLETE',
      },
    };
    expect(parseCvss(2, 'AV:N/AC:M/Au:N/C:N/I:P/A:C', 4.3)).toMatchObject(expected);
    expect(parseCvss(2, '(AV:N/AC:M/Au:N/C:N/I:P/A:C)', 4.3)).toMatchObject(expected);
  });

  it('of version 3 has its version from the prefix, else from the method', () => {
    const letters = 'AV:A/AC:H/PR:L/UI:R/S:C/C:H/I:L/A:N/E:P';
    const message = {
      attackVector: 'ATTACK_VECTOR_ADJACENT',
      attackComplexity: 'ATTACK_COMPLEXITY_HIGH',
      privilegesRequired: 'PRIVILEGES_REQUIRED_LOW',
      userInteraction: 'USER_INTERACTION_REQUIRED',
      scope: 'SCOPE_CHANGED',
      confidentialityImpact: 'IMPACT_HIGH',
      integrityImpact: 'IMPACT_LOW',
      availabilityImpact: 'IMPACT_NONE',
    };
    expect(parseCvss(3, letters, undefined)).toEqual({ version: 3, vector: `CVSS:3.1/${letters}`, message });
    expect(parseCvss(2, `CVSS:3.0/${letters}`, undefined)).toMatchObject({ version: 3, message });
  });

  it('of version 4 leaves safety unset', () => {
    const vector = 'CVSS:4.0/AV:P/AC:L/AT:P/PR:H/UI:A/VC:L/VI:N/VA:H/SC:L/SI:S/SA:S/E:A';
    expect(parseCvss(4, vector, 9.3)).toEqual({
      version: 4,
      vector,
      score: 9.3,
      message: {
        baseScore: 9.3,
        attackVector: 'ATTACK_VECTOR_PHYSICAL',
        attackComplexity: 'ATTACK_COMPLEXITY_LOW',
        attackRequirements: 'ATTACK_REQUIREMENTS_PRESENT',
        privilegesRequired: 'PRIVILEGES_REQUIRED_HIGH',
        userInteraction: 'USER_INTERACTION_ACTIVE',
        vulnerableSystemConfidentialityImpact: 'IMPACT_LOW',
        vulnerableSystemIntegrityImpact: 'IMPACT_NONE',
        vulnerableSystemAvailabilityImpact: 'IMPACT_HIGH',
        subsequentSystemConfidentialityImpact: 'IMPACT_LOW',
        exploitMaturity: 'EXPLOIT_MATURITY_ATTACKED',
      },
    });
  });

  it.each([
    'CVSS:3.2/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
    'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H',
    'CVSS:3.1/AV:N/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
    'CVSS:3.1/AV:Q/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
    'CVSS:3.1/AV:constructor/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
    'AV:N/AC:L/Au:N/C:N/I:N/A:N',
    '(',
    'high',
  ])('with the bad vector %s keeps its score', (vector) => {
    expect(parseCvss(3, vector, 7.5)).toMatchObject({
      score: 7.5,
      vector: undefined,
      message: { baseScore: 7.5 },
      problem: expect.stringContaining('is not a CVSS vector') as string,
    });
    expect(parseCvss(3, vector, undefined)).toEqual({ problem: expect.any(String) as string });
  });

  it('is the same after other vectors were read, of which some are cached', () => {
    const texts = [undefined, 'undefined', '', ' ', '7.5', 'AV:N/AC:M/Au:N/C:N/I:P/A:C'];
    const scores = [undefined, 0, 7.5, 11];
    const cases = ([2, 3, 4] as const).flatMap((method) =>
      texts.flatMap((text) => scores.map((score) => [method, text, score] as const)),
    );
    for (const [method, text, score] of cases) {
      const parsed = parseCvss(method, text, score);
      const problem = (parsed?.problem ?? '').split('; ');
      const isVector = method === 2 && text === texts.at(-1);
      const bad = text === undefined || isVector ? [] : [`${JSON.stringify(text)} is not a CVSS vector`];
      const wrong = score === 11 ? ['11 is not a CVSS score'] : [];
      expect(
        problem.filter((one) => one !== ''),
        `${method} ${text} ${score}`,
      ).toEqual([...bad, ...wrong]);
      const usable = { vector: isVector ? text : undefined, score: score === 7.5 ? score : undefined };
      if (isVector || score === 7.5) expect(parsed).toMatchObject(usable);
    }
  });

  it('with a score of 0 or none has no score, and with an impossible one a warning', () => {
    expect(parseCvss(3, undefined, 0)).toBeUndefined();
    expect(parseCvss(3, undefined, undefined)).toBeUndefined();
    expect(parseCvss(3, undefined, 11)).toEqual({ problem: '11 is not a CVSS score' });
  });

  it('is chosen by source, then primary, then vector, then score', () => {
    const rating = (source: string, score: number, vector?: string, primary?: boolean) => ({
      source,
      primary,
      cvss: { version: 3, score, vector, message: {} } as Cvss,
    });
    const chosen = (...list: ReturnType<typeof rating>[]) => chooseCvss(list, 3)?.score;
    expect(chosen(rating('redhat', 9), rating('ghsa', 5), rating('nvd', 3))).toBe(3);
    expect(chosen(rating('redhat', 9), rating('ghsa', 5))).toBe(5);
    expect(chosen(rating('redhat', 9), rating('amazon', 5))).toBe(5);
    expect(chosen(rating('nvd', 9, 'v'), rating('nvd', 5, undefined, true))).toBe(5);
    expect(chosen(rating('nvd', 9), rating('nvd', 5, 'v'))).toBe(5);
    expect(chosen(rating('nvd', 5), rating('nvd', 9))).toBe(9);
    expect(chooseCvss([rating('nvd', 5)], 2)).toBeUndefined();
  });
});

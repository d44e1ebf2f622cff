import { compareText } from '../../domain/filter/text-order.js';
import type { Severity } from './severity.js';

export type CvssVersion = 2 | 3 | 4;

/** The valid members of one rating by one source. */
export interface Cvss {
  readonly version: CvssVersion;
  /** Above 0, at most 10. */
  readonly score?: number | undefined;
  /** The vector with its prefix, if it is well-formed. */
  readonly vector?: string | undefined;
  /** The grafeas.v1beta1.vulnerability.CVSS message in canonical JSON. */
  readonly message: Readonly<Record<string, string | number>>;
  /** The reason if members were invalid. */
  readonly problem?: string | undefined;
}

interface Metric {
  readonly field: string;
  readonly values: Readonly<Record<string, string | undefined>>;
}

const attackVector = {
  N: 'ATTACK_VECTOR_NETWORK',
  A: 'ATTACK_VECTOR_ADJACENT',
  L: 'ATTACK_VECTOR_LOCAL',
  P: 'ATTACK_VECTOR_PHYSICAL',
};
const complexity = { L: 'ATTACK_COMPLEXITY_LOW', H: 'ATTACK_COMPLEXITY_HIGH' };
const privileges = {
  N: 'PRIVILEGES_REQUIRED_NONE',
  L: 'PRIVILEGES_REQUIRED_LOW',
  H: 'PRIVILEGES_REQUIRED_HIGH',
};
const impact = { H: 'IMPACT_HIGH', L: 'IMPACT_LOW', N: 'IMPACT_NONE' };
const impactV2 = { N: 'IMPACT_NONE', P: 'IMPACT_PARTIAL', C: 'IMPACT_COMPLETE' };

/** Base metrics of each version; all are required. */
const metrics: Readonly<Record<CvssVersion, Readonly<Record<string, Metric>>>> = {
  2: {
    AV: {
      field: 'attackVector',
      values: { N: attackVector.N, A: attackVector.A, L: attackVector.L },
    },
    AC: { field: 'attackComplexity', values: { ...complexity, M: 'ATTACK_COMPLEXITY_MEDIUM' } },
    Au: {
      field: 'authentication',
      values: { M: 'AUTHENTICATION_MULTIPLE', S: 'AUTHENTICATION_SINGLE', N: 'AUTHENTICATION_NONE' },
    },
    C: { field: 'confidentialityImpact', values: impactV2 },
    I: { field: 'integrityImpact', values: impactV2 },
    A: { field: 'availabilityImpact', values: impactV2 },
  },
  3: {
    AV: { field: 'attackVector', values: attackVector },
    AC: { field: 'attackComplexity', values: complexity },
    PR: { field: 'privilegesRequired', values: privileges },
    UI: { field: 'userInteraction', values: { N: 'USER_INTERACTION_NONE', R: 'USER_INTERACTION_REQUIRED' } },
    S: { field: 'scope', values: { U: 'SCOPE_UNCHANGED', C: 'SCOPE_CHANGED' } },
    C: { field: 'confidentialityImpact', values: impact },
    I: { field: 'integrityImpact', values: impact },
    A: { field: 'availabilityImpact', values: impact },
  },
  4: {
    AV: { field: 'attackVector', values: attackVector },
    AC: { field: 'attackComplexity', values: complexity },
    AT: {
      field: 'attackRequirements',
      values: { N: 'ATTACK_REQUIREMENTS_NONE', P: 'ATTACK_REQUIREMENTS_PRESENT' },
    },
    PR: { field: 'privilegesRequired', values: privileges },
    UI: {
      field: 'userInteraction',
      values: { N: 'USER_INTERACTION_NONE', P: 'USER_INTERACTION_PASSIVE', A: 'USER_INTERACTION_ACTIVE' },
    },
    VC: { field: 'vulnerableSystemConfidentialityImpact', values: impact },
    VI: { field: 'vulnerableSystemIntegrityImpact', values: impact },
    VA: { field: 'vulnerableSystemAvailabilityImpact', values: impact },
    SC: { field: 'subsequentSystemConfidentialityImpact', values: impact },
    // The enum of the contract has no value for safety.
    SI: { field: 'subsequentSystemIntegrityImpact', values: { ...impact, S: undefined } },
    SA: { field: 'subsequentSystemAvailabilityImpact', values: { ...impact, S: undefined } },
  },
};

const exploitMaturity: Readonly<Record<string, string>> = {
  X: 'EXPLOIT_MATURITY_NOT_DEFINED',
  A: 'EXPLOIT_MATURITY_ATTACKED',
  P: 'EXPLOIT_MATURITY_POC',
  U: 'EXPLOIT_MATURITY_UNREPORTED',
};

/**
 * A rating from its score and vector. Tools write score 0 for "none". Invalid members are left out, with the reason in
 * `problem`; undefined if no member is left.
 *
 * @param method the version if the vector has no prefix.
 */
export function parseCvss(
  method: CvssVersion,
  vectorText: string | undefined,
  scoreValue: number | undefined,
): ParsedCvss {
  const key = `${method} ${scoreValue}${vectorText === undefined ? '' : ` ${vectorText}`}`;
  if (key.length > maxKeptKey) return readCvss(method, vectorText, scoreValue);
  let parsed = kept.get(key);
  if (parsed === undefined && !kept.has(key)) {
    if (kept.size === maxKept) kept.clear();
    parsed = readCvss(method, vectorText, scoreValue);
    kept.set(key, parsed);
  }
  return parsed;
}

type ParsedCvss = Cvss | { readonly problem: string } | undefined;

/** The last ratings: all vulnerabilities together have few different ones. Some 2 MB at most. */
const kept = new Map<string, ParsedCvss>();
const maxKept = 2000;
const maxKeptKey = 150;

function readCvss(
  method: CvssVersion,
  vectorText: string | undefined,
  scoreValue: number | undefined,
): ParsedCvss {
  const problems: string[] = [];
  let version = method;
  let vector: string | undefined;
  let letters: Record<string, string> = {};
  if (vectorText !== undefined) {
    const parsed = parseVector(vectorText, method);
    if (parsed === undefined)
      problems.push(`${JSON.stringify(vectorText.slice(0, 120))} is not a CVSS vector`);
    else ({ version, vector, letters } = parsed);
  }
  let score: number | undefined;
  if (scoreValue !== undefined && scoreValue !== 0) {
    if (scoreValue > 0 && scoreValue <= 10) score = scoreValue;
    else problems.push(`${scoreValue} is not a CVSS score`);
  }
  const problem = problems.length === 0 ? undefined : problems.join('; ');
  if (score === undefined && vector === undefined) return problem === undefined ? undefined : { problem };
  const message = { ...(score === undefined ? {} : { baseScore: score }), ...letters };
  return { version, score, vector, message, problem };
}

function parseVector(
  text: string,
  method: CvssVersion,
): { version: CvssVersion; vector: string; letters: Record<string, string> } | undefined {
  const bare = text.trim().replace(/^\((.*)\)$/, '$1');
  const prefix = /^CVSS:([^/]*)\//.exec(bare);
  const version = prefix === null ? method : versions.get(prefix[1] ?? '');
  if (version === undefined) return undefined;
  const parts = (prefix === null ? bare : bare.slice(prefix[0].length)).split('/');
  const letters: Record<string, string> = {};
  const seen = new Set<string>();
  for (const part of parts) {
    const colon = part.indexOf(':');
    const name = colon < 0 ? part : part.slice(0, colon);
    const value = colon < 0 ? '' : part.slice(colon + 1);
    if (value.includes(':') || seen.has(name) || !/^[A-Za-z]{1,3}$/.test(name)) return undefined;
    seen.add(name);
    const metric = Object.hasOwn(metrics[version], name) ? metrics[version][name] : undefined;
    if (metric === undefined) {
      const maturity = version === 4 && name === 'E' ? exploitMaturity[value] : undefined;
      if (maturity !== undefined) letters.exploitMaturity = maturity;
      continue;
    }
    if (!Object.hasOwn(metric.values, value)) return undefined;
    const word = metric.values[value];
    if (word !== undefined) letters[metric.field] = word;
  }
  for (const name in metrics[version]) if (!seen.has(name)) return undefined;
  const spelt = prefix === null && version !== 2 ? `CVSS:${version === 3 ? '3.1' : '4.0'}/${bare}` : bare;
  return { version, vector: spelt, letters };
}

const versions: ReadonlyMap<string, CvssVersion> = new Map([
  ['2.0', 2],
  ['3.0', 3],
  ['3.1', 3],
  ['4.0', 4],
]);

/** The severity that CVSS gives to a score. */
export function severityOfScore(version: CvssVersion, score: number): Severity {
  if (score < 4) return 'LOW';
  if (score < 7) return 'MEDIUM';
  return score < 9 || version === 2 ? 'HIGH' : 'CRITICAL';
}

/** A rating and its source, such as `nvd`. */
export interface SourcedCvss {
  readonly source: string;
  readonly primary?: boolean | undefined;
  readonly cvss: Cvss;
}

/** The rating of a version to put in a note: NVD's, else GitHub's, else alphabetically; never by package. */
export function chooseCvss(ratings: readonly SourcedCvss[], version: CvssVersion): Cvss | undefined {
  const candidates = ratings.filter(({ cvss }) => cvss.version === version).sort(compareRatings);
  return candidates[0]?.cvss;
}

/** Within a source: primary first, then with a well-formed vector, then by higher score. */
export function compareRatings(a: SourcedCvss, b: SourcedCvss): number {
  return (
    sourceRank(a.source) - sourceRank(b.source) ||
    compareText(a.source, b.source) ||
    Number(b.primary ?? false) - Number(a.primary ?? false) ||
    Number(b.cvss.vector !== undefined) - Number(a.cvss.vector !== undefined) ||
    (b.cvss.score ?? 0) - (a.cvss.score ?? 0) ||
    compareText(a.cvss.vector ?? '', b.cvss.vector ?? '')
  );
}

function sourceRank(source: string): number {
  return source === 'nvd' ? 0 : source === 'ghsa' ? 1 : 2;
}

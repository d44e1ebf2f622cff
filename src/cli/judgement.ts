import { severities } from '../policy/checks/findings.js';
import type { StatedSeverity } from '../policy/facts.js';

export type Severity = (typeof severities)[number];

/** How the vulnerability scan of an artifact ended; `none`: no scan has finished. */
export type ScanOutcome = 'finished' | 'with errors' | 'none';

/** The facts about an artifact. */
export interface Known {
  /** The severity of each finding, and whether a VEX statement says that it does not affect the artifact. */
  readonly findings: readonly (StatedSeverity & { readonly isNotAffected?: boolean | undefined })[];
  readonly scan: ScanOutcome;
}

const scanTexts = {
  'with errors': { refused: 'the vulnerability scan finished with errors', passed: 'scanned with errors' },
  none: { refused: 'no vulnerability scan has finished', passed: 'never scanned' },
} as const;

export interface Rules {
  /** The highest severity that passes; without it, all pass. */
  readonly maxSeverity?: Severity | undefined;
  /** Whether an artifact passes without a scan that finished without errors. */
  readonly allowUnscanned?: boolean | undefined;
  /** Whether findings that do not affect the artifact pass. */
  readonly allowNotAffected?: boolean | undefined;
}

export interface Verdict {
  readonly passes: boolean;
  /** The reason, in one line. */
  readonly text: string;
}

/**
 * Whether an artifact passes. Unknown facts never improve the result: a finding without a severity is above every limit
 * but the highest, and an artifact without a finished scan, or after one with errors, fails unless the rules allow it. Pure.
 *
 * @example
 * const high = { severity: 4, isUnknown: false };
 * judge({ findings: [high], scan: 'finished' }, { maxSeverity: 'MEDIUM' }).passes // false: HIGH is above
 */
export function judge(
  { findings: all, scan }: Known,
  { maxSeverity, allowUnscanned, allowNotAffected }: Rules,
): Verdict {
  const findings = all.filter(({ isNotAffected }) => allowNotAffected !== true || isNotAffected !== true);
  const limit = maxSeverity === undefined ? severities.length : severities.indexOf(maxSeverity) + 1;
  const above = findings.filter(({ severity }) => severity > limit).length;
  const unknown = limit === severities.length ? 0 : findings.filter(({ isUnknown }) => isUnknown).length;
  const problems = [
    ...(above > 0 ? [`${above} of ${findings.length} findings are above ${maxSeverity}`] : []),
    ...(unknown > 0 ? [`${unknown} of ${findings.length} findings have no known severity`] : []),
    ...(scan === 'finished' || allowUnscanned === true
      ? []
      : [`${scanTexts[scan].refused} (--allow-unscanned permits this)`]),
  ];
  if (problems.length > 0) return { passes: false, text: `REFUSED: ${problems.join('; ')}` };
  const besides =
    all.length === findings.length
      ? ''
      : `; ${all.length - findings.length} more do not affect it, as VEX says`;
  const unlimited = findings.length === 0 ? '' : ' of any severity, as there is no --max-severity';
  const within = maxSeverity === undefined ? unlimited : `, none above ${maxSeverity}`;
  return {
    passes: true,
    text: `PASSED: ${findings.length} findings${within}${besides}${scan === 'finished' ? '' : `; ${scanTexts[scan].passed}`}`,
  };
}

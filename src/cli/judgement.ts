import { severities } from '../policy/checks/vulnerability.js';

export type Severity = (typeof severities)[number];

/** The facts about an artifact. */
export interface Known {
  /** Severity of each finding, 0 if not stated, and whether a VEX statement says that it does not affect the artifact. */
  readonly findings: readonly { readonly severity: number; readonly isNotAffected?: boolean | undefined }[];
  /** Whether a vulnerability scan of the artifact has finished. */
  readonly scanned: boolean;
}

export interface Rules {
  /** The highest severity that passes; without it, all pass. */
  readonly maxSeverity?: Severity | undefined;
  /** Whether an artifact without a finished scan passes. */
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
 * but the highest, and an artifact without a finished scan fails unless the rules allow it. Pure.
 *
 * @example judge({ findings: [{ severity: 4 }], scanned: true }, { maxSeverity: 'MEDIUM' }).passes // false: HIGH is above
 */
export function judge(
  { findings: all, scanned }: Known,
  { maxSeverity, allowUnscanned, allowNotAffected }: Rules,
): Verdict {
  const findings = all
    .filter(({ isNotAffected }) => allowNotAffected !== true || isNotAffected !== true)
    .map(({ severity }) => severity);
  const limit = maxSeverity === undefined ? severities.length : severities.indexOf(maxSeverity) + 1;
  const above = findings.filter((severity) => severity > limit).length;
  const unknown = limit === severities.length ? 0 : findings.filter((severity) => severity === 0).length;
  const problems = [
    ...(above > 0 ? [`${above} of ${findings.length} findings are above ${maxSeverity}`] : []),
    ...(unknown > 0 ? [`${unknown} of ${findings.length} findings have no known severity`] : []),
    ...(scanned || allowUnscanned === true
      ? []
      : ['no vulnerability scan has finished (--allow-unscanned permits this)']),
  ];
  if (problems.length > 0) return { passes: false, text: `REFUSED: ${problems.join('; ')}` };
  const besides =
    all.length === findings.length
      ? ''
      : `; ${all.length - findings.length} more do not affect it, as VEX says`;
  const within = maxSeverity === undefined ? '' : `, none above ${maxSeverity}`;
  return {
    passes: true,
    text: `PASSED: ${findings.length} findings${within}${besides}${scanned ? '' : '; never scanned'}`,
  };
}

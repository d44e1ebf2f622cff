import { severities } from '../policy/checks/vulnerability.js';

export type Severity = (typeof severities)[number];

/** What is known about an artifact. */
export interface Known {
  /** Severity of each finding, 0 where nobody stated it. */
  readonly findings: readonly number[];
  /** Whether a scan for vulnerabilities has finished, of what has these findings. */
  readonly scanned: boolean;
}

export interface Rules {
  /** The highest severity that passes; all do where it is absent. */
  readonly maxSeverity?: Severity | undefined;
  /** Whether an artifact passes that nobody has scanned. */
  readonly allowUnscanned?: boolean | undefined;
}

export interface Verdict {
  readonly passes: boolean;
  /** One line that says why. */
  readonly text: string;
}

/**
 * Whether an artifact passes. What is unknown never helps it: a finding without a severity is above every limit but the
 * highest, and an artifact without a finished scan fails, unless the rules allow that. Pure.
 *
 * @example judge({ findings: [4], scanned: true }, { maxSeverity: 'MEDIUM' }).passes // false: HIGH is above
 */
export function judge({ findings, scanned }: Known, { maxSeverity, allowUnscanned }: Rules): Verdict {
  const limit = maxSeverity === undefined ? severities.length : severities.indexOf(maxSeverity) + 1;
  const above = findings.filter((severity) => severity > limit).length;
  const unknown = limit === severities.length ? 0 : findings.filter((severity) => severity === 0).length;
  const problems = [
    ...(above > 0 ? [`${above} of ${findings.length} findings are above ${maxSeverity}`] : []),
    ...(unknown > 0 ? [`${unknown} of ${findings.length} findings have no known severity`] : []),
    ...(scanned || allowUnscanned === true
      ? []
      : ['nothing says that a scan for vulnerabilities has finished (--allow-unscanned lets that pass)']),
  ];
  if (problems.length > 0) return { passes: false, text: `REFUSED: ${problems.join('; ')}` };
  const within = maxSeverity === undefined ? '' : `, none above ${maxSeverity}`;
  return {
    passes: true,
    text: `PASSED: ${findings.length} findings${within}${scanned ? '' : '; never scanned'}`,
  };
}

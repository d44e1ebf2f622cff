import type { AnOccurrence } from './session.js';
import { type Severity, toSeverity, worstOf } from './severity.js';

/** A package of an image with a vulnerability: a row of the table of findings. */
export interface Finding {
  readonly occurrence: AnOccurrence;
  readonly image: string;
  readonly project: string;
  /** Id of the note, such as CVE-2024-1. */
  readonly id: string;
  /** The project of the note: who found it. */
  readonly source: string;
  readonly package: string;
  readonly installed: string;
  /** Empty if no fix is known. */
  readonly fixedIn: string;
  readonly fixable: boolean;
  readonly severity: Severity;
  readonly since: string;
  /** What a VEX statement says; empty without one. */
  readonly vex: string;
}

export type Assessment = NonNullable<NonNullable<AnOccurrence['vulnerability']>['vexAssessment']>;

/** @example stateOf({ state: 'NOT_AFFECTED' }) is `NOT_AFFECTED`; empty where nothing is stated */
export const stateOf = (assessment: Assessment | undefined): string =>
  String(assessment?.state ?? '').replace('STATE_UNSPECIFIED', '');

type AVersion = { epoch?: number; name?: string; revision?: string; kind?: unknown; fullName?: string };

export function formatVersion(version: AVersion | undefined): string {
  if (version === undefined || version.kind === 'MAXIMUM') return '';
  if (version.kind === 'MINIMUM') return 'any';
  const { epoch = 0, name = '', revision = '' } = version;
  const text = `${epoch === 0 ? '' : `${epoch}:`}${name}${revision === '' ? '' : `-${revision}`}`;
  return text === '' ? (version.fullName ?? '') : text;
}

export function toFindings(occurrence: AnOccurrence): Finding[] {
  const { vulnerability, noteName = '', resourceUri = '', name = '', createTime = '' } = occurrence;
  if (vulnerability === undefined) return [];
  const { source, id } = noteParts(noteName);
  return (vulnerability.packageIssue ?? []).map((issue) => ({
    occurrence,
    image: resourceUri,
    project: projectOf(name),
    id,
    source,
    package: issue.affectedPackage ?? '',
    installed: formatVersion(issue.affectedVersion),
    fixedIn: issue.fixAvailable === true ? formatVersion(issue.fixedVersion) : '',
    fixable: issue.fixAvailable === true,
    severity: severityOf(issue.effectiveSeverity, vulnerability),
    since: createTime,
    vex: stateOf(vulnerability.vexAssessment),
  }));
}

/**
 * The worse of the severities of the package and of the occurrence. That of the note stands in for an occurrence without one, not for
 * one that is not known.
 */
function severityOf(
  ofPackage: unknown,
  { effectiveSeverity, severity }: { effectiveSeverity?: unknown; severity?: unknown },
): Severity {
  const ofWhole = isStated(effectiveSeverity) ? effectiveSeverity : severity;
  const stated = [ofPackage, ofWhole].filter(isStated);
  return worstOf(stated.map((value) => toSeverity(value))) ?? 'UNKNOWN';
}

const isStated = (value: unknown): boolean => value !== undefined && value !== 'SEVERITY_UNSPECIFIED';

/** @example noteParts('projects/trivy/notes/CVE-2024-1') is `{ source: 'trivy', id: 'CVE-2024-1' }`. */
export function noteParts(name: string): { source: string; id: string } {
  const [, source = '', id = name] =
    /^projects\/([^/]+)\/(?:locations\/[^/]+\/)?notes\/(.+)$/.exec(name) ?? [];
  return { source, id };
}

/** @example projectOf('projects/shop/occurrences/1') is `projects/shop`. */
export const projectOf = (name: string): string => /^projects\/[^/]+/.exec(name)?.[0] ?? '';

import { isObject } from '../../domain/is-object.js';
import {
  type FindingFact,
  kindOfFindings,
  type OccurrenceFact,
  type PackageFact,
  type StatedSeverity,
} from '../facts.js';

/** Severities from the lowest to the highest; a finding's is its position here from 1, or 0 if none is stated. */
export const severities = ['MINIMAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const;

/** What `maximumFixableSeverity` and `maximumUnfixableSeverity` may be. */
export const severityLimits = ['BLOCK_ALL', ...severities, 'ALLOW_ALL'] as const;

/** @param details member `vulnerability` of the document in v1beta1. */
export function toFindingFact(details: unknown): FindingFact {
  if (!isObject(details)) return unreadable;
  const { packageIssue, vexAssessment } = details;
  const issues: readonly unknown[] = Array.isArray(packageIssue) ? packageIssue : [];
  return {
    packages: severitiesOf(details, issues).map((stated, index): PackageFact => {
      const issue = issues[index];
      const isFixable = isObject(issue) ? isFixed(issue.fixedLocation) : undefined;
      return { ...stated, isFixable };
    }),
    isNotAffected: isAssessedAway(vexAssessment),
  };
}

const unreadable: FindingFact = {
  packages: [{ severity: 0, isUnknown: true, isFixable: undefined }],
  isNotAffected: false,
};

/** The finding in an occurrence; undefined if it is none. */
export function findingOf({ kind, finding }: OccurrenceFact): FindingFact | undefined {
  return kind === kindOfFindings ? (finding ?? unreadable) : undefined;
}

/** An assessment by the scanner itself names no statement. Only a caller who may assess can write that name. */
export function isAssessedAway(vex: unknown): boolean {
  return (
    isObject(vex) && vex.state === 'NOT_AFFECTED' && typeof vex.noteName === 'string' && vex.noteName !== ''
  );
}

/**
 * The severity of each package of a finding, or of the finding alone if it names none. Of the finding, `effectiveSeverity` counts before
 * `severity`. A package may state another one, as it is of another ecosystem. Where all packages state less than the finding, it is not
 * known which of them the finding means, so its severity counts for each.
 *
 * @example
 * severitiesOf({ effectiveSeverity: 'HIGH' }, [{ effectiveSeverity: 'LOW' }]); // HIGH
 * severitiesOf({ effectiveSeverity: 'HIGH' }, [{ effectiveSeverity: 'LOW' }, {}]); // LOW, HIGH
 */
export function severitiesOf(
  whole: { readonly effectiveSeverity?: unknown; readonly severity?: unknown },
  packages: readonly unknown[],
): readonly StatedSeverity[] {
  const ofWhole = numberOf(whole.effectiveSeverity) ?? numberOf(whole.severity);
  if (packages.length === 0) return [toStated([ofWhole])];
  const own = packages.map((each) => (isObject(each) ? numberOf(each.effectiveSeverity) : 0) ?? ofWhole);
  const isLower = ofWhole !== undefined && own.every((each) => each !== undefined && each < ofWhole);
  return own.map((each) => toStated(isLower || ofWhole === 0 ? [each, ofWhole] : [each]));
}

function toStated(values: readonly (number | undefined)[]): StatedSeverity {
  const severity = Math.max(...values.map((value) => value ?? 0));
  return { severity, isUnknown: values.some((value) => value === undefined || value === 0) };
}

/** The position in `severities` from 1; 0 for a word or number that is not known; undefined if nothing is stated. */
function numberOf(value: unknown): number | undefined {
  if (value === undefined || value === null || value === 0 || value === 'SEVERITY_UNSPECIFIED')
    return undefined;
  if (typeof value === 'number') return value >= 1 && value <= severities.length ? value : 0;
  return (severities as readonly unknown[]).indexOf(value) + 1;
}

/** Undefined if it neither names a version that can be installed nor says that there is none. */
function isFixed(location: unknown): boolean | undefined {
  if (!isObject(location)) return false;
  const version = isObject(location.version) ? location.version : {};
  if (version.kind === 'MAXIMUM') return false;
  return version.kind === 'NORMAL' ? true : undefined;
}

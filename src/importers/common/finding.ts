import type { Scope } from '../../domain/names.js';
import type { Warn } from '../types.js';
import type { ConvertedNotes } from './converted-notes.js';
import type { SourcedCvss } from './cvss.js';
import type { View } from './json-view.js';
import type { OutputBudget } from './output-budget.js';
import type { Severity } from './severity.js';
import type { VersionScheme } from './version.js';

/** The package a scanner found a vulnerability in. */
export interface FoundPackage {
  /** As packageIssue names it: the binary package, `group:artifact`, `@scope/name`, module path. */
  readonly name: string;
  /** `OS`, `NPM`, … */
  readonly type: string;
  readonly version: string | undefined;
  readonly scheme: VersionScheme;
  readonly arch?: string | undefined;
  readonly cpeUri: string;
}

/** A finding without an installed version is taken as affected, with a warning. */
export function checkInstalled(version: string | undefined, name: string, at: View, warn: Warn): void {
  if (version === undefined) warn(at, `no installed version of ${name.slice(0, 100)}; taken as affected`);
}

/** One row of a scanner's report: a vulnerability in a package of a resource. */
export interface Finding {
  /** Resource URL. */
  readonly uri: string;
  /** Empty if the tool gives none. */
  readonly id: string;
  /** The advisory that named the vulnerability, if the tool reports it. */
  readonly advisory?: string | undefined;
  readonly aliases: readonly string[];
  readonly package: FoundPackage;
  /** As the tool lists them. */
  readonly fixes: readonly string[];
  /** The tool's word for this package, and what it means. */
  readonly severityName?: string | undefined;
  readonly severity?: Severity | undefined;
  /** The tool's severity word is unknown, and no other source replaces it. */
  readonly isUnclear?: boolean | undefined;
  /** NVD's or GitHub's word for the vulnerability. */
  readonly upstreamSeverity?: Severity | undefined;
  readonly cvss: readonly SourcedCvss[];
  /** The source whose CVSS applies to this package, such as the distribution. */
  readonly packageSource?: string | undefined;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly urls: readonly string[];
  readonly cwes: readonly string[];
  /** Canonical timestamps. */
  readonly published?: string | undefined;
  readonly modified?: string | undefined;
  /** The database that the finding is from. */
  readonly source?: string | undefined;
  /** The tool's word for the state of this package, as written. */
  readonly status?: string | undefined;
  readonly assessment?: 'NOT_AFFECTED' | 'UNDER_INVESTIGATION' | undefined;
  readonly details: FindingDetails;
}

/** Values without a field of their own; they go into extraDetails. */
export interface FindingDetails {
  readonly paths?: readonly string[] | undefined;
  readonly srcName?: string | undefined;
  readonly purl?: string | undefined;
  readonly vendorIds?: readonly string[] | undefined;
  readonly matchTypes?: readonly string[] | undefined;
  /** Probability of exploitation, 0 to 1. */
  readonly epss?: number | undefined;
  /** Known to be exploited. */
  readonly kev?: boolean | undefined;
}

export interface FindingOptions {
  /** Name of the tool. */
  readonly importer: string;
  readonly provider: Scope;
  /** `type` of the occurrences; else their packages' type. */
  readonly type?: string | undefined;
  /** Notes of earlier reports. */
  readonly notes?: ConvertedNotes | undefined;
  readonly budget: OutputBudget;
}

/** A finding under the id of its note. */
export interface NamedFinding {
  readonly id: string;
  readonly finding: Finding;
  /** The advisory that the id was taken from, if it has another name. */
  readonly advisory: string | undefined;
}

import type { Scope } from '../../domain/names.js';
import type { NaturalKey, ReplaceSet, Warn } from '../types.js';
import { noteNamesOf } from './convert-findings.js';
import { type Distro, parseDistro } from './cpe.js';
import type { AnalysisError, AnalysisStatus } from './discovery.js';
import type { Finding } from './finding.js';
import { invalidReport, lostCharacter, type View } from './json-view.js';
import type { Outcome } from './outcome.js';

/** What a scan searched for, and the project of its notes. */
export interface ScanTarget {
  /** Name of the kind. */
  readonly kind: 'VULNERABILITY' | 'SECRET';
  readonly provider: Scope;
  /** `type` of the occurrences; else their packages' type. */
  readonly type?: string | undefined;
}

/** What all scans of a report count. */
interface RowCounter {
  readonly warn: Warn;
  countRow(): void;
  charge(what: string, value: unknown): void;
}

/**
 * The rows of a report about one resource. It is complete as long as every row names its vulnerability.
 * If a row is left out, the stored finding of its vulnerability stays.
 */
export class Scan {
  /** The time of this resource's scan, if the report has a time for each; canonical. */
  time: string | undefined;
  readonly packageTypes = new Set<string>();
  private readonly errors = new Map<string, AnalysisError>();
  private readonly names = new Set<string>();
  private readonly keeps = new Set<string>();
  /** The number of rows that were not understood. */
  private skipped = 0;
  private complete = true;
  /** The status if the scan is not finished or failed. */
  private unfinished: AnalysisStatus | undefined;

  constructor(
    readonly uri: string,
    readonly target: ScanTarget,
    private readonly report: RowCounter,
    private readonly keepFinding: (finding: Finding) => void,
  ) {}

  /** A row that was understood. */
  add(finding: Finding): void {
    this.report.countRow();
    this.report.charge(`the finding of ${finding.id}`, finding);
    this.keepFinding(finding);
    this.packageTypes.add(finding.package.type);
    const { id, advisory = '', aliases } = finding;
    for (const name of [id, advisory]) if (name !== '') this.names.add(name);
    if (finding.isUnclear === true) {
      this.skipped += 1;
      this.keep(id, aliases);
    }
    // It gets a generated name; its name in another report is unknown.
    if (id === '') this.doubt();
    this.checkNames([id, advisory, ...aliases]);
  }

  /** A name that lost characters, which no store accepts, may be that of another finding. */
  checkNames(names: readonly string[]): void {
    const damaged = names.find((name) => name.includes(lostCharacter));
    if (damaged !== undefined)
      this.doubt('', `${JSON.stringify(damaged.slice(0, 80))} is an id with a character that cannot be kept`);
  }

  /** A row that was not understood. The stored finding of its vulnerability stays; all findings stay if it names none. */
  skip(at: View | string, reason: string, id?: string, aliases: readonly string[] = []): void {
    this.report.countRow();
    this.report.warn(at, `${reason} and was left out`);
    this.skipped += 1;
    if (id === undefined) this.complete = false;
    else this.keep(id, aliases);
  }

  /** A finding that the user's rules hide: it is not imported, and not removed if it is stored. */
  keep(id: string, aliases: readonly string[]): void {
    this.report.charge(`the names of ${id}`, aliases);
    this.checkNames([id, ...aliases]);
    this.names.add(id);
    for (const name of noteNamesOf(id, aliases, this.target.provider)) this.keeps.add(name);
  }

  /** A part of the report was not understood, so it is unknown which stored finding it is about. */
  doubt(at?: View | string, reason = ''): void {
    if (at !== undefined) this.report.warn(at, reason);
    this.skipped += 1;
    this.complete = false;
  }

  /** The scan is not finished or failed. The first call counts. */
  unfinish(status: AnalysisStatus): void {
    this.unfinished ??= status;
    this.complete = false;
  }

  /** The report itself states that its scan did not finish. */
  distrust({ at, reason }: Outcome): void {
    if (this.unfinished !== undefined) return;
    this.report.warn(at, reason);
    this.error({ code: 9, message: reason });
    this.unfinish('FINISHED_FAILED');
  }

  error(error: AnalysisError): void {
    this.errors.set(error.message, error);
  }

  get isComplete(): boolean {
    return this.complete;
  }

  get status(): AnalysisStatus {
    return this.unfinished ?? (this.skipped === 0 && this.complete ? 'FINISHED_SUCCESS' : 'FINISHED_FAILED');
  }

  allErrors(): AnalysisError[] {
    const own = [...this.errors.values()];
    if (this.skipped === 0) return own;
    const rows = this.skipped === 1 ? '1 row' : `${this.skipped} rows`;
    return [...own, { code: 3, message: `${rows} of the report could not be understood` }];
  }

  set(importer: string): ReplaceSet {
    const { kind, provider, type } = this.target;
    return { importer, uri: this.uri, provider, kind, target: type, names: this.names };
  }

  kept(): NaturalKey[] {
    return [...this.keeps].map((noteName) => ({ uri: this.uri, noteName }));
  }
}

/** The distribution that the caller named. @throws INVALID_REPORT */
export function givenDistro(text: string | undefined): Distro | undefined {
  if (text === undefined || text === '') return undefined;
  const distro = parseDistro(text);
  if (distro === undefined)
    throw invalidReport('distro', 'must have the form NAME:VERSION, such as debian:11');
  return distro;
}

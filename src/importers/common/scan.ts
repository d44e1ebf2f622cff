import type { Scope } from '../../domain/names.js';
import type { NaturalKey, ReplaceSet, Warn } from '../types.js';
import { noteNamesOf } from './convert-findings.js';
import { type Distro, parseDistro } from './cpe.js';
import type { AnalysisError, AnalysisStatus } from './discovery.js';
import type { Finding } from './finding.js';
import { invalidReport, lostCharacter, type View } from './json-view.js';
import type { Outcome } from './outcome.js';

/** What a scan looked for, and where the notes of what it found go. */
export interface ScanTarget {
  /** Name of the kind. */
  readonly kind: 'VULNERABILITY' | 'SECRET';
  readonly provider: Scope;
  /** `type` of the occurrences; else their packages' type. */
  readonly type?: string | undefined;
}

/**
 * What a report says of one resource, row by row. It is complete as long as every row named its vulnerability;
 * a row that was left out has its stored finding kept where its vulnerability is known.
 */
export class Scan {
  /** When this resource was scanned, where the report has a time for each; canonical. */
  time: string | undefined;
  readonly findings: Finding[] = [];
  readonly packageTypes = new Set<string>();
  private readonly errors = new Map<string, AnalysisError>();
  private readonly names = new Set<string>();
  private readonly keeps = new Set<string>();
  /** Rows that were not understood, and whether what is stored for one of them is not known. */
  private skipped = 0;
  private complete = true;
  /** A scan that is not done has no findings. */
  private unfinished: AnalysisStatus | undefined;

  constructor(
    readonly uri: string,
    readonly target: ScanTarget,
    private readonly warn: Warn,
    private readonly countRow: () => void,
  ) {}

  /** A row that was understood. */
  add(finding: Finding): void {
    this.countRow();
    this.findings.push(finding);
    this.packageTypes.add(finding.package.type);
    const { id, advisory = '', aliases } = finding;
    for (const name of [id, advisory]) if (name !== '') this.names.add(name);
    if (finding.isUnclear === true) {
      this.skipped += 1;
      this.keep(id, aliases);
    }
    // It gets an invented name; the one it had in another report is not known.
    if (id === '') this.doubt();
    this.checkNames([id, advisory, ...aliases]);
  }

  /** What has lost characters, which no store keeps, may be another's name too. */
  checkNames(names: readonly string[]): void {
    const damaged = names.find((name) => name.includes(lostCharacter));
    if (damaged !== undefined)
      this.doubt('', `${JSON.stringify(damaged.slice(0, 80))} is an id with a character that cannot be kept`);
  }

  /** A row that was not understood; what is stored of its vulnerability stays, of any where it names none. */
  skip(at: View | string, reason: string, id?: string, aliases: readonly string[] = []): void {
    this.countRow();
    this.warn(at, `${reason} and was left out`);
    this.skipped += 1;
    if (id === undefined) this.complete = false;
    else this.keep(id, aliases);
  }

  /** What is hidden by the user's own rules: not imported and, where it once was, not removed. */
  keep(id: string, aliases: readonly string[]): void {
    this.checkNames([id, ...aliases]);
    this.names.add(id);
    for (const name of noteNamesOf(id, aliases, this.target.provider)) this.keeps.add(name);
  }

  /** Something was not understood, and so it is not known what stored finding it speaks of. */
  doubt(at?: View | string, reason = ''): void {
    if (at !== undefined) this.warn(at, reason);
    this.skipped += 1;
    this.complete = false;
  }

  /** The scan is not done, or failed. What is said first holds. */
  unfinish(status: AnalysisStatus): void {
    this.unfinished ??= status;
    this.complete = false;
  }

  /** The report itself says that it is not the result of a scan that was finished. */
  distrust({ at, reason }: Outcome): void {
    if (this.unfinished !== undefined) return;
    this.warn(at, reason);
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

/** The distribution the caller named. @throws INVALID_REPORT */
export function givenDistro(text: string | undefined): Distro | undefined {
  if (text === undefined || text === '') return undefined;
  const distro = parseDistro(text);
  if (distro === undefined)
    throw invalidReport('distro', 'must have the form NAME:VERSION, such as debian:11');
  return distro;
}

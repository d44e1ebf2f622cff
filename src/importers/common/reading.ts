import { append } from '../../domain/append.js';
import { ApiError } from '../../domain/errors.js';
import { PackedList, PackedMap } from '../../domain/packed-list.js';
import { timestampToMicros } from '../../domain/timestamp.js';
import type { NoteDocument, OccurrenceDocument } from '../../kinds/registry.js';
import type { Converted, ConvertedDiscovery, ConvertOptions, ReplaceSet, Warn, Warning } from '../types.js';
import { convertFindings } from './convert-findings.js';
import { type Decorations, decorationsOf } from './decoration.js';
import { type AnalysisError, discoveryOf, parseReportTime } from './discovery.js';
import type { Finding } from './finding.js';
import { pointerTo, textIn, type View } from './json-view.js';
import { outcomeOf } from './outcome.js';
import { OutputBudget } from './output-budget.js';
import { reportLimits } from './report.js';
import { Scan, type ScanTarget } from './scan.js';

/** The result of policy checks on a resource. */
export interface Verdict {
  readonly uri: string;
  /** What was checked; policies if undefined. */
  readonly type?: string | undefined;
  /** The time of the check; undefined if the report has none. */
  readonly time: string | undefined;
  /** Violations, and parts of the report that were not understood. Without any, the resource complies with all policies. */
  readonly errors: readonly AnalysisError[];
}

/**
 * The state of reading one report; all importers use it. An importer opens a {@link Scan} for each resource that has a list
 * of findings, and passes it every row of the list, understood or not. The consequences are
 * decided only here: stored findings are replaced only if every row of the report was understood,
 * and only then the scan is finished with success.
 *
 * @example
 * const reading = new Reading('grype', options);
 * const scan = reading.scan(uri);
 * for (const row of rows) scan.add(findingOf(row)); // or scan.skip(row, 'it names no package', id)
 * return reading.converted([head], { time: reading.time(head, 'timestamp') });
 */
export class Reading {
  private readonly warnings: Warning[] = [];
  private readonly resources = new Set<string>();
  private readonly scans = new Map<string, Scan>();
  /** By the provider and type of their notes. */
  private readonly findings = new Map<string, Findings>();
  private readonly notes = new PackedMap<NoteDocument>();
  private readonly others: OccurrenceDocument[] = [];
  private readonly otherDiscovery: ConvertedDiscovery[] = [];
  private readonly otherSets: ReplaceSet[] = [];
  private rows = 0;
  private isLasting = true;

  constructor(
    /** Name of the tool. */
    readonly tool: string,
    readonly options: ConvertOptions,
    /** Of the whole report. */
    readonly budget = new OutputBudget(options.reportBytes),
  ) {}

  readonly warn: Warn = (at, reason) => {
    const warning = { pointer: typeof at === 'string' ? at : at.pointer, reason };
    this.charge('a warning', warning);
    this.warnings.push(warning);
  };

  readonly decorations: Decorations = decorationsOf(this.warn);

  /** The report is about this resource, whether or not it has findings of it. */
  about(uri: string): void {
    this.resources.add(uri);
  }

  /** The scan of a resource, whose list of findings the report has; the same one for the same target. */
  scan(uri: string, target: Partial<ScanTarget> = {}): Scan {
    const { kind = 'VULNERABILITY', provider = this.options.provider, type } = target;
    const key = JSON.stringify([uri, kind, provider]);
    let scan = this.scans.get(key);
    if (scan === undefined) {
      const keep = (finding: Finding): void => this.findingsOf({ provider, type }).list.add(finding);
      scan = new Scan(uri, { kind, provider, type }, this, keep);
      this.scans.set(key, scan);
    }
    this.about(uri);
    return scan;
  }

  /** Findings of all resources together, so that a vulnerability of several has one note. */
  private findingsOf(target: Findings['target']): Findings {
    const key = JSON.stringify([target.provider, target.type]);
    const found = this.findings.get(key) ?? { target, list: new PackedList() };
    this.findings.set(key, found);
    return found;
  }

  /** A note that is of no finding. */
  note(name: string, note: NoteDocument): void {
    this.charge(`the note ${name}`, note);
    this.notes.set(name, note);
  }

  /** @param at its position in the report, for errors */
  occurrence(occurrence: OccurrenceDocument, at = `the occurrence of ${occurrence.noteName}`): void {
    this.charge(at, occurrence);
    this.others.push(occurrence);
  }

  /** A set that the report lists completely, of occurrences that are of no scan. */
  replaces(set: ReplaceSet): void {
    this.otherSets.push(set);
  }

  /** Adds the result of another reading, which has no scans, to this report. */
  take(other: Reading): void {
    for (const [name, note] of other.notes) this.note(name, note);
    append(this.others, other.others);
    append(this.otherDiscovery, other.otherDiscovery);
    append(this.warnings, other.warnings);
    for (const uri of other.resources) this.about(uri);
  }

  /** A DISCOVERY that is not of a scan: it is updated, and never removed. */
  discovered(found: ConvertedDiscovery): void {
    this.otherDiscovery.push(found);
  }

  /** The result of policy checks: a DISCOVERY of its own type, which no gate takes for a scan. */
  verdict(verdict: Verdict): void {
    const { provider, now } = this.options;
    this.about(verdict.uri);
    this.charge(`the verdict on ${verdict.uri}`, verdict.errors);
    const result = discoveryOf({
      tool: this.tool,
      provider,
      kind: 'VULNERABILITY',
      type: verdict.type ?? 'POLICY',
      status: verdict.errors.length === 0 ? 'FINISHED_SUCCESS' : 'FINISHED_FAILED',
      databaseTime: undefined,
      now,
      packageTypes: [],
      uri: verdict.uri,
      time: verdict.time,
      errors: verdict.errors,
    });
    for (const [name, note] of result.notes) this.note(name, note);
    append(this.otherDiscovery, result.discovery);
  }

  /** The time of the scan; undefined if there is none, or it is in the future. */
  time(view: View | undefined, member: string): string | undefined {
    const text = view === undefined ? undefined : textIn(view, member);
    const time = parseReportTime(text);
    if (view === undefined || text === undefined || text.startsWith('000')) return undefined;
    if (time === undefined) this.warn(pointerTo(view, member), 'not a usable time');
    else if (timestampToMicros(time) <= timestampToMicros(this.options.now)) return time;
    else {
      this.isLasting = false;
      this.warn(pointerTo(view, member), `${time} is in the future; the report counts as one without a time`);
    }
    return undefined;
  }

  /**
   * The result of all rows. Times are canonical, and undefined if the report has none.
   *
   * @param about the objects of the report whose members may report the state of the scan.
   */
  converted(
    about: readonly View[],
    times: { readonly time: string | undefined; readonly databaseTime?: string | undefined },
  ): Converted {
    const scans = [...this.scans.values()];
    const outcome = about.map(outcomeOf).find((found) => found !== undefined);
    if (outcome !== undefined) for (const scan of scans) scan.distrust(outcome);
    const occurrences = this.convertFindings();
    for (const other of this.others) occurrences.add(other);
    const sets = scans.map((scan) => ({ scan, set: scan.set(this.tool) }));
    const pick = (complete: boolean): ReplaceSet[] =>
      sets.flatMap(({ scan, set }) => (scan.isComplete === complete ? set : []));
    return {
      importer: this.tool,
      occurrences: occurrences.values(),
      discovery: [...scans.flatMap((scan) => this.discovery(scan, times)), ...this.otherDiscovery],
      notes: this.notes,
      replaces: [...pick(true), ...this.otherSets],
      partial: pick(false),
      keeps: scans.flatMap((scan) => scan.kept()),
      resources: [...this.resources],
      warnings: this.warnings,
      isLasting: this.isLasting,
    };
  }

  private convertFindings(): PackedList<OccurrenceDocument> {
    const { notes, budget } = this;
    const occurrences = new PackedList<OccurrenceDocument>();
    for (const [key, { target, list }] of this.findings) {
      const options = { importer: this.tool, ...target, notes: this.options.notes, budget };
      convertFindings(list.values(), options, { notes, occurrences });
      this.findings.delete(key);
    }
    return occurrences;
  }

  private discovery(scan: Scan, times: Parameters<Reading['converted']>[1]): ConvertedDiscovery[] {
    const { kind, provider, type } = scan.target;
    const { now, discoveryNote } = this.options;
    const result = discoveryOf({
      tool: this.tool,
      uri: scan.uri,
      provider,
      kind,
      type,
      status: scan.status,
      time: scan.time ?? times.time,
      databaseTime: times.databaseTime,
      now,
      packageTypes: [...scan.packageTypes],
      errors: scan.allErrors(),
      copyTo: type === undefined && kind === 'VULNERABILITY' ? discoveryNote : undefined,
    });
    for (const [name, note] of result.notes) this.notes.set(name, note);
    return result.discovery;
  }

  /** Counts what the report becomes, {@link OutputBudget.charge}. @throws TOO_LARGE */
  charge(what: string, value: unknown, times = 1): void {
    this.budget.charge(what.length > 200 ? `${what.slice(0, 200)}…` : what, value, times);
  }

  /** Counts what the report lists. @throws TOO_LARGE */
  countRow(): void {
    this.rows += 1;
    if (this.rows <= reportLimits.findings) return;
    throw new ApiError(
      'TOO_LARGE',
      `the report has ${this.rows} findings or more, the limit is ${reportLimits.findings}`,
    );
  }
}

/** Findings whose notes are in one project. */
interface Findings {
  readonly target: Pick<ScanTarget, 'provider' | 'type'>;
  readonly list: PackedList<Finding>;
}

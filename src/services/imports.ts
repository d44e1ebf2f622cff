import { ApiError, type FieldViolation } from '../domain/errors.js';
import { formatParent, parseNoteName, parseParent, projectOf, type Scope } from '../domain/names.js';
import { timestampFromMillis } from '../domain/timestamp.js';
import { checkLimit, openReport, reportLimits } from '../importers/common/report.js';
import { bulkMembers, chooseImporter } from '../importers/registry.js';
import type { Converted, Warning } from '../importers/types.js';
import { decode } from '../kinds/codec.js';
import type { Message } from '../kinds/message.js';
import type { NoteDocument, OccurrenceDocument, Registry } from '../kinds/registry.js';
import type { RequestRow } from '../storage/repository.js';
import { createCarryOver } from './carry-over.js';
import type { Access, RequestContext } from './context.js';
import type { ServiceDeps } from './deps.js';
import { type Changes, type CheckedImport, type ImportOutcome, planImport } from './import-plan.js';
import { earlierResult, requestRow, sha256 } from './request-ids.js';
import { brokenOccurrenceRules, brokenRules, type Violations } from './rows.js';

export interface ImportRequest {
  /** Where occurrences go: `projects/C`. */
  readonly parent: string;
  /** The uploaded report as it is. */
  readonly report: Buffer;
  /** Name of the format; recognised where absent. */
  readonly format?: string | undefined;
  /** Where notes go: `projects/P`; the format's own project where absent. */
  readonly provider?: string | undefined;
  /** What the report is about: a resource URL, or a repository that gets the report's digest. */
  readonly resource?: string | undefined;
  /** `replace` (also where absent) removes what a complete report no longer has, `merge` removes nothing. */
  readonly mode?: string | undefined;
  /** `debian:11`, where the report does not name the distribution. */
  readonly distro?: string | undefined;
  readonly misconfig?: boolean | undefined;
  readonly secrets?: boolean | undefined;
  /** Name of a further discovery note to put the scan's result under. */
  readonly discoveryNote?: string | undefined;
  /** Takes a report older than the one stored. */
  readonly force?: boolean | undefined;
  /** Any warning is an error. */
  readonly strict?: boolean | undefined;
  /** Stops before the first write. */
  readonly validateOnly?: boolean | undefined;
  /** A UUID; the same request again returns the first result. */
  readonly requestId?: string | undefined;
}

export interface Counts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly removed: number;
}

export interface ImportResult {
  readonly format: string;
  readonly consumer: string;
  readonly provider: string;
  readonly resources: readonly string[];
  readonly validateOnly: boolean;
  /** What the report holds. */
  readonly found: { readonly notes: number; readonly occurrences: number };
  readonly notes: Counts;
  readonly occurrences: Counts;
  /** Discovery occurrences, which say that a scan was done. */
  readonly discovery: Counts;
  /** The first names of occurrences that changed. */
  readonly names: {
    readonly created: readonly string[];
    readonly updated: readonly string[];
    readonly removed: readonly string[];
  };
  readonly warningCount: number;
  /** The first of them. */
  readonly warnings: readonly Warning[];
}

/** How many names and warnings a result lists. */
const maxListed = 1000;

/** Reports of other tools in, notes and occurrences stored: all of a report in one transaction, or nothing. */
export type ImportService = ReturnType<typeof createImportService>;

export function createImportService(deps: Pick<ServiceDeps, 'repository' | 'registry' | 'clock' | 'ids'>) {
  const carryOver = createCarryOver(deps);
  const { repository, clock } = deps;
  return {
    /**
     * @throws INVALID_REPORT, INVALID_PARAMETER, INVALID_NAME, TOO_LARGE, REPORT_OUTDATED, KIND_MISMATCH,
     * PERMISSION_DENIED; then nothing is written.
     */
    async importReport(request: ImportRequest, context: RequestContext): Promise<ImportResult> {
      const { scope, removes, given } = checkImporter(request, context.access);
      const report = openReport(request.report, bulkMembers);
      const importer = chooseImporter(report.head, request.format);
      const provider = given ?? importer.format;
      if (given === undefined) requireProvider(context.access, provider);
      if (request.discoveryNote !== undefined) parseNoteName(request.discoveryNote, 'discovery_note');

      const now = clock.now();
      const { distro, misconfig, secrets, discoveryNote } = request;
      const resource = request.resource === '' ? undefined : request.resource;
      const options = { provider, resource, distro, misconfig, secrets, discoveryNote };
      const converted = importer.convert(report, { ...options, now: timestampFromMillis(now) });
      if (request.strict === true) checkStrict(converted.warnings);
      const checked = checkConverted(deps, converted, { scope, removes, force: request.force === true, now });
      for (const target of new Set(checked.notes.map(({ key }) => key.scope)))
        requireProvider(context.access, target);

      const about = {
        format: importer.format,
        consumer: formatParent(scope),
        provider: formatParent(provider),
      };
      if (request.validateOnly === true) return formatResult(about, converted, undefined);
      let outcome: ImportOutcome | undefined;
      const asked = toAsked(request, context, { scope, now });
      const stored = await repository.applyImport(
        { scope, notes: checked.notes.map(({ key }) => key), resources: converted.resources },
        (state) => {
          const planned = planImport(deps, checked, state);
          outcome = planned.outcome;
          if (asked === undefined) return planned.plan;
          return { ...planned.plan, result: JSON.stringify(formatResult(about, converted, outcome)) };
        },
        asked,
      );
      const earlier = earlierResult(asked, stored);
      // Also for one that was repeated: the first may have ended before it came to this.
      await carryOver.finishAmong(checked.notes.map(({ key }) => key));
      if (earlier !== undefined) return JSON.parse(earlier) as ImportResult;
      return formatResult(about, converted, outcome);
    },
  };
}

/** What is checked of an import before its report is looked at, or even read. */
export function checkImporter(
  request: Omit<ImportRequest, 'report'>,
  access: Access,
): { readonly scope: Scope; readonly removes: boolean; readonly given: Scope | undefined } {
  const scope = parseParent(request.parent, 'parent');
  const removes = parseMode(request.mode) === 'replace';
  requireConsumer(access, scope, removes);
  const given = request.provider === undefined ? undefined : parseParent(request.provider, 'provider');
  if (given !== undefined) requireProvider(access, given);
  return { scope, removes, given };
}

function toAsked(
  request: ImportRequest,
  context: RequestContext,
  row: { readonly scope: Scope; readonly now: number },
): RequestRow | undefined {
  // A large report is not hashed for nothing.
  if (request.requestId === undefined) return undefined;
  return requestRow('ImportReport', { ...request, report: sha256(request.report) }, context, row);
}

function parseMode(mode: string | undefined): 'replace' | 'merge' {
  if (mode === undefined || mode === '' || mode === 'replace') return 'replace';
  if (mode === 'merge') return 'merge';
  const description = `must be replace or merge, not ${JSON.stringify(mode.slice(0, 80))}`;
  throw new ApiError('INVALID_PARAMETER', `mode: ${description}`, {
    violations: [{ field: 'mode', description }],
  });
}

function requireConsumer(access: Access, scope: Scope, removes: boolean): void {
  const target = { project: projectOf(scope) };
  access.require('occurrences.create', target);
  access.require('occurrences.update', target);
  if (removes) access.require('occurrences.delete', target);
}

function requireProvider(access: Access, scope: Scope): void {
  const target = { project: projectOf(scope) };
  access.require('notes.create', target);
  access.require('notes.update', target);
  access.require('notes.attachOccurrence', target);
}

function checkStrict(warnings: readonly Warning[]): void {
  if (warnings.length === 0) return;
  const violations = warnings
    .slice(0, 20)
    .map(({ pointer, reason }) => ({ field: pointer, description: reason }));
  const more = warnings.length > violations.length ? `; and ${warnings.length - violations.length} more` : '';
  const text = violations.map(({ field, description }) =>
    field === '' ? description : `${field}: ${description}`,
  );
  throw new ApiError('INVALID_REPORT', `strict: ${text.join('; ')}${more}`, { violations });
}

/** Brings every document into canonical form and checks it, before anything is written. */
function checkConverted(
  { registry }: Pick<ServiceDeps, 'registry'>,
  converted: Converted,
  rest: Pick<CheckedImport, 'scope' | 'removes' | 'force' | 'now'>,
): CheckedImport {
  const notes = [...converted.notes].map(([name, document]) => {
    const note = check(registry.Note, document, name, (value) => brokenRules(registry.Note, value));
    return { key: parseNoteName(name, 'note'), note };
  });
  const checkOccurrence = (document: OccurrenceDocument): OccurrenceDocument =>
    check(registry.Occurrence, document, `occurrence of ${document.noteName}`, (value) =>
      brokenOccurrenceRules(registry, value),
    );
  const occurrences = converted.occurrences.map(checkOccurrence);
  const discovery = converted.discovery.map((scan) => ({
    ...scan,
    occurrence: checkOccurrence(scan.occurrence),
  }));
  checkKinds(registry, converted.notes, [...occurrences, ...discovery.map(({ occurrence }) => occurrence)]);
  return {
    ...rest,
    notes,
    occurrences,
    discovery,
    replaces: converted.replaces,
    partial: converted.partial,
    keeps: converted.keeps,
  };
}

/** One note cannot be behind two kinds; a further discovery note may have the name of a finding's. */
function checkKinds(
  registry: Registry,
  notes: ReadonlyMap<string, NoteDocument>,
  occurrences: readonly OccurrenceDocument[],
): void {
  for (const occurrence of occurrences) {
    const name = occurrence.noteName ?? '';
    const note = notes.get(name);
    if (note !== undefined && registry.kindOfNote(note) !== registry.kindOfOccurrence(occurrence))
      throw new ApiError('KIND_MISMATCH', `the report has occurrences of two kinds for the note "${name}"`);
  }
}

function check<T extends Readonly<Record<string, unknown>>>(
  message: Message<T>,
  document: T,
  what: string,
  broken: (value: T) => Violations,
): T {
  const value = decode(message, document, what);
  checkLimit(what, Buffer.byteLength(JSON.stringify(value)), reportLimits.documentBytes);
  const violations: readonly FieldViolation[] = broken(value);
  if (violations.length === 0) return value;
  const list = violations.map(({ field, description }) => `${field}: ${description}`).join('; ');
  throw new ApiError('INVALID_REPORT', `${what}: ${list}`, { violations });
}

function formatResult(
  about: Pick<ImportResult, 'format' | 'consumer' | 'provider'>,
  converted: Converted,
  outcome: ImportOutcome | undefined,
): ImportResult {
  const first = (pick: (changes: Changes) => readonly string[]): readonly string[] =>
    outcome === undefined
      ? []
      : [...pick(outcome.occurrences), ...pick(outcome.discovery)].slice(0, maxListed);
  return {
    ...about,
    resources: converted.resources.slice(0, maxListed),
    validateOnly: outcome === undefined,
    found: { notes: converted.notes.size, occurrences: converted.occurrences.length },
    notes: countsOf(outcome?.notes),
    occurrences: countsOf(outcome?.occurrences),
    discovery: countsOf(outcome?.discovery),
    names: {
      created: first(({ created }) => created),
      updated: first(({ updated }) => updated),
      removed: first(({ removed }) => removed),
    },
    warningCount: converted.warnings.length,
    warnings: converted.warnings.slice(0, maxListed),
  };
}

function countsOf(changes: Changes | undefined): Counts {
  return {
    created: changes?.created.length ?? 0,
    updated: changes?.updated.length ?? 0,
    unchanged: changes?.unchanged ?? 0,
    removed: changes?.removed.length ?? 0,
  };
}

import { invalidField } from '../domain/errors.js';
import { printJson } from '../domain/json-print.js';
import {
  formatNoteName,
  formatParent,
  parseNoteName,
  parseParent,
  projectOf,
  type Scope,
} from '../domain/names.js';
import type { Caller } from '../domain/permits.js';
import type { Warning } from '../importers/types.js';
import { inThisThread, type JobRunner } from '../jobs/in-this-thread.js';
import type { ImportSession } from '../storage/repository.js';
import { importConflict } from '../storage/repository-errors.js';
import type { ImportPart, ImportQuery, RequestRow } from '../storage/repository-rows.js';
import { type Reach, reachFor } from './assessments.js';
import { createCarryOver } from './carry-over.js';
import { type Access, callerOf, type RequestContext } from './context.js';
import type { ServiceDeps } from './deps.js';
import { type Call, handIn, openUpload } from './import-calls.js';
import {
  type ConvertedSummary,
  type ImportOutcome,
  type JobPart,
  maxListed,
  openImportJob,
  type Wanted,
} from './import-job.js';
import { ImportMemory, type RememberedImport } from './import-memory.js';
import type { Changes, PlannedPart } from './import-parts.js';
import { demandedAmong, verifiedParts } from './import-signatures.js';
import { earlierResult, requestRow, sha256 } from './request-ids.js';

export interface ImportRequest {
  /** Where occurrences go: `projects/C`. */
  readonly parent: string;
  /** The uploaded report, unchanged. */
  readonly report: Buffer;
  /** Name of the format; recognised where absent. */
  readonly format?: string | undefined;
  /** Where notes go: `projects/P`; the format's own project if absent. */
  readonly provider?: string | undefined;
  /** The resource of the report: a resource URL, or a repository that gets the report's digest. */
  readonly resource?: string | undefined;
  /** `replace` (default) removes what a complete report no longer has, `merge` removes nothing. */
  readonly mode?: string | undefined;
  /** The distribution, such as `debian:11`, if the report does not name it. */
  readonly distro?: string | undefined;
  readonly misconfig?: boolean | undefined;
  readonly secrets?: boolean | undefined;
  readonly packages?: boolean | undefined;
  /** Id of the note of signatures and attestations, in place of one for each signer. */
  readonly authority?: string | undefined;
  /** Name of a further discovery note to put the scan's result under. */
  readonly discoveryNote?: string | undefined;
  /** Accepts a report older than the stored one. */
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
  /** Numbers of notes and occurrences in the report. */
  readonly found: { readonly notes: number; readonly occurrences: number };
  readonly notes: Counts;
  readonly occurrences: Counts;
  /** Changes of the states of scans. */
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

/** How often an import reads and plans again after concurrent changes. */
const attempts = 10;

/** Imports reports of other tools as notes and occurrences. */
export type ImportService = ReturnType<typeof createImportService>;

type Deps = Pick<ServiceDeps, 'repository' | 'registry' | 'clock' | 'ids' | 'signatures' | 'background'>;

/** @param jobs runs the long computations; on a server, in child processes. */
export function createImportService(deps: Deps, jobs: JobRunner = inThisThread(() => openImportJob(deps))) {
  const carryOver = createCarryOver(deps);
  const memory = new ImportMemory();
  const { repository, clock, signatures } = deps;

  /** Plans and applies the parts. Returns the last one, or undefined if the preconditions of one no longer hold. */
  async function applyParts(
    { session, call, asked, format, caller }: Writing,
    tally: Tally,
    names: ReadonlySet<string>,
  ): Promise<JobPart | undefined> {
    const demanded = await demandedAmong(signatures, session, names);
    let last: JobPart | undefined;
    const next = async (): Promise<JobPart> => {
      last = await call(last === undefined ? 'plan' : 'part', session.partRows);
      return last;
    };
    for await (const planned of verifiedParts(signatures, demanded, next, caller)) {
      const after = new Tally(tally);
      after.add(planned);
      const request =
        planned.isLast && asked !== undefined
          ? { ...asked, result: JSON.stringify(format(after)) }
          : undefined;
      // A report that changes nothing is an empty part.
      const isNeeded = request !== undefined || Object.values(planned.part).some((rows) => rows.length > 0);
      if (isNeeded && !(await session.apply(planned.part, request))) return undefined;
      tally.add(planned);
    }
    return last;
  }

  /** The result, also of the same request executed before, and the names of the report's notes. */
  async function write(writing: Writing): Promise<Written> {
    const { session, call, asked, format } = writing;
    const tally = new Tally();
    const names = new Set<string>();
    let { wanted } = writing;
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const found = asked === undefined ? undefined : await session.earlier(asked);
      const earlier = earlierResult(asked, found);
      await handIn({ session, repository, call }, names, wanted);
      if (earlier !== undefined) return { result: JSON.parse(earlier) as ImportResult, names };
      const last = await applyParts(writing, tally, names);
      if (last !== undefined) return { result: format(tally), names, outcome: last.outcome };
      // What is assessed by a text that has to be written anew is reached first.
      await carryOver.finishAmong(names, 'also who assesses');
      wanted = await call('again');
    }
    throw importConflict();
  }

  /** The result if the stored rows are those that the same import left; else undefined. Writes nothing. */
  async function unchanged(
    { session, call, asked, format }: Omit<Writing, 'wanted' | 'caller'>,
    last: RememberedImport,
  ): Promise<Written | undefined> {
    if (asked !== undefined && (await session.earlier(asked)) !== undefined) return undefined;
    const names = new Set<string>();
    await handIn({ session, repository, call }, names, await call('recall', last.restsOn));
    if ((await call('storedDigest')) !== last.digest) return undefined;
    const result = format(new Tally());
    if (asked !== undefined && !(await session.apply(noWrites, { ...asked, result: JSON.stringify(result) })))
      return undefined;
    return { result, names };
  }

  return {
    /**
     * Imports a report. A small import is atomic. A large one is not: its scans are unfinished until the last part. A refused
     * import writes nothing, unless concurrent changes caused the refusal.
     *
     * @param onRead is called when the bytes of the report are no longer needed.
     * @throws INVALID_REPORT, INVALID_PARAMETER, INVALID_NAME, TOO_LARGE, REPORT_OUTDATED, KIND_MISMATCH,
     * PERMISSION_DENIED, NOTE_NAME_USED, CONFLICT, OVERLOADED
     */
    async importReport(
      request: ImportRequest,
      context: RequestContext,
      onRead: () => void = () => {},
    ): Promise<ImportResult> {
      const { scope, removes, given } = checkImporter(request, context.access);
      return jobs.run(async (process) => {
        const call: Call = (handler, ...[argument]) => process.call(handler, argument);
        const { format: formatName, digest } = await openUpload(call, request);
        onRead();
        const provider = given ?? formatName;
        if (given === undefined) requireProvider(context.access, provider);
        if (request.discoveryNote !== undefined) parseNoteName(request.discoveryNote, 'discovery_note');
        const authority = request.authority === '' ? undefined : request.authority;
        if (authority !== undefined)
          parseNoteName(formatNoteName({ scope: provider, id: authority }), 'authority');
        const { distro, misconfig, secrets, packages, discoveryNote } = request;
        const resource = request.resource === '' ? undefined : request.resource;
        const now = clock.now();
        const about = { format: formatName, consumer: formatParent(scope), provider: formatParent(provider) };
        const asking = async (): Promise<RequestRow | undefined> =>
          request.requestId === undefined
            ? undefined
            : requestRow('ImportReport', { ...request, report: digest }, context, { scope, now });
        const reach = reachFor(context.access);
        const queryOf = ({ resources }: ConvertedSummary): ImportQuery => ({
          scope,
          resource: resources.length === 1 ? resources[0] : undefined,
          signal: context.signal,
        });
        const key = await keyOf(request, digest, reach);
        const last = request.validateOnly === true ? undefined : memory.get(key);
        if (last !== undefined) {
          for (const target of last.converted.noteScopes) requireProvider(context.access, target);
          const format = (): ImportResult => formatResult(about, last.converted, new Tally());
          const asked = await asking();
          const found = await repository.importInto(queryOf(last.converted), (session) =>
            unchanged({ session, call, asked, format }, last),
          );
          if (found !== undefined) {
            await carryOver.finishAmong(found.names);
            return found.result;
          }
        }
        const { converted, wanted } = await call('convert', {
          scope,
          removes,
          reach,
          force: request.force === true,
          strict: request.strict === true,
          now,
          options: { provider, resource, distro, misconfig, secrets, packages, authority, discoveryNote },
        });
        for (const target of converted.noteScopes) requireProvider(context.access, target);
        if (request.validateOnly === true) return formatResult(about, converted, undefined);
        const asked = await asking();
        const format = (tally: Tally): ImportResult => formatResult(about, converted, tally);
        const { result, names, outcome } = await repository.importInto(queryOf(converted), (session) =>
          write({ session, call, wanted, asked, format, caller: callerOf(context) }),
        );
        if (outcome !== undefined) memory.set(key, { converted, ...outcome });
        // Also for a repeated request: the first may have ended before this step.
        await carryOver.finishAmong(names);
        return result;
      }, callerOf(context));
    },
  };
}

/** The parameters of writing one import. */
interface Writing {
  readonly session: ImportSession;
  readonly call: Call;
  /** What the job wants first. */
  readonly wanted: Wanted | undefined;
  readonly asked: RequestRow | undefined;
  readonly format: (tally: Tally) => ImportResult;
  readonly caller: Caller;
}

interface Written {
  readonly result: ImportResult;
  /** Of the report's notes. */
  readonly names: ReadonlySet<string>;
  readonly outcome?: ImportOutcome | undefined;
}

const noWrites: ImportPart = {
  createNotes: [],
  updateNotes: [],
  createOccurrences: [],
  updateOccurrences: [],
  deleteOccurrences: [],
};

/** Stands for a report and all that its conversion and plan depend on beside what is stored. */
async function keyOf(request: ImportRequest, digest: string, reach: Reach): Promise<string> {
  const { requestId: _id, validateOnly: _only, ...rest } = request;
  return sha256(await printJson({ ...rest, report: digest, reach }, true));
}

/** Counts the changes of applied parts. */
class Tally {
  readonly notes: Count;
  readonly occurrences: Count;
  readonly discovery: Count;

  constructor(before?: Tally) {
    this.notes = new Count(before?.notes);
    this.occurrences = new Count(before?.occurrences);
    this.discovery = new Count(before?.discovery);
  }

  add({ notes, occurrences, discovery }: PlannedPart): void {
    this.notes.add(notes);
    this.occurrences.add(occurrences);
    this.discovery.add(discovery);
  }
}

/** The number of changes of one collection, and the first names. */
class Count {
  readonly created: string[];
  readonly updated: string[];
  readonly removed: string[];
  readonly totals: { created: number; updated: number; removed: number };

  constructor(before?: Count) {
    this.created = [...(before?.created ?? [])];
    this.updated = [...(before?.updated ?? [])];
    this.removed = [...(before?.removed ?? [])];
    this.totals = { ...(before?.totals ?? { created: 0, updated: 0, removed: 0 }) };
  }

  add(changes: Changes): void {
    for (const change of ['created', 'updated', 'removed'] as const) {
      this.totals[change] += changes[change].length;
      for (const name of changes[change].slice(0, maxListed - this[change].length)) this[change].push(name);
    }
  }

  /** The counts, given the number in the report. */
  toCounts(found: number): Counts {
    const { created, updated, removed } = this.totals;
    return { created, updated, unchanged: Math.max(0, found - created - updated), removed };
  }
}

/** The checks of an import that run before its report is read. */
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

function parseMode(mode: string | undefined): 'replace' | 'merge' {
  if (mode === undefined || mode === '' || mode === 'replace') return 'replace';
  if (mode === 'merge') return 'merge';
  const description = `must be replace or merge, not ${JSON.stringify(mode.slice(0, 80))}`;
  throw invalidField('mode', description, 'INVALID_PARAMETER');
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

function formatResult(
  about: Pick<ImportResult, 'format' | 'consumer' | 'provider'>,
  { found, resources, warningCount, warnings }: ConvertedSummary,
  tally: Tally | undefined,
): ImportResult {
  const first = (change: 'created' | 'updated' | 'removed'): readonly string[] =>
    tally === undefined ? [] : [...tally.occurrences[change], ...tally.discovery[change]].slice(0, maxListed);
  const none: Counts = { created: 0, updated: 0, unchanged: 0, removed: 0 };
  return {
    ...about,
    resources,
    validateOnly: tally === undefined,
    found: { notes: found.notes, occurrences: found.occurrences },
    notes: tally?.notes.toCounts(found.notes) ?? none,
    occurrences: tally?.occurrences.toCounts(found.occurrences) ?? none,
    discovery: tally?.discovery.toCounts(found.discovery) ?? none,
    names: { created: first('created'), updated: first('updated'), removed: first('removed') },
    warningCount,
    warnings,
  };
}

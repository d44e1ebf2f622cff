import { isDeepStrictEqual } from 'node:util';
import { type Command, Option } from 'commander';
import { type Filter, type GrafeasClient, GrafeasError, type Occurrence } from '../client/client.js';
import { isAssessedAway, severities, severitiesOf } from '../policy/checks/findings.js';
import { errorsOf, judgeScan } from '../policy/checks/scans.js';
import type { Members, OccurrenceFact, StatedSeverity } from '../policy/facts.js';
import { addConnection, type ConnectionOptions, openClient } from './connection.js';
import { judge, type ScanOutcome, type Severity } from './judgement.js';
import { collect } from './options.js';
import { exitCodes } from './output.js';
import { oneLine } from './printable.js';
import { spellingsOf } from './resource-spellings.js';
import { inPath, openRest } from './rest.js';
import { formatTable } from './table.js';

const examples = `
Examples:
  grafeas check https://ghcr.io/org/app@sha256:… --in projects/team
  grafeas check ghcr.io/org/app@sha256:… --in projects/team --max-severity MEDIUM
  grafeas check https://ghcr.io/org/app@sha256:… --in projects/team/locations/eu

A project includes its locations. A location is checked alone.
A resource with a digest is found under every URL that has the digest; one without, with https:// or without.

Exit codes: 0 a scan has finished without errors, or --allow-unscanned is given, and nothing is above --max-severity;
1 the check could not be made, such as for a project that holds nothing; 3 refused.`;

interface CheckOptions extends ConnectionOptions {
  readonly in: readonly string[];
  readonly maxSeverity?: Severity;
  readonly allowUnscanned?: true;
  readonly allowNotAffected?: true;
}

interface Finding extends StatedSeverity {
  readonly isNotAffected: boolean;
  /** What VEX says of it, and where. */
  readonly state: string;
  readonly cells: readonly string[];
}

export function registerCheck(program: Command): void {
  const command = program
    .command('check')
    .description('Check the findings of a resource, as a deploy gate does.')
    .argument('<resource>', 'resource URL')
    .requiredOption(
      '--in <projects/C>',
      'project of the occurrences, with its locations, or one location; may be repeated',
      collect,
    )
    .addOption(
      new Option(
        '--max-severity <severity>',
        'highest severity that passes; without it, findings of every severity pass',
      ).choices(severities),
    )
    .option('--allow-unscanned', 'pass without a scan that finished without errors')
    .option('--allow-not-affected', 'pass findings that do not affect the resource, as a VEX statement says')
    .addHelpText('after', examples);
  addConnection(command).action(async (resource: string, options: CheckOptions) => {
    await check(resource, options);
  });
}

async function check(resource: string, options: CheckOptions): Promise<void> {
  const client = openClient(options);
  const { filter, others: similar } = spellingsOf(resource);
  const places = placesOf(options.in);
  const held = await heldAtOnce(client, places, filter);
  for (const [index, { parent, parents }] of places.entries())
    if (held[index]?.length === 0) await checkPlace(client, parent, parents);
  const occurrences = held.flat();
  const findings = occurrences.flatMap(findingsOf).sort((a, b) => b.severity - a.severity);
  const isAssessed = findings.some(({ state }) => state !== '');
  const marks = await marksOf(options, occurrences);
  const scans = await scansInV1(options, occurrences);
  const others = occurrences
    .filter((occurrence) => occurrence.vulnerability === undefined)
    .map((occurrence) =>
      otherRow(occurrence, marks.get(occurrence.name ?? ''), scans.get(occurrence.name ?? '')),
    );
  if (findings.length > 0)
    process.stdout.write(
      formatTable(
        ['SEVERITY', 'NOTE', 'PACKAGE', 'VERSION', 'FIXED IN', ...(isAssessed ? ['VEX'] : [])],
        findings.map(({ cells, state }) => (isAssessed ? [...cells, state] : cells)),
      ),
    );
  if (findings.length > 0 && others.length > 0) process.stdout.write('\n');
  if (others.length > 0) process.stdout.write(formatTable(['KIND', 'NOTE', 'STATE'], others));
  const scan = await scanOf(client, occurrences, scans);
  const verdict = judge({ findings, scan }, options);
  const also = occurrences.length > 0 || similar === undefined ? [] : await named(client, places, similar);
  process.stdout.write(`${occurrences.length > 0 ? '\n' : ''}${lookedAt(resource, places, occurrences)}`);
  for (const uri of also) process.stdout.write(`  not checked: ${oneLine(uri)}\n`);
  process.stdout.write(`${verdict.text}\n`);
  process.exitCode = verdict.passes ? exitCodes.ok : exitCodes.refused;
}

/** A project or location that `check` queries. */
interface Place {
  /** As named on the command line. */
  readonly parent: string;
  /** The lists to read: the project's own, and that of all its locations. */
  readonly parents: readonly string[];
}

/** Each place once; a project includes its locations. */
function placesOf(names: readonly string[]): Place[] {
  const given = new Set(names);
  return [...given]
    .filter((parent) => !given.has(parent.replace(/\/locations\/[^/]*$/, '')) || !isLocation(parent))
    .map((parent) => ({
      parent,
      parents: isLocation(parent) ? [parent] : [parent, `${parent}/locations/-`],
    }));
}

const isLocation = (parent: string): boolean => parent.includes('/locations/');

/** How often the places are read while they change. */
const maxAttempts = 5;

/**
 * What all places held at one moment. They are read in several requests: a finding that was replaced by another one between two of
 * them would be missing, and so would the other. So they are read until two readings are equal.
 */
async function heldAtOnce(
  client: GrafeasClient,
  places: readonly Place[],
  filter: Filter,
): Promise<readonly (readonly Occurrence[])[]> {
  let before: readonly (readonly Occurrence[])[] | undefined;
  for (let attempt = 0; attempt <= maxAttempts; attempt += 1) {
    const held: Occurrence[][] = [];
    for (const { parents } of places) {
      const found: Occurrence[] = [];
      for (const where of parents)
        found.push(...(await all(client.occurrences.list(where, { filter, pageSize: 1000 }))));
      held.push(found);
    }
    if (isDeepStrictEqual(held, before)) return held;
    before = held;
  }
  throw new Error('what is known about the resource changed each time it was read; check it again');
}

/** The places that were queried, and the URLs with occurrences. */
function lookedAt(resource: string, places: readonly Place[], occurrences: readonly Occurrence[]): string {
  const counts = new Map<string, number>();
  for (const { resource: found, name = '' } of occurrences) {
    const location = /^(projects\/[^/]+\/locations\/[^/]+)\//.exec(name)?.[1];
    const line = `${found?.uri ?? ''}${location === undefined ? '' : ` in ${location}`}`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  const looked = places.map(({ parent, parents }) =>
    parents.length === 1 ? oneLine(parent) : `${oneLine(parent)} and its locations`,
  );
  const where = `searched ${looked.join(', ')} for ${oneLine(resource)}`;
  if (counts.size === 0) return `${where}: nothing is known about this resource\n`;
  const lines = [...counts].map(([line, count]) => `  ${count} under ${oneLine(line)}\n`);
  return `${where}\n${lines.join('')}`;
}

/** Detects mistyped names: the project has no occurrences and was never created. @throws GrafeasError */
async function checkPlace(client: GrafeasClient, parent: string, parents: readonly string[]): Promise<void> {
  for (const where of parents)
    for await (const _occurrence of client.occurrences.list(where, { pageSize: 1 })) return;
  const exists = await client.projects.get(parent.replace(/\/locations\/.*/, '')).then(
    () => true,
    (error: unknown) => {
      if (error instanceof GrafeasError && error.status === 404) return false;
      throw error;
    },
  );
  // The projects of locations are created; locations are not.
  if (exists) return;
  throw new Error(`${parent} holds nothing, and no such project was created; check --in`);
}

/** How the scan for vulnerabilities ended, as policies judge it. */
async function scanOf(
  client: GrafeasClient,
  occurrences: readonly Occurrence[],
  inV1: ReadonlyMap<string, ScanInV1>,
): Promise<ScanOutcome> {
  const kinds = new Map<string, string | undefined>();
  const facts: OccurrenceFact[] = [];
  for (const occurrence of occurrences) {
    const { name = '', noteName = '', resource, createTime = '', discovered } = occurrence;
    if (discovered === undefined) continue;
    if (!kinds.has(noteName)) kinds.set(noteName, await analysisKindOf(client, name));
    facts.push({
      name,
      noteName,
      resourceUri: resource?.uri ?? '',
      kind: 'DISCOVERY',
      createTime,
      v1beta1: { ...occurrence },
      v1: inV1.get(name),
      analysisKind: kinds.get(noteName),
    });
  }
  const [problem] = judgeScan(facts, {}, () => false).problems;
  if (problem === undefined) return 'finished';
  return problem.code === 'SCAN_WITH_ERRORS' ? 'with errors' : 'none';
}

interface ScanInV1 extends Members {
  readonly discovery?: { readonly archiveTime?: string };
}

/** The scans in v1, which alone says that the findings of one are archived; by name. */
async function scansInV1(
  options: ConnectionOptions,
  occurrences: readonly Occurrence[],
): Promise<ReadonlyMap<string, ScanInV1>> {
  const rest = openRest(options);
  const scans = new Map<string, ScanInV1>();
  for (const { name = '', discovered } of occurrences) {
    if (discovered === undefined) continue;
    const scan = await rest('GET', `/v1/${inPath(name)}`).catch((error: unknown) => {
      // A server without v1, or a scan that is gone by now.
      if (error instanceof GrafeasError && error.status === 404) return undefined;
      throw error;
    });
    if (scan !== undefined) scans.set(name, scan);
  }
  return scans;
}

/** What the note of a scan says it looks for; undefined where the note is gone. */
async function analysisKindOf(client: GrafeasClient, occurrence: string): Promise<string | undefined> {
  const note = await client.occurrences.note(occurrence).catch((error: unknown) => {
    if (error instanceof GrafeasError && error.status === 404) return undefined;
    throw error;
  });
  const kind = note?.discovery?.analysisKind;
  return kind === undefined ? undefined : String(kind);
}

/** Some of the URLs that have occurrences. */
async function named(client: GrafeasClient, places: readonly Place[], filter: Filter): Promise<string[]> {
  const uris = new Set<string>();
  for (const parent of places.flatMap(({ parents }) => parents)) {
    for await (const { resource } of client.occurrences.list(parent, { filter, pageSize: 100 })) {
      uris.add(resource?.uri ?? '');
      if (uris.size >= 5) return [...uris];
    }
  }
  return [...uris];
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/** A row for each package issue of a vulnerability, or one if it has none. */
function findingsOf({ vulnerability, noteName = '' }: Occurrence): Finding[] {
  if (vulnerability === undefined) return [];
  const { packageIssue = [] } = vulnerability;
  const issues: typeof packageIssue = packageIssue.length === 0 ? [{}] : packageIssue;
  const stated = severitiesOf(vulnerability, packageIssue);
  const { vexAssessment } = vulnerability;
  return issues.map(({ affectedLocation, fixedLocation }, index) => ({
    ...(stated[index] ?? { severity: 0, isUnknown: true }),
    isNotAffected: isAssessedAway(vexAssessment),
    state: stateOf(vexAssessment),
    cells: [
      severities[(stated[index]?.severity ?? 0) - 1] ?? '-',
      noteName.replace(/^projects\//, '').replace('/notes/', '/'),
      affectedLocation?.package ?? '',
      versionText(affectedLocation?.version),
      fixedLocation?.version?.kind === 'MAXIMUM' || fixedLocation === undefined
        ? '-'
        : versionText(fixedLocation.version),
    ],
  }));
}

function stateOf({ state, noteName = '' }: { state?: unknown; noteName?: string | undefined } = {}): string {
  if (state === undefined) return '';
  return `${String(state)}${noteName === '' ? '' : ` by ${noteName.replace(/^projects\//, '').replace('/notes/', '/')}`}`;
}

function versionText(
  version: { epoch?: number; name?: string; revision?: string; kind?: string | number } | undefined,
): string {
  if (version?.name === undefined) return String(version?.kind ?? '-').toLowerCase();
  const epoch = version.epoch === undefined ? '' : `${version.epoch}:`;
  return `${epoch}${version.name}${version.revision === undefined ? '' : `-${version.revision}`}`;
}

/** What the server found out about signatures when it stored them, by the name of the occurrence. */
async function marksOf(
  options: ConnectionOptions,
  occurrences: readonly Occurrence[],
): Promise<ReadonlyMap<string, string>> {
  const rest = openRest(options);
  const marks = new Map<string, string>();
  for (const { name = '', attestation } of occurrences) {
    if (attestation === undefined) continue;
    const found = await rest('GET', `/v1beta1/${inPath(name)}:verification`).catch((error: unknown) => {
      // A server that does not verify, or an occurrence that is gone by now.
      if (error instanceof GrafeasError && error.status === 404) return { state: 'NOT_CHECKED' };
      throw error;
    });
    marks.set(name, markOf(found as Verification));
  }
  return marks;
}

interface Verification {
  readonly state?: string;
  readonly checkTime?: string;
  readonly checks?: readonly { readonly keyId?: string }[];
}

function markOf({ state, checkTime = '', checks = [] }: Verification): string {
  const keys = checks.flatMap(({ keyId }) => keyId ?? []);
  if (state === 'VERIFIED') return `verified ${checkTime} by ${keys.join(', ')}`;
  return state === 'NOT_VERIFIED' ? `not verified ${checkTime}` : 'not checked';
}

function errorsText(errors: readonly string[]): string | undefined {
  return errors.length === 0 ? undefined : `with errors: ${oneLine(errors.slice(0, 3).join('; '))}`;
}

function otherRow({ kind, noteName = '', discovered }: Occurrence, mark = '', inV1: ScanInV1 = {}): string[] {
  const status = discovered?.discovered;
  const { archiveTime } = inV1.discovery ?? {};
  const state =
    status === undefined
      ? mark
      : [
          status.analysisStatus,
          status.lastScanTime,
          errorsText(errorsOf(status)),
          archiveTime && `archived ${oneLine(archiveTime)}`,
        ]
          .filter((part) => part !== undefined)
          .join(' ');
  return [String(kind), noteName.replace(/^projects\//, '').replace('/notes/', '/'), state];
}

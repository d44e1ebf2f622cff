import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Command } from 'commander';
import { toGrafeasError } from '../client/errors.js';
import { defaultRetry, retryingFetch } from '../client/retry.js';
import { requestV1 } from './api-request.js';
import { type ApiOptions, addConnection, apiOption, collectionUrl, connectionOf } from './connection.js';
import { UsageError } from './output.js';
import { printableJson } from './printable.js';

const examples = `
Examples:
  grafeas export projects/team > team.ndjson
  grafeas export projects/team --file team.ndjson
  grafeas export projects/team --file team.ndjson --resume      go on after the last complete page
  grafeas export projects/team --api v1 --file team-v1.ndjson

A line is {"note":…}, {"occurrence":…}, {"attestor":…}, {"policy":…} or {"page":…}, which ends a page and holds the token of
the next. The last line is {"complete":…} with the counts; without it the export is incomplete.
Notes and occurrences have the fields of --api. Of kinds that this version lacks the content is left out; a warning and "withoutKind"
of the last line count them (docs/two-versions.md).
grafeas policy apply writes the attestors and policies of an export to a server.`;

interface ExportOptions extends ApiOptions {
  readonly file?: string;
  readonly resume?: true;
  /** False: only what the API of Grafeas has. */
  readonly policies: boolean;
}

/** Lists in their order, each with the member of its lines. Locations have no policies. */
const members = {
  notes: 'note',
  occurrences: 'occurrence',
  attestors: 'attestor',
  policies: 'policy',
} as const;
type Collection = keyof typeof members;
const collections = Object.keys(members) as Collection[];

/** Position of an export: the current list, its token, the version where it is v1, and the counts so far; `withoutKind` of kinds that the version lacks. */
interface Position extends Readonly<Partial<Record<Collection, number>>> {
  readonly collection: Collection | undefined;
  readonly token: string;
  readonly api?: 'v1';
  readonly withoutKind?: number;
}

function begin({ api }: ApiOptions): Position {
  const start: Position = { collection: 'notes', token: '', notes: 0, occurrences: 0 };
  return api === 'v1' ? { ...start, api } : start;
}

export function registerExport(program: Command): void {
  const command = program
    .command('export')
    .description('Print all notes, occurrences, attestors and policies of a project as JSON lines.')
    .argument('<project>', 'projects/P')
    .option('--file <file>', 'write to this file instead of standard output')
    .option(
      '--no-policies',
      'leave out attestors and policies, for a server without them or a token that may not read them',
    )
    .option('--resume', 'continue after the last complete page of --file')
    .addHelpText('after', examples);
  addConnection(command)
    .addOption(apiOption())
    .action(async (project: string, options: ExportOptions) => {
      if (options.resume === true && options.file === undefined)
        throw new UsageError('--resume needs --file');
      await exportProject(project, options);
    });
}

async function exportProject(project: string, options: ExportOptions): Promise<void> {
  const file =
    options.file === undefined
      ? undefined
      : await open(options.file, options.resume === true ? 'a+' : 'w', 0o600);
  try {
    let position =
      file !== undefined && options.resume === true
        ? await lastPosition(options.file ?? '', file, options)
        : begin(options);
    while (position.collection !== undefined) {
      const { lines, next } = await readPage(project, position, options);
      await write(file, lines);
      position = next;
    }
    if (file !== undefined) process.stdout.write(`${counted(position)} in ${options.file}\n`);
    warnOfKinds(position);
  } finally {
    await file?.close();
  }
}

async function readPage(
  project: string,
  position: Position,
  options: ExportOptions,
): Promise<{ lines: string; next: Position }> {
  const { collection = 'notes', token, ...before } = position;
  const { items, following } = await fetchPage(project, collection, token, options);
  const member = members[collection];
  const lines = items.map((item) => `${printableJson({ [member]: item })}\n`).join('');
  const hasKinds = collection === 'notes' || collection === 'occurrences';
  const withoutKind = (before.withoutKind ?? 0) + (hasKinds ? items.filter(lacksKind).length : 0);
  const counts = {
    ...before,
    [collection]: (before[collection] ?? 0) + items.length,
    ...(withoutKind === 0 ? {} : { withoutKind }),
  };
  const hasPolicies = options.policies && !project.includes('/locations/');
  const wanted = hasPolicies ? collections : collections.slice(0, 2);
  const onward = following !== '' ? collection : wanted[wanted.indexOf(collection) + 1];
  const next: Position = { ...counts, collection: onward, token: following };
  const mark = onward === undefined ? { complete: counts } : { page: next };
  return { lines: `${lines}${JSON.stringify(mark)}\n`, next };
}

/** An object of a kind that only the other version has is shown without its kind and content. */
function lacksKind(item: unknown): boolean {
  return (item as { readonly kind?: string }).kind === undefined;
}

function warnOfKinds({ withoutKind, api }: Position): void {
  if (withoutKind === undefined) return;
  const [own, other] = api === 'v1' ? ['v1', 'v1beta1'] : ['v1beta1', 'v1'];
  process.stderr.write(
    `grafeas: warning: ${withoutKind} of them are without their content, as ${own} lacks their kind; export with --api ${other} too\n`,
  );
}

/** `3 notes, 5 occurrences, 1 attestors and 2 policies`. */
function counted(position: Position): string {
  const texts = collections.flatMap((name) =>
    position[name] === undefined ? [] : [`${position[name]} ${name}`],
  );
  return `${texts.slice(0, -1).join(', ')} and ${texts.at(-1) ?? ''}`;
}

interface Page {
  readonly items: readonly unknown[];
  readonly following: string;
}

async function fetchPage(
  project: string,
  collection: Collection,
  token: string,
  options: ApiOptions,
): Promise<Page> {
  if (collection === 'policies') return fetchPolicies(project, token, options);
  const connection = connectionOf(options);
  const url = collectionUrl(connection.server, project, collection);
  if (collection === 'attestors' || options.api === 'v1')
    url.pathname = url.pathname.replace(/^(.*)\/v1beta1\//, '$1/v1/');
  url.searchParams.set('pageSize', '1000');
  if (token !== '') url.searchParams.set('pageToken', token);
  const headers = connection.token === undefined ? {} : { authorization: `Bearer ${connection.token}` };
  const response = await retryingFetch(fetch, defaultRetry)(new Request(url, { headers }));
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw toGrafeasError(response.status, body);
  const page = (body ?? {}) as { readonly nextPageToken?: string } & Record<string, readonly unknown[]>;
  return { items: page[collection] ?? [], following: page.nextPageToken ?? '' };
}

/** Platform policies, and with the last of them the policy of the project, where one is set. */
async function fetchPolicies(project: string, token: string, options: ApiOptions): Promise<Page> {
  const query = { pageSize: '100', ...(token === '' ? {} : { pageToken: token }) };
  const page = await requestV1<{ platformPolicies?: readonly unknown[]; nextPageToken?: string }>(
    options,
    'GET',
    `${project}/platforms/gke/policies`,
    { query },
  );
  const { platformPolicies = [], nextPageToken = '' } = page;
  if (nextPageToken !== '') return { items: platformPolicies, following: nextPageToken };
  const own = await requestV1<{ updateTime?: string }>(options, 'GET', `${project}/policy`);
  return {
    items: own.updateTime === undefined ? platformPolicies : [...platformPolicies, own],
    following: '',
  };
}

/** Prefixes of the lines of an export. */
const beginnings = [...Object.values(members), 'page', 'complete'].map((member) => `{"${member}":`);

/** Whether a file can be a truncated export. */
async function isExport(file: FileHandle): Promise<boolean> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(20), 0, 20, 0);
  const head = buffer.toString('utf8', 0, bytesRead);
  return beginnings.some((beginning) => head.startsWith(beginning) || beginning.startsWith(head));
}

/** The offset after the last complete page; the rest is truncated. @throws if the file is not an export of the version */
async function lastPosition(path: string, file: FileHandle, options: ApiOptions): Promise<Position> {
  if (!(await isExport(file)))
    throw new Error(`${path}: is not an export and was not changed; choose another --file`);
  const start = begin(options);
  let position = start;
  let kept = 0;
  for await (const { line, end } of completeLines(path)) {
    if (!line.startsWith('{"page":') && !line.startsWith('{"complete":')) continue;
    const mark = JSON.parse(line) as { page?: Position; complete?: Partial<Position> };
    position = mark.page ?? { collection: undefined, token: '', ...mark.complete };
    if (position.api !== start.api)
      throw new UsageError(
        `${path}: is an export of ${position.api ?? 'v1beta1'}; resume it with that --api`,
      );
    kept = end;
  }
  await file.truncate(kept);
  return position;
}

/** Complete lines, each with the offset after it. Works on bytes, since a cut may split a character. */
async function* completeLines(path: string): AsyncGenerator<{ line: string; end: number }> {
  let rest = Buffer.alloc(0);
  let end = 0;
  for await (const chunk of createReadStream(path)) {
    rest = Buffer.concat([rest, chunk as Buffer]);
    for (let feed = rest.indexOf(10); feed >= 0; feed = rest.indexOf(10)) {
      end += feed + 1;
      yield { line: rest.toString('utf8', 0, feed), end };
      rest = rest.subarray(feed + 1);
    }
  }
}

async function write(file: FileHandle | undefined, text: string): Promise<void> {
  if (file !== undefined) await file.appendFile(text);
  else if (!process.stdout.write(text)) await new Promise((resolve) => process.stdout.once('drain', resolve));
}

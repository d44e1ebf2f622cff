import { type Command, Option } from 'commander';
import { toGrafeasError } from '../client/errors.js';
import { newRequestId } from '../client/request-id.js';
import { reportLimits } from '../importers/common/report.js';
import type { Counts, ImportResult } from '../services/imports.js';
import { addConnection, type ConnectionOptions, collectionUrl, connectionOf } from './connection.js';
import { type Checked, clashesOf } from './import-clashes.js';
import { type Input, inputsOf } from './import-inputs.js';
import { describe, exitCodes } from './output.js';
import { oneLine, printableJson } from './printable.js';
import { upload } from './upload.js';

const examples = `
Examples:
  trivy image --format json --output report.json alpine:3.20
  grafeas import report.json --into projects/my-team
  grafeas import reports/*.json --into projects/my-team --provider projects/scanners
  grafeas import report.json --into projects/my-team --resource https://ghcr.io/org/app@sha256:…
  grafeas import filtered.json --into projects/my-team --mode merge
  grafeas import reports 'more/**/*.json.gz' --into projects/my-team -o json
  cosign download attestation ghcr.io/org/app:1 | grafeas import - --into projects/my-team
  grafeas import oci-layout-folder --into projects/my-team --resource ghcr.io/org/app
  trivy fs --format json . | grafeas import - --into projects/my-team --resource https://github.com/org/app

Exit codes: 0 all were imported; 1 some were not, stderr lists them with the reasons; 2 the command line is wrong.`;

export interface ImportOptions extends ConnectionOptions {
  readonly into: string;
  readonly provider?: string;
  readonly resource?: string | undefined;
  readonly format?: string;
  readonly mode?: string;
  readonly distro?: string;
  readonly authority?: string;
  readonly discoveryNote?: string;
  readonly misconfig?: true;
  readonly packages?: true;
  readonly secrets?: true;
  readonly force?: true;
  readonly strict?: true;
  readonly validateOnly?: true;
  readonly output?: 'text' | 'json';
}

export function registerImport(program: Command): void {
  const command = program
    .command('import')
    .description('Upload reports and signed evidence, which the server turns into notes and occurrences.')
    .argument(
      '<file...>',
      'reports, also compressed with gzip or zstd; folders of them, patterns, OCI layouts; - reads standard input',
    )
    .requiredOption('--into <projects/C>', 'project of the occurrences')
    .option('--provider <projects/P>', 'project of the notes (default: named after the format)')
    .option('--resource <uri>', 'resource URL of the report, or a repository to which its digest is added')
    .option('--format <name>', 'format of the reports (default: detected)')
    .addOption(
      new Option('--mode <mode>', 'replace: remove findings that are gone; merge: remove none')
        .choices(['replace', 'merge'])
        .default('replace'),
    )
    .option('--distro <name:version>', 'distribution, if the report does not name it, such as debian:11')
    .option('--misconfig', 'import failed configuration checks too')
    .option('--secrets', 'import found secrets too, without the matched text')
    .option('--packages', 'import the packages of bills of materials too')
    .option('--authority <id>', 'note of the signatures and attestations (default: one for each signer)')
    .option('--discovery-note <name>', 'another discovery note for the result of the scan')
    .option('--force', 'accept a report that is older than the stored one')
    .option('--strict', 'fail on any warning')
    .option('--validate-only', 'check, but write nothing')
    .addOption(new Option('-o, --output <format>', 'how to print').choices(['text', 'json']).default('text'))
    .addHelpText('after', examples);
  addConnection(command).action(async (files: string[], options: ImportOptions) => {
    const { stdout, stderr } = process;
    const terminal: Terminal = {
      out: (text) => stdout.write(text),
      err: (text) => stderr.write(text),
      bar: stderr.isTTY ? (stderr.columns ?? 80) : 0,
    };
    const failed = await importFiles(files, options, terminal);
    if (failed > 0) process.exitCode = exitCodes.failure;
  });
}

/** Files from this size on get a progress bar. */
const largeFile = 4 * 1024 * 1024;

/** Output for results and errors, and the width of the progress bar (0: none). */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  readonly bar: number;
}

/** Uploads the files in order. A failure prints one line and does not stop the others. Returns the number of failures. */
export async function importFiles(
  files: readonly string[],
  options: ImportOptions,
  terminal: Terminal,
): Promise<number> {
  importUrl(options);
  const { inputs, leftOut } = await inputsOf(files, options.resource);
  for (const reason of leftOut) terminal.err(`grafeas: left out: ${oneLine(reason)}\n`);
  const isText = options.output !== 'json';
  const bar = inputs.length > 1 && terminal.bar > 0;
  const outcomes: Outcome[] = [];
  const clashes = await findClashes(inputs, options);
  for (const [index, input] of inputs.entries()) {
    const name = oneLine(input.name);
    if (bar) terminal.err(formatBar(index, inputs.length, name, terminal.bar));
    let drawn = bar;
    let shown = 0;
    const onProgress = (sent: number, size: number): void => {
      const percent = Math.floor((100 * sent) / size);
      if (terminal.bar === 0 || size < largeFile || percent === shown) return;
      shown = percent;
      drawn = true;
      terminal.err(formatBar(index + sent / size, inputs.length, name, terminal.bar, ` ${percent} %`));
    };
    const found =
      clashes.get(input.name) ??
      (await importFile(input, options, onProgress).catch((error: unknown) => messageOf(error)));
    if (drawn) terminal.err('\r\u001B[K');
    const { name: file } = input;
    outcomes.push(typeof found === 'string' ? { file, error: found } : { file, result: found });
    if (typeof found === 'string') terminal.err(`grafeas: ${name}: ${oneLine(found)}\n`);
    else if (isText) terminal.out(formatResult(name, found));
  }
  const done = outcomes.flatMap(({ result }) => result ?? []);
  if (!isText) terminal.out(`${printableJson({ files: outcomes, leftOut })}\n`);
  else if (inputs.length > 1) terminal.out(formatTotal(done, inputs.length));
  return inputs.length - done.length;
}

/** What became of one file; `-o json` prints these. */
interface Outcome {
  readonly file: string;
  readonly result?: ImportResult;
  readonly error?: string;
}

/** Validates all files on the server before the first write. Returns the files that clash, with the reason. */
async function findClashes(
  inputs: readonly Input[],
  options: ImportOptions,
): Promise<ReadonlyMap<string, string>> {
  if (new Set(inputs.map(({ name }) => name)).size < 2 || options.mode === 'merge') return new Map();
  const files = inputs.filter(({ name }) => name !== '-');
  const results: (ImportResult | undefined)[] = [];
  const rest = files.entries();
  const validate = async (): Promise<void> => {
    // What is wrong with a file is reported when it is imported.
    for (const [index, input] of rest)
      results[index] = await importFile(input, { ...options, validateOnly: true }).catch(() => undefined);
  };
  // Two at a time, as a server converts two reports at a time.
  await Promise.all([validate(), validate()]);
  const checked = files.flatMap(({ name }, index): Checked[] => {
    const result = results[index];
    return result === undefined ? [] : [{ file: name, result }];
  });
  const clashes = clashesOf(checked);
  if (inputs.some(({ name }) => name === '-')) clashes.set('-', unknownInput);
  return clashes;
}

const unknownInput =
  'standard input is read once and cannot be compared with the other files; import it alone, or all with --mode merge';

/** @throws Error if the options do not form a URL. */
export function importUrl(options: ImportOptions): URL {
  const url = collectionUrl(connectionOf(options).server, options.into, 'occurrences:import');
  const { provider, resource, format, mode, distro, authority, discoveryNote } = options;
  const { misconfig, secrets, packages, force, strict, validateOnly } = options;
  const parameters = { provider, resource, format, mode, distro, authority, discoveryNote };
  const flags = { misconfig, secrets, packages, force, strict, validateOnly };
  for (const [name, value] of Object.entries({ ...parameters, ...flags })) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url;
}

async function importFile(
  input: Input,
  options: ImportOptions,
  onProgress: (sent: number, size: number) => void = () => {},
): Promise<ImportResult> {
  const source = await input.open();
  if (source.size > reportLimits.bytes) throw tooLarge(source.size);
  // Of this file alone: a repeat of the same upload is done once.
  const url = importUrl({ ...options, resource: input.resource ?? options.resource });
  url.searchParams.set('requestId', newRequestId());
  const { token } = connectionOf(options);
  const headers: Record<string, string> = { 'content-type': 'application/octet-stream' };
  if (token !== undefined) headers.authorization = `Bearer ${token}`;
  const { status, text } = await upload(url, source, headers, (sent) => onProgress(sent, source.size));
  if (status < 200 || status > 299) throw toGrafeasError(status, parseAnswer(text));
  return JSON.parse(text) as ImportResult;
}

/** Refuses too large files before the upload. A compressed file may be smaller than its report. */
function tooLarge(size: number): Error {
  const { bytes } = reportLimits;
  return new Error(
    `is ${size} bytes, the limit is ${bytes} bytes (${bytes / 1024 / 1024} MiB), compressed or not`,
  );
}

/** Undefined where it is no answer of this API. */
function parseAnswer(answer: string): unknown {
  try {
    return JSON.parse(answer);
  } catch {
    return undefined;
  }
}

function messageOf(error: unknown): string {
  const code = (error as { code?: unknown } | undefined)?.code;
  if (code === 'ENOENT') return 'no such file';
  if (code === 'EISDIR') return 'is a directory';
  if (code === 'EACCES') return 'permission denied';
  return oneLine(describe(error));
}

function formatResult(file: string, result: ImportResult): string {
  const [resource, ...others] = result.resources;
  const subject = `${oneLine(resource ?? 'nothing')}${others.length > 0 ? ` and ${others.length} more` : ''}`;
  const lines = [`${file}: ${result.format}, ${subject}`];
  if (result.validateOnly) {
    const { notes, occurrences } = result.found;
    lines.push(`  valid: ${occurrences} occurrences, ${notes} notes; nothing was written`);
  } else {
    lines.push(
      `  occurrences: ${formatCounts(result.occurrences)}`,
      `  notes:       ${formatCounts(result.notes)}`,
    );
  }
  for (const { pointer, reason } of result.warnings) {
    lines.push(`  warning: ${oneLine(pointer === '' ? reason : `${pointer}: ${reason}`)}`);
  }
  const more = result.warningCount - result.warnings.length;
  if (more > 0) lines.push(`  and ${more} more warnings`);
  return `${lines.join('\n')}\n`;
}

export function formatCounts({ created, updated, unchanged, removed }: Counts): string {
  return `${created} created, ${updated} updated, ${unchanged} unchanged, ${removed} removed`;
}

function formatTotal(done: readonly ImportResult[], count: number): string {
  const sum = (member: keyof Counts): number =>
    done.reduce((total, result) => total + result.occurrences[member], 0);
  const total = {
    created: sum('created'),
    updated: sum('updated'),
    unchanged: sum('unchanged'),
    removed: sum('removed'),
  };
  return `${done.length} of ${count} reports imported; occurrences: ${formatCounts(total)}\n`;
}

function formatBar(done: number, total: number, file: string, columns: number, share = ''): string {
  const width = 24;
  const filled = Math.floor((done / total) * width);
  const bar = '█'.repeat(filled) + '░'.repeat(width - filled);
  const room = Math.max(1, columns - width - 16 - share.length);
  return `\r\u001B[K${bar} ${Math.floor(done)}/${total}${share} ${file.slice(-room)}`;
}

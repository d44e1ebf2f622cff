import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { Argument, Option } from 'commander';
import { parse as parseYaml } from 'yaml';
import type { GrafeasClient, Note, Occurrence, Version } from '../client/client.js';
import {
  type ApiOptions,
  addConnection,
  apiOption,
  type ConnectionOptions,
  openClient,
} from './connection.js';
import { parseCount } from './options.js';
import { UsageError } from './output.js';
import { printableJson, printableYaml } from './printable.js';
import { formatTable } from './table.js';

/** `grafeas get|list|create|delete` for notes and occurrences. */

type Format = 'table' | 'json' | 'yaml';
type Resource = Note<Version> | Occurrence<Version>;

const getExamples = `
Examples:
  grafeas get projects/scanner/notes/CVE-2024-1
  grafeas get projects/team/occurrences/0190… -o yaml`;
const listExamples = `
Examples:
  grafeas list notes projects/scanner
  grafeas list occurrences projects/team --filter 'resourceUrl="https://ghcr.io/org/app@sha256:…"' -o json
  grafeas list occurrences projects/scanner/notes/CVE-2024-1        everywhere the note was found
  grafeas list occurrences projects/team --api v1 --filter 'vulnerability.fixAvailable=true'`;
const createExamples = `
Examples:
  grafeas create note projects/scanner/notes/CVE-2024-1 --file note.yaml
  grafeas create occurrence projects/team --file occurrence.json
  grafeas create note projects/scanner/notes/upgrade --api v1 --file note.yaml
  cat occurrence.json | grafeas create occurrence projects/team --file -`;
const deleteExamples = `
Examples:
  grafeas delete projects/team/occurrences/0190…
  grafeas delete projects/scanner/notes/CVE-2024-1`;

export function registerResources(program: Command): void {
  const get = program
    .command('get')
    .description('Print a note or an occurrence.')
    .argument('<name>', 'full name')
    .addHelpText('after', getExamples);
  addConnection(get).addOption(apiOption()).addOption(formatOption('yaml'));
  get.action(async (name: string, options: ApiOptions & { output: Format }) => {
    print([await read(openClient(options), name)], options.output, true);
  });

  const list = program
    .command('list')
    .description('List notes or occurrences.')
    .addArgument(new Argument('<what>', 'what to list').choices(['notes', 'occurrences']))
    .argument('<parent>', 'projects/P; for occurrences a note too')
    .option('--filter <filter>', 'a filter (docs/filters.md)')
    .option('--limit <n>', 'maximum number of results', parseCount, 100)
    .addHelpText('after', listExamples);
  addConnection(list).addOption(apiOption()).addOption(formatOption('table'));
  list.action(
    async (
      what: string,
      parent: string,
      options: ApiOptions & { output: Format; filter?: string; limit: number },
    ) => {
      const query = {
        pageSize: Math.min(options.limit, 1000),
        ...(options.filter === undefined ? {} : { filter: options.filter }),
      };
      const found: Resource[] = [];
      for await (const item of walk(openClient(options), what, parent, query)) {
        found.push(item);
        if (found.length >= options.limit) break;
      }
      print(found, options.output, false);
    },
  );

  const create = program
    .command('create')
    .description('Create a note or an occurrence from a JSON or YAML file.')
    .addArgument(new Argument('<what>', 'what to create').choices(['note', 'occurrence']))
    .argument('<where>', 'a note: its full name; an occurrence: projects/P')
    .requiredOption('--file <file>', 'the note or occurrence; - reads standard input')
    .addHelpText('after', createExamples);
  addConnection(create).addOption(apiOption()).addOption(formatOption('yaml'));
  create.action(
    async (what: string, where: string, options: ApiOptions & { output: Format; file: string }) => {
      print(
        [await createOne(openClient(options), what, where, await readDocument(options.file))],
        options.output,
        true,
      );
    },
  );

  const remove = program
    .command('delete')
    .description('Delete a note or an occurrence.')
    .argument('<name>', 'full name')
    .addHelpText('after', deleteExamples);
  addConnection(remove);
  remove.action(async (name: string, options: ConnectionOptions) => {
    const client = openClient(options);
    checkFullName(name);
    await (isNote(name) ? client.notes.delete(name) : client.occurrences.delete(name));
    process.stdout.write(`deleted ${name}\n`);
  });
}

function formatOption(fallback: Format): Option {
  return new Option('-o, --output <format>', 'output format')
    .choices(['table', 'json', 'yaml'])
    .default(fallback);
}

const isNote = (name: string): boolean => name.includes('/notes/');

/** @throws UsageError if it is no name of a note or an occurrence */
function checkFullName(name: string): void {
  if (isNote(name) || name.includes('/occurrences/')) return;
  throw new UsageError(
    `${JSON.stringify(name)} must have the form projects/PROJECT/notes/NOTE or projects/PROJECT/occurrences/OCCURRENCE`,
  );
}

function read(client: GrafeasClient<Version>, name: string): Promise<Resource> {
  checkFullName(name);
  return isNote(name) ? client.notes.get(name) : client.occurrences.get(name);
}

function walk(
  client: GrafeasClient<Version>,
  what: string,
  parent: string,
  query: { filter?: string; pageSize: number },
): AsyncGenerator<Resource> {
  if (what === 'notes') return client.notes.list(parent, query);
  return isNote(parent) ? client.notes.occurrences(parent, query) : client.occurrences.list(parent, query);
}

function createOne(
  client: GrafeasClient<Version>,
  what: string,
  where: string,
  document: Resource,
): Promise<Resource> {
  if (what === 'occurrence') return client.occurrences.create(where, document as Occurrence);
  const [parent = '', id = ''] = where.split('/notes/');
  if (id === '') throw new UsageError(`${where}: must have the form projects/PROJECT/notes/NOTE`);
  return client.notes.create(parent, id, document as Note);
}

/** YAML holds JSON too. */
async function readDocument(file: string): Promise<Resource> {
  const text = file === '-' ? await readStandardInput() : await readNamed(file);
  const document = parseDocument(file, text);
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    throw new Error(`${file}: must hold one object in JSON or YAML`);
  return document as Resource;
}

function parseDocument(file: string, text: string): unknown {
  try {
    return parseYaml(text);
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : 'is neither JSON nor YAML'}`);
  }
}

/** Opening a folder succeeds; reading it fails without its name. */
function readNamed(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw Object.assign(error as object, { path: file });
  });
}

async function readStandardInput(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin) text += String(chunk);
  return text;
}

function print(resources: readonly Resource[], format: Format, single: boolean): void {
  const value = single ? resources[0] : resources;
  if (format === 'json') process.stdout.write(`${printableJson(value, 2)}\n`);
  else if (format === 'yaml') process.stdout.write(printableYaml(value));
  else process.stdout.write(formatTable(['NAME', 'KIND', 'ABOUT', 'CREATED'], resources.map(row)));
}

function row(resource: Resource): string[] {
  const { name = '', kind = '', createTime = '' } = resource;
  return [name, String(kind), about(resource) ?? '', createTime];
}

/** The artifact of an occurrence; what a note says of itself. */
function about(resource: Resource): string | undefined {
  if ('resource' in resource) return resource.resource?.uri;
  return 'resourceUri' in resource ? resource.resourceUri : (resource as Note).shortDescription;
}

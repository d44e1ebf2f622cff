import type { Command } from 'commander';
import type { GrafeasClient, Occurrence } from '../client/client.js';
import { parsePackageQuery, toPackageKey } from '../kinds/packages.js';
import { addConnection, type ConnectionOptions, openClient } from './connection.js';
import { formatCsv } from './csv.js';
import { collect, type TableFormat, tableFormatOption } from './options.js';
import { exitCodes, UsageError } from './output.js';
import { oneLine, printableJson } from './printable.js';
import { formatTable } from './table.js';

const examples = `
Examples:
  grafeas who CVE-2021-44228
  grafeas who 'pkg:maven/org.apache.logging.log4j/log4j-core@<2.17.1'
  grafeas who 'pkg:deb/debian/openssl@>=3.0,<3.0.7' -o csv > openssl.csv
  grafeas who CVE-2021-44228 --in projects/shop

It searches all projects that the token may read, with their locations. A package of unknown type or version counts as
found. Deployed is from DEPLOYMENT occurrences of the same resource URL; - if there are none.

Exit codes: 0 no image is known to have it; 1 the search failed; 2 the arguments are not understood;
3 at least one image has it.`;

interface WhoOptions extends ConnectionOptions {
  readonly in: readonly string[];
  readonly output: TableFormat;
}

/** The query: a filter, and which packages of a found occurrence match. */
interface Question {
  readonly filter: string;
  readonly means: (named: NamedPackage) => boolean;
}

type NamedPackage = Parameters<typeof toPackageKey>[0];
type Version = {
  readonly epoch?: number;
  readonly name?: string;
  readonly revision?: string;
  readonly kind?: string | number;
};

/** One package in one image of one project. */
interface Holder {
  readonly resource: string;
  readonly project: string;
  readonly package: string;
  readonly installed: string;
  readonly fixedIn: Set<string>;
  readonly deployed: Set<string>;
  readonly occurrences: string[];
}

export function registerWho(program: Command): void {
  const command = program
    .command('who')
    .description('Find every image that has a vulnerability or a package, in all projects.')
    .argument('<what>', 'id of a vulnerability, or a package URL with versions behind the @')
    .option('--in <projects/P>', 'look in this project only; may be repeated', collect)
    .addHelpText('after', examples);
  addConnection(command)
    .addOption(tableFormatOption())
    .action(async (what: string, options: WhoOptions) => {
      await who(what, options);
    });
}

async function who(what: string, options: WhoOptions): Promise<void> {
  const question = parseQuestion(what);
  const client = openClient(options);
  const parents = options.in ?? ['projects/-'];
  const holders = new Map<string, Holder>();
  for (const parent of parents)
    for await (const occurrence of client.occurrences.list(parent, {
      filter: question.filter,
      pageSize: 1000,
    }))
      add(holders, occurrence, question);
  const found = [...holders.values()].sort(inOrder);
  await addDeployments(client, parents, found);
  print(what, found, options.output);
  process.exitCode = found.length === 0 ? exitCodes.ok : exitCodes.refused;
}

/** @throws UsageError where it is neither */
function parseQuestion(what: string): Question {
  if (!what.startsWith('pkg:')) {
    if (!/^[A-Za-z][A-Za-z0-9]*[-:].*\d/.test(what))
      throw new UsageError(
        `${JSON.stringify(what)} is no id of a vulnerability such as CVE-2021-44228; write a package as pkg:TYPE/NAME`,
      );
    const id = /^cve-/i.test(what) ? what.toUpperCase() : what;
    return { filter: `noteId=${JSON.stringify(id)}`, means: () => true };
  }
  const at = what.lastIndexOf('@');
  const isVersioned = at > what.lastIndexOf('/') && at > 0;
  const name = isVersioned ? what.slice(0, at) : what;
  const versions = isVersioned ? decoded(what.slice(at + 1)) : undefined;
  const asked = parsePackageQuery(name, versions);
  if (typeof asked === 'string') throw new UsageError(`${JSON.stringify(what)}: ${asked}`);
  const args = versions === undefined ? [name] : [name, versions];
  return {
    filter: `hasPackage(${args.map((text) => JSON.stringify(text)).join(', ')})`,
    means: (named) => toPackageKey(named).some((key) => key.name === asked.name && asked.holds(key)),
  };
}

/** A version of a package URL may be encoded; a range is written as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new UsageError(`${JSON.stringify(text)} holds a bad percent-encoding`);
  }
}

/** Adds a row for each package that is meant; for an occurrence that shows none of them, one that names none. */
function add(holders: Map<string, Holder>, occurrence: Occurrence, { means }: Question): void {
  const rows = [...issuesOf(occurrence), ...installationsOf(occurrence)].filter(({ named }) => means(named));
  const shown = rows.length > 0 ? rows : [{ named: {}, fixedIn: undefined }];
  for (const { named, fixedIn } of shown) {
    const { resource, name = '' } = occurrence;
    const project = name.replace(/\/occurrences\/.*$/, '');
    const installed = versionText(named.version as Version | undefined);
    const key = JSON.stringify([resource?.uri, project, named.name, installed]);
    const holder = holders.get(key) ?? {
      resource: resource?.uri ?? '',
      project,
      package: named.name ?? '',
      installed,
      fixedIn: new Set<string>(),
      deployed: new Set<string>(),
      occurrences: [],
    };
    holders.set(key, holder);
    if (fixedIn !== undefined) holder.fixedIn.add(fixedIn);
    if (!holder.occurrences.includes(name)) holder.occurrences.push(name);
  }
}

interface Row {
  readonly named: NamedPackage;
  readonly fixedIn: string | undefined;
}

function issuesOf({ vulnerability }: Occurrence): Row[] {
  return (vulnerability?.packageIssue ?? []).map(({ affectedLocation, fixedLocation, packageType }) => {
    const { package: name, cpeUri, version } = affectedLocation ?? {};
    const fixed = fixedLocation?.version;
    const isFixed = fixed !== undefined && fixed.kind !== 'MAXIMUM';
    return {
      named: { packageType, name, cpeUri, version },
      fixedIn: isFixed ? versionText(fixed) : undefined,
    };
  });
}

function installationsOf({ installation }: Occurrence): Row[] {
  const { name, packageType, cpeUri, version, location = [] } = installation?.installation ?? {};
  const places =
    version === undefined ? location : [{ version }, ...location.filter((at) => at.version !== undefined)];
  if (name === undefined) return [];
  return (places.length === 0 ? [{ version: undefined }] : places).map((at) => ({
    named: { packageType, name, cpeUri, version: at.version },
    fixedIn: undefined,
  }));
}

function versionText(version: Version | undefined): string {
  if (version?.name === undefined) return '';
  const epoch = version.epoch === undefined ? '' : `${version.epoch}:`;
  return `${epoch}${version.name}${version.revision === undefined ? '' : `-${version.revision}`}`;
}

/** Characters of a cell: a digest is shown whole. */
const longest = 300;
/** Characters of a filter, well below its limit. */
const filterLength = 12_000;
const filterTerms = 50;

/** Where the images run, as far as DEPLOYMENT occurrences say. */
async function addDeployments(
  client: GrafeasClient,
  parents: readonly string[],
  holders: readonly Holder[],
): Promise<void> {
  const byResource = Map.groupBy(holders, ({ resource }) => resource);
  for (const filter of filtersOf([...byResource.keys()]))
    for (const parent of parents)
      for await (const { resource, deployment } of client.occurrences.list(parent, {
        filter,
        pageSize: 1000,
      })) {
        const { undeployTime, address, platform } = deployment?.deployment ?? {};
        if (undeployTime !== undefined && Date.parse(undeployTime) <= Date.now()) continue;
        const where = address ?? (platform === undefined ? 'yes' : String(platform));
        for (const holder of byResource.get(resource?.uri ?? '') ?? []) holder.deployed.add(where);
      }
}

function filtersOf(resources: readonly string[]): string[] {
  const filters: string[] = [];
  let terms: string[] = [];
  const flush = (): void => {
    if (terms.length > 0) filters.push(`kind=DEPLOYMENT AND (${terms.join(' OR ')})`);
    terms = [];
  };
  for (const resource of resources) {
    const term = `resourceUrl=${JSON.stringify(resource)}`;
    if (terms.length >= filterTerms || terms.join(' OR ').length + term.length > filterLength) flush();
    terms.push(term);
  }
  flush();
  return filters;
}

function inOrder(a: Holder, b: Holder): number {
  const key = (holder: Holder): string =>
    JSON.stringify([holder.resource, holder.project, holder.package, holder.installed]);
  return key(a) < key(b) ? -1 : 1;
}

function print(what: string, found: readonly Holder[], format: TableFormat): void {
  const head = ['PROJECT', 'PACKAGE', 'INSTALLED', 'FIXED IN', 'DEPLOYED', 'IMAGE'];
  const cells = found.map((holder) => [
    holder.project.replace(/^projects\//, ''),
    holder.package,
    holder.installed,
    [...holder.fixedIn].join(' '),
    [...holder.deployed].join(' '),
    holder.resource,
  ]);
  if (format === 'json') {
    const rows = found.map((holder) => ({
      ...holder,
      fixedIn: [...holder.fixedIn],
      deployed: [...holder.deployed],
    }));
    process.stdout.write(`${printableJson(rows, 2)}\n`);
    return;
  }
  if (format === 'csv') {
    process.stdout.write(formatCsv(head, cells));
    return;
  }
  if (found.length === 0) {
    process.stdout.write(`nobody has ${oneLine(what)}, as far as is known\n`);
    return;
  }
  const shown = cells.map((row) => row.map((cell) => (cell === '' ? '-' : cell)));
  const count = (of: readonly string[], what: string): string => {
    const { size } = new Set(of);
    return `${size} ${what}${size === 1 ? '' : 's'}`;
  };
  const images = count(
    found.map(({ resource }) => resource),
    'image',
  );
  const projects = count(
    found.map(({ project }) => project),
    'project',
  );
  const deployed = new Set(
    found.filter((holder) => holder.deployed.size > 0).map(({ resource }) => resource),
  );
  process.stdout.write(
    `${formatTable(head, shown, longest)}\n${images} in ${projects} with ${oneLine(what)}; ${deployed.size} known to be deployed\n`,
  );
}

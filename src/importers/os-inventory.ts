import { isObject } from '../domain/is-object.js';
import { formatNoteName } from '../domain/names.js';
import { type Distro, distroCpe } from './common/cpe.js';
import {
  invalidReport,
  listIn,
  numberIn,
  pointerTo,
  textIn,
  textsIn,
  type View,
  viewIn,
  viewOf,
  viewsIn,
} from './common/json-view.js';
import { noteId } from './common/note-id.js';
import { outcomeOf } from './common/outcome.js';
import { Reading } from './common/reading.js';
import { resolveResource } from './common/resource-uri.js';
import { cutText } from './common/text.js';
import { parseVersion, type VersionScheme } from './common/version.js';
import type { Converted, ConvertOptions, Importer, Report } from './types.js';

/** The inventory of a virtual machine: `gcloud compute os-config inventories describe INSTANCE --view full --format json`. */
export const osInventory: Importer = {
  format: 'os-inventory',
  title: 'OS inventories of Google Cloud',
  bulk: [],
  missing: (head) =>
    isObject(head) && isObject(head.osInfo) && isObject(head.items) ? undefined : '"osInfo" and "items"',
  convert,
};

/** What an upgrade is to; the members of both messages of UPGRADE. */
interface Upgrade {
  /** Text that no other upgrade has. */
  readonly id: string;
  readonly title: string;
  readonly shared: Readonly<Record<string, unknown>>;
  readonly version?: unknown;
  readonly distribution?: Readonly<Record<string, unknown>> | undefined;
}

/** The package managers whose packages have a name and a version. */
const managers: Readonly<Record<string, VersionScheme>> = {
  aptPackage: 'deb',
  yumPackage: 'rpm',
  zypperPackage: 'rpm',
  googetPackage: 'opaque',
};

function convert(report: Report, options: ConvertOptions): Converted {
  const reading = new Reading('os-inventory', options);
  const head = viewOf(report.head, '');
  const uri = resolveResource(options.resource, { uri: instanceOf(textIn(head, 'name')), isImage: false });
  const doubts: string[] = [];
  let items = 0;
  const distro = distroOf(head);
  const all = viewIn(head, 'items') ?? { value: {}, pointer: '/items' };
  for (const key of Object.keys(all.value)) {
    const item = viewOf(all.value[key], pointerTo(all, key));
    items += 1;
    const type = textIn(item, 'type');
    if (type === 'INSTALLED_PACKAGE') continue;
    const upgrade = type === 'AVAILABLE_PACKAGE' ? readUpgrade(item, distro) : undefined;
    if (upgrade === undefined) doubts.push(`${item.pointer}: is no package that is known`);
    else addUpgrade(uri, upgrade, reading);
  }
  if (items === 0) doubts.push('the inventory has no packages; it has some in the view full');
  const outcome = outcomeOf(head);
  if (outcome !== undefined) doubts.push(outcome.reason);
  for (const doubt of doubts) reading.warn('', doubt);
  if (doubts.length === 0)
    reading.replaces({
      importer: 'os-inventory',
      uri,
      provider: options.provider,
      kind: 'UPGRADE',
      target: undefined,
      names: new Set(),
    });
  reading.verdict({
    uri,
    type: 'UPGRADE',
    time: reading.time(head, 'updateTime'),
    errors: doubts.slice(0, 50).map((message) => ({ code: 3, message })),
  });
  return reading.converted([], { time: undefined });
}

/** `projects/P/locations/ZONE/instances/ID/inventory` as the URL of the instance. */
function instanceOf(name: string | undefined): string | undefined {
  const match = /^projects\/([^/]+)\/locations\/([^/]+)\/instances\/([^/]+)\/inventory$/.exec(name ?? '');
  if (match === null) return undefined;
  return `https://compute.googleapis.com/compute/v1/projects/${match[1]}/zones/${match[2]}/instances/${match[3]}`;
}

function distroOf(head: View): Distro | undefined {
  const info = viewIn(head, 'osInfo');
  const family = info === undefined ? undefined : textIn(info, 'shortName');
  if (info === undefined || family === undefined) return undefined;
  return { family, version: textIn(info, 'version') ?? '' };
}

function readUpgrade(item: View, distro: Distro | undefined): Upgrade | undefined {
  const available = viewIn(item, 'availablePackage');
  if (available === undefined) return undefined;
  const [member = '', ...others] = Object.keys(available.value);
  if (others.length > 0) return undefined;
  const found = viewIn(available, member);
  if (found === undefined) return undefined;
  const scheme = Object.hasOwn(managers, member) ? managers[member] : undefined;
  if (scheme !== undefined) return readPackage(found, scheme, distro);
  if (member === 'zypperPatch') return readPatch(found, distro);
  return member === 'wuaPackage' ? readWindowsUpdate(found) : undefined;
}

function readPackage(found: View, scheme: VersionScheme, distro: Distro | undefined): Upgrade | undefined {
  const [name, text] = [textIn(found, 'packageName'), textIn(found, 'version')];
  if (name === undefined || text === undefined) return undefined;
  const arch = textIn(found, 'architecture');
  const version = parseVersion(text, scheme, arch);
  return {
    // The same version of another distribution is another package.
    id: `${distro?.family ?? 'unknown'}-${name}-${text}`,
    title: `${name} ${text}`,
    shared: { package: name },
    version,
    distribution: { cpeUri: distroCpe(distro) },
  };
}

/** A patch of SUSE: several packages together, under a name of its own. */
function readPatch(found: View, distro: Distro | undefined): Upgrade | undefined {
  const name = textIn(found, 'patchName');
  if (name === undefined) return undefined;
  const [classification, severity] = [textIn(found, 'category'), textIn(found, 'severity')];
  return {
    id: `${distro?.family ?? 'unknown'}-patch-${name}`,
    title: textIn(found, 'summary') ?? name,
    shared: { package: name },
    distribution: {
      cpeUri: distroCpe(distro),
      ...(classification === undefined ? {} : { classification }),
      ...(severity === undefined ? {} : { severity }),
    },
  };
}

function readWindowsUpdate(found: View): Upgrade | undefined {
  const updateId = textIn(found, 'updateId');
  if (updateId === undefined) return undefined;
  const revision = numberIn(found, 'revisionNumber');
  if (revision !== undefined && !Number.isInteger(revision))
    throw invalidReport(pointerTo(found, 'revisionNumber'), 'expected an integer');
  const [title, description, supportUrl] = (['title', 'description', 'supportUrl'] as const).map((member) =>
    textIn(found, member),
  );
  const categories = viewsIn(found, 'categories').map((category) => ({
    ...present('categoryId', textIn(category, 'id')),
    ...present('name', textIn(category, 'name')),
  }));
  return {
    id: `windows-${updateId}-${revision ?? 0}`,
    title: title ?? updateId,
    shared: {
      ...present('package', title),
      windowsUpdate: {
        identity: { updateId, ...present('revision', revision) },
        ...present('title', title),
        ...present('description', description),
        ...(categories.length === 0 ? {} : { categories }),
        ...(listIn(found, 'kbArticleIds').length === 0
          ? {}
          : { kbArticleIds: textsIn(found, 'kbArticleIds') }),
        ...present('supportUrl', supportUrl),
      },
    },
  };
}

function present(member: string, value: unknown): Record<string, unknown> {
  return value === undefined ? {} : { [member]: value };
}

/** An UPGRADE note and occurrence, which v1 alone has. */
function addUpgrade(
  uri: string,
  { id, title, shared, version, distribution }: Upgrade,
  reading: Reading,
): void {
  reading.countRow();
  const noteName = formatNoteName({ scope: reading.options.provider, id: noteId(id) });
  reading.note(noteName, {
    shortDescription: cutText(title, 200),
    upgrade: {
      ...shared,
      ...present('version', version),
      ...(distribution === undefined ? {} : { distributions: [distribution] }),
    },
  });
  reading.occurrence({
    resourceUri: uri,
    noteName,
    upgrade: { ...shared, ...present('parsedVersion', version), ...present('distribution', distribution) },
  });
}

import { formatNoteName } from '../../domain/names.js';
import type { Distro } from './cpe.js';
import { groupBy } from './group-by.js';
import { noteId } from './note-id.js';
import { type DescribedPackage, toFoundPackage } from './purl.js';
import type { Reading } from './reading.js';
import { parseVersion, versionKey } from './version.js';
import { optional } from './vulnerability-note.js';

/** One package that a bill of materials lists. */
export interface ListedPackage extends DescribedPackage {
  /** SPDX license expression. */
  readonly license?: string | undefined;
  /** Names of licenses that are not in the SPDX list. */
  readonly licenseComments?: string | undefined;
}

/**
 * Adds a PACKAGE for each package of a bill of materials: a note of its type and name, and an occurrence with every version
 * that is installed. They are never removed, like the bill itself: the content of a digest does not change.
 *
 * @throws TOO_LARGE if there are more than a report may have findings
 */
export function addPackages(
  uri: string,
  packages: readonly ListedPackage[],
  distro: Distro | undefined,
  reading: Reading,
): void {
  const groups = groupBy(packages, (one) => {
    reading.countRow();
    return `${one.purlType ?? 'os'}:${one.name}`;
  });
  for (const [id, group] of groups) {
    const [first] = group;
    if (first === undefined) continue;
    const noteName = formatNoteName({ scope: reading.options.provider, id: noteId(id) });
    const { name, type } = toFoundPackage(first, distro);
    reading.note(noteName, {
      shortDescription: `The package ${name.slice(0, 200)}.`,
      package: { name, packageType: type },
    });
    const license = licenseOf(group);
    const installation = {
      location: locationsOf(group, distro),
      ...optional('license', license),
    };
    reading.occurrence({ resource: { uri }, noteName, installation: { installation } });
  }
}

/** Each version once. A package without one has a location too, since one is required. */
function locationsOf(group: readonly ListedPackage[], distro: Distro | undefined): object[] {
  const locations = new Map<string, object>();
  for (const described of group) {
    const { cpeUri, version, scheme, arch } = toFoundPackage(described, distro);
    const parsed = version === undefined ? undefined : parseVersion(version, scheme, arch);
    const key = parsed === undefined ? '' : versionKey(parsed);
    if (!locations.has(key)) locations.set(key, { cpeUri, ...optional('version', parsed) });
  }
  return [...locations.values()];
}

/** The licenses of all versions. */
function licenseOf(group: readonly ListedPackage[]): object | undefined {
  const texts = (all: readonly (string | undefined)[]): string[] => [
    ...new Set(all.filter((text) => text !== undefined)),
  ];
  const expressions = texts(group.map(({ license }) => license));
  const comments = texts(group.map(({ licenseComments }) => licenseComments));
  if (expressions.length + comments.length === 0) return undefined;
  return {
    ...optional('expression', expressions.length === 0 ? undefined : allOf(expressions)),
    ...optional('comments', comments.length === 0 ? undefined : comments.join('; ')),
  };
}

/** The expressions joined by AND; those with operators of their own are in brackets. */
export function allOf(expressions: readonly string[]): string {
  const [only, ...others] = expressions;
  if (only !== undefined && others.length === 0) return only;
  return expressions.map((text) => (/\s/.test(text) ? `(${text})` : text)).join(' AND ');
}

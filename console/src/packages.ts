import type { Occurrence } from 'grafeas-ts/client';
import { formatVersion, noteParts } from './finding.js';
import type { AnOccurrence } from './session.js';

/** A package that an image contains. */
export interface Package {
  readonly key: string;
  readonly name: string;
  readonly version: string;
  /** The project of the note. */
  readonly source: string;
}

/** @param packages of kind PACKAGE. @param spdx of kind SPDX_PACKAGE, which only v1beta1 has. */
export function toPackages(packages: readonly AnOccurrence[], spdx: readonly Occurrence[]): Package[] {
  const keysOf = (name: string, noteName: string) => ({ key: name, source: noteParts(noteName).source });
  return [
    ...packages.map(({ package: found, name = '', noteName = '' }) => ({
      ...keysOf(name, noteName),
      name: found?.name ?? noteParts(noteName).id,
      version: formatVersion(found?.version ?? found?.location?.[0]?.version),
    })),
    ...spdx.map(({ spdxPackage, name = '', noteName = '' }) => ({
      ...keysOf(name, noteName),
      name: spdxPackage?.title ?? noteParts(noteName).id,
      version: spdxPackage?.version ?? '',
    })),
  ];
}

export interface PackageChange {
  readonly name: string;
  readonly change: 'added' | 'gone' | 'other version';
  /** Versions that only the first image has, and those that only the second one has. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Packages that two images do not have in the same versions, by name. */
export function packageChanges(before: readonly Package[], after: readonly Package[]): PackageChange[] {
  const old = versionsByName(before);
  const now = versionsByName(after);
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((name) => {
    const had = old.get(name);
    const has = now.get(name);
    const lost = [...(had ?? [])].filter((version) => has?.has(version) !== true);
    const won = [...(has ?? [])].filter((version) => had?.has(version) !== true);
    if (lost.length === 0 && won.length === 0) return [];
    const change = had === undefined ? 'added' : has === undefined ? 'gone' : 'other version';
    return [{ name, change, before: lost, after: won } as const];
  });
}

function versionsByName(packages: readonly Package[]): Map<string, Set<string>> {
  const groups = Map.groupBy(packages, ({ name }) => name);
  return new Map(
    [...groups].map(([name, members]) => [name, new Set(members.map(({ version }) => version))]),
  );
}

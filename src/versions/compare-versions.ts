import { compareApk, compareDeb, compareRpm } from './linux.js';
import { compareMaven } from './maven.js';
import { comparePep440 } from './pep440.js';
import { compareGo, compareNuget, compareSemver } from './semver.js';
import { compareComposer, compareGem } from './words.js';

type Compare = (a: string, b: string) => number | undefined;

/** The order of each ecosystem, by its purl type. */
const orders: ReadonlyMap<string, Compare> = new Map<string, Compare>([
  ['alpm', compareRpm],
  ['apk', compareApk],
  ['cargo', compareSemver],
  ['composer', compareComposer],
  ['deb', compareDeb],
  ['gem', compareGem],
  ['golang', compareGo],
  ['hex', compareSemver],
  ['maven', compareMaven],
  ['npm', compareSemver],
  ['nuget', compareNuget],
  ['pub', compareSemver],
  ['pypi', comparePep440],
  ['rpm', compareRpm],
  ['swift', compareSemver],
]);

/**
 * Compares two versions by the rules of their ecosystem: negative, 0 or positive. Undefined if one of them is not a valid
 * version there, or if the ecosystem is unknown. Never throws.
 *
 * @param ecosystem a purl type, such as `deb` or `pypi`.
 * @example compareVersions('deb', '1.0~rc1-1', '1.0-1') // negative
 */
export function compareVersions(ecosystem: string, a: string, b: string): number | undefined {
  const [left, right] = [a.trim(), b.trim()];
  return orders.get(ecosystem)?.(left, right);
}

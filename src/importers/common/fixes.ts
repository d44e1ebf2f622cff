import { compareVersions } from '../../versions/compare-versions.js';
import type { FoundPackage } from './finding.js';

/**
 * The fix to use: the smallest that is not below the installed version, in the order of the package's ecosystem.
 * If there is none, or the versions cannot be compared, the first one.
 */
export function chooseFix(
  fixes: readonly string[],
  { version, type, scheme }: Pick<FoundPackage, 'version' | 'type' | 'scheme'>,
): string | undefined {
  if (version === undefined || fixes.length < 2) return fixes[0];
  const ecosystem = scheme === 'opaque' ? ecosystemOf(type) : scheme;
  const order = (a: string, b: string): number | undefined => compareVersions(ecosystem, a, b);
  let best: string | undefined;
  for (const fix of fixes) {
    if ((order(fix, version) ?? -1) < 0) continue;
    if (best === undefined || (order(fix, best) ?? 0) < 0) best = fix;
  }
  return best ?? fixes[0];
}

/** The purl type of a package type. */
function ecosystemOf(type: string): string {
  const names: Readonly<Record<string, string>> = {
    GO: 'golang',
    GO_STDLIB: 'golang',
    RUBYGEMS: 'gem',
    RUST: 'cargo',
  };
  return Object.hasOwn(names, type) ? (names[type] ?? '') : type.toLowerCase();
}

/** `"1.2.9, >= 2.0.4"` into its versions. */
export function splitFixes(text: string | undefined): string[] {
  return (text ?? '')
    .split(/,|\|\|/)
    .map((part) => part.trim().replace(/^[~^<>=\s]+/, ''))
    .filter((part) => part !== '');
}

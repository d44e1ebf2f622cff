import type { PackageKey } from '../domain/packages.js';
import { isInRange, parseVersionRange } from '../versions/range.js';

/** Packages that kinds declare for search, and how filters query them (docs/search.md). */

/** A package as a kind's message has it. */
export interface NamedPackage {
  /** Such as `OS` or `MAVEN`. */
  readonly packageType?: string | undefined;
  readonly name?: string | undefined;
  /** A CPE, or a package URL. */
  readonly cpeUri?: string | undefined;
  readonly version?: NamedVersion | undefined;
}

/** A version of either API version. */
export interface NamedVersion {
  readonly epoch?: number | undefined;
  readonly name?: string | undefined;
  readonly revision?: string | undefined;
  readonly kind?: string | number | undefined;
}

/** Purl types by the contract's package types, where the names differ. */
const purlTypes: Readonly<Record<string, string>> = {
  go: 'golang',
  go_stdlib: 'golang',
  rust: 'cargo',
  rubygems: 'gem',
};

/** Package managers of distributions, by patterns of their CPEs. */
const distributions: readonly (readonly [type: string, form: RegExp])[] = [
  ['deb', /debian|ubuntu|distroless|echo/],
  ['apk', /alpine|wolfi|chainguard|minimos/],
  ['alpm', /:arch|manjaro/],
  ['rpm', /red_?hat|centos|alma|rocky|oracle|amazon|fedora|suse|photon|mariner|azure/],
];

/** The purl types that the contract calls `OS`. */
const osPurlTypes: ReadonlySet<string> = new Set(['deb', 'apk', 'alpm', 'rpm']);

/**
 * The key by which a package is searched; empty without a name.
 *
 * @example toPackageKey({ packageType: 'MAVEN', name: 'org.example:lib', version: { name: '1.2' } })
 */
export function toPackageKey({ packageType = '', name, cpeUri = '', version }: NamedPackage): PackageKey[] {
  if (name === undefined || name === '') return [];
  const type = purlTypeOf(packageType.toLowerCase(), cpeUri);
  return [{ type, name, version: version === undefined ? '' : formatVersion(type, version) }];
}

function purlTypeOf(type: string, cpeUri: string): string {
  if (type !== '' && type !== 'os') return purlTypes[type] ?? type;
  const ofPurl = /^pkg:\/*([A-Za-z][\w.+-]*)\//.exec(cpeUri)?.[1]?.toLowerCase();
  if (ofPurl !== undefined) return ofPurl;
  const cpe = cpeUri.toLowerCase();
  // The type follows from the operating system; it is unknown if that is unknown.
  return distributions.find(([, form]) => form.test(cpe))?.[0] ?? '';
}

/** The whole version as its ecosystem writes it; empty for MINIMUM and MAXIMUM. */
function formatVersion(type: string, { epoch = 0, name = '', revision = '', kind }: NamedVersion): string {
  if (kind === 'MINIMUM' || kind === 'MAXIMUM' || name === '') return '';
  const number = epoch === 0 ? name : `${epoch}:${name}`;
  if (revision === '') return number;
  return type === 'apk' && !revision.startsWith('r') ? `${number}-r${revision}` : `${number}-${revision}`;
}

/** A query for the packages of an occurrence, from a filter. */
export interface PackageQuery {
  readonly name: string;
  /** Whether a package of that name matches. One of unknown type or version also matches. */
  holds(found: Pick<PackageKey, 'type' | 'version'>): boolean;
}

/**
 * Parses the arguments of `hasPackage(package, range)`: a package URL without a version, or a name of any type. Returns
 * the problem as text if they are invalid.
 *
 * @example parsePackageQuery('pkg:maven/org.apache.logging.log4j/log4j-core', '>=2.0,<2.17.1')
 */
export function parsePackageQuery(text: string, rangeText: string | undefined): PackageQuery | string {
  const range = rangeText === undefined ? undefined : parseVersionRange(rangeText);
  if (rangeText !== undefined && range === undefined)
    return 'expected versions such as ">=2.0,<2.17.1" or "1.2.3"';
  const purl = text.startsWith('pkg:') ? parsePackageUrl(text) : undefined;
  if (typeof purl === 'string') return purl;
  if (text === '') return 'expected the name of a package, or a package URL without a version';
  const name = purl?.name ?? text;
  return {
    name,
    holds({ type, version }) {
      if (purl !== undefined && type !== '' && type !== purl.type) return false;
      if (range === undefined || version === '') return true;
      return isInRange(type === '' ? (purl?.type ?? '') : type, version, range) ?? true;
    },
  };
}

/** Type and name of a package URL, or what is wrong with it. */
function parsePackageUrl(text: string): { readonly type: string; readonly name: string } | string {
  const form = 'expected a package URL such as "pkg:npm/left-pad"';
  const [, type = '', rest = ''] = /^pkg:\/*([A-Za-z][\w.+-]*)\/([^?#]+)$/.exec(text) ?? [];
  if (rest === '') return /[?#]/.test(text) ? `${form}, without qualifiers` : form;
  const at = rest.lastIndexOf('@');
  if (at > rest.lastIndexOf('/') && at > 0)
    return `${form}, without a version: write hasPackage(${JSON.stringify(text.slice(0, text.lastIndexOf('@')))}, ${JSON.stringify(decoded(rest.slice(at + 1)))})`;
  const parts = rest
    .split('/')
    .filter((part) => part !== '')
    .map(decoded);
  const name = parts.at(-1);
  if (name === undefined) return form;
  const [lower, namespace] = [type.toLowerCase(), parts.slice(0, -1).join('/')];
  if (namespace === '' || osPurlTypes.has(lower)) return { type: lower, name };
  return { type: lower, name: lower === 'maven' ? `${namespace}:${name}` : `${namespace}/${name}` };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

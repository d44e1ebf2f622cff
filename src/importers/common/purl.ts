import { buildPurl, type Distro, distroCpe } from './cpe.js';
import type { FoundPackage } from './finding.js';
import { packageTypeOf, versionScheme } from './package-type.js';

/** The parts of a package URL. */
export interface Purl {
  /** In lower case, such as `deb`. */
  readonly type: string;
  readonly namespace: string | undefined;
  readonly name: string;
  readonly version: string | undefined;
  readonly qualifiers: ReadonlyMap<string, string>;
  /** Whether it is of less than the package: of a file within, or of a version that was left empty. */
  readonly isPart: boolean;
  /** As it is written. */
  readonly text: string;
}

/** `pkg:type/namespace/name@version?key=value#path`; undefined if the text is none. */
export function parsePurl(text: string | undefined): Purl | undefined {
  const match = /^pkg:\/*([A-Za-z][\w.+-]*)\/([^?#]+)(?:\?([^#]*))?(?:#(.*))?$/.exec(text?.trim() ?? '');
  if (match === null || text === undefined) return undefined;
  const [, type = '', rest = '', query = '', subpath = ''] = match;
  const at = rest.lastIndexOf('@');
  // An @ before the last slash belongs to a scope.
  const isVersioned = at > rest.lastIndexOf('/') && at > 0;
  const path = (isVersioned ? rest.slice(0, at) : rest)
    .split('/')
    .filter((part) => part !== '')
    .map(decoded);
  const name = path.pop();
  if (name === undefined) return undefined;
  const qualifiers = query.split('&').flatMap((pair): [string, string][] => {
    const equals = pair.indexOf('=');
    return equals < 1
      ? []
      : [[decoded(pair.slice(0, equals)).toLowerCase(), decoded(pair.slice(equals + 1))]];
  });
  const version = isVersioned ? decoded(rest.slice(at + 1)).trim() : '';
  return {
    type: type.toLowerCase(),
    namespace: path.length === 0 ? undefined : path.join('/'),
    name,
    version: version === '' ? undefined : version,
    qualifiers: new Map(qualifiers),
    isPart: subpath !== '' || (isVersioned && version === ''),
    text: text.trim(),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The name as packageIssue has it: the binary package, `group:artifact`, `@scope/name`, module path. */
export function packageNameOf({ type, namespace, name }: Pick<Purl, 'type' | 'namespace' | 'name'>): string {
  if (namespace === undefined || packageTypeOf(type) === 'OS') return name;
  if (type === 'maven') return name.includes(':') ? name : `${namespace}:${name}`;
  return name.startsWith(`${namespace}/`) ? name : `${namespace}/${name}`;
}

/** `debian` `12` of the qualifiers `distro=debian-12`, or of Docker Scout's `os_name` and `os_version`. */
export function distroOfPurl(purl: Purl | undefined): Distro | undefined {
  const family = purl?.qualifiers.get('os_name');
  if (family !== undefined) return { family, version: purl?.qualifiers.get('os_version') ?? '' };
  const match = /^([A-Za-z][\w.-]*?)-([\d][\w.-]*)$/.exec(purl?.qualifiers.get('distro') ?? '');
  return match === null ? undefined : { family: match[1] ?? '', version: match[2] ?? '' };
}

/** A package as a tool describes it. */
export interface DescribedPackage {
  readonly name: string;
  readonly version: string | undefined;
  /** Type of package URLs, such as `deb`; undefined if the distribution determines it. */
  readonly purlType: string | undefined;
  readonly purl?: Purl | undefined;
  readonly cpe?: string | undefined;
}

/** A package of a language. @param cpeUri its package URL if there is none */
export function languagePackage(
  name: string,
  version: string | undefined,
  purlType: string,
  cpeUri = buildPurl(purlType, name, version),
): FoundPackage {
  return { name, type: packageTypeOf(purlType, name), version, scheme: 'opaque', cpeUri };
}

/** The package of a finding. A package of the operating system has the report's distribution, else that of its purl. */
export function toFoundPackage(described: DescribedPackage, distro: Distro | undefined): FoundPackage {
  const { name, version, purlType, purl, cpe } = described;
  if (purlType !== undefined && packageTypeOf(purlType, name) !== 'OS')
    return languagePackage(name, version, purlType, cpe ?? purl?.text);
  const own = distro ?? distroOfPurl(purl);
  return {
    name,
    type: 'OS',
    version,
    scheme: versionScheme(purlType, own?.family),
    arch: purl?.qualifiers.get('arch'),
    cpeUri: distroCpe(own),
  };
}

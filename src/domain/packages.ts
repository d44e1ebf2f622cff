import { createHash } from 'node:crypto';

/** A package that an occurrence names, as it is searched for (docs/adr/0033). */
export interface PackageKey {
  /** Its purl type in lower case, such as `maven`; empty where that is not known. */
  readonly type: string;
  /** As its ecosystem writes it: `org.apache.logging.log4j:log4j-core`, `@scope/name`, `bash`. */
  readonly name: string;
  /** The whole version; empty where that is not known. */
  readonly version: string;
}

/** What is searched of one occurrence at most; see `indexedPackages`. */
const most = 1000;
/** UTF-8 bytes that an index of every database holds beside the rest of its key. */
const longest = { type: 32, name: 512, version: 256 } as const;

/** Stands for packages that are not indexed by their names: each search finds it, as it may be the one. */
export const anyPackage = '';

/**
 * The packages of an occurrence, each once, as they are stored. What is too long or too much is not left out but
 * made unknown, which every search finds.
 */
export function indexedPackages(packages: readonly PackageKey[]): readonly PackageKey[] {
  if (packages.length <= 1) return packages.map(indexed);
  const keys = new Map<string, PackageKey>();
  for (const each of packages) {
    if (keys.size >= most) {
      keys.set('', { type: '', name: anyPackage, version: '' });
      break;
    }
    const key = indexed(each);
    keys.set(JSON.stringify([key.type, key.name, key.version]), key);
  }
  return [...keys.values()];
}

function indexed({ type, name, version }: PackageKey): PackageKey {
  return {
    type: fits(type, longest.type) ? type : '',
    name: indexedName(name),
    version: fits(version, longest.version) ? version : '',
  };
}

/** The name as it is stored: a long one by its hash. */
export function indexedName(name: string): string {
  return fits(name, longest.name) ? name : `sha256:${createHash('sha256').update(name).digest('hex')}`;
}

/** As one text: empty without any, else JSON such as `[["npm","left-pad","1.3.0"]]`. */
export function formatPackages(packages: readonly PackageKey[]): string {
  if (packages.length === 0) return '';
  return JSON.stringify(packages.map(({ type, name, version }) => [type, name, version]));
}

/** What formatPackages made. */
export function parsePackages(text: string): readonly PackageKey[] {
  if (text === '') return [];
  return (JSON.parse(text) as readonly (readonly [string, string, string])[]).map(
    ([type, name, version]) => ({
      type,
      name,
      version,
    }),
  );
}

function fits(text: string, bytes: number): boolean {
  return text.length * 3 <= bytes || Buffer.byteLength(text) <= bytes;
}

import { parsePurl } from '../importers/common/purl.js';

/** One spelling for the artifacts of assessments and of findings (docs/search.md). */

interface Image {
  readonly repository: string;
  readonly digest: string | undefined;
  readonly tag: string | undefined;
}

/**
 * The spelling of the artifact of an assessment; undefined if it is not the URL of one. A statement about a tag is not about the
 * whole repository.
 *
 * @example
 * spellProduct('pkg:oci/app@sha256%3Aab?repository_url=GHCR.io/org/app'); // 'ghcr.io/org/app@sha256:ab'
 * spellProduct('https://ghcr.io/org/app'); // 'ghcr.io/org/app'
 */
export function spellProduct(uri: string): string | undefined {
  if (/^pkg:/i.test(uri.trim())) return spellPurl(uri);
  return productsOf(uri)[0];
}

/**
 * Whether the artifact of an assessment is less than what `spellProduct` returns: a file within, one platform of a repository or tag, a tag
 * that was left empty.
 *
 * @example
 * isPartOfProduct('pkg:oci/app?repository_url=ghcr.io/org/app&arch=arm64'); // true
 */
export function isPartOfProduct(uri: string): boolean {
  const purl = parsePurl(uri);
  if (purl === undefined) return bareOf(uri).endsWith(':');
  const { version, qualifiers, isPart } = purl;
  // A digest says which platform it is of.
  if (isPart || version?.includes(':') === true) return isPart;
  const { repository_url = '', tag, ...others } = Object.fromEntries(qualifiers);
  return bareOf(repository_url).endsWith(':') || tag?.trim() === '' || Object.keys(others).length > 0;
}

/**
 * Every product that an assessment of this resource may name, the most exact one first.
 *
 * @example
 * productsOf('https://ghcr.io/org/app:1.2@sha256:ab'); // ['ghcr.io/org/app@sha256:ab', 'ghcr.io/org/app']
 */
export function productsOf(resourceUri: string): readonly string[] {
  const bare = bareOf(resourceUri);
  const image = parseImage(bare);
  if (image === undefined) return bare === '' ? [] : [bare];
  const { repository, digest, tag } = image;
  if (digest !== undefined) return [`${repository}@${digest}`, repository];
  return tag === undefined ? [repository] : [`${repository}:${tag}`, repository];
}

function spellPurl(text: string): string | undefined {
  const purl = parsePurl(text);
  const repository = purl?.qualifiers.get('repository_url');
  // Without the repository the name is ambiguous. Other types are packages.
  if (purl?.type !== 'oci' || repository === undefined) return undefined;
  const { version, qualifiers } = purl;
  const tag = qualifiers.get('tag');
  if (version === undefined) return productsOf(tag === undefined ? repository : `${repository}:${tag}`)[0];
  return productsOf(`${repository}${version.includes(':') ? '@' : ':'}${version}`)[0];
}

function bareOf(uri: string): string {
  return uri
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/(?<!\/)\/+$/, '');
}

function parseImage(bare: string): Image | undefined {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(bare) || /[\s?#]/.test(bare)) return undefined;
  const at = bare.indexOf('@');
  const name = at < 0 ? bare : bare.slice(0, at);
  const digest = at < 0 ? undefined : bare.slice(at + 1).toLowerCase();
  if (digest !== undefined && !/^[a-z0-9+._-]+:[0-9a-f]+$/.test(digest)) return undefined;
  const slash = name.indexOf('/');
  if (slash < 1) return undefined;
  const host = name.slice(0, slash).toLowerCase().replace(/:443$/, '');
  const path = name.slice(slash + 1);
  const tag = /:([^:/]+)$/.exec(path)?.[1];
  const registry = hubNames.has(host) ? 'docker.io' : host;
  return {
    repository: `${registry}/${path.replace(/:[^:/]*$/, '')}`,
    digest,
    tag: digest === undefined ? tag : undefined,
  };
}

const hubNames: ReadonlySet<string> = new Set(['index.docker.io', 'registry-1.docker.io']);

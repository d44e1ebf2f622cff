import { textIn, type View, viewIn, viewsIn } from '../common/json-view.js';
import { parsePurl } from '../common/purl.js';
import { type ImageReference, parseImage, type Subject } from '../common/resource-uri.js';

/** The subject of a BOM, by `metadata.component`. */
export function subjectOf(head: View): Subject {
  const metadata = viewIn(head, 'metadata');
  const component = metadata === undefined ? undefined : viewIn(metadata, 'component');
  if (component === undefined) return { isImage: false };
  const name = textIn(component, 'name') ?? '';
  const named = parseImage(name);
  const isImage = component.value.type === 'container';
  const purl = textIn(component, 'purl');
  const images = [...repoDigests(component), ...imagesOfPurl(purl)];
  if (images.length === 0 && isImage && named?.digest !== undefined) images.push(named);
  if (isImage || images.length > 0)
    return { images, scannedAs: isImage ? named?.repository : undefined, isImage: true };
  const parsed = parsePurl(purl);
  const uri = parsed?.version === undefined ? fileUri(component, name) : parsed.text;
  return { uri, isImage: false };
}

/** Trivy's own properties name the registry's digests. */
function repoDigests(component: View): ImageReference[] {
  return viewsIn(component, 'properties').flatMap((property) => {
    if (textIn(property, 'name') !== 'aquasecurity:trivy:RepoDigest') return [];
    const image = parseImage(textIn(property, 'value') ?? '');
    return image?.digest === undefined ? [] : [image];
  });
}

/** `pkg:oci/name@sha256:…?repository_url=registry/repository` */
export function imagesOfPurl(text: string | undefined): ImageReference[] {
  const purl = parsePurl(text);
  if (purl === undefined || (purl.type !== 'oci' && purl.type !== 'docker')) return [];
  const repository = purl.qualifiers.get('repository_url');
  if (repository === undefined || purl.version === undefined) return [];
  const image = parseImage(`${repository}@${purl.version}`);
  return image?.digest === undefined ? [] : [image];
}

/** `file://sha256:…:name` */
function fileUri(component: View, name: string): string | undefined {
  if (component.value.type !== 'file' && component.value.type !== 'firmware') return undefined;
  const hash = viewsIn(component, 'hashes').find((entry) => textIn(entry, 'alg') === 'SHA-256');
  const content = hash === undefined ? undefined : textIn(hash, 'content');
  return content === undefined ? undefined : `file://sha256:${content.toLowerCase()}:${name}`;
}

import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isObject } from '../domain/is-object.js';

/** A document about an image that an OCI layout holds. */
export interface OciDocument {
  /** The digest of its blob, or of the manifest that it is made of. */
  readonly digest: string;
  readonly bytes: Buffer;
  /** Digest of the image; undefined where only the document itself says it. */
  readonly subject: string | undefined;
}

export interface OciLayout {
  readonly documents: readonly OciDocument[];
  /** What is attached to an image and not imported, and why. */
  readonly leftOut: readonly string[];
}

type Members = Readonly<Record<string, unknown>>;

interface Descriptor {
  readonly digest: string;
  readonly mediaType: string;
  readonly annotations: Members;
}

/** A manifest or index is small; layers of images are not read. */
const maxManifest = 4 * 1024 * 1024;
const maxDepth = 4;

/** Media types of documents that are imported as they are. */
const documentTypes =
  /^application\/(?:vnd\.dsse\.envelope\.v1\+json|vnd\.dev\.sigstore\.bundle[a-z0-9.+;=]*|jose\+json|spdx\+json|vnd\.cyclonedx\+json|sarif\+json|vnd\.openvex\+json|openvex\+json|csaf\+json)$|^text\/spdx\+json$/;
const simpleSigning = 'application/vnd.dev.cosign.simplesigning.v1+json';
const statement = 'application/vnd.in-toto+json';
const sbomPredicates = /^https:\/\/(?:spdx\.dev\/Document|cyclonedx\.org\/(?:bom|schema))/;

export async function isOciLayout(folder: string): Promise<boolean> {
  return stat(join(folder, 'oci-layout')).then(
    (stats) => stats.isFile(),
    () => false,
  );
}

/**
 * Reads documents about images in an OCI layout: signatures, attestations and bills of materials that are attached to them by
 * `subject`, by cosign's tags (`sha256-HEX.sig`, `.att`, `.sbom`), or by the annotations of BuildKit and `cosign save`. Every
 * blob is compared with its digest.
 *
 * @throws Error naming the blob that is missing, or is not of its digest.
 */
export async function readOciLayout(folder: string): Promise<OciLayout> {
  const documents: OciDocument[] = [];
  const leftOut: string[] = [];
  // Indexes may name one another and the same manifest any number of times.
  const seen = new Set<string>();

  async function readIndex(value: Members, depth: number): Promise<void> {
    for (const descriptor of listOf(value.manifests).map(toDescriptor)) await readManifest(descriptor, depth);
  }

  async function readManifest(descriptor: Descriptor, depth: number): Promise<void> {
    if (depth > maxDepth) throw new Error(`an index within more than ${maxDepth} others`);
    if (seen.has(JSON.stringify(descriptor))) return;
    seen.add(JSON.stringify(descriptor));
    const bytes = await readBlob(folder, descriptor.digest, maxManifest);
    const manifest = parseObject(bytes, descriptor.digest);
    if (Array.isArray(manifest.manifests)) {
      if (seen.has(descriptor.digest)) return;
      seen.add(descriptor.digest);
      return readIndex(manifest, depth + 1);
    }
    const subject = subjectOf(manifest, descriptor);
    const layers = listOf(manifest.layers).map(toDescriptor);
    const isSigned = layers.some(({ mediaType }) => mediaType === simpleSigning);
    if (subject === undefined && !isSigned && !isAttached(descriptor)) return;
    if (isSigned) {
      documents.push({ digest: descriptor.digest, subject, bytes: await withPayloads(bytes, layers) });
      return;
    }
    for (const layer of layers) {
      const type = layer.mediaType;
      if (type === statement)
        documents.push({
          digest: layer.digest,
          subject,
          bytes: unwrapSbom(await readBlob(folder, layer.digest)),
        });
      else if (documentTypes.test(type))
        documents.push({ digest: layer.digest, subject, bytes: await readBlob(folder, layer.digest) });
      else leftOut.push(`${layer.digest}: ${type} is not imported`);
    }
  }

  /** The manifest of cosign's signatures with the payloads that it names. */
  async function withPayloads(manifest: Buffer, layers: readonly Descriptor[]): Promise<Buffer> {
    const payloads: Record<string, string> = {};
    for (const { digest } of layers) payloads[digest] = (await readBlob(folder, digest)).toString('utf8');
    const data = { Manifest: manifest.toString('utf8'), Payloads: payloads };
    return Buffer.from(JSON.stringify({ SignatureData: data }));
  }

  const index = parseObject(await readFile(join(folder, 'index.json')), 'index.json');
  await readIndex(index, 0);
  return { documents, leftOut };
}

function subjectOf(manifest: Members, { annotations }: Descriptor): string | undefined {
  const { subject } = manifest;
  if (isObject(subject) && typeof subject.digest === 'string') return subject.digest;
  const named = annotations['vnd.docker.reference.digest'];
  if (typeof named === 'string') return named;
  const tag = /(?:^|[:/])(sha(?:256|512))-([0-9a-f]+)(?:\.(?:sig|att|sbom))?$/.exec(tagOf(annotations));
  return tag === null ? undefined : `${tag[1]}:${tag[2]}`;
}

/** `cosign save` says what a manifest is, and not of which image. */
function isAttached({ annotations }: Descriptor): boolean {
  return /^dev\.cosignproject\.cosign\/(?:sigs|atts|sboms)/.test(String(annotations.kind ?? ''));
}

function tagOf(annotations: Members): string {
  return String(annotations['org.opencontainers.image.ref.name'] ?? '');
}

/** BuildKit's bill of materials is within a statement that nobody has signed; the document alone is imported. */
function unwrapSbom(bytes: Buffer): Buffer {
  const { predicateType, predicate } = parseObject(bytes, 'the statement');
  const isSbom = typeof predicateType === 'string' && sbomPredicates.test(predicateType);
  return isSbom && isObject(predicate) ? Buffer.from(JSON.stringify(predicate)) : bytes;
}

function toDescriptor(value: unknown): Descriptor {
  const { digest, mediaType, annotations } = isObject(value) ? value : {};
  if (typeof digest !== 'string') throw new Error('a descriptor has no digest');
  return {
    digest,
    mediaType: String(mediaType ?? ''),
    annotations: isObject(annotations) ? annotations : {},
  };
}

/** @throws Error where there is none, or its bytes are others. */
async function readBlob(folder: string, digest: string, limit = Number.POSITIVE_INFINITY): Promise<Buffer> {
  const parts = /^(sha256|sha512):([0-9a-f]+)$/.exec(digest);
  if (parts === null) throw new Error(`${JSON.stringify(digest.slice(0, 100))} is no digest of a blob`);
  const [, algorithm = '', hex = ''] = parts;
  const path = join(folder, 'blobs', algorithm, hex);
  const stats = await stat(path).catch(() => undefined);
  if (stats === undefined) throw new Error(`the blob ${digest} is missing`);
  if (stats.size > limit) throw new Error(`the manifest ${digest} is larger than ${limit} bytes`);
  const bytes = await readFile(path);
  if (createHash(algorithm).update(bytes).digest('hex') !== hex)
    throw new Error(`the blob ${digest} has other bytes than its digest says`);
  return bytes;
}

function parseObject(bytes: Buffer, what: string): Members {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    value = undefined;
  }
  if (!isObject(value)) throw new Error(`${what} is not one JSON object`);
  return value;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

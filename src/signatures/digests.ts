/** Hex digits of the digests that are strong enough to name an artifact. */
const lengths = { sha256: 64, sha384: 96, sha512: 128 } as const;

export type DigestAlgorithm = keyof typeof lengths;

/** A digest of an artifact, as in `sha256:1f…`. */
export interface Digest {
  readonly algorithm: DigestAlgorithm;
  /** In lower case. */
  readonly hex: string;
}

export function isDigestAlgorithm(text: string): text is DigestAlgorithm {
  return Object.hasOwn(lengths, text);
}

/** Makes a digest of an algorithm and hex digits in either case; undefined for any other spelling, such as base64. */
export function toDigest(algorithm: string, hex: unknown): Digest | undefined {
  if (!isDigestAlgorithm(algorithm) || typeof hex !== 'string') return undefined;
  if (hex.length !== lengths[algorithm] || !/^[0-9a-fA-F]+$/.test(hex)) return undefined;
  return { algorithm, hex: hex.toLowerCase() };
}

/** Parses `sha256:HEX`. The algorithm is in lower case; hex digits may be of either case. */
export function parseDigest(text: string): Digest | undefined {
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : toDigest(text.slice(0, colon), text.slice(colon + 1));
}

export function formatDigest({ algorithm, hex }: Digest): string {
  return `${algorithm}:${hex}`;
}

export function sameDigest(one: Digest, other: Digest): boolean {
  return one.algorithm === other.algorithm && one.hex === other.hex;
}

/** The digest at the end of a resource URL, `…@sha256:HEX`; undefined if it has none, or more than one `@`. */
export function parseArtifact(resourceUri: string): Digest | undefined {
  const at = resourceUri.indexOf('@');
  return at < 0 ? undefined : parseDigest(resourceUri.slice(at + 1));
}

import { isUtf8 } from 'node:buffer';
import { isObject } from '../domain/is-object.js';
import { maxJsonDepth, scanJson } from '../domain/json-scan.js';
import { countKeys } from '../domain/json-slices.js';
import { parseStrictJson } from '../domain/strict-json.js';
import { bounds } from './bounds.js';
import { type Digest, formatDigest, parseDigest, sameDigest, toDigest } from './digests.js';
import { quotable, type Refusal, refuse } from './results.js';

type Members = Readonly<Record<string, unknown>>;

/** Parses one JSON object with no data after it. Repeated keys are refused, since parsers disagree on them. */
export function readObject(bytes: Uint8Array): Members | undefined {
  if (!isUtf8(bytes)) return undefined;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  try {
    const keys = scanJson(text);
    let value: unknown = JSON.parse(text);
    if (keys === undefined || countKeys(value) !== keys) value = parseStrictJson(text, maxJsonDepth);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** How a payload names its artifact. */
export type PayloadForm = 'simple-signing' | 'in-toto' | 'notation';

/**
 * Whether a signed payload is about the artifact: `critical.image.docker-manifest-digest` of simple signing, the
 * subjects of an in-toto statement, or the target of a notation payload. The signature is void if the payload has no expected
 * form or two, or names nothing or another artifact: it could have been copied from another image.
 */
export function checkNames(
  payload: Uint8Array,
  artifact: Digest | undefined,
  forms: readonly PayloadForm[] = ['simple-signing', 'in-toto'],
): Refusal | undefined {
  if (artifact === undefined) return withoutDigest();
  if (payload.length > bounds.payload)
    return refuse('TOO_LARGE', `The payload is larger than ${bounds.payload} bytes.`);
  const value = readObject(payload);
  if (value === undefined) return refuse('MALFORMED', 'The payload is not one JSON object.');
  return compareNames(namesOf(value, forms), artifact);
}

export function withoutDigest(): Refusal {
  const message = 'The resource has no digest, so no signature can name it. Write …@sha256:HEX.';
  return refuse('RESOURCE_WITHOUT_DIGEST', message);
}

/** Returns a refusal if none of the digests is the artifact's. */
export function compareNames(
  names: readonly (Digest | undefined)[] | undefined,
  artifact: Digest,
): Refusal | undefined {
  const digests = names?.filter((digest) => digest !== undefined) ?? [];
  const [first] = digests;
  if (first === undefined)
    return refuse('PAYLOAD_NAMES_NOTHING', 'The payload names no artifact by a digest that can be compared.');
  if (digests.some((digest) => sameDigest(digest, artifact))) return undefined;
  const named = quotable(formatDigest(first));
  return refuse(
    'PAYLOAD_OF_ANOTHER_ARTIFACT',
    `The payload is about ${named}${digests.length > 1 ? ' and others' : ''}, not about ${formatDigest(artifact)}.`,
  );
}

const statements = new Set(['https://in-toto.io/Statement/v0.1', 'https://in-toto.io/Statement/v1']);

/** The member that a payload of each form has, and no other form. */
const marks = { 'simple-signing': 'critical', 'in-toto': '_type', notation: 'targetArtifact' } as const;
const allForms = Object.keys(marks) as PayloadForm[];

function namesOf(value: Members, expected: readonly PayloadForm[]): (Digest | undefined)[] | undefined {
  const [form, ...others] = allForms.filter((each) => value[marks[each]] !== undefined);
  if (form === undefined || others.length > 0 || !expected.includes(form)) return undefined;
  const inner = value[marks[form]];
  switch (form) {
    case 'simple-signing':
      return isObject(inner) && isObject(inner.image)
        ? [digestOf(inner.image['docker-manifest-digest'])]
        : undefined;
    case 'notation':
      return isObject(inner) ? [digestOf(inner.digest)] : undefined;
    case 'in-toto':
      return typeof inner === 'string' && statements.has(inner) ? subjectsOf(value.subject) : undefined;
  }
}

function digestOf(value: unknown): Digest | undefined {
  return typeof value === 'string' ? parseDigest(value) : undefined;
}

function subjectsOf(subjects: unknown): (Digest | undefined)[] | undefined {
  if (!Array.isArray(subjects)) return undefined;
  return subjects.flatMap((subject: unknown) =>
    isObject(subject) && isObject(subject.digest)
      ? Object.entries(subject.digest).map(([algorithm, hex]) => toDigest(algorithm, hex))
      : [],
  );
}

import { createHash, type KeyObject } from 'node:crypto';
import { isObject } from '../domain/is-object.js';
import { parseTimestamp } from '../domain/timestamp.js';
import { ecdsaScheme, rsaScheme, type SignatureScheme } from './algorithms.js';
import { bounds } from './bounds.js';
import { chainOf, type Leaf, readLeaf } from './certificates.js';
import { decodeBase64, decodeBase64url } from './encodings.js';
import { certificateKeys, pkixKeys, type Trust } from './key-set.js';
import { checkNames, readObject } from './payloads.js';
import { isRefusal, type Refusal, refuse, type SignatureResult, settled, verified } from './results.js';
import { verifyBytes } from './verify-bytes.js';

const schemeMember = 'io.cncf.notary.signingScheme';
const expiryMember = 'io.cncf.notary.expiry';
const timeMember = 'io.cncf.notary.signingTime';
const payloadType = 'application/vnd.cncf.notary.payload.v1+json';

/**
 * Verifies a notation signature in its JWS envelope (`application/jose+json`): its certificate chains to trusted authorities at
 * the time of verification, or has the same key as a trusted PKIX key. The only supported signing scheme is `notary.x509`; time
 * stamps of third parties are ignored.
 */
export async function verifyNotation(envelope: Uint8Array, trust: Trust): Promise<SignatureResult> {
  if (envelope.length > bounds.envelope)
    return refuse('TOO_LARGE', `The notation envelope is larger than ${bounds.envelope} bytes.`);
  return settled('The notation envelope', () => verifyEnvelope(readObject(envelope), trust));
}

async function verifyEnvelope(
  value: Readonly<Record<string, unknown>> | undefined,
  trust: Trust,
): Promise<SignatureResult> {
  const { payload, protected: protectedText, signature, header } = value ?? {};
  const bytes = decodeBase64url(payload);
  const protectedBytes = decodeBase64url(protectedText);
  const signatureBytes = decodeBase64url(signature);
  const chain = isObject(header) ? header.x5c : undefined;
  if (!bytes || !protectedBytes || !signatureBytes || !Array.isArray(chain))
    return refuse('MALFORMED', 'A notation envelope has payload, protected, signature and header.x5c.');
  const head = readObject(protectedBytes);
  const problem = checkHeader(head, trust.at) ?? checkNames(bytes, trust.artifact, ['notation']);
  if (problem !== undefined || head === undefined)
    return problem ?? refuse('MALFORMED', 'The protected header is not one JSON object.');
  const der = decodeBase64(chain[0]);
  const leaf = der === undefined ? refuse('MALFORMED', 'x5c begins with no certificate.') : readLeaf(der);
  if (isRefusal(leaf)) return leaf;
  const scheme = schemeOf(leaf.key);
  if (scheme === undefined || head.alg !== scheme.jws)
    return refuse('ALGORITHM_MISMATCH', 'The algorithm is not the one that notation has for the key.');
  const keyId = signerOf(leaf, scheme, trust);
  if (isRefusal(keyId)) return keyId;
  const signed = Buffer.from(`${protectedText}.${payload}`);
  if (
    signatureBytes.length <= bounds.signature &&
    (await verifyBytes(scheme, signed, leaf.key, signatureBytes, 'jws'))
  )
    return verified(keyId, trust.at, timeOf(head[timeMember]));
  return refuse('SIGNATURE_WRONG', 'The signature is not one of this payload by the certificate.', keyId);
}

/** What a header may mark as critical. */
const understood: ReadonlySet<unknown> = new Set([schemeMember, expiryMember]);

function checkHeader(head: Readonly<Record<string, unknown>> | undefined, at: Date): Refusal | undefined {
  if (head === undefined) return refuse('MALFORMED', 'The protected header is not one JSON object.');
  if (head.cty !== payloadType) return refuse('PAYLOAD_TYPE', `The content type is not ${payloadType}.`);
  if (['jwk', 'jku', 'x5u', 'x5c', 'kid'].some((member) => head[member] !== undefined))
    return refuse('KEY_IN_SIGNATURE', 'The protected header contains a key.');
  const critical: readonly unknown[] = Array.isArray(head.crit) ? head.crit : [];
  if (head[schemeMember] !== 'notary.x509' || !critical.includes(schemeMember))
    return refuse('UNSUPPORTED', 'The signing scheme is not notary.x509, marked as critical.');
  if (critical.some((member) => !understood.has(member) || head[member as string] === undefined))
    return refuse('UNSUPPORTED', 'The protected header marks something as critical that is not supported.');
  const expiry = head[expiryMember];
  if (expiry === undefined) return undefined;
  const expires = timeOf(expiry);
  if (expires === undefined) return refuse('MALFORMED', 'The expiry of the signature is not a time.');
  return expires <= at ? refuse('SIGNATURE_EXPIRED', 'The signature has expired.') : undefined;
}

function timeOf(value: unknown): Date | undefined {
  const instant = typeof value === 'string' ? parseTimestamp(value) : undefined;
  return instant && new Date(instant.seconds * 1000);
}

/** Id of the trusted key or authorities that the certificate chains to. */
function signerOf(leaf: Leaf, { jws }: SignatureScheme, { keys, at }: Trust): string | Refusal {
  const fingerprint = createHash('sha256')
    .update(leaf.key.export({ format: 'der', type: 'spki' }))
    .digest();
  const given = pkixKeys(keys).find((key) => key.fingerprint.equals(fingerprint));
  if (given === undefined) {
    const trusted = chainOf(leaf, certificateKeys(keys), at);
    return isRefusal(trusted) ? trusted : trusted.id;
  }
  if (given.scheme.jws === jws) return given.id;
  return refuse('ALGORITHM_MISMATCH', `The key is trusted for ${given.algorithm} only.`, given.id);
}

const schemes: readonly SignatureScheme[] = [
  rsaScheme(2048, 'sha256', true),
  rsaScheme(3072, 'sha384', true),
  rsaScheme(4096, 'sha512', true),
  ecdsaScheme('prime256v1', 'sha256'),
  ecdsaScheme('secp384r1', 'sha384'),
  ecdsaScheme('secp521r1', 'sha512'),
];

/** How notation signs with a key: its specification has one scheme for each kind and size. */
function schemeOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): SignatureScheme | undefined {
  const { modulusLength, namedCurve } = asymmetricKeyDetails ?? {};
  return schemes.find(
    ({ key, bits, curve }) => key === asymmetricKeyType && bits === modulusLength && curve === namedCurve,
  );
}

import { createHash, type KeyObject } from 'node:crypto';
import { flattenedVerify } from 'jose';
import { isObject } from '../domain/is-object.js';
import { parseTimestamp } from '../domain/timestamp.js';
import { bounds } from './bounds.js';
import { chainOf, type Leaf, readLeaf } from './certificates.js';
import { decodeBase64, decodeBase64url } from './encodings.js';
import { certificateKeys, pkixKeys, type Trust } from './key-set.js';
import { checkNames, readObject } from './payloads.js';
import { isRefusal, type Refusal, refuse, type SignatureResult, settled, verified } from './results.js';

const schemeMember = 'io.cncf.notary.signingScheme';
const expiryMember = 'io.cncf.notary.expiry';
const timeMember = 'io.cncf.notary.signingTime';
const payloadType = 'application/vnd.cncf.notary.payload.v1+json';

/**
 * Verifies a notation signature in its JWS envelope (`application/jose+json`): the certificate in it leads to trusted
 * authorities at the time of the question, or has the very key of a trusted PKIX key. Of the signing schemes only
 * `notary.x509` is known; time stamps of others are not looked at.
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
  const chain = isObject(header) ? header.x5c : undefined;
  if (!bytes || !protectedBytes || !decodeBase64url(signature) || !Array.isArray(chain))
    return refuse('MALFORMED', 'A notation envelope has payload, protected, signature and header.x5c.');
  const head = readObject(protectedBytes);
  const problem = checkHeader(head, trust.at) ?? checkNames(bytes, trust.artifact, ['notation']);
  if (problem !== undefined || head === undefined)
    return problem ?? refuse('MALFORMED', 'The protected header is not one JSON object.');
  const der = decodeBase64(chain[0]);
  const leaf = der === undefined ? refuse('MALFORMED', 'x5c begins with no certificate.') : readLeaf(der);
  if (isRefusal(leaf)) return leaf;
  const keyId = signerOf(leaf, head.alg, trust);
  if (isRefusal(keyId)) return keyId;
  try {
    const jws = {
      payload: payload as string,
      protected: protectedText as string,
      signature: signature as string,
    };
    const crit = { [schemeMember]: true, [expiryMember]: true };
    await flattenedVerify(jws, leaf.key, { algorithms: [head.alg as string], crit });
  } catch {
    return refuse('SIGNATURE_WRONG', 'The signature is not one of this payload by the certificate.', keyId);
  }
  return verified(keyId, trust.at, timeOf(head[timeMember]));
}

function checkHeader(head: Readonly<Record<string, unknown>> | undefined, at: Date): Refusal | undefined {
  if (head === undefined) return refuse('MALFORMED', 'The protected header is not one JSON object.');
  if (head.cty !== payloadType) return refuse('PAYLOAD_TYPE', `The content type is not ${payloadType}.`);
  if (['jwk', 'jku', 'x5u', 'x5c', 'kid'].some((member) => head[member] !== undefined))
    return refuse('KEY_IN_SIGNATURE', 'The protected header brings a key of its own.');
  const critical: readonly unknown[] = Array.isArray(head.crit) ? head.crit : [];
  if (head[schemeMember] !== 'notary.x509' || !critical.includes(schemeMember))
    return refuse('UNSUPPORTED', 'The signing scheme is not notary.x509, marked as critical.');
  const expiry = head[expiryMember];
  if (expiry === undefined) return undefined;
  const expires = timeOf(expiry);
  if (expires === undefined) return refuse('MALFORMED', 'The expiry of the signature is no time.');
  return expires <= at ? refuse('SIGNATURE_EXPIRED', 'The signature has expired.') : undefined;
}

function timeOf(value: unknown): Date | undefined {
  const instant = typeof value === 'string' ? parseTimestamp(value) : undefined;
  return instant && new Date(instant.seconds * 1000);
}

/** Id of what vouches for the certificate, once the algorithm is the one notation has for its key. */
function signerOf(leaf: Leaf, alg: unknown, { keys, at }: Trust): string | Refusal {
  const expected = algorithmOf(leaf.key);
  if (expected === undefined || alg !== expected)
    return refuse('ALGORITHM_MISMATCH', 'The algorithm is not the one that notation has for the key.');
  const fingerprint = createHash('sha256')
    .update(leaf.key.export({ format: 'der', type: 'spki' }))
    .digest();
  const given = pkixKeys(keys).find((key) => key.fingerprint.equals(fingerprint));
  if (given === undefined) {
    const trusted = chainOf(leaf, certificateKeys(keys), at);
    return isRefusal(trusted) ? trusted : trusted.id;
  }
  if (given.scheme.jws === alg) return given.id;
  return refuse('ALGORITHM_MISMATCH', `The key is trusted for ${given.algorithm} only.`, given.id);
}

const byBits = new Map([
  [2048, 'PS256'],
  [3072, 'PS384'],
  [4096, 'PS512'],
]);
const byCurve = new Map([
  ['prime256v1', 'ES256'],
  ['secp384r1', 'ES384'],
  ['secp521r1', 'ES512'],
]);

function algorithmOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string | undefined {
  const { modulusLength = 0, namedCurve = '' } = asymmetricKeyDetails ?? {};
  if (asymmetricKeyType === 'rsa') return byBits.get(modulusLength);
  return asymmetricKeyType === 'ec' ? byCurve.get(namedCurve) : undefined;
}

import { setImmediate as pause } from 'node:timers/promises';
import { bounds } from './bounds.js';
import { parseDigest } from './digests.js';
import { decodeBase64url } from './encodings.js';
import { pkixKeys, type Trust } from './key-set.js';
import { compareNames, readObject, withoutDigest } from './payloads.js';
import type { PkixKey } from './pkix-key.js';
import { quotable, type Refusal, refuse, type SignatureResult, settled, verified } from './results.js';
import { checkPkix } from './verify-pkix.js';

/** The `sub` of an attestation's JWT begins with this; a digest follows. */
const subjectPrefix = 'container:digest:';

/**
 * Verifies the `jwts` of a v1 attestation: compact JSON web signatures by a PKIX key, whose `sub` is
 * `container:digest:sha256:HEX`. `kid` is the id of the key; without one each key of the same algorithm is tried. Keys
 * inside the token are refused, as is every algorithm but the key's own. `exp` and `nbf` are compared with the time of verification.
 * `iss` and `aud` are not compared with anything.
 */
export async function verifyJwts(tokens: readonly string[], trust: Trust): Promise<SignatureResult[]> {
  if (tokens.length === 0) return [refuse('NO_SIGNATURE', 'There is no JWT.')];
  if (tokens.length > bounds.signatures)
    return [refuse('TOO_LARGE', `There are more than ${bounds.signatures} JWTs.`)];
  const results: SignatureResult[] = [];
  for (const token of tokens) {
    if (results.length > 0) await pause();
    results.push(await settled('The JWT', () => verifyJwt(token, trust)));
  }
  return results;
}

async function verifyJwt(token: string, trust: Trust): Promise<SignatureResult> {
  if (trust.artifact === undefined) return withoutDigest();
  if (token.length > bounds.jwt)
    return refuse('TOO_LARGE', `The JWT is longer than ${bounds.jwt} characters.`);
  const [header, claims, signature, ...rest] = token.split('.').map(decodeBase64url);
  if (!header || !claims || !signature || rest.length > 0)
    return refuse('MALFORMED', 'The JWT is not three parts in base64url.');
  const candidates = signersOf(readObject(header), trust);
  if (!Array.isArray(candidates)) return candidates;
  const stated = readObject(claims) ?? {};
  const { sub } = stated;
  const named =
    typeof sub === 'string' && sub.startsWith(subjectPrefix) ? sub.slice(subjectPrefix.length) : '';
  const problem = compareNames([parseDigest(named)], trust.artifact);
  if (problem !== undefined) return problem;
  const signed = Buffer.from(token.slice(0, token.lastIndexOf('.')));
  let last: Refusal | undefined;
  for (const key of candidates) {
    if (last !== undefined) await pause();
    last = await checkPkix(signed, signature, key, 'jws');
    if (last === undefined) return checkTimes(stated, key, trust.at);
  }
  return last ?? refuse('KEY_UNKNOWN', 'No PKIX key of the algorithm of the JWT is trusted.');
}

/** Members of a header that contain a key or refer to one. */
const embedded = ['jwk', 'jku', 'x5c', 'x5u'];

function signersOf(header: Readonly<Record<string, unknown>> | undefined, trust: Trust): PkixKey[] | Refusal {
  if (header === undefined) return refuse('MALFORMED', 'The header of the JWT is not one JSON object.');
  const brought = embedded.find((member) => header[member] !== undefined);
  if (brought !== undefined)
    return refuse('KEY_IN_SIGNATURE', `The header of the JWT contains a key (${brought}).`);
  const { alg, kid, crit, b64 } = header;
  if (crit !== undefined || b64 !== undefined)
    return refuse('UNSUPPORTED', 'The JWT demands an extension that is not supported.');
  const same = pkixKeys(trust.keys).filter(({ scheme }) => scheme.jws === alg);
  if (kid === undefined) return same.length > 0 ? same : mismatch(alg);
  if (typeof kid !== 'string') return refuse('MALFORMED', 'The kid of the JWT is not text.');
  if (trust.keys.get(kid)?.kind !== 'pkix')
    return refuse('KEY_UNKNOWN', 'No PKIX key of this id is trusted.', kid);
  const named = same.filter(({ id }) => id === kid);
  return named.length > 0 ? named : mismatch(alg, kid);
}

function mismatch(alg: unknown, kid?: string): Refusal {
  const name = typeof alg === 'string' ? ` (${quotable(alg)})` : '';
  return refuse('ALGORITHM_MISMATCH', `The algorithm of the JWT${name} is not the one of the key.`, kid);
}

/** Checks the times in the claims, in seconds: valid from `nbf` on and before `exp`. `iat` is the time that the signer states. */
function checkTimes(claims: Readonly<Record<string, unknown>>, { id }: PkixKey, at: Date): SignatureResult {
  const { exp, nbf, iat } = claims;
  if (!isTime(exp) || !isTime(nbf) || !isTime(iat))
    return refuse('MALFORMED', 'A time in the claims of the JWT is not a number of seconds.', id);
  const now = at.getTime() / 1000;
  if (exp !== undefined && exp <= now) return refuse('SIGNATURE_EXPIRED', 'The JWT has expired.', id);
  if (nbf !== undefined && nbf > now)
    return refuse('SIGNATURE_NOT_YET_VALID', 'The JWT is not valid yet.', id);
  return verified(id, at, iat === undefined ? undefined : new Date(iat * 1000));
}

/** The greatest distance from 1970 that a Date holds, in seconds. */
const farthest = 8.64e12;

function isTime(value: unknown): value is number | undefined {
  return value === undefined || (typeof value === 'number' && Math.abs(value) <= farthest);
}

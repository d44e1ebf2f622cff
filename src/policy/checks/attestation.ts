import { isObject } from '../../domain/is-object.js';
import { nextTurn } from '../../domain/slices.js';
import type { KeySet } from '../../signatures/key-set.js';
import type { SignatureResult } from '../../signatures/results.js';
import { verifyDetached } from '../../signatures/verify-detached.js';
import { verifyJwts } from '../../signatures/verify-jwt.js';
import { verifyPgpMessage } from '../../signatures/verify-pgp.js';
import type { AttestorFacts, Facts, OccurrenceFact } from '../facts.js';
import type { Image } from '../image.js';
import { type CheckOutcome, failed, passed, quoted, reason } from '../reasons.js';
import { type Reason, worstOf } from '../verdict.js';
import { problemOfProject } from './projects.js';

/** Attestations of one image that are looked at; each costs a few signatures. */
const maxAttestations = 100;

/** What an attestation holds, in either version of the API. */
interface Signed {
  readonly payload: Buffer;
  readonly signatures: readonly { readonly signature: string; readonly keyId: string }[];
  readonly jwts: readonly string[];
  readonly pgp?: { readonly armour: string; readonly keyId: string | undefined } | undefined;
}

export function signedOf({ v1, v1beta1 }: OccurrenceFact): Signed {
  const outer = isObject(v1beta1.attestation) ? v1beta1.attestation : {};
  const before = isObject(outer.attestation) ? outer.attestation : {};
  const pgp = isObject(before.pgpSignedAttestation) ? before.pgpSignedAttestation : undefined;
  const generic = isObject(before.genericSignedAttestation) ? before.genericSignedAttestation : {};
  const members = isObject(v1) && isObject(v1.attestation) ? v1.attestation : generic;
  return {
    payload: Buffer.from(textOf(members.serializedPayload), 'base64'),
    signatures: listOf(members.signatures).map((each) => ({
      signature: textOf(each.signature),
      keyId: textOf(each.publicKeyId),
    })),
    jwts: listOf(members.jwts).map((each) => textOf(each.compactJwt)),
    pgp:
      pgp === undefined
        ? undefined
        : { armour: textOf(pgp.signature), keyId: textOf(pgp.pgpKeyId) || undefined },
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const listOf = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) ? value.filter(isObject) : [];

/** Where a time is asked for and none counts: PKIX keys and their signatures have none. */
export const noTime = new Date(0);

/** What each signature of an attestation is worth by some keys. */
async function verifySigned(
  signed: Signed,
  keys: KeySet,
  image: Image,
  facts: Facts,
): Promise<readonly SignatureResult[]> {
  const isTimeless =
    signed.jwts.length === 0 &&
    signed.pgp === undefined &&
    [...keys.values()].every(({ kind }) => kind === 'pkix');
  const trust = { keys, artifact: image.digest, at: isTimeless ? noTime : facts.at };
  const { payload, signatures, jwts, pgp } = signed;
  const detached = signatures.map(({ signature, keyId }) => ({
    signature: Buffer.from(signature, 'base64'),
    keyId,
  }));
  const isOther = jwts.length > 0 || pgp !== undefined;
  return [
    ...(detached.length > 0 || !isOther ? await verifyDetached(payload, detached, trust) : []),
    ...(jwts.length > 0 ? await verifyJwts(jwts, trust) : []),
    ...(pgp === undefined ? [] : await verifyPgpMessage(pgp.armour, trust, pgp.keyId)),
  ];
}

/** Attests with what a check says counts: whether an occurrence is verified, or why not. */
type Verify = (occurrence: OccurrenceFact) => Promise<readonly SignatureResult[]>;

/** The first occurrence that is verified, or why none is. */
export async function findVerified(
  occurrences: readonly OccurrenceFact[],
  verify: Verify,
): Promise<{ readonly verified: OccurrenceFact } | { readonly refused: readonly string[] }> {
  const refused: string[] = [];
  for (const occurrence of occurrences.slice(0, maxAttestations)) {
    await nextTurn();
    const results = await verify(occurrence);
    if (results.some(({ verified }) => verified)) return { verified: occurrence };
    for (const result of results)
      if (!result.verified && refused.length < 5)
        refused.push(`${occurrence.name}: ${result.reason}: ${result.message}`);
  }
  if (occurrences.length > maxAttestations)
    refused.push(`${occurrences.length - maxAttestations} more are not looked at.`);
  return { refused };
}

/** Whether one attestor has attested the image. */
async function checkAttestor(name: string, image: Image, facts: Facts): Promise<CheckOutcome> {
  const attestor = await facts.attestor(name);
  if (attestor === undefined)
    return failed(reason('ATTESTOR_UNKNOWN', `${name} does not exist.`, { attestors: [name] }));
  const attestors = [name];
  if (attestor === 'no-access') {
    const message = `The writer of the policy may no longer read ${name}.`;
    return failed(reason('NO_ACCESS', message, { attestors }));
  }
  if (attestor.keys.size === 0) {
    const why = attestor.badKeys.length > 0 ? `: ${attestor.badKeys.join('; ')}` : '';
    const code = attestor.badKeys.length > 0 ? 'KEY_UNUSABLE' : 'ATTESTOR_WITHOUT_KEYS';
    return failed(reason(code, `${name} has no key that verifies attestations${why}.`, { attestors }));
  }
  const found = await facts.attestations(attestor, image);
  const problem = problemOfProject(found);
  if (problem?.code === 'NO_ACCESS') return failed({ ...problem, attestors });
  const outcome = await findVerified(attestationsOf(found.occurrences, attestor), (occurrence) =>
    verifySigned(signedOf(occurrence), attestor.keys, image, facts),
  );
  if ('verified' in outcome) {
    const occurrences = [outcome.verified.name];
    return passed(reason('ATTESTED', `${name} has attested the image.`, { attestors, occurrences }));
  }
  if (problem !== undefined) return failed({ ...problem, attestors });
  return failed(refusal(`${name} has not attested the image`, outcome.refused, attestors));
}

function refusal(message: string, refused: readonly string[], attestors: readonly string[]): Reason {
  if (refused.length === 0) return reason('NOT_ATTESTED', `${message}.`, { attestors });
  return reason('ATTESTATION_REFUSED', `${message}: ${refused.join(' ')}`, { attestors });
}

/** An attestation of another note is of no use to an attestor, whoever signed it. */
function attestationsOf(
  occurrences: readonly OccurrenceFact[],
  { noteName }: AttestorFacts,
): readonly OccurrenceFact[] {
  return occurrences.filter((each) => each.kind === 'ATTESTATION' && each.noteName === noteName);
}

/** Whether all attestors, or any of them, have attested the image. */
export async function checkAttestors(
  names: readonly string[],
  require: 'ALL' | 'ANY',
  image: Image,
  facts: Facts,
): Promise<CheckOutcome> {
  const outcomes: CheckOutcome[] = [];
  for (const name of new Set(names)) {
    const outcome = await checkAttestor(name, image, facts);
    if (require === 'ANY' && outcome.verdict === 'CONFORMANT') return outcome;
    outcomes.push(outcome);
  }
  const reasons = outcomes.flatMap((outcome) => outcome.reasons);
  if (require === 'ANY') return { verdict: 'NON_CONFORMANT', reasons };
  const bad = outcomes.filter(({ verdict }) => verdict !== 'CONFORMANT');
  if (bad.length > 0)
    return {
      verdict: worstOf(bad.map(({ verdict }) => verdict)),
      reasons: bad.flatMap((outcome) => outcome.reasons),
    };
  return { verdict: 'CONFORMANT', reasons };
}

/** Whether an attestation in one of the projects is verified by one of several sets of keys. */
export async function checkSignatures(
  projects: readonly string[],
  keySets: readonly KeySet[],
  image: Image,
  facts: Facts,
  verify = (occurrence: OccurrenceFact, keys: KeySet): Promise<readonly SignatureResult[]> =>
    verifySigned(signedOf(occurrence), keys, image, facts),
): Promise<CheckOutcome> {
  const problems: Reason[] = [];
  const refused: string[] = [];
  for (const project of new Set(projects)) {
    const read = await facts.project(project, image);
    const attestations = read.occurrences.filter(({ kind }) => kind === 'ATTESTATION');
    const outcome = await findVerified(attestations, async (occurrence) => {
      const results: SignatureResult[] = [];
      for (const keys of keySets) results.push(...(await verify(occurrence, keys)));
      return results;
    });
    if ('verified' in outcome) {
      const { name } = outcome.verified;
      const message = `A key of the policy verifies ${quoted(name)}.`;
      return passed(reason('ATTESTED', message, { occurrences: [name] }));
    }
    refused.push(...outcome.refused);
    const problem = problemOfProject(read);
    if (problem !== undefined) problems.push(problem);
  }
  const none = refusal(`No attestation in ${projects.join(', ')} is by a key of the policy`, refused, []);
  return failed(...problems, none);
}

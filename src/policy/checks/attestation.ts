import { append } from '../../domain/append.js';
import { isObject } from '../../domain/is-object.js';
import type { Signed } from '../../domain/signed.js';
import type { PublicKeyDocument } from '../../signatures/key-document.js';
import type { Refusal, SignatureResult } from '../../signatures/results.js';
import type { AttestorFacts, Facts, OccurrenceFact } from '../facts.js';
import type { Image } from '../image.js';
import { type CheckOutcome, failed, passed, quoted, reason } from '../reasons.js';
import { type Reason, worstOf } from '../verdict.js';
import { problemOfProject } from './projects.js';

/** Maximum number of attestations of one image that are examined; each costs a few signatures. */
const maxAttestations = 100;

/** The signed parts of an attestation, in either version of the API. */
function signedOf({ v1, v1beta1 }: OccurrenceFact): readonly Signed[] {
  const outer = isObject(v1beta1.attestation) ? v1beta1.attestation : {};
  const before = isObject(outer.attestation) ? outer.attestation : {};
  const pgp = isObject(before.pgpSignedAttestation) ? before.pgpSignedAttestation : undefined;
  const generic = isObject(before.genericSignedAttestation) ? before.genericSignedAttestation : {};
  const members = isObject(v1) && isObject(v1.attestation) ? v1.attestation : generic;
  const signatures = listOf(members.signatures).map((each) => ({
    signature: textOf(each.signature),
    keyId: textOf(each.publicKeyId),
  }));
  const tokens = listOf(members.jwts).map((each) => textOf(each.compactJwt));
  return [
    ...(signatures.length > 0
      ? [{ form: 'detached' as const, payload: textOf(members.serializedPayload), signatures }]
      : []),
    ...(tokens.length > 0 ? [{ form: 'jwts' as const, tokens }] : []),
    ...(pgp === undefined
      ? []
      : [{ form: 'pgp' as const, message: textOf(pgp.signature), keyId: textOf(pgp.pgpKeyId) }]),
  ];
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const listOf = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) ? value.filter(isObject) : [];

/** A time for PKIX keys and signatures, which have none, so it does not matter. */
export const noTime = new Date(0);

/** The results of an attestation by some keys. */
function verifyAttestation(
  occurrence: OccurrenceFact,
  keys: readonly PublicKeyDocument[],
  image: Image,
  facts: Facts,
): Promise<readonly SignatureResult[]> {
  const signed = signedOf(occurrence);
  const isTimeless =
    signed.every(({ form }) => form === 'detached') &&
    keys.every(({ asciiArmoredPgpPublicKey }) => asciiArmoredPgpPublicKey === undefined);
  return facts.verify(signed, keys, image.digest, isTimeless ? noTime : facts.at);
}

/** The results of an attestation that cosign signed: its signatures name no keys. */
export async function verifyCosigned(
  occurrence: OccurrenceFact,
  keys: readonly PublicKeyDocument[],
  image: Image,
  facts: Facts,
): Promise<readonly SignatureResult[]> {
  const parts = signedOf(occurrence).flatMap((part) =>
    part.form === 'detached'
      ? [{ ...part, form: 'cosign' as const, signatures: part.signatures.map(({ signature }) => signature) }]
      : [],
  );
  return parts.length === 0 ? [] : facts.verify(parts, keys, image.digest, noTime);
}

/** Verifies the signatures of an occurrence for a check. */
type Verify = (occurrence: OccurrenceFact) => Promise<readonly SignatureResult[]>;

/** The first occurrence that is verified, or why none is. */
export async function findVerified(
  occurrences: readonly OccurrenceFact[],
  facts: Facts,
  verify: Verify,
): Promise<{ readonly verified: OccurrenceFact } | { readonly refused: readonly string[] }> {
  const refused: string[] = [];
  for (const occurrence of occurrences.slice(0, maxAttestations)) {
    await facts.pause();
    const results = await verify(occurrence);
    if (results.some(({ verified }) => verified)) return { verified: occurrence };
    for (const result of results) if (!result.verified) addRefusal(refused, result, `${occurrence.name}: `);
  }
  if (occurrences.length > maxAttestations)
    refused.push(`${occurrences.length - maxAttestations} more were not examined.`);
  return { refused };
}

/** Refusals that a reason lists. */
const maxRefused = 5;

/** Signatures that could not be verified now come first: they may be good. */
export function addRefusal(refused: string[], { reason: why, message }: Refusal, name: string): void {
  const text = `${name}${why}: ${message}`;
  if (why === 'UNAVAILABLE') refused.unshift(text);
  else refused.push(text);
  refused.splice(maxRefused);
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
  if (attestor.keys.length === 0) {
    const why = attestor.badKeys.length > 0 ? `: ${attestor.badKeys.join('; ')}` : '';
    const code = attestor.badKeys.length > 0 ? 'KEY_UNUSABLE' : 'ATTESTOR_WITHOUT_KEYS';
    return failed(reason(code, `${name} has no key that verifies attestations${why}.`, { attestors }));
  }
  const found = await facts.attestations(attestor, image);
  const problem = problemOfProject(found);
  if (problem?.code === 'NO_ACCESS') return failed({ ...problem, attestors });
  const outcome = await findVerified(attestationsOf(found.occurrences, attestor), facts, (occurrence) =>
    verifyAttestation(occurrence, attestor.keys, image, facts),
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

/** An attestation of another note does not count for an attestor, even if its key signed it. */
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
    await facts.pause();
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
  keySets: readonly (readonly PublicKeyDocument[])[],
  image: Image,
  facts: Facts,
  verify: typeof verifyAttestation = verifyAttestation,
): Promise<CheckOutcome> {
  const problems: Reason[] = [];
  const refused: string[] = [];
  for (const project of new Set(projects)) {
    const read = await facts.project(project, image);
    const attestations = read.occurrences.filter(({ kind }) => kind === 'ATTESTATION');
    const outcome = await findVerified(attestations, facts, async (occurrence) => {
      const results: SignatureResult[] = [];
      for (const keys of keySets) {
        // Each set parses the payload again, which may have some MB.
        if (results.length > 0) await facts.pause();
        const verified = await verify(occurrence, keys, image, facts);
        append(results, verified);
        if (verified.some((each) => each.verified)) break;
      }
      return results;
    });
    if ('verified' in outcome) {
      const { name } = outcome.verified;
      const message = `A key of the policy verifies ${quoted(name)}.`;
      return passed(reason('ATTESTED', message, { occurrences: [name] }));
    }
    append(refused, outcome.refused);
    const problem = problemOfProject(read);
    if (problem !== undefined) problems.push(problem);
  }
  const none = refusal(`No attestation in ${projects.join(', ')} is by a key of the policy`, refused, []);
  return failed(...problems, none);
}

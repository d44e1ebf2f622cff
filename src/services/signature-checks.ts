import type { Clock } from '../domain/clock.js';
import { ApiError, type FieldViolation } from '../domain/errors.js';
import {
  type AttestorKey,
  formatAttestorName,
  formatNoteName,
  type NoteKey,
  parseAttestorName,
} from '../domain/names.js';
import type { Caller } from '../domain/permits.js';
import type { Signed } from '../domain/signed.js';
import { pauseFor } from '../domain/slices.js';
import type { OccurrenceDocument, Registry } from '../kinds/registry.js';
import { parseForms } from '../kinds/stored-text.js';
import { type Digest, parseArtifact } from '../signatures/digests.js';
import type { PublicKeyDocument } from '../signatures/key-document.js';
import type { Repository } from '../storage/repository.js';
import type { OccurrenceRow } from '../storage/repository-rows.js';
import { reasonsOf } from './attestation-verifier.js';
import { toDocument, type VerifyMode } from './attestor-document.js';
import type { Verifier } from './signature-verifier.js';

/** A demand of the policy file: a key of one of these attestors must verify the occurrences of a note. */
export interface NoteDemand {
  readonly verify: VerifyMode;
  /** Their full names. */
  readonly attestors: readonly string[];
}

/** The result of verification for one demand. Stored beside the occurrence, as JSON. */
export interface SignatureCheck {
  /** The attestors whose keys were tried. */
  readonly attestors: readonly string[];
  readonly verify: VerifyMode;
  readonly verified: boolean;
  /** The attestor whose key verified it. */
  readonly attestor?: string | undefined;
  readonly keyId?: string | undefined;
  /** The time that the signer states. */
  readonly signedTime?: string | undefined;
  readonly denialReason?: string | undefined;
}

export interface Verification {
  readonly checkTime: string;
  readonly checks: readonly SignatureCheck[];
}

export interface CheckOptions {
  /** Whether to read the demands of every note, not only of those that are known to have some. */
  readonly readAnew: boolean;
  /** Names a row, in errors. */
  readonly field: (index: number) => string;
  /** When it has gone or its time is over, nothing further is verified. */
  readonly caller: Caller;
}

/** Verifies signatures before occurrences are written, if their note has a demand. */
export type SignatureChecks = ReturnType<typeof createSignatureChecks>;

interface Deps {
  readonly repository: Pick<Repository, 'getDemands' | 'getAttestor'>;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly verify: Verifier;
}

/** Maximal number of notes that are known to have demands. */
const maxKnown = 10_000;

/** The current demands on a note. */
interface Demands {
  /** See OccurrenceRow.demands. */
  readonly revision: number;
  readonly all: readonly { readonly verify: VerifyMode; readonly attestors: readonly Candidate[] }[];
}

interface Candidate {
  readonly name: string;
  readonly keys: readonly PublicKeyDocument[];
  /** The reason if it cannot verify anything. */
  readonly problem?: string | undefined;
}

/** @param demandOf returns the demand of the policy file on a note, by its name. */
export function createSignatureChecks(
  { repository, registry, clock, verify: verifyBy }: Deps,
  demandOf: (note: string) => NoteDemand | undefined = () => undefined,
) {
  // Other notes cost nothing: if one has a demand by now, the store refuses the rows.
  const known = new Set<string>();

  async function demandsOf(note: NoteKey): Promise<Demands> {
    const name = formatNoteName(note);
    const { revision, attestors } = await repository.getDemands(note);
    known.delete(name);
    if (revision !== 0) {
      if (known.size >= maxKnown) known.clear();
      known.add(name);
    }
    const all: Demands['all'][number][] = [];
    for (const key of attestors) {
      const candidate = await candidateOf(repository, key, name);
      // If one was deleted or changed since, the revision has changed too.
      if (candidate.verify !== undefined) all.push({ verify: candidate.verify, attestors: [candidate] });
    }
    const demand = demandOf(name);
    if (demand !== undefined) {
      const candidates = demand.attestors.map((attestor) =>
        candidateOf(repository, parseAttestorName(attestor, 'attestors'), name),
      );
      all.push({ verify: demand.verify, attestors: await Promise.all(candidates) });
    }
    return { revision, all };
  }

  /** The row with the result. `problem` is undefined if the row may be written. */
  async function checkRow(row: OccurrenceRow, { revision, all }: Demands, caller: Caller) {
    if (all.length === 0) return { row: { ...row, demands: revision }, problem: undefined };
    const at = new Date(clock.now());
    const signed = signedOf(registry, row.document);
    const artifact = parseArtifact(row.resourceUri);
    const checks: SignatureCheck[] = [];
    for (const { verify, attestors } of all)
      checks.push({
        ...(await checkBy(signed, attestors, { artifact, at, caller, verify: verifyBy })),
        verify,
      });
    const verification = JSON.stringify({ checkTime: at.toISOString(), checks } satisfies Verification);
    const failed = checks.filter((check) => check.verify === 'REQUIRE' && !check.verified);
    const problem =
      failed.length === 0
        ? undefined
        : failed
            .map(({ attestors, denialReason }) => `not verified by ${attestors.join(', ')}: ${denialReason}`)
            .join(' ');
    return { row: { ...row, demands: revision, verification }, problem };
  }

  const mayDemand = (name: string): boolean => known.has(name) || demandOf(name) !== undefined;

  return {
    /**
     * Returns the rows to be written, with the results of verification if their note has a demand.
     *
     * @throws SIGNATURE_NOT_VERIFIED with a violation for each row that a note requires to be verified and that is not;
     * CANCELLED
     */
    async check(
      rows: readonly OccurrenceRow[],
      { readAnew, field, caller }: CheckOptions,
    ): Promise<readonly OccurrenceRow[]> {
      const notes = new Map(rows.map(({ note }) => [formatNoteName(note), note]));
      const asked = [...notes].filter(([name]) => readAnew || mayDemand(name));
      if (asked.length === 0) return rows;
      const demands = new Map<string, Demands>();
      await Promise.all(asked.map(async ([name, note]) => demands.set(name, await demandsOf(note))));
      const checked: OccurrenceRow[] = [];
      const violations: FieldViolation[] = [];
      for (const [index, row] of rows.entries()) {
        const demanded = demands.get(formatNoteName(row.note));
        const found =
          demanded === undefined ? { row, problem: undefined } : await checkRow(row, demanded, caller);
        checked.push(found.row);
        if (found.problem !== undefined) violations.push({ field: field(index), description: found.problem });
      }
      if (violations.length > 0) throw notVerified(violations);
      return checked;
    },

    /** Whether the policy file has a demand on the note. */
    isDemandedByPolicy: (note: NoteKey): boolean => demandOf(formatNoteName(note)) !== undefined,
  };
}

/** An attestor whose keys may verify occurrences of the note, and its own demand. */
async function candidateOf(
  repository: Pick<Repository, 'getAttestor'>,
  key: AttestorKey,
  note: string,
): Promise<Candidate & { readonly verify?: VerifyMode | undefined }> {
  const name = formatAttestorName(key);
  const stored = await repository.getAttestor(key);
  if (stored === undefined) return { name, keys: [], problem: 'The attestor does not exist.' };
  const { userOwnedGrafeasNote: own, verify } = toDocument(stored);
  const { noteReference, publicKeys = [] } = own ?? {};
  if (noteReference !== note)
    return { name, keys: [], problem: `The attestor is of the note ${noteReference}.` };
  const mode = verify === 'REQUIRE' || verify === 'MARK' ? verify : undefined;
  if (publicKeys.length === 0)
    return { name, keys: [], problem: 'The attestor has no public keys.', verify: mode };
  return { name, keys: publicKeys, verify: mode };
}

interface Verifying {
  readonly artifact: Digest | undefined;
  readonly at: Date;
  readonly caller: Caller;
  readonly verify: Verifier;
}

/** The first attestor whose keys verify one of the signatures, else the reasons why none does. */
async function checkBy(
  signed: readonly Signed[],
  candidates: readonly Candidate[],
  { artifact, at, caller, verify }: Verifying,
): Promise<Omit<SignatureCheck, 'verify'>> {
  const attestors = candidates.map(({ name }) => name);
  const reasons: string[] = [];
  for (const { name, keys, problem } of candidates) {
    // A note may have any number of attestors, and each may take seconds.
    await pauseFor(caller.signal);
    const found =
      problem === undefined
        ? await verify(signed, keys, artifact, at, caller)
        : { results: [], badKeys: [problem] };
    const good = found.results.find((result) => result.verified);
    if (good?.verified === true) {
      const { keyId, signedAt } = good;
      return { attestors, verified: true, attestor: name, keyId, ...(signedAt && { signedTime: signedAt }) };
    }
    reasons.push(candidates.length > 1 ? `${name}: ${reasonsOf(found)}` : reasonsOf(found));
  }
  return { attestors, verified: false, denialReason: reasons.join(' ').slice(0, maxReason) };
}

/** Maximal number of characters of stored reasons. */
const maxReason = 4_000;

/** The signed parts of a stored occurrence, in either form, without duplicates. */
export function signedOf(registry: Registry, document: string): readonly Signed[] {
  const { v1beta1, v1 } = parseForms<OccurrenceDocument>(document);
  const forms = [
    ...(v1 === undefined ? [] : signedIn(registry.v1?.registry, v1)),
    ...signedIn(registry, v1beta1),
  ];
  return [...new Map(forms.map((part) => [JSON.stringify(part), part])).values()];
}

/** The signed parts of an occurrence in the form of the registry's version. */
export function signedIn(registry: Registry | undefined, occurrence: OccurrenceDocument): readonly Signed[] {
  const kind = registry?.kindOfOccurrence(occurrence);
  const details = occurrence[kind?.occurrence?.member ?? ''];
  return kind?.signed === undefined || details === undefined ? [] : kind.signed(details);
}

function notVerified(violations: readonly FieldViolation[]): ApiError {
  const list = violations.slice(0, 3).map(({ field, description }) => `${field}: ${description}`);
  const more = violations.length > list.length ? `; and ${violations.length - list.length} more` : '';
  return new ApiError('SIGNATURE_NOT_VERIFIED', `${list.join('; ')}${more}`, { violations });
}

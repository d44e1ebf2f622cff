import type { Signed } from '../domain/signed.js';
import type { Digest } from '../signatures/digests.js';
import type { PublicKeyDocument } from '../signatures/key-document.js';
import type { Refusal, SignatureResult } from '../signatures/results.js';
import type { Image } from './image.js';

/** The facts that verdicts are based on. The server reads them from its store, the command line from any server. */
export interface Facts {
  /** The time at which keys must be valid. A verdict that depends on it is not cached; see `isOver`. */
  readonly at: Date;
  /** Yields to other requests. Called between signatures and statements. @throws CANCELLED if the caller has disconnected */
  pause(): Promise<void>;
  /** Whether a time, in milliseconds since the epoch, has passed. After `false`, a verdict is valid until then. */
  isOver(time: number): boolean;
  /** What a project, with its locations, holds about an image by its digest. */
  project(project: string, image: Image): Promise<ProjectFacts>;
  /** Whether a project holds something under URLs of the image that have no digest: the first of them. */
  underOtherUrl(project: string, image: Image): Promise<string | undefined>;
  /** An attestor by its full name; undefined if it is gone, `no-access` if the writer may no longer read it. */
  attestor(name: string): Promise<AttestorFacts | 'no-access' | undefined>;
  /** Attestations of the image by the note of an attestor, wherever they are stored. */
  attestations(attestor: AttestorFacts, image: Image): Promise<ProjectFacts>;
  /** Attestors of the policy's project whose note it is, one after the other: together they may have many megabytes. */
  attestorsOfNote(noteName: string): AsyncIterable<AttestorFacts>;
  /**
   * The result of each signature by these keys, for the artifact and at a time. The server verifies long ones in other processes,
   * so no check verifies a signature itself. If it cannot be verified now, the result is a refusal with `UNAVAILABLE`.
   */
  verify(
    signed: readonly Signed[],
    keys: readonly PublicKeyDocument[],
    artifact: Digest | undefined,
    at: Date,
  ): Promise<readonly SignatureResult[]>;
  /** As `readProvenance`; `UNAVAILABLE` as for `verify`. */
  provenance(envelope: string, constraint: string): Promise<Provenance | Refusal>;
}

export interface ProjectFacts {
  /** `projects/P`. */
  readonly name: string;
  /**
   * `no-access`: the writer of the policy may no longer read it. `unknown`: it was never created and holds nothing.
   * `too-much`: more is known of the image than is read. `changing`: it was written again and again while it was read.
   */
  readonly state: 'read' | 'no-access' | 'unknown' | 'too-much' | 'changing';
  /** The oldest first. */
  readonly occurrences: readonly OccurrenceFact[];
}

/** The kind of findings. */
export const kindOfFindings = 'VULNERABILITY';

/** The kinds that checks look at. */
export const kindsOfChecks = [
  kindOfFindings,
  'DISCOVERY',
  'BUILD',
  'ATTESTATION',
  'DSSE_ATTESTATION',
] as const;

/** Scans, whose note says what they look for. */
export const kindOfScans = 'DISCOVERY';

/** The kinds of attestations. */
export const kindsOfAttestations = ['ATTESTATION'] as const;

/** One occurrence, parsed. */
export interface OccurrenceFact {
  readonly name: string;
  readonly noteName: string;
  readonly resourceUri: string;
  /** Name of the kind, such as `VULNERABILITY`. */
  readonly kind: string;
  /** RFC 3339. */
  readonly createTime: string;
  /** The document in v1beta1. */
  readonly v1beta1: Members;
  /** The document in v1, if a client of v1 wrote it. */
  readonly v1?: Members | undefined;
  /** Severities and fixes of the packages of a VULNERABILITY. */
  readonly finding?: FindingFact | undefined;
  /** Of a DISCOVERY: what its note looks for. */
  readonly analysisKind?: string | undefined;
}

export type Members = Readonly<Record<string, unknown>>;

export interface AttestorFacts {
  readonly name: string;
  readonly noteName: string;
  /** Those that can be used. */
  readonly keys: readonly PublicKeyDocument[];
  /** Keys that cannot be used, and why. */
  readonly badKeys: readonly string[];
}

export interface StatedSeverity {
  /** The highest that is known: its position in `severities` from 1, or 0 if none is. */
  readonly severity: number;
  /** None is stated, or one is a word or number that is not known. */
  readonly isUnknown: boolean;
}

/** The content of a VULNERABILITY that verdicts need. */
export interface FindingFact {
  /** One of each package; one alone if it names none. */
  readonly packages: readonly PackageFact[];
  /** Whether a statement that applies to it says that the image is not affected. */
  readonly isNotAffected: boolean;
}

export interface PackageFact extends StatedSeverity {
  /** Undefined if the fix is not stated. */
  readonly isFixable: boolean | undefined;
}

/** The build that a signed statement describes. */
export interface Provenance {
  readonly builderId: string;
  /** Repositories that the build was configured from; of a build that names none, the sources it fetched. */
  readonly sources: readonly string[];
  /** Whether the statement names a source by something other than text, so that the source is unknown. */
  readonly hasUnreadableSource: boolean;
  /** Whether the build was described by a file of its sources. */
  readonly isConfigBased: boolean;
  /** Why the constraint does not hold of the statement, as the end of a sentence; undefined if it holds. */
  readonly failedConstraint?: string | undefined;
}

/** Whether something may run by a policy. */
export type Verdict = 'CONFORMANT' | 'NON_CONFORMANT';

/** `ERROR`: the policy cannot be evaluated, for example because an attestor was deleted. It never passes. */
export type Outcome = Verdict | 'ERROR';

/** The verdict of a policy on the images of one pod. Plain data; admission, Gatekeeper, the API and the command line print it. */
export interface PolicyVerdict {
  /** CONFORMANT if every image is. A pod without images is. */
  readonly verdict: Verdict;
  /** Dry run: images that the policy refuses may run, with a warning. */
  readonly isDryRun: boolean;
  /** Warnings that change no verdict: no policy is set, unscanned images pass. */
  readonly warnings: readonly string[];
  /** One for each image of the request, in order. */
  readonly images: readonly ImageVerdict[];
}

export interface ImageVerdict {
  /** As in the request. */
  readonly image: string;
  readonly container?: string | undefined;
  readonly verdict: Outcome;
  /** One sentence with the reason. */
  readonly explanation: string;
  /** The pattern of the policy by which the image needs no checks. */
  readonly exemptedBy?: string | undefined;
  /** The rules that apply to the pod, if the policy has several. */
  readonly checkSet?: CheckSetVerdict | undefined;
  /** One of each check, in order; empty if none was made. */
  readonly checks: readonly CheckVerdict[];
}

export interface CheckSetVerdict {
  readonly index: number;
  readonly displayName?: string | undefined;
  readonly namespace?: string | undefined;
  /** `NAMESPACE:ACCOUNT`. */
  readonly serviceAccount?: string | undefined;
  /** The pattern of the check set by which the image needs no checks. */
  readonly exemptedBy?: string | undefined;
}

export interface CheckVerdict {
  readonly index: number;
  readonly displayName?: string | undefined;
  /** Name of the check's member, such as `vulnerabilityCheck`; of a project policy, its evaluation mode. */
  readonly type: string;
  readonly verdict: Outcome;
  /** The reasons as one text, with the names of the occurrences and attestors. */
  readonly explanation: string;
  readonly reasons: readonly Reason[];
  /** The pattern of the check by which the image needs not pass it. */
  readonly exemptedBy?: string | undefined;
  /** Of `anyOf`: the alternatives. */
  readonly alternatives?: readonly CheckVerdict[] | undefined;
}

/** One fact that speaks for or against an image. */
export interface Reason {
  readonly code: ReasonCode;
  /** One sentence for people. */
  readonly message: string;
  /** Full names of the occurrences that it is based on. */
  readonly occurrences: readonly string[];
  /** Full names of the attestors that it is based on. */
  readonly attestors: readonly string[];
}

/** The words are stable; docs/policies.md explains each. */
export const reasonCodes = [
  'ALLOWED',
  'DENIED',
  'IMAGE_UNREADABLE',
  'IMAGE_WITHOUT_DIGEST',
  'NO_ACCESS',
  'PROJECT_UNKNOWN',
  'TOO_MUCH_TO_READ',
  'NO_SCAN',
  'SCAN_UNFINISHED',
  'SCAN_WITH_ERRORS',
  'SCAN_TOO_OLD',
  'UNSCANNED_ALLOWED',
  'OTHER_SPELLING',
  'SEVERITY_ABOVE_MAXIMUM',
  'SEVERITY_UNKNOWN',
  'CVE_BLOCKED',
  'CVE_ALLOWED',
  'NOT_AFFECTED',
  'FINDINGS_PASS',
  'ATTESTED',
  'NOT_ATTESTED',
  'ATTESTATION_REFUSED',
  'ATTESTOR_UNKNOWN',
  'ATTESTOR_WITHOUT_KEYS',
  'KEY_UNUSABLE',
  'NO_PROVENANCE',
  'PROVENANCE_UNVERIFIED',
  'BUILDER_UNTRUSTED',
  'SOURCE_UNTRUSTED',
  'CONSTRAINT_FAILED',
  'PROVENANCE_PASSES',
  'DIRECTORY_UNTRUSTED',
  'DIRECTORY_TRUSTED',
  'UPLOAD_TIME_UNKNOWN',
  'IMAGE_TOO_OLD',
  'IMAGE_FRESH',
  'CHECK_UNKNOWN',
] as const;

export type ReasonCode = (typeof reasonCodes)[number];

/** A verdict on several things fails if one of them fails; ERROR only if nothing else failed. */
export function worstOf(outcomes: readonly Outcome[]): Outcome {
  if (outcomes.includes('NON_CONFORMANT')) return 'NON_CONFORMANT';
  return outcomes.includes('ERROR') ? 'ERROR' : 'CONFORMANT';
}

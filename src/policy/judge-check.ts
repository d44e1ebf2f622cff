import type { Allowlists } from './allowlists.js';
import { checkAttestors, checkSignatures, verifyCosigned } from './checks/attestation.js';
import { checkFreshness } from './checks/freshness.js';
import { checkSlsa } from './checks/slsa.js';
import { checkVulnerabilities } from './checks/vulnerability.js';
import { type Check, type CheckType, needsDigest, typesOf } from './documents.js';
import type { Facts } from './facts.js';
import type { Image } from './image.js';
import { keysOfSigstore, keysOfSimpleSigning } from './keys.js';
import { matchesDirectory } from './patterns.js';
import { type CheckOutcome, explain, failed, passed, reason } from './reasons.js';
import { type CheckVerdict, worstOf } from './verdict.js';

/** The context of a check. */
export interface CheckContext {
  /** `projects/P` of the policy. */
  readonly project: string;
  readonly facts: Facts;
  readonly allowlists: Allowlists;
  readonly warn: (warning: string) => void;
  /** Called between checks; see openPause. */
  readonly pause: () => Promise<void>;
}

/** Evaluates one check of a policy for an image. */
export async function judgeCheck(
  check: Check,
  index: number,
  image: Image,
  context: CheckContext,
): Promise<CheckVerdict> {
  const [type, ...others] = typesOf(check);
  const common = { index, displayName: check.displayName, type: type ?? 'unknown' };
  await context.pause();
  const exemptedBy = context.allowlists.find(check.imageAllowlist, image);
  if (exemptedBy !== undefined) {
    const why = reason('ALLOWED', `The check exempts ${exemptedBy}.`);
    return { ...common, verdict: 'CONFORMANT', explanation: why.message, reasons: [why], exemptedBy };
  }
  const outcome =
    type === undefined || others.length > 0 ? unknownCheck() : await run(type, check, image, context);
  for (const warning of outcome.warnings ?? []) context.warn(warning);
  const { verdict, reasons, alternatives } = outcome;
  return { ...common, verdict, explanation: explain(reasons), reasons, alternatives };
}

/** A check that a later release wrote. Ignoring it would let more images pass. */
function unknownCheck(): CheckOutcome {
  const why = reason('CHECK_UNKNOWN', 'This server does not know the check.');
  return { verdict: 'ERROR', reasons: [why] };
}

export function withoutDigest(): CheckOutcome {
  return failed(
    reason('IMAGE_WITHOUT_DIGEST', 'The image is not named by a digest, so nothing is known of its content.'),
  );
}

async function run(
  type: CheckType,
  check: Check,
  image: Image,
  context: CheckContext,
): Promise<CheckOutcome> {
  if (needsDigest[type] && image.digest === undefined) return withoutDigest();
  const { project, facts } = context;
  switch (type) {
    case 'alwaysDeny':
      return failed(reason('DENIED', 'The check denies every image.'));
    case 'trustedDirectoryCheck':
      return checkDirectory(check.trustedDirectoryCheck?.trustedDirPatterns ?? [], image);
    case 'imageFreshnessCheck':
      return checkFreshness(check.imageFreshnessCheck?.maxUploadAgeDays ?? 0, image, project, facts);
    case 'simpleSigningAttestationCheck': {
      const { simpleSigningAttestationCheck: simple = {} } = check;
      const { containerAnalysisAttestationProjects: named = [] } = simple;
      const { sets } = await keysOfSimpleSigning(simple);
      return checkSignatures(named.length > 0 ? named : [project], sets, image, facts);
    }
    case 'sigstoreSignatureCheck': {
      const { sets } = await keysOfSigstore(check.sigstoreSignatureCheck ?? {});
      return checkSignatures([project], sets, image, facts, verifyCosigned);
    }
    case 'slsaCheck':
      return checkSlsa(check.slsaCheck ?? {}, image, project, facts);
    case 'vulnerabilityCheck':
      return checkVulnerabilities(check.vulnerabilityCheck ?? {}, image, project, facts);
    case 'attestationCheck': {
      const { attestors = [], require } = check.attestationCheck ?? {};
      return checkAttestors(attestors, require === 'ANY' ? 'ANY' : 'ALL', image, facts);
    }
    case 'anyOf':
      return checkAny(check.anyOf?.checks ?? [], image, context);
  }
}

function checkDirectory(patterns: readonly string[], image: Image): CheckOutcome {
  const found = patterns.find((pattern) => matchesDirectory(pattern, image));
  return found === undefined
    ? failed(reason('DIRECTORY_UNTRUSTED', `${image.name} is in no trusted directory.`))
    : passed(reason('DIRECTORY_TRUSTED', `${image.name} is in ${found}.`));
}

async function checkAny(
  checks: readonly Check[],
  image: Image,
  context: CheckContext,
): Promise<CheckOutcome> {
  const alternatives: CheckVerdict[] = [];
  for (const [index, check] of checks.entries()) {
    const alternative = await judgeCheck(check, index, image, context);
    alternatives.push(alternative);
    if (alternative.verdict === 'CONFORMANT')
      return { verdict: 'CONFORMANT', reasons: alternative.reasons, alternatives };
  }
  const reasons = alternatives.flatMap((each) => each.reasons);
  const verdict = worstOf(alternatives.map((each) => each.verdict));
  return { verdict: verdict === 'CONFORMANT' ? 'NON_CONFORMANT' : verdict, reasons, alternatives };
}

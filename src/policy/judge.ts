import { nextTurn, openPause } from '../domain/slices.js';
import type { Allowlists } from './allowlists.js';
import { checkAttestors } from './checks/attestation.js';
import type { AdmissionRule, CheckSet, PlatformPolicy, ProjectPolicy } from './documents.js';
import type { Facts } from './facts.js';
import { type Image, parseImage } from './image.js';
import { judgeCheck, withoutDigest } from './judge-check.js';
import { type CheckOutcome, explain, failed, passed, quoted, reason } from './reasons.js';
import { type CheckVerdict, type ImageVerdict, type PolicyVerdict, worstOf } from './verdict.js';
import { VerdictBudget } from './verdict-budget.js';

/** The images of a pod and where it runs: the input of an evaluation. */
export interface Question {
  readonly images: readonly { readonly image: string; readonly container?: string | undefined }[];
  readonly namespace: string;
  /** Name of the service account, without the namespace. */
  readonly serviceAccount: string;
  /** `LOCATION.CLUSTER`. */
  readonly cluster?: string | undefined;
}

/**
 * Evaluates a platform policy for the images of a pod. The server, admission, Gatekeeper and the command line all use this
 * function.
 *
 * @param project `projects/P` of the policy.
 * @param allowlists kept with the policy, so that its patterns are compiled once.
 */
export async function judgePlatformPolicy(
  policy: PlatformPolicy,
  question: Question,
  project: string,
  facts: Facts,
  allowlists: Allowlists,
): Promise<PolicyVerdict> {
  const { checkSets = [], imageAllowlist } = policy.gkePolicy ?? {};
  const index = checkSets.findIndex((set) => applies(set, question));
  const checkSet = checkSets[index];
  const pause = openPause();
  return judgeImages(question, unreadable, async (image, warn) => {
    const exemptedBy = allowlists.find(imageAllowlist, image);
    if (exemptedBy !== undefined) return exempted('The policy', exemptedBy, { exemptedBy });
    if (checkSet === undefined)
      return checkSets.length === 0
        ? { verdict: 'CONFORMANT', explanation: 'The policy has no check sets.', checks: [] }
        : { verdict: 'ERROR', explanation: 'No check set of the policy is for the pod.', checks: [] };
    const { displayName, scope } = checkSet;
    const set = {
      index,
      displayName,
      namespace: scope?.kubernetesNamespace,
      serviceAccount: scope?.kubernetesServiceAccount,
    };
    const setExemptedBy = allowlists.find(checkSet.imageAllowlist, image);
    if (setExemptedBy !== undefined)
      return exempted('The check set', setExemptedBy, { checkSet: { ...set, exemptedBy: setExemptedBy } });
    const checks: CheckVerdict[] = [];
    for (const [place, check] of (checkSet.checks ?? []).entries())
      checks.push(await judgeCheck(check, place, image, { project, facts, allowlists, warn, pause }));
    return { ...summed(checks), checkSet: set };
  });
}

/** Evaluates a project's policy for the images of a pod. */
export async function judgeProjectPolicy(
  policy: ProjectPolicy,
  question: Question,
  facts: Facts,
  allowlists: Allowlists,
): Promise<PolicyVerdict> {
  const rule = ruleFor(policy, question);
  const isDryRun = rule.enforcementMode === 'DRYRUN_AUDIT_LOG_ONLY';
  // An unreadable image, such as a placeholder, does not matter to a rule that allows everything.
  const unread = rule.evaluationMode === 'ALWAYS_ALLOW' ? () => summed([]) : unreadable;
  const verdict = await judgeImages(question, unread, async (image) => {
    const exemptedBy = allowlists.findInProject(policy, image);
    if (exemptedBy !== undefined) return exempted('The policy', exemptedBy, { exemptedBy });
    const outcome = await judgeRule(rule, image, facts);
    const { reasons } = outcome;
    return summed([
      {
        index: 0,
        type: String(rule.evaluationMode ?? 'unknown'),
        verdict: outcome.verdict,
        explanation: explain(reasons),
        reasons,
      },
    ]);
  });
  const isLetPass = isDryRun && verdict.verdict !== 'CONFORMANT';
  const warnings = isLetPass ? ['The rule is only tried out, so what it denies may run.'] : [];
  return { ...verdict, isDryRun, warnings: [...verdict.warnings, ...warnings] };
}

async function judgeRule(rule: AdmissionRule, image: Image, facts: Facts): Promise<CheckOutcome> {
  switch (rule.evaluationMode) {
    case 'ALWAYS_ALLOW':
      return passed(reason('ALLOWED', 'The rule of the policy allows every image.'));
    case 'ALWAYS_DENY':
      return failed(reason('DENIED', 'The rule of the policy denies every image.'));
    case 'REQUIRE_ATTESTATION':
      if (image.digest === undefined) return withoutDigest();
      return checkAttestors(rule.requireAttestationsBy ?? [], 'ALL', image, facts);
    default:
      return { verdict: 'ERROR', reasons: [reason('CHECK_UNKNOWN', 'This server does not know the rule.')] };
  }
}

/** The rule for the pod: that of its cluster, else of its service account, else of its namespace, else the default. */
function ruleFor(policy: ProjectPolicy, question: Question): AdmissionRule {
  const { namespace, serviceAccount, cluster } = question;
  const istio = Object.entries(policy.istioServiceIdentityAdmissionRules ?? {}).find(([identity]) =>
    identity.endsWith(`/ns/${namespace}/sa/${serviceAccount}`),
  );
  return (
    own(policy.clusterAdmissionRules, cluster) ??
    istio?.[1] ??
    own(policy.kubernetesServiceAccountAdmissionRules, `${namespace}:${serviceAccount}`) ??
    own(policy.kubernetesNamespaceAdmissionRules, namespace) ??
    policy.defaultAdmissionRule ??
    {}
  );
}

function own<T>(map: Readonly<Record<string, T>> | undefined, key: string | undefined): T | undefined {
  return map !== undefined && key !== undefined && Object.hasOwn(map, key) ? map[key] : undefined;
}

function applies({ scope = {} }: CheckSet, { namespace, serviceAccount }: Question): boolean {
  const { kubernetesNamespace = '', kubernetesServiceAccount = '' } = scope;
  if (kubernetesServiceAccount !== '') return kubernetesServiceAccount === `${namespace}:${serviceAccount}`;
  return kubernetesNamespace === '' || kubernetesNamespace === namespace;
}

type Judged = Omit<ImageVerdict, 'image' | 'container'>;

function exempted(what: string, pattern: string, rest: Partial<Judged>): Judged {
  return { verdict: 'CONFORMANT', explanation: `${what} exempts ${pattern}.`, checks: [], ...rest };
}

function summed(checks: readonly CheckVerdict[]): Judged {
  const verdict = worstOf(checks.map((check) => check.verdict));
  const decisive = checks.filter((check) => check.verdict !== 'CONFORMANT');
  const told = (decisive.length > 0 ? decisive : checks).map(
    ({ displayName = '', explanation }) => `${displayName === '' ? '' : `${displayName}: `}${explanation}`,
  );
  return { verdict, explanation: told.join(' ') || 'The policy has no checks for it.', checks };
}

/** Each image once: a pod often has the same one in several containers. */
async function judgeImages(
  { images }: Question,
  unread: (text: string) => Judged,
  judge: (image: Image, warn: (warning: string) => void) => Promise<Judged>,
): Promise<PolicyVerdict> {
  const warnings = new Set<string>();
  const judged = new Map<string, Judged>();
  const verdicts: ImageVerdict[] = [];
  const budget = new VerdictBudget(images.length);
  for (const { image: text, container } of images) {
    let result = judged.get(text);
    if (result === undefined) {
      // A pod may have many images, and other requests wait.
      if (judged.size > 0) await nextTurn();
      const image = parseImage(text);
      result = image === undefined ? unread(text) : await judge(image, (warning) => warnings.add(warning));
      judged.set(text, result);
    }
    verdicts.push({ image: text, container, ...result });
    budget.add([result]);
  }
  const isConformant = verdicts.every(({ verdict }) => verdict === 'CONFORMANT');
  return {
    verdict: isConformant ? 'CONFORMANT' : 'NON_CONFORMANT',
    isDryRun: false,
    warnings: [...warnings],
    images: verdicts,
  };
}

function unreadable(text: string): Judged {
  const why = reason('IMAGE_UNREADABLE', `${quoted(text)} is no reference of an image.`);
  const check = { index: 0, type: 'image', verdict: 'NON_CONFORMANT' as const, explanation: why.message };
  return { verdict: 'NON_CONFORMANT', explanation: why.message, checks: [{ ...check, reasons: [why] }] };
}

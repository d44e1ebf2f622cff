import { ApiError, invalidField } from '../domain/errors.js';
import { parsePolicyName } from '../domain/names.js';
import { Permits } from '../domain/permits.js';
import { nextTurn } from '../domain/slices.js';
import type { Question } from '../policy/judge.js';
import { formatPlace } from '../policy/places.js';
import { type Pod, podsOf } from '../policy/pods.js';
import type { ImageVerdict, PolicyVerdict, Reason } from '../policy/verdict.js';
import { VerdictBudget } from '../policy/verdict-budget.js';
import { callerOf, type RequestContext } from './context.js';
import type { Place, PolicyJudge, PolicyJudges } from './policy-judges.js';
import type { NameRequest } from './requests.js';

/** The subject of an evaluation: the images of one pod. */
export interface EvaluationRequest {
  /** `projects/P/policy` or `projects/P/platforms/gke/policies/ID`. */
  readonly policy: string;
  readonly images: readonly { readonly image: string; readonly container?: string | undefined }[];
  /** Of the pod. If absent, it is not known where the images would run: they must pass all check sets and rules of the policy. */
  readonly namespace?: string | undefined;
  /** Name of the service account, without the namespace; `default` if absent. */
  readonly serviceAccount?: string | undefined;
  /** `LOCATION.CLUSTER`, for cluster rules of a project's policy. */
  readonly cluster?: string | undefined;
}

/** Characters of one response. */
const maxResults = 16_000_000;

/** Lists of pods that are evaluated at once, as the results of each are collected. */
const maxLists = 8;

/** Evaluates policies for images. */
export type PolicyEvaluation = ReturnType<typeof createPolicyEvaluation>;

export function createPolicyEvaluation(open: PolicyJudges) {
  const lists = new Permits(maxLists);
  return {
    /**
     * Evaluates a policy for the images of a pod. Requires `platformPolicies.evaluatePolicy` on the project of the policy.
     * The policy reads with the current access of its writer.
     *
     * @throws PERMISSION_DENIED, INVALID_NAME, POLICY_NOT_FOUND (a project without a policy has the default one)
     */
    async evaluate(request: EvaluationRequest, context: RequestContext): Promise<PolicyVerdict> {
      const key = parsePolicyName(request.policy, 'policy');
      context.access.require('platformPolicies.evaluatePolicy', { project: key.scope });
      const { images, namespace, serviceAccount, cluster } = request;
      const { judge, places } = await open(key, context);
      if (namespace !== undefined || serviceAccount !== undefined) {
        const place = { namespace: namespace ?? 'default', serviceAccount: serviceAccount ?? 'default' };
        return judge({ images, ...place, cluster });
      }
      const everywhere = (await places())
        .filter((place) => cluster === undefined || place.cluster === undefined)
        .map((place) => (cluster === undefined ? place : { ...place, cluster }));
      return judgeEverywhere(images, everywhere, judge);
    },

    async evaluateGkePolicy(
      request: NameRequest & { resource?: Readonly<Record<string, unknown>> | undefined },
      context: RequestContext,
    ): Promise<string> {
      const key = parsePolicyName(request.name ?? '', 'name');
      context.access.require('platformPolicies.evaluatePolicy', { project: key.scope });
      if (request.resource === undefined) throw invalidField('resource', 'must be specified');
      const pods = podsOf(request.resource);
      if (typeof pods === 'string') throw invalidField('resource', pods);
      const judgeAll = async (): Promise<string> => judgePods(pods, (await open(key, context)).judge);
      // One pod does not wait for a permit: lists must not delay it.
      return pods.length === 1 ? judgeAll() : lists.run(callerOf(context), judgeAll);
    },
  };
}

/** The results on all pods as one response. @throws TOO_LARGE */
async function judgePods(pods: readonly Pod[], judge: PolicyJudge['judge']): Promise<string> {
  const results: string[] = [];
  let characters = 0;
  let isConformant = true;
  for (const pod of pods) {
    const verdict = await judge(pod);
    isConformant &&= verdict.verdict === 'CONFORMANT';
    const result = JSON.stringify(formatPod(pod, verdict));
    results.push(result);
    characters += result.length;
    if (characters > maxResults)
      throw new ApiError(
        'TOO_LARGE',
        `the verdicts on ${pods.length} pods take more than ${maxResults} characters: ask about fewer at a time`,
      );
    // A list may have many pods, and others wait.
    if (results.length < pods.length) await nextTurn();
  }
  return `{"verdict":"${isConformant ? 'CONFORMANT' : 'NON_CONFORMANT'}","results":[${results.join(',')}]}`;
}

/** The worst verdict on each image in any of the places. */
async function judgeEverywhere(
  images: Question['images'],
  places: readonly Place[],
  judge: PolicyJudge['judge'],
): Promise<PolicyVerdict> {
  const judged = new Map<string, PolicyVerdict>();
  const budget = new VerdictBudget(images.length);
  // Image by image, as facts are kept of the last one.
  for (const { image } of images) {
    const verdict = judged.get(image) ?? (await judgeInAll(image, places, judge));
    judged.set(image, verdict);
    budget.add(verdict.images);
  }
  const all = [...judged.values()];
  const denying = all.filter(({ verdict }) => verdict !== 'CONFORMANT');
  return {
    verdict: denying.length === 0 ? 'CONFORMANT' : 'NON_CONFORMANT',
    isDryRun: (denying.length === 0 ? all : denying).every(({ isDryRun }) => isDryRun),
    warnings: [...new Set(all.flatMap(({ warnings }) => warnings))],
    images: images.flatMap(({ image, container }) =>
      (judged.get(image)?.images ?? []).map((one) => ({ ...one, container })),
    ),
  };
}

/** What one place only tries out, another may deny. */
async function judgeInAll(
  image: string,
  places: readonly Place[],
  judge: PolicyJudge['judge'],
): Promise<PolicyVerdict> {
  let worst: PolicyVerdict | undefined;
  const warnings = new Set<string>();
  for (const place of places) {
    const verdict = await judge({ images: [{ image }], ...place });
    for (const warning of verdict.warnings) warnings.add(warning);
    if (worst !== undefined && rankOf(verdict) <= rankOf(worst)) continue;
    const label = places.length > 1 && verdict.verdict !== 'CONFORMANT' ? formatPlace(place) : '';
    const told = ({ explanation, ...one }: ImageVerdict): ImageVerdict => ({
      ...one,
      explanation: label === '' ? explanation : `${label}: ${explanation}`,
    });
    worst = { ...verdict, images: verdict.images.map(told) };
  }
  if (worst === undefined) throw new TypeError('a policy has a place for every pod');
  return { ...worst, warnings: [...warnings] };
}

function rankOf({ verdict, isDryRun, images }: PolicyVerdict): number {
  if (verdict === 'CONFORMANT') return isDryRun ? 0 : 1;
  if (isDryRun) return 2;
  return images.some((image) => image.verdict === 'NON_CONFORMANT') ? 4 : 3;
}

function formatPod(pod: Pod, { verdict, images, warnings }: PolicyVerdict): object {
  return {
    podName: pod.name || undefined,
    kubernetesNamespace: pod.namespace,
    kubernetesServiceAccount: pod.serviceAccount,
    verdict,
    imageResults: images.map(formatImageVerdict),
    warnings: warnings.length === 0 ? undefined : warnings,
  };
}

function formatImageVerdict({
  image,
  container,
  verdict,
  explanation,
  exemptedBy,
  checkSet,
  checks,
}: ImageVerdict) {
  const results = checks.map(
    ({ index, displayName, type, verdict: outcome, explanation: why, reasons, ...rest }) => ({
      index: String(index),
      displayName,
      type,
      allowlistResult: matched(rest.exemptedBy),
      evaluationResult: rest.exemptedBy === undefined ? { verdict: outcome } : undefined,
      explanation: why,
      reasons: reasons.map(formatReason),
    }),
  );
  return {
    imageUri: image || undefined,
    verdict,
    allowlistResult: matched(exemptedBy),
    checkSetResult:
      checkSet === undefined
        ? checks.length === 0
          ? undefined
          : { checkResults: { results } }
        : {
            index: String(checkSet.index),
            displayName: checkSet.displayName,
            scope: scopeOf(checkSet),
            allowlistResult: matched(checkSet.exemptedBy),
            checkResults: checkSet.exemptedBy === undefined ? { results } : undefined,
          },
    explanation,
    containerName: container || undefined,
  };
}

export function formatReason({ code, message, occurrences, attestors }: Reason): object {
  return {
    code,
    message,
    occurrences: occurrences.length === 0 ? undefined : occurrences,
    attestors: attestors.length === 0 ? undefined : attestors,
  };
}

function matched(pattern: string | undefined): object | undefined {
  return pattern === undefined ? undefined : { matchedPattern: pattern };
}

function scopeOf({ namespace, serviceAccount }: NonNullable<ImageVerdict['checkSet']>): object | undefined {
  if (serviceAccount !== undefined) return { kubernetesServiceAccount: serviceAccount };
  return namespace === undefined ? undefined : { kubernetesNamespace: namespace };
}

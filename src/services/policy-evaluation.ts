import { ApiError, invalidField } from '../domain/errors.js';
import { formatPolicyName, type PolicyKey, parsePolicyName } from '../domain/names.js';
import { Allowlists } from '../policy/allowlists.js';
import type { PlatformPolicy, ProjectPolicy } from '../policy/documents.js';
import { judgePlatformPolicy, judgeProjectPolicy, type Question } from '../policy/judge.js';
import { type Pod, podsOf } from '../policy/pods.js';
import type { ImageVerdict, PolicyVerdict } from '../policy/verdict.js';
import type { StoredPolicy } from '../storage/repository-rows.js';
import type { Access, RequestContext } from './context.js';
import type { ServiceDeps } from './deps.js';
import { openFacts } from './policy-facts.js';
import { defaultPolicy, parseStored } from './policy-rows.js';
import type { NameRequest } from './requests.js';

/** The subject of an evaluation: the images of one pod. */
export interface EvaluationRequest {
  /** `projects/P/policy` or `projects/P/platforms/gke/policies/ID`. */
  readonly policy: string;
  readonly images: readonly { readonly image: string; readonly container?: string | undefined }[];
  /** Of the pod; `default` where absent. */
  readonly namespace?: string | undefined;
  /** Name of the service account, without the namespace; `default` where absent. */
  readonly serviceAccount?: string | undefined;
  /** `LOCATION.CLUSTER`, for cluster rules of a project's policy. */
  readonly cluster?: string | undefined;
}

/** A parsed policy, ready for evaluation. */
interface OpenPolicy {
  readonly policy: PlatformPolicy | ProjectPolicy;
  readonly writer: string;
  readonly allowlists: Allowlists;
}

/** Maximal number of cached policies; one may take some MB. */
const maxKept = 8;

/** A cache of parsed policies by their whole text: another text is another policy. */
class KeptPolicies {
  private readonly byText = new Map<string, OpenPolicy>();

  open(stored: StoredPolicy): OpenPolicy {
    const { document } = stored;
    let opened = this.byText.get(document);
    if (opened === undefined) {
      const { text, writer } = parseStored(stored);
      opened = { policy: JSON.parse(text) as PlatformPolicy, writer, allowlists: new Allowlists() };
    }
    this.byText.delete(document);
    this.byText.set(document, opened);
    const [oldest] = this.byText.keys();
    if (this.byText.size > maxKept && oldest !== undefined) this.byText.delete(oldest);
    return opened;
  }
}

function unset(key: PolicyKey): OpenPolicy {
  const policy = JSON.parse(defaultPolicy(key)) as ProjectPolicy;
  return { policy, writer: '', allowlists: new Allowlists() };
}

/** Evaluates policies for images. */
export type PolicyEvaluation = ReturnType<typeof createPolicyEvaluation>;

/** @param accessOf resolves the current access of a caller from the identity of an Access */
export function createPolicyEvaluation(
  deps: Pick<ServiceDeps, 'repository' | 'filters' | 'clock' | 'keys'>,
  accessOf: (identity: string) => Access,
) {
  const { repository } = deps;
  const kept = new KeptPolicies();

  /** Reads a policy once, for several evaluations. */
  async function open(
    key: PolicyKey,
    context: RequestContext,
  ): Promise<(question: Question) => Promise<PolicyVerdict>> {
    const stored = await repository.getPolicy(key);
    const name = formatPolicyName(key);
    if (stored === undefined && key.id !== '')
      throw new ApiError('POLICY_NOT_FOUND', `policy "${name}" not found`);
    const { policy, writer, allowlists } = stored === undefined ? unset(key) : kept.open(stored);
    const { scope: project } = key;
    const facts = openFacts(deps, { access: accessOf(writer), project, signal: context.signal });
    if (key.id !== '')
      return (question) =>
        judgePlatformPolicy(policy as PlatformPolicy, question, `projects/${project}`, facts, allowlists);
    const warnings =
      stored === undefined ? [`No policy is set for projects/${project}, so every image may run.`] : [];
    return async (question) => {
      const verdict = await judgeProjectPolicy(policy as ProjectPolicy, question, facts, allowlists);
      return { ...verdict, warnings: [...warnings, ...verdict.warnings] };
    };
  }

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
      const { images, namespace = 'default', serviceAccount = 'default', cluster } = request;
      const judge = await open(key, context);
      return judge({ images, namespace, serviceAccount, cluster });
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
      const judge = await open(key, context);
      const results: object[] = [];
      let isConformant = true;
      for (const pod of pods) {
        const verdict = await judge(pod);
        isConformant &&= verdict.verdict === 'CONFORMANT';
        results.push(formatPod(pod, verdict));
      }
      return JSON.stringify({ verdict: isConformant ? 'CONFORMANT' : 'NON_CONFORMANT', results });
    },
  };
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
      reasons: reasons.map(({ code, message, occurrences, attestors }) => ({
        code,
        message,
        occurrences: occurrences.length === 0 ? undefined : occurrences,
        attestors: attestors.length === 0 ? undefined : attestors,
      })),
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

function matched(pattern: string | undefined): object | undefined {
  return pattern === undefined ? undefined : { matchedPattern: pattern };
}

function scopeOf({ namespace, serviceAccount }: NonNullable<ImageVerdict['checkSet']>): object | undefined {
  if (serviceAccount !== undefined) return { kubernetesServiceAccount: serviceAccount };
  return namespace === undefined ? undefined : { kubernetesNamespace: namespace };
}

import type { ApiError } from '../domain/errors.js';
import { type ReviewQuestion, readReview, uidOf } from '../policy/admission-review.js';
import type { Pod } from '../policy/pods.js';
import type { PolicyVerdict } from '../policy/verdict.js';
import type { RequestContext } from './context.js';
import { type Gate, parseGate } from './gates.js';
import type { PolicyEvaluation } from './policy-evaluation.js';

/** Admission reviews of Kubernetes: whether a policy allows to create or change an object. */

/** One use of break-glass, for the log. */
export interface BreakGlass {
  readonly event: 'break-glass';
  readonly principal: string;
  readonly requestId: string;
  readonly policy: string;
  /** The label or annotation. */
  readonly by: string;
  /** The object: `Pod shop/web`. */
  readonly object: string;
  /** The user who sent it to the API server. */
  readonly user: string;
  /** The first images. */
  readonly images: readonly string[];
  readonly isDryRun: boolean;
}

/** The members of `response` besides the UID. */
export interface ReviewResponse {
  readonly allowed: boolean;
  readonly status?: ReviewStatus | undefined;
  readonly warnings?: readonly string[] | undefined;
  readonly auditAnnotations: Readonly<Record<string, string>>;
}

/** The status of a refusal, which `kubectl` prints. */
interface ReviewStatus {
  readonly status: 'Failure';
  readonly code: number;
  readonly reason?: string;
  readonly message: string;
}

export interface ReviewRequest {
  /** Name of the gate; see `parseGate`. */
  readonly name: string;
  /** The AdmissionReview. */
  readonly review: unknown;
}

/** @param onBreakGlass called for every use of break-glass; must not throw. */
export function createAdmissionReviews(
  { evaluate }: Pick<PolicyEvaluation, 'evaluate'>,
  onBreakGlass: (line: BreakGlass) => void,
) {
  return {
    /**
     * Returns the AdmissionReview with the response. What cannot be evaluated is not allowed.
     *
     * @throws PERMISSION_DENIED, INVALID_NAME, POLICY_NOT_FOUND and what the store throws; `formatFailure` makes a response of it
     */
    async reviewAdmission({ name, review }: ReviewRequest, context: RequestContext): Promise<string> {
      const gate = parseGate(name, 'name');
      context.access.require('platformPolicies.evaluatePolicy', { project: gate.key.scope });
      const { uid, about, user, isDryRun, question } = readReview(review);
      const noted = (breakGlass: string, images: readonly string[]): void => {
        onBreakGlass({
          event: 'break-glass',
          principal: context.access.principal,
          requestId: context.requestId,
          policy: gate.policy,
          by: breakGlass,
          object: cut(about, 300),
          user: cut(user, 300),
          images: images.slice(0, maxNamed).map((image) => cut(image, 300)),
          isDryRun,
        });
      };
      return formatReview(uid, await respond(question, gate, context, noted));
    },
  };

  async function respond(
    question: ReviewQuestion,
    gate: Gate,
    context: RequestContext,
    noted: (breakGlass: string, images: readonly string[]) => void,
  ): Promise<ReviewResponse> {
    const { policy, cluster } = gate;
    if (question.form === 'pass')
      return { allowed: true, auditAnnotations: { policy, explanation: question.why } };
    if (question.form === 'refuse')
      return refusal(
        `The review cannot be judged: ${question.why}.`,
        { code: 400, reason: 'BadRequest' },
        policy,
      );
    const { pod, breakGlass } = question;
    if (breakGlass !== undefined) {
      noted(
        breakGlass,
        pod.images.map(({ image }) => image),
      );
      const message = `Break-glass by ${breakGlass}: the policy ${policy} was not evaluated.`;
      return {
        allowed: true,
        warnings: [toWarning(message)],
        auditAnnotations: { policy, 'break-glass': breakGlass, explanation: message },
      };
    }
    const { images, namespace, serviceAccount } = pod;
    const verdict = await evaluate({ policy, images, namespace, serviceAccount, cluster }, context);
    return fromVerdict(verdict, pod, policy);
  }
}

function fromVerdict(verdict: PolicyVerdict, pod: Pod, policy: string): ReviewResponse {
  const failing = verdict.images.filter((image) => image.verdict !== 'CONFORMANT');
  const isConformant =
    verdict.verdict === 'CONFORMANT' && failing.length === 0 && verdict.images.length === pod.images.length;
  const problems = failing
    .slice(0, maxNamed)
    .map(
      ({ image, container, explanation }) =>
        `${container ?? ''}${container ? ': ' : ''}${image}: ${explanation}`,
    );
  const more = failing.length > maxNamed ? ` And ${failing.length - maxNamed} more images.` : '';
  const explanation = isConformant ? 'Every image conforms.' : cut(problems.join(' ') + more, maxMessage);
  const auditAnnotations = { policy, verdict: isConformant ? 'CONFORMANT' : 'NON_CONFORMANT', explanation };
  const notices = verdict.warnings.map(toWarning);
  if (isConformant) return { allowed: true, warnings: some(notices), auditAnnotations };
  if (verdict.isDryRun) {
    const tried = problems.map((problem) => toWarning(`Dry run: would be denied. ${problem}`));
    return {
      allowed: true,
      warnings: some([...notices, ...tried]),
      auditAnnotations: { ...auditAnnotations, 'dry-run': 'true' },
    };
  }
  const denied = refusal(`Denied by ${policy}. ${explanation}`, { code: 403, reason: 'Forbidden' }, policy);
  return { ...denied, warnings: some(notices), auditAnnotations };
}

function refusal(
  message: string,
  status: Pick<ReviewStatus, 'code' | 'reason'>,
  policy: string | undefined,
): ReviewResponse {
  const explanation = cut(message, maxMessage);
  return {
    allowed: false,
    status: { status: 'Failure', ...status, message: explanation },
    auditAnnotations: { ...(policy === undefined ? {} : { policy }), explanation },
  };
}

/**
 * The AdmissionReview of a request that failed: not allowed, with the reason. `isAddressed` states whether it has the UID of
 * the request, without which API servers do not read it.
 */
export function formatFailure(
  review: unknown,
  { message, httpStatus }: Pick<ApiError, 'message' | 'httpStatus'>,
): { readonly isAddressed: boolean; readonly text: string } {
  const uid = uidOf(review);
  const response = refusal(`The policy could not be evaluated: ${message}`, { code: httpStatus }, undefined);
  return { isAddressed: uid !== '', text: formatReview(uid, response) };
}

function formatReview(uid: string, response: ReviewResponse): string {
  return JSON.stringify({
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    response: { uid, ...response },
  });
}

/** Maximal number of images that a message names; a pod may have hundreds. */
const maxNamed = 20;

/** Maximal number of characters of a message. */
const maxMessage = 8_000;

/** Maximal number of characters of a warning; API servers truncate longer ones. */
const maxWarning = 256;

function some(warnings: readonly string[]): readonly string[] | undefined {
  return warnings.length === 0 ? undefined : warnings;
}

function toWarning(text: string): string {
  // Warnings become HTTP headers.
  return cut(text.replace(/\p{Cc}/gu, ' '), maxWarning);
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

import type { PolicyVerdict } from '../policy/verdict.js';
import type { RequestContext } from './context.js';

/** What a policy is asked about: the images of one pod. */
export interface EvaluationRequest {
  /** `projects/P/policy` or `projects/P/platforms/gke/policies/ID`. */
  readonly policy: string;
  readonly images: readonly { readonly image: string; readonly container?: string | undefined }[];
  /** Of the pod; the default namespace and account are `default`. */
  readonly namespace?: string | undefined;
  /** Name of the service account, without the namespace. */
  readonly serviceAccount?: string | undefined;
  /** `LOCATION.CLUSTER`, for cluster rules of a project policy. */
  readonly cluster?: string | undefined;
}

export interface PolicyEvaluation {
  /**
   * Whether the images may run by the policy. Requires `platformPolicies.evaluatePolicy` on the project of the policy.
   *
   * @throws PERMISSION_DENIED, INVALID_NAME, POLICY_NOT_FOUND (a project without a policy has the default one)
   */
  evaluate(request: EvaluationRequest, context: RequestContext): Promise<PolicyVerdict>;
}

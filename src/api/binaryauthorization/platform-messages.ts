import { repeated } from '../../schema/field-types.js';
import { field, message } from '../../schema/message.js';
import { bool, enumeration, int32, int64, text, timestamp } from '../../schema/scalars.js';
import { struct } from '../../schema/well-known.js';
import { Check, ImageAllowlist } from './check-messages.js';

/** Platform policies and their evaluation. For the numbers see check-messages.ts. */

const of = 'google.cloud.binaryauthorization.v1';

const Scope = message(`${of}.Scope`, 'Which pods a check set is for.', {
  kubernetesServiceAccount: field(1, text(), 'A service account: NAMESPACE:ACCOUNT.', {
    oneof: 'scope_type',
  }),
  kubernetesNamespace: field(2, text(), 'A namespace.', { oneof: 'scope_type' }),
});

const CheckSet = message(`${of}.CheckSet`, 'Checks that an image must pass, all of them.', {
  displayName: field(1, text(), 'How people call it.'),
  scope: field(2, Scope, 'Which pods it is for; all where absent.'),
  imageAllowlist: field(3, ImageAllowlist, 'Images that need no checks.'),
  checks: field(4, repeated(Check), 'The checks; without any, every image passes.'),
});

const GkePolicy = message(`${of}.GkePolicy`, 'What has to hold of the images of a pod.', {
  checkSets: field(
    1,
    repeated(CheckSet),
    'The first one that is for the pod applies: service accounts first, then namespaces, one without a scope last.',
  ),
  imageAllowlist: field(2, ImageAllowlist, 'Images that need no checks.'),
});

const PlatformPolicy = message(`${of}.PlatformPolicy`, 'A policy for pods.', {
  name: field(1, text(), 'projects/PROJECT/platforms/gke/policies/POLICY.'),
  description: field(2, text(), 'What it is for, in words.'),
  gkePolicy: field(3, GkePolicy, 'What has to hold.', { oneof: 'platform' }),
  updateTime: field(4, timestamp(), 'When the policy was last changed.', { output: true }),
  etag: field(
    5,
    text(),
    'Another one after each change. A replacement that has one is carried out only if it is the current one.',
  ),
});

function verdictOf(name: string, unspecified: string) {
  return enumeration(`${of}.${name}`, { [unspecified]: 0, CONFORMANT: 1, NON_CONFORMANT: 2, ERROR: 3 });
}

const AllowlistResult = message(`${of}.AllowlistResult`, 'Why an image needs no checks.', {
  matchedPattern: field(1, text(), 'The pattern that it matches.'),
});

const EvaluationResult = message(`${of}.EvaluationResult`, 'What came of a check.', {
  verdict: field(
    1,
    enumeration(`${of}.EvaluationResult.CheckVerdict`, {
      CHECK_VERDICT_UNSPECIFIED: 0,
      NON_CONFORMANT: 1,
      CONFORMANT: 2,
      ERROR: 3,
    }),
    'Whether the image passes.',
  ),
});

const CheckReason = message(`${of}.CheckReason`, 'A fact that a result is based on. An extension.', {
  code: field(1, text(), 'The sort of fact; docs/policies.md lists them.'),
  message: field(2, text(), 'The fact in words.'),
  occurrences: field(3, repeated(text()), 'Occurrences that it is based on.'),
  attestors: field(4, repeated(text()), 'Attestors that it is based on.'),
});

const CheckResult = message(`${of}.CheckResult`, 'What one check says.', {
  index: field(1, int64(), 'Place of the check in its check set, from 0.'),
  displayName: field(2, text(), 'Name of the check.'),
  type: field(3, text(), 'What sort of check it is.'),
  allowlistResult: field(4, AllowlistResult, 'Where the check exempts the image.', { oneof: 'result' }),
  evaluationResult: field(5, EvaluationResult, 'Where the check was made.', { oneof: 'result' }),
  explanation: field(6, text(), 'Why, with the occurrences and attestors that it is based on.'),
  reasons: field(1000, repeated(CheckReason), 'The same, one by one. An extension.'),
});

const CheckResults = message(`${of}.CheckSetResult.CheckResults`, 'What checks say.', {
  results: field(1, repeated(CheckResult), 'One of each check.'),
});

const CheckSetResult = message(`${of}.CheckSetResult`, 'What a check set says.', {
  index: field(1, int64(), 'Place of the check set in the policy, from 0.'),
  displayName: field(2, text(), 'Name of the check set.'),
  scope: field(3, Scope, 'Which pods it is for.'),
  allowlistResult: field(4, AllowlistResult, 'Where the check set exempts the image.', { oneof: 'result' }),
  checkResults: field(5, CheckResults, 'Where its checks were made.', { oneof: 'result' }),
  explanation: field(6, text(), 'Where no checks were made: why.'),
});

const ImageResult = message(`${of}.ImageResult`, 'What the policy says about an image.', {
  imageUri: field(1, text(), 'The image as the pod names it.'),
  verdict: field(
    2,
    verdictOf('ImageResult.ImageVerdict', 'IMAGE_VERDICT_UNSPECIFIED'),
    'Whether it may run.',
  ),
  allowlistResult: field(3, AllowlistResult, 'Where the policy exempts the image.', { oneof: 'result' }),
  checkSetResult: field(4, CheckSetResult, 'Where a check set applied.', { oneof: 'result' }),
  explanation: field(5, text(), 'Why.'),
  containerName: field(1000, text(), 'The container of the image. An extension.'),
});

const PodResult = message(`${of}.PodResult`, 'What the policy says about a pod.', {
  podName: field(1, text(), 'Name of the pod, or of what makes it.'),
  kubernetesNamespace: field(2, text(), 'Its namespace.'),
  kubernetesServiceAccount: field(3, text(), 'Its service account.'),
  verdict: field(4, verdictOf('PodResult.PodVerdict', 'POD_VERDICT_UNSPECIFIED'), 'Whether it may run.'),
  imageResults: field(5, repeated(ImageResult), 'One of each container.'),
  warnings: field(1000, repeated(text()), 'What people should know all the same. An extension.'),
});

const DeniedDeployment = message(`${of}.DeniedDeployment`, 'Something that runs and would be denied now.', {
  deployment: field(1, text(), 'The occurrence that says where the image runs.'),
  imageUri: field(2, text(), 'The image.'),
  deployTime: field(3, timestamp(), 'Since when it runs.'),
  deniedSince: field(
    4,
    timestamp(),
    'When the first occurrence that causes the denial was written; absent if something missing causes it.',
  ),
  dryRun: field(5, bool(), 'Whether the policy is only tried out, so that the image may run.'),
  explanation: field(6, text(), 'Why.'),
  reasons: field(7, repeated(CheckReason), 'The same, one by one.'),
});

const name = field(1, text(), 'projects/PROJECT/platforms/gke/policies/POLICY.', { required: true });
const parent = field(1, text(), 'projects/PROJECT/platforms/gke.', { required: true });

export const platformMessages = {
  PlatformPolicy,
  CreatePlatformPolicyRequest: message(`${of}.CreatePlatformPolicyRequest`, 'Creates a platform policy.', {
    parent,
    policyId: field(2, text(), 'The id the policy gets, without a slash.', { required: true }),
    platformPolicy: field(3, PlatformPolicy, 'The policy.', { required: true }),
  }),
  GetPlatformPolicyRequest: message(`${of}.GetPlatformPolicyRequest`, 'Reads a platform policy.', { name }),
  ListPlatformPoliciesRequest: message(`${of}.ListPlatformPoliciesRequest`, 'Lists platform policies.', {
    parent,
    pageSize: field(2, int32(), 'Maximum number of results, up to 1000; 0 for the default.'),
    pageToken: field(3, text(), 'nextPageToken of the page before; empty for the first page.'),
  }),
  ListPlatformPoliciesResponse: message(
    `${of}.ListPlatformPoliciesResponse`,
    'A page of platform policies.',
    {
      platformPolicies: field(1, repeated(PlatformPolicy), 'The policies.'),
      nextPageToken: field(2, text(), 'Asks for the next page; empty on the last one.'),
    },
  ),
  ReplacePlatformPolicyRequest: message(`${of}.ReplacePlatformPolicyRequest`, 'Replaces a platform policy.', {
    name,
    platformPolicy: field(2, PlatformPolicy, 'The policy as it shall be.', { required: true }),
  }),
  DeletePlatformPolicyRequest: message(`${of}.DeletePlatformPolicyRequest`, 'Deletes a platform policy.', {
    name,
    etag: field(2, text(), 'Deletes only if it is the current one.'),
  }),
  EvaluateGkePolicyRequest: message(
    `${of}.EvaluateGkePolicyRequest`,
    'Asks whether pods may run by a policy.',
    {
      name: field(
        1,
        text(),
        'projects/PROJECT/platforms/gke/policies/POLICY or, an extension, projects/PROJECT/policy.',
        { required: true },
      ),
      resource: field(2, struct(), 'A Pod, what has a pod template, or a List of them.', { required: true }),
    },
  ),
  EvaluateGkePolicyResponse: message(`${of}.EvaluateGkePolicyResponse`, 'Whether pods may run by a policy.', {
    verdict: field(
      1,
      verdictOf('EvaluateGkePolicyResponse.Verdict', 'VERDICT_UNSPECIFIED'),
      'Whether all pods may run.',
    ),
    results: field(2, repeated(PodResult), 'One of each pod.'),
  }),
  AuditPolicyRequest: message(`${of}.AuditPolicyRequest`, 'Asks about what runs. An extension.', {
    name: field(1, text(), 'projects/PROJECT/platforms/gke/policies/POLICY or projects/PROJECT/policy.', {
      required: true,
    }),
    pageSize: field(2, int32(), 'Maximum number of deployments, up to 1000; 0 for the default.'),
    pageToken: field(3, text(), 'nextPageToken of the page before; empty for the first page.'),
    project: field(
      4,
      text(),
      'projects/PROJECT whose deployments are evaluated, including its locations; empty for that of the policy.',
    ),
    kubernetesNamespace: field(
      5,
      text(),
      'Where the images run. Without it, an image must pass all check sets and rules of the policy.',
    ),
    kubernetesServiceAccount: field(
      6,
      text(),
      'Name of the service account that they run as; default where empty. Only with a namespace.',
    ),
  }),
  AuditPolicyResponse: message(`${of}.AuditPolicyResponse`, 'A page of what runs, as far as it is denied.', {
    denied: field(1, repeated(DeniedDeployment), 'What would be denied now. A page may have none.'),
    nextPageToken: field(2, text(), 'Asks for the next page; empty on the last one.'),
    audited: field(
      3,
      int32(),
      'How many deployments of the page run; all that are not listed would be allowed.',
    ),
    warnings: field(4, repeated(text()), 'What people should know all the same.'),
  }),
};

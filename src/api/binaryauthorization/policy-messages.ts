import { map, repeated } from '../../schema/field-types.js';
import { field, message } from '../../schema/message.js';
import { enumeration, text, timestamp } from '../../schema/scalars.js';

/** Messages of Binary Authorization v1 that are about the policy of a project. */

const of = 'google.cloud.binaryauthorization.v1';

const AdmissionWhitelistPattern = message(
  `${of}.AdmissionWhitelistPattern`,
  'Images that need no attestation.',
  {
    namePattern: field(
      1,
      text(),
      'An image reference; * at its end matches text without a slash, ** any text.',
    ),
  },
);

const EvaluationMode = enumeration(`${of}.AdmissionRule.EvaluationMode`, {
  EVALUATION_MODE_UNSPECIFIED: 0,
  ALWAYS_ALLOW: 1,
  REQUIRE_ATTESTATION: 2,
  ALWAYS_DENY: 3,
});

const EnforcementMode = enumeration(`${of}.AdmissionRule.EnforcementMode`, {
  ENFORCEMENT_MODE_UNSPECIFIED: 0,
  ENFORCED_BLOCK_AND_AUDIT_LOG: 1,
  DRYRUN_AUDIT_LOG_ONLY: 2,
});

const AdmissionRule = message(`${of}.AdmissionRule`, 'What has to hold of an image.', {
  evaluationMode: field(1, EvaluationMode, 'Whether all images pass, none, or those that are attested.'),
  requireAttestationsBy: field(
    2,
    repeated(text()),
    'Attestors of which each must have attested the image: projects/PROJECT/attestors/ATTESTOR.',
  ),
  enforcementMode: field(3, EnforcementMode, 'Whether an image that does not pass may run all the same.'),
});

const GlobalPolicyEvaluationMode = enumeration(`${of}.Policy.GlobalPolicyEvaluationMode`, {
  GLOBAL_POLICY_EVALUATION_MODE_UNSPECIFIED: 0,
  ENABLE: 1,
  DISABLE: 2,
});

const Policy = message(`${of}.Policy`, 'What has to hold of images before they run.', {
  name: field(1, text(), 'projects/PROJECT/policy.'),
  description: field(6, text(), 'What it is for, in words.'),
  globalPolicyEvaluationMode: field(
    7,
    GlobalPolicyEvaluationMode,
    'Kept as it is; the system policy of this server exempts nothing.',
  ),
  admissionWhitelistPatterns: field(2, repeated(AdmissionWhitelistPattern), 'Images that always pass.'),
  clusterAdmissionRules: field(3, map(AdmissionRule), 'Rules by cluster: LOCATION.CLUSTER.'),
  kubernetesNamespaceAdmissionRules: field(10, map(AdmissionRule), 'Rules by namespace.'),
  kubernetesServiceAccountAdmissionRules: field(
    8,
    map(AdmissionRule),
    'Rules by service account: NAMESPACE:ACCOUNT.',
  ),
  istioServiceIdentityAdmissionRules: field(
    9,
    map(AdmissionRule),
    'Rules by Istio identity: spiffe://DOMAIN/ns/NAMESPACE/sa/ACCOUNT. The domain is not compared.',
  ),
  defaultAdmissionRule: field(4, AdmissionRule, 'The rule where no other one applies.'),
  updateTime: field(5, timestamp(), 'When the policy was last changed.', { output: true }),
  etag: field(
    11,
    text(),
    'Another one after each change. An update that has one is carried out only if it is the current one.',
  ),
});

export const policyMessages = {
  Policy,
  GetPolicyRequest: message(`${of}.GetPolicyRequest`, 'Reads the policy of a project.', {
    name: field(1, text(), 'projects/PROJECT/policy.', { required: true }),
  }),
  UpdatePolicyRequest: message(`${of}.UpdatePolicyRequest`, 'Replaces the policy of a project.', {
    policy: field(1, Policy, 'The policy as it shall be.', { required: true }),
  }),
  GetSystemPolicyRequest: message(`${of}.GetSystemPolicyRequest`, 'Reads the system policy.', {
    name: field(1, text(), 'locations/LOCATION/policy.', { required: true }),
  }),
};

import { Empty } from '../../schema/well-known.js';
import type { PolicyService } from '../../services/policies.js';
import type { PolicyAudit } from '../../services/policy-audit.js';
import type { PolicyEvaluation } from '../../services/policy-evaluation.js';
import { onPlatform, onPlatformPolicy, onPolicy } from '../guards.js';
import { type Operation, operation } from '../operation.js';
import { platformMessages as platform } from './platform-messages.js';
import { policyMessages as project } from './policy-messages.js';

const management = 'google.cloud.binaryauthorization.v1.BinauthzManagementServiceV1';
const system = 'google.cloud.binaryauthorization.v1.SystemPolicyV1';
/** Google publishes no service of these; see check-messages.ts. */
const platforms = 'grafeas_ts.binaryauthorization.v1.PlatformPolicies';

const collection = '/v1/{parent=projects/*/platforms/gke}/policies';
const one = '/v1/{name=projects/*/platforms/gke/policies/*}';

export function policyOperations(
  policies: PolicyService,
  evaluation: PolicyEvaluation,
  audit: PolicyAudit,
): readonly Operation[] {
  return [
    ...projectPolicyOperations(policies),
    ...platformPolicyOperations(policies, evaluation),
    auditOperation(audit),
  ];
}

function projectPolicyOperations(policies: PolicyService): readonly Operation[] {
  return [
    operation({
      id: 'GetPolicy',
      service: management,
      http: { verb: 'GET', paths: ['/v1/{name=projects/*/policy}'], query: [] },
      request: project.GetPolicyRequest,
      response: project.Policy,
      summary: 'Get the policy of a project',
      description: 'A project without one has a policy that allows everything.',
      permissions: [{ permission: 'policy.get', on: 'the project' }],
      handle: policies.getPolicy,
    }),
    operation({
      id: 'UpdatePolicy',
      service: management,
      http: { verb: 'PUT', paths: ['/v1/{policy.name=projects/*/policy}'], body: 'policy', query: [] },
      request: project.UpdatePolicyRequest,
      response: project.Policy,
      summary: 'Replace the policy of a project',
      description:
        'What the body leaves out is removed. The caller must be allowed to read the attestors that it names, and to list the occurrences of their notes.',
      permissions: [{ permission: 'policy.update', on: 'the project' }],
      handle: policies.updatePolicy,
    }),
    operation({
      id: 'GetSystemPolicy',
      service: system,
      http: { verb: 'GET', paths: ['/v1/{name=locations/*/policy}'], query: [] },
      request: project.GetSystemPolicyRequest,
      response: project.Policy,
      summary: 'Get the system policy',
      description: 'Images that are exempt everywhere: none on this server.',
      permissions: [],
      handle: policies.getSystemPolicy,
    }),
  ];
}

function platformPolicyOperations(
  policies: PolicyService,
  evaluation: PolicyEvaluation,
): readonly Operation[] {
  const named =
    'The caller must be allowed to read the projects, notes and attestors that it names, and to list the occurrences of the notes of these attestors.';
  return [
    operation({
      id: 'CreatePlatformPolicy',
      service: platforms,
      http: { verb: 'POST', paths: [collection], body: 'platformPolicy', query: ['policyId'] },
      request: platform.CreatePlatformPolicyRequest,
      response: platform.PlatformPolicy,
      summary: 'Create a platform policy',
      description: named,
      permissions: [{ permission: 'platformPolicies.create', on: 'the project' }],
      guard: onPlatform('platformPolicies.create'),
      handle: policies.createPlatformPolicy,
    }),
    operation({
      id: 'ListPlatformPolicies',
      service: platforms,
      http: { verb: 'GET', paths: [collection], query: ['pageSize', 'pageToken'] },
      request: platform.ListPlatformPoliciesRequest,
      response: platform.ListPlatformPoliciesResponse,
      summary: 'List platform policies',
      description: 'Ascending by name.',
      permissions: [{ permission: 'platformPolicies.list', on: 'the project' }],
      handle: policies.listPlatformPolicies,
    }),
    operation({
      id: 'GetPlatformPolicy',
      service: platforms,
      http: { verb: 'GET', paths: [one], query: [] },
      request: platform.GetPlatformPolicyRequest,
      response: platform.PlatformPolicy,
      summary: 'Get a platform policy',
      description: 'Returns the policy with its checks.',
      permissions: [{ permission: 'platformPolicies.get', on: 'the project' }],
      handle: policies.getPlatformPolicy,
    }),
    operation({
      id: 'ReplacePlatformPolicy',
      service: platforms,
      http: { verb: 'PUT', paths: [one], body: 'platformPolicy', query: [] },
      request: platform.ReplacePlatformPolicyRequest,
      response: platform.PlatformPolicy,
      summary: 'Replace a platform policy',
      description: `What the body leaves out is removed. ${named}`,
      permissions: [{ permission: 'platformPolicies.replace', on: 'the project' }],
      guard: onPlatformPolicy('platformPolicies.replace'),
      handle: policies.replacePlatformPolicy,
    }),
    operation({
      id: 'DeletePlatformPolicy',
      service: platforms,
      http: { verb: 'DELETE', paths: [one], query: ['etag'] },
      request: platform.DeletePlatformPolicyRequest,
      response: Empty,
      summary: 'Delete a platform policy',
      description: 'What it names stays.',
      permissions: [{ permission: 'platformPolicies.delete', on: 'the project' }],
      handle: policies.deletePlatformPolicy,
    }),
    operation({
      id: 'EvaluateGkePolicy',
      service: platforms,
      http: {
        verb: 'POST',
        // The second one is an extension.
        paths: [`${one}:evaluate`, '/v1/{name=projects/*/policy}:evaluate'],
        body: '*',
        query: [],
      },
      request: platform.EvaluateGkePolicyRequest,
      response: platform.EvaluateGkePolicyResponse,
      summary: 'Evaluate pods',
      description:
        'Whether the images of a Pod, of what has a pod template, or of a List of them may run by the policy, and why.',
      permissions: [{ permission: 'platformPolicies.evaluatePolicy', on: 'the project' }],
      guard: onPolicy('platformPolicies.evaluatePolicy'),
      readOnly: true,
      handle: evaluation.evaluateGkePolicy,
    }),
  ];
}

function auditOperation(audit: PolicyAudit): Operation {
  return operation({
    id: 'AuditPolicy',
    service: platforms,
    http: {
      verb: 'GET',
      paths: [`${one}:audit`, '/v1/{name=projects/*/policy}:audit'],
      query: ['project', 'kubernetesNamespace', 'kubernetesServiceAccount', 'pageSize', 'pageToken'],
    },
    request: platform.AuditPolicyRequest,
    response: platform.AuditPolicyResponse,
    summary: 'Audit what runs',
    description:
      'Evaluates the images of a page of deployments again and lists those that would be denied now. An extension.',
    permissions: [
      { permission: 'platformPolicies.evaluatePolicy', on: 'the project of the policy' },
      { permission: 'occurrences.list', on: 'the project of the deployments' },
    ],
    handle: audit.auditPolicy,
  });
}

import { expect } from 'vitest';
import { describeRoles } from './role-table.js';

/** Written by hand, independently of the roles of the server. */
const roles = [
  'binaryauthorization.policyViewer',
  'binaryauthorization.policyEvaluator',
  'binaryauthorization.policyEditor',
  'binaryauthorization.policyAdmin',
  'viewer',
  'editor',
  'admin',
  'binaryauthorization.attestorsAdmin',
  'occurrences.editor',
] as const;
const table = {
  GetPolicy: '+++++++..',
  UpdatePolicy: '..++..+..',
  CreatePlatformPolicy: '..++..+..',
  ListPlatformPolicies: '+++++++..',
  GetPlatformPolicy: '+++++++..',
  ReplacePlatformPolicy: '..++..+..',
  DeletePlatformPolicy: '..++..+..',
  EvaluateGkePolicy: '.+++..+..',
  // Also needs the permission to list the deployments.
  AuditPolicy: '......+..',
} as const;
type Rpc = keyof typeof table;

/** Refers to nothing, so that no other permission is needed. */
const platformPolicy = { gkePolicy: { checkSets: [{ checks: [{ alwaysDeny: true }] }] } };

function requestOf(rpc: Rpc, project: string): Record<string, unknown> {
  const parent = `projects/${project}/platforms/gke`;
  const name = `${parent}/policies/a`;
  const policy = `projects/${project}/policy`;
  switch (rpc) {
    case 'GetPolicy':
      return { name: policy };
    case 'UpdatePolicy':
      return {
        policy: {
          name: policy,
          defaultAdmissionRule: {
            evaluationMode: 'ALWAYS_ALLOW',
            enforcementMode: 'ENFORCED_BLOCK_AND_AUDIT_LOG',
          },
        },
      };
    case 'CreatePlatformPolicy':
      return { parent, policyId: 'new', platformPolicy };
    case 'ListPlatformPolicies':
      return { parent };
    case 'GetPlatformPolicy':
    case 'DeletePlatformPolicy':
    case 'AuditPolicy':
      return { name };
    case 'ReplacePlatformPolicy':
      return { name, platformPolicy };
    case 'EvaluateGkePolicy':
      return { name, resource: { kind: 'Pod', spec: { containers: [{ name: 'a', image: 'nginx' }] } } };
  }
}

describeRoles('policies', {
  roles,
  table,
  requestOf,
  isSubject: (id) => /Policy|Policies/.test(id),
  // Every known caller may read the system policy: it is the same for all.
  exempt: 'GetSystemPolicy',
  /** The policy `a` exists, and `new` does not. */
  async restore(asAdmin, project) {
    await asAdmin('CreatePlatformPolicy', { ...requestOf('CreatePlatformPolicy', project), policyId: 'a' });
    await asAdmin('DeletePlatformPolicy', { name: `projects/${project}/platforms/gke/policies/new` });
  },
  async alsoCheck({ codeOf, tokenOf, refused }) {
    const token = tokenOf('binaryauthorization.policyEvaluator@projects/own', 'viewer@projects/own');
    const audit = requestOf('AuditPolicy', 'own');
    expect(await codeOf('AuditPolicy', audit, token)).toBe('OK');
    expect(await codeOf('AuditPolicy', { ...audit, project: 'projects/other' }, token)).toBe(refused);
    const system = { name: 'locations/eu/policy' };
    expect(await codeOf('GetSystemPolicy', system, '')).toBe('UNAUTHENTICATED');
    expect(await codeOf('GetSystemPolicy', system, tokenOf())).toBe('OK');
  },
});

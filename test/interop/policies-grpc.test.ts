import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import { callUnary, grpcClient } from './grpc-client.js';

/** The policy of a project over gRPC, by the numbers of the published descriptors, written down here a second time. */
const package_ = 'google.cloud.binaryauthorization.v1';
const string = (id: number) => ({ type: 'string', id });
const rules = (id: number) => ({ keyType: 'string', type: 'AdmissionRule', id });

const root = protobuf.Root.fromJSON({
  nested: {
    Timestamp: { fields: { seconds: { type: 'int64', id: 1 }, nanos: { type: 'int32', id: 2 } } },
    AdmissionWhitelistPattern: { fields: { namePattern: string(1) } },
    AdmissionRule: {
      fields: {
        evaluationMode: { type: 'int32', id: 1 },
        requireAttestationsBy: { rule: 'repeated', type: 'string', id: 2 },
        enforcementMode: { type: 'int32', id: 3 },
      },
    },
    Policy: {
      fields: {
        name: string(1),
        admissionWhitelistPatterns: { rule: 'repeated', type: 'AdmissionWhitelistPattern', id: 2 },
        clusterAdmissionRules: rules(3),
        defaultAdmissionRule: { type: 'AdmissionRule', id: 4 },
        updateTime: { type: 'Timestamp', id: 5 },
        description: string(6),
        globalPolicyEvaluationMode: { type: 'int32', id: 7 },
        kubernetesServiceAccountAdmissionRules: rules(8),
        istioServiceIdentityAdmissionRules: rules(9),
        kubernetesNamespaceAdmissionRules: rules(10),
      },
    },
    NameRequest: { fields: { name: string(1) } },
    UpdatePolicyRequest: { fields: { policy: { type: 'Policy', id: 1 } } },
  },
} as protobuf.INamespace);

describe('policies over gRPC', () => {
  const grpc = grpcClient();

  function call(path: string, asks: string, request: object): Promise<Record<string, unknown>> {
    const types = [root.lookupType(asks), root.lookupType('Policy')] as const;
    return callUnary(grpc.client, `/${package_}.${path}`, types, request);
  }

  it.each([
    ['clusterAdmissionRules', 'eu-west1.cluster'],
    ['kubernetesServiceAccountAdmissionRules', 'shop:default'],
    ['istioServiceIdentityAdmissionRules', 'spiffe://example.com/ns/shop/sa/default'],
    ['kubernetesNamespaceAdmissionRules', 'shop'],
  ])('are replaced and read with %s', async (member, key) => {
    const name = 'projects/p/policy';
    const policy = {
      name,
      description: 'in words',
      globalPolicyEvaluationMode: 2,
      admissionWhitelistPatterns: [{ namePattern: 'registry.k8s.io/**' }],
      defaultAdmissionRule: { evaluationMode: 1, enforcementMode: 1 },
      [member]: { [key]: { evaluationMode: 3, enforcementMode: 2 } },
    };
    const management = 'BinauthzManagementServiceV1';
    const changed = await call(`${management}/UpdatePolicy`, 'UpdatePolicyRequest', { policy });
    expect(changed).toMatchObject({ ...policy, updateTime: { seconds: expect.any(Number) } });
    expect(await call(`${management}/GetPolicy`, 'NameRequest', { name })).toEqual(changed);
  });

  it('have a system policy', async () => {
    const name = 'locations/eu/policy';
    expect(await call('SystemPolicyV1/GetSystemPolicy', 'NameRequest', { name })).toMatchObject({ name });
    const wrong = call('SystemPolicyV1/GetSystemPolicy', 'NameRequest', { name: 'projects/p/policy' });
    await expect(wrong).rejects.toMatchObject({ code: 3 });
  });
});

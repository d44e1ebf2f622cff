import type { BodyExamples } from '../openapi/document.js';

const image =
  'docker.io/library/nginx@sha256:5f0574409b3add89581b96c68afe9e9c7b284651c3a974b6e8bac46bf95e6b7f';

/** Request bodies to show and to try, by operation id. */
export const webhookExamples: Readonly<Record<string, BodyExamples>> = {
  ReviewAdmission: {
    pod: {
      summary: 'A pod is to be created.',
      value: {
        apiVersion: 'admission.k8s.io/v1',
        kind: 'AdmissionReview',
        request: {
          uid: '705ab4f5-6393-11e8-b7cc-42010a800002',
          kind: { group: '', version: 'v1', kind: 'Pod' },
          resource: { group: '', version: 'v1', resource: 'pods' },
          name: 'web',
          namespace: 'shop',
          operation: 'CREATE',
          userInfo: { username: 'ann@example.com' },
          object: {
            apiVersion: 'v1',
            kind: 'Pod',
            metadata: { name: 'web', namespace: 'shop' },
            spec: { containers: [{ name: 'web', image }] },
          },
          dryRun: false,
        },
      },
    },
  },
  ProvideVerdicts: {
    one: {
      summary: 'One image.',
      value: {
        apiVersion: 'externaldata.gatekeeper.sh/v1beta1',
        kind: 'ProviderRequest',
        request: { keys: [image] },
      },
    },
  },
};

import type { BodyExamples } from '../openapi/document.js';

const image =
  'docker.io/library/nginx@sha256:5f0574409b3add89581b96c68afe9e9c7b284651c3a974b6e8bac46bf95e6b7f';

const digest = `sha256:${'1f'.repeat(32)}`;

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
  ReceiveHarborEvent: {
    scanned: {
      summary: 'A scan has ended.',
      value: {
        type: 'SCANNING_COMPLETED',
        occur_at: 1_717_000_000,
        operator: 'auto',
        event_data: {
          resources: [{ digest, tag: '1.0', resource_url: 'harbor.example.com/shop/cart:1.0' }],
          repository: { name: 'cart', namespace: 'shop', repo_full_name: 'shop/cart', repo_type: 'private' },
        },
      },
    },
  },
  ReceiveClairEvent: {
    notification: {
      summary: 'Images are affected by what Clair has learnt.',
      value: {
        notification_id: '269886f3-0146-4f08-9bf7-cb1138d48643',
        callback:
          'http://clair.example.com/notifier/api/v1/notification/269886f3-0146-4f08-9bf7-cb1138d48643',
      },
    },
  },
  ReceiveTrivyOperatorEvent: {
    report: {
      summary: 'A report was updated.',
      value: {
        verb: 'update',
        operatorObject: {
          apiVersion: 'aquasecurity.github.io/v1alpha1',
          kind: 'VulnerabilityReport',
          metadata: { name: 'replicaset-cart-5d9c-cart', namespace: 'shop' },
          report: {
            artifact: { repository: 'shop/cart', digest },
            registry: { server: 'registry.example.com' },
            os: { family: 'debian', name: '12.5' },
            updateTimestamp: '2026-01-31T12:00:00Z',
            vulnerabilities: [
              {
                vulnerabilityID: 'CVE-2024-10005',
                resource: 'openssl',
                installedVersion: '3.0.9-1',
                fixedVersion: '3.0.11-1',
                severity: 'HIGH',
                title: 'An overflow.',
              },
            ],
          },
        },
      },
    },
  },
  ReceiveGithubEvent: {
    published: {
      summary: 'A container package was published.',
      value: {
        action: 'published',
        registry_package: {
          name: 'cart',
          namespace: 'shop',
          package_type: 'CONTAINER',
          package_version: { version: digest, container_metadata: { tag: { name: '1.0', digest } } },
        },
        repository: { full_name: 'shop/cart' },
      },
    },
  },
};

import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { startServer } from '../setup/server.js';
import { post, providerRequest, reviewOf } from '../webhooks/kit.js';
import { typeErrors } from './type-errors.js';

/** The manifests of deploy/admission, against the types of the Kubernetes API and the fields that Gatekeeper's resources have. */

type Manifest = Readonly<Record<string, unknown>>;
const read = (file: string): Manifest =>
  parse(readFileSync(new URL(`../../deploy/admission/${file}.yaml`, import.meta.url), 'utf8')) as Manifest;

const object = (properties: object, required: readonly string[] = Object.keys(properties)) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const text = { type: 'string', minLength: 1 };
const texts = { type: 'array', items: { type: 'string' }, minItems: 1 };
const resource = (apiVersion: string, kind: string, spec: object) =>
  object({
    apiVersion: { const: apiVersion },
    kind: { const: kind },
    metadata: object(
      { name: { type: 'string', pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$' }, annotations: {} },
      ['name'],
    ),
    spec,
  });
const base64 = { type: 'string', pattern: '^[A-Za-z0-9+/]+={0,2}$' };

const shapes: Readonly<Record<string, object>> = {
  'gatekeeper-provider': resource(
    'externaldata.gatekeeper.sh/v1beta1',
    'Provider',
    // Gatekeeper speaks HTTPS only, and takes whole seconds.
    object({
      url: { type: 'string', pattern: '^https://' },
      timeout: { type: 'integer', minimum: 1 },
      caBundle: base64,
    }),
  ),
  'gatekeeper-template': resource(
    'templates.gatekeeper.sh/v1',
    'ConstraintTemplate',
    object({
      crd: object({
        spec: object({
          names: object({ kind: text }),
          validation: object({ openAPIV3Schema: { type: 'object' } }),
        }),
      }),
      targets: {
        type: 'array',
        minItems: 1,
        maxItems: 1,
        items: object({ target: { const: 'admission.k8s.gatekeeper.sh' }, rego: text }),
      },
    }),
  ),
  'gatekeeper-constraint': resource(
    'constraints.gatekeeper.sh/v1beta1',
    'GrafeasVerdict',
    object({
      enforcementAction: { enum: ['deny', 'dryrun', 'warn'] },
      match: object({
        kinds: { type: 'array', minItems: 1, items: object({ apiGroups: texts, kinds: texts }) },
        excludedNamespaces: texts,
      }),
    }),
  ),
};

const webhook = read('webhook') as unknown as {
  readonly webhooks: readonly [
    {
      readonly clientConfig: { readonly url: string };
      readonly rules: readonly { readonly resources: readonly string[] }[];
      readonly failurePolicy: string;
      readonly sideEffects: string;
      readonly admissionReviewVersions: readonly string[];
    },
  ];
};
const provider = read('gatekeeper-provider') as unknown as { readonly spec: { readonly url: string } };
const template = read('gatekeeper-template') as unknown as {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly crd: { readonly spec: { readonly names: { readonly kind: string } } };
    readonly targets: readonly [{ readonly rego: string }];
  };
};
const constraint = read('gatekeeper-constraint') as unknown as {
  readonly kind: string;
  readonly spec: { readonly match: { readonly kinds: readonly { readonly kinds: readonly string[] }[] } };
};

/** Kinds whose pods are judged, as Kubernetes names them in rules. */
const kinds = [
  'Pod',
  'PodTemplate',
  'ReplicationController',
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
];

describe('deploy/admission', () => {
  it('has a webhook configuration of the right shape', () => {
    // The published type of a rule lacks the fields that it takes from another one.
    const withRules = (webhooks: readonly object[]) => ({
      ...webhook,
      webhooks: webhooks.map((one) => ({ ...one, rules: [{ operations: ['CREATE'] }] })),
    });
    expect(typeErrors(withRules(webhook.webhooks))).toEqual([]);
    expect(typeErrors(withRules([{ ...webhook.webhooks[0], sideEffects: 7 }]))).toHaveLength(1);
    const rule = object({
      apiGroups: texts,
      apiVersions: texts,
      operations: texts,
      resources: texts,
      scope: { enum: ['Namespaced'] },
    });
    const check = new Ajv2020({ strict: true, allErrors: true }).compile({ type: 'array', items: rule });
    check(webhook.webhooks[0].rules);
    expect(check.errors).toBeNull();
  });

  it.each(Object.keys(shapes))('has a %s of the right shape', (file) => {
    const check = new Ajv2020({ strict: true, allErrors: true }).compile(shapes[file] ?? false);
    const manifest = read(file);
    check(manifest);
    expect(check.errors).toBeNull();
    expect(check({ ...manifest, spec: { ...(manifest.spec as object), more: 1 } })).toBe(false);
  });

  it('lets nothing run that could not be evaluated', () => {
    expect(webhook.webhooks).toHaveLength(1);
    expect(webhook.webhooks[0]).toMatchObject({
      failurePolicy: 'Fail',
      sideEffects: 'None',
      admissionReviewVersions: ['v1'],
    });
    const resources = webhook.webhooks[0].rules.flatMap((rule) => rule.resources);
    expect(resources.sort()).toEqual(
      [...kinds.map((kind) => `${kind.toLowerCase()}s`), 'pods/ephemeralcontainers'].sort(),
    );
  });

  it('names the same kind of constraint in all its parts, and one provider', () => {
    const { kind } = template.spec.crd.spec.names;
    expect(constraint.kind).toBe(kind);
    // Gatekeeper demands both.
    expect(template.metadata.name).toBe(kind.toLowerCase());
    expect(constraint.spec.match.kinds.flatMap((match) => match.kinds).sort()).toEqual([...kinds].sort());
    const [{ rego }] = template.spec.targets;
    expect(rego).toContain(`package ${template.metadata.name}\n`);
    expect(rego).toContain('violation[{"msg": msg}]');
    expect(rego).toContain(
      `"provider": "${(read('gatekeeper-provider').metadata as { name: string }).name}"`,
    );
    for (const list of [
      'containers',
      'initContainers',
      'ephemeralContainers',
      'image.reference',
      'jobTemplate',
      'system_error',
      'errors',
    ])
      expect(rego).toContain(list);
    expect(rego.split('{').length).toBe(rego.split('}').length);
  });

  it('has URLs that the server serves', async () => {
    const server = await startServer();
    const at = (url: string) => `${server.url}${new URL(url).pathname.replace('SHOP', 'shop')}`;
    try {
      const pod = { kind: 'Pod', spec: { containers: [{ name: 'a', image: 'nginx' }] } };
      const reviewed = await post(at(webhook.webhooks[0].clientConfig.url), reviewOf(pod));
      expect(reviewed.body).toMatchObject({ kind: 'AdmissionReview', response: { allowed: true } });
      const provided = await post(at(provider.spec.url), providerRequest('nginx'));
      expect(provided.body).toMatchObject({
        kind: 'ProviderResponse',
        response: { items: [{ key: 'nginx' }] },
      });
    } finally {
      await server.close();
    }
  });
});

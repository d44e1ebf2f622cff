import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadConfig } from '../../src/config/load.js';
import { typeErrors } from './type-errors.js';

/** The Kustomize base against the published types of the Kubernetes API, and against our own rules. */

const root = fileURLToPath(new URL('../../', import.meta.url));
const base = `${root}deploy/kustomize/base/`;
const read = (file: string): Record<string, unknown> =>
  parse(readFileSync(`${base}${file}`, 'utf8')) as Record<string, unknown>;

interface Kustomization {
  readonly resources: readonly string[];
  readonly configMapGenerator: readonly { readonly name: string; readonly files: readonly string[] }[];
}

const kustomization = read('kustomization.yaml') as unknown as Kustomization;
const resources = kustomization.resources.map(read);

interface Container {
  readonly env: readonly { name: string; value?: string; valueFrom?: { secretKeyRef: { name: string } } }[];
  readonly securityContext: Record<string, unknown>;
  readonly volumeMounts: readonly { mountPath: string }[];
  readonly ports: readonly { name: string; containerPort: number }[];
  readonly startupProbe: unknown;
  readonly readinessProbe: { httpGet: { path: string } };
  readonly livenessProbe: { httpGet: { path: string } };
}

interface PodSpec {
  readonly containers: readonly [Container];
  readonly securityContext: Record<string, unknown>;
  readonly terminationGracePeriodSeconds: number;
}

const deployment = resources.find(({ kind }) => kind === 'Deployment') as unknown as {
  spec: { replicas: number; template: { spec: PodSpec } };
};
const pod = deployment.spec.template.spec;
const [container] = pod.containers;

describe('deploy/kustomize/base', () => {
  it.each(resources.map((manifest) => [String(manifest.kind), manifest] as const))(
    'has a %s of the right shape',
    (_kind, manifest) => {
      expect(typeErrors(manifest)).toEqual([]);
    },
  );

  it('is validated by a schema that refuses a wrong shape', () => {
    const [first] = resources;
    expect(typeErrors({ ...first, automountServiceAccountToken: 'no' })).toHaveLength(1);
    expect(typeErrors({ ...first, automount: false })).toHaveLength(1);
  });

  it('has several replicas, probes, a disruption budget and a network policy', () => {
    expect(resources.map(({ kind }) => kind).sort()).toEqual([
      'Deployment',
      'NetworkPolicy',
      'PodDisruptionBudget',
      'Service',
      'ServiceAccount',
    ]);
    expect(deployment.spec.replicas).toBeGreaterThan(1);
    expect(container.startupProbe).toBeDefined();
    expect(container.readinessProbe.httpGet.path).toBe('/readyz');
    expect(container.livenessProbe.httpGet.path).toBe('/livez');
  });

  it('runs without root, privileges or a writable root', () => {
    expect(pod.securityContext).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });

  it('refers to secrets, and uses settings that the server accepts', () => {
    const secret = container.env.filter(({ valueFrom }) => valueFrom !== undefined);
    expect(secret.map(({ name }) => name)).toEqual(['GRAFEAS_STORE', 'GRAFEAS_SIGNING_KEY']);
    for (const { valueFrom } of secret) expect(valueFrom?.secretKeyRef.name).toBe('grafeas');
    const plain = Object.fromEntries(container.env.map(({ name, value }) => [name, value]));
    const config = loadConfig({ flags: {}, env: { ...plain, GRAFEAS_STORE: 'postgres://u:p@db/grafeas' } });
    expect(config.access).toBe('jwt');
    expect(config.listen).toBe(`0.0.0.0:${container.ports[0]?.containerPort}`);
    expect(container.volumeMounts.map(({ mountPath }) => mountPath)).toContain('/etc/grafeas');
    expect(kustomization.configMapGenerator[0]?.files).toEqual(['policy.yaml']);
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(config.drainTimeout / 1000 + 5);
  });
});

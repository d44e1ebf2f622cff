import { pino } from 'pino';
import { expect, it } from 'vitest';
import { openServer } from '../../src/compose.js';
import { loadConfig } from '../../src/config/load.js';
import { openLogSink } from '../setup/log-sink.js';
import { review, reviewOf } from './kit.js';

const label = { labels: { 'image-policy.k8s.io/break-glass': 'true' } };
const older = { annotations: { 'alpha.image-policy.k8s.io/break-glass': 'true' } };
const kritis = { annotations: { 'kritis.grafeas.io/breakglass': 'true' } };

const pod = (metadata: unknown) => ({
  kind: 'Pod',
  metadata,
  spec: { containers: [{ name: 'a', image: 'nginx:1' }] },
});
const deployment = (metadata: object, inner: object) => ({
  kind: 'Deployment',
  metadata,
  spec: { template: { ...pod(inner) } },
});

it('break-glass of Kritis and of Binary Authorization allows a pod, and each use is logged', async () => {
  const log = openLogSink();
  const flags = { listen: '127.0.0.1:0', store: 'memory:' };
  const server = await openServer(loadConfig({ flags, env: {} }), pino({ level: 'info' }, log.sink));
  const gate = `http://${server.address}/admission/projects/shop`;
  try {
    const rule = { evaluationMode: 'ALWAYS_DENY', enforcementMode: 'ENFORCED_BLOCK_AND_AUDIT_LOG' };
    await fetch(`http://${server.address}/v1/projects/shop/policy`, {
      method: 'PUT',
      body: JSON.stringify({ defaultAdmissionRule: rule }),
    });
    const used = [
      pod(label),
      pod(older),
      pod(kritis),
      // Kritis does not look at the value.
      pod({ annotations: { 'kritis.grafeas.io/breakglass': '' } }),
      deployment(label, {}),
      deployment({}, kritis),
      { kind: 'CronJob', spec: { jobTemplate: { spec: { template: pod(older) } } } },
    ];
    for (const object of used) {
      const response = await review(gate, reviewOf(object));
      expect(response).toMatchObject({
        allowed: true,
        warnings: [expect.stringContaining('Break-glass by')],
        auditAnnotations: { policy: 'projects/shop/policy', 'break-glass': expect.stringMatching(/glass/) },
      });
    }
    for (const object of [
      pod({}),
      pod(null),
      pod({ labels: { 'image-policy.k8s.io/break-glass': 'false' } }),
      pod({ labels: { 'image-policy.k8s.io/break-glass': true } }),
      pod({ annotations: label.labels }),
      pod({ labels: { ...older.annotations, ...kritis.annotations } }),
      pod({ annotations: { 'alpha.image-policy.k8s.io/break-glass': 'yes' } }),
      pod({ annotations: [['kritis.grafeas.io/breakglass', 'true']] }),
    ])
      expect((await review(gate, reviewOf(object))).allowed).toBe(false);
    // What cannot be read is not let in by a label either.
    expect((await review(gate, reviewOf({ kind: 'Pod', metadata: label, spec: {} }))).allowed).toBe(false);
    const lines = log
      .text()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ event }) => event === 'break-glass');
    expect(lines).toHaveLength(used.length);
    expect(lines[0]).toMatchObject({
      level: 40,
      principal: 'anonymous',
      policy: 'projects/shop/policy',
      by: 'label image-policy.k8s.io/break-glass',
      object: 'Pod shop/web',
      user: 'system:serviceaccount:shop:deployer',
      images: ['nginx:1'],
      requestId: expect.any(String),
    });
  } finally {
    await server.close();
  }
});

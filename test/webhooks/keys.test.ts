import { writeFileSync } from 'node:fs';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { openServer } from '../../src/compose.js';
import { loadConfig } from '../../src/config/load.js';
import { sign, tempFolder } from '../authz/kit.js';
import { openLogSink } from '../setup/log-sink.js';
import { podOf } from '../setup/policies.js';
import { post, type ReviewAnswer, reviewOf } from './kit.js';

const secret = 'a secret of thirty-two bytes or more';
const [first, second, third] = ['A1_-', 'B2_-', 'C3_-'].map((part) => part.repeat(10)) as [
  string,
  string,
  string,
];

const policyOf = (...files: string[]): string => `
issuers:
  - { name: own, issuer: own, audience: g, algorithms: [HS256], grants: claim, keys: { secret_file: secret } }
  - name: hooks
    type: key
    keys:
${files.map((file) => `      - { subject: cluster-a, secret_file: ${file} }`).join('\n')}
      - { subject: cluster-b, secret_env: KEY_B }
bindings:
  - { issuer: hooks, subject: cluster-a, grants: [binaryauthorization.policyEvaluator@projects/shop] }
  - { issuer: hooks, subject: cluster-b, grants: [viewer@projects/other] }
`;

async function withServer(
  run: (url: string, change: (...files: string[]) => void) => Promise<void>,
): Promise<string> {
  const log = openLogSink();
  const folder = tempFolder({ secret, first: `${first}\n`, second, third, 'policy.yaml': policyOf('first') });
  const policy = `${folder.path}/policy.yaml`;
  const flags = { listen: '127.0.0.1:0', store: 'memory:', access: 'jwt', policy };
  process.env.KEY_B = third;
  const server = await openServer(loadConfig({ flags, env: {} }), pino({ level: 'trace' }, log.sink));
  try {
    await run(`http://${server.address}`, (...files) => {
      writeFileSync(policy, policyOf(...files));
      server.reload();
    });
  } finally {
    await server.close();
    folder.remove();
    delete process.env.KEY_B;
  }
  return log.text();
}

const pod = reviewOf(podOf('nginx'));

describe('keys in the paths of webhooks', () => {
  it('authenticate callers, rotate without a gap, and never appear in the log', async () => {
    const log = await withServer(async (url, change) => {
      const allowed = async (key: string): Promise<number> => {
        const { status, body } = await post(`${url}/key/${key}/admission/projects/shop`, pod);
        const { kind, response } = body as unknown as ReviewAnswer & { kind: string };
        expect([kind, response.allowed]).toEqual(['AdmissionReview', status === 200]);
        return status;
      };
      expect([await allowed(first), await allowed(second)]).toEqual([200, 401]);
      change('first', 'second');
      expect([await allowed(first), await allowed(second)]).toEqual([200, 200]);
      change('second');
      expect([await allowed(first), await allowed(second)]).toEqual([401, 200]);
      // However many wrong keys come from the same address.
      for (let count = 0; count < 300; count += 1)
        await fetch(`${url}/key/wrong/admission/projects/shop`, { method: 'POST' });
      expect(await allowed(second)).toBe(200);
      expect([await allowed(third), await allowed(`${second}x`), await allowed('')]).toEqual([403, 401, 401]);
      // Misspelt paths, another method, an operation that takes no key, a redirect.
      for (const path of [
        `/key/${second}`,
        `/key/${second}/`,
        `/key/${second}/nothing`,
        `/%6bey/${second}/admission/projects/shop`,
        `//key/${second}/admission/projects/shop`,
        `/KEY/${second}/admission/projects/shop`,
        `/key%2F${second}/admission/projects/shop`,
        `/v1/key/${second}/x`,
        `/key/${second}/v1beta1/projects/shop/notes`,
      ]) {
        const { status } = await fetch(`${url}${path}`, { method: 'POST', body: '{}', redirect: 'manual' });
        expect([path, status >= 300 && status < 500]).toEqual([path, true]);
      }
      expect((await fetch(`${url}/key/${second}/v1beta1/projects/shop/notes`)).status).toBe(404);
    });
    expect(log).toContain('hooks:cluster-b');
    for (const key of [first, second, third]) expect(log).not.toContain(key);
  });

  it('take precedence over other credentials of the request', async () => {
    await withServer(async (url) => {
      const token = sign(
        secret,
        { iss: 'own', aud: 'g', sub: 'x', exp: Math.floor(Date.now() / 1000) + 60, grants: ['admin@*'] },
        'HS256',
      );
      const headers = { authorization: `Bearer ${token}` };
      expect((await post(`${url}/admission/projects/shop`, pod, headers)).status).toBe(200);
      expect((await post(`${url}/key/${second}/admission/projects/shop`, pod, headers)).status).toBe(401);
      expect((await post(`${url}/key/${third}/admission/projects/shop`, pod, headers)).status).toBe(403);
      expect((await post(`${url}/admission/projects/shop`, pod)).status).toBe(401);
    });
  });
});

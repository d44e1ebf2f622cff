import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:http2';
import { join } from 'node:path';
import jwt from 'jsonwebtoken';
import { createHttpClient } from '../../src/conformance/http-client.js';
import { type Abuse, under } from './abuse.js';
import type { Replica } from './replica.js';

/** Downloads of the largest asset over HTTP/2 that nobody reads, each on a connection that is broken off. */
export function brokenDownloads(replica: Replica, count: number): Promise<Abuse> {
  const descriptors = (): number => readdirSync(`/proc/${replica.pid}/fd`).length;
  return under(replica, `${count} downloads that are broken off`, async (tell) => {
    const before = descriptors();
    for (let n = 0; n < count; n += 1) {
      const session = connect(replica.url, { settings: { initialWindowSize: 10 } });
      session.on('error', () => {});
      const stream = session.request({ ':path': '/docs/swagger-ui-bundle.js' });
      stream.on('error', () => {});
      const [{ ':status': status }] = (await once(stream, 'response')) as [{ ':status': number }];
      tell(String(status));
      session.destroy();
    }
    // Connections of others come and go.
    if (descriptors() > before + 20) tell('descriptors kept');
  });
}

/** Writes that a page of another site has a browser send. */
export function crossSiteWrites(replica: Replica, count: number): Promise<Abuse> {
  return under(replica, `${count} writes of another site's page`, async (tell) => {
    const headers = {
      'content-type': 'text/plain',
      'sec-fetch-site': 'cross-site',
      origin: 'https://evil.example',
    };
    for (let n = 0; n < count; n += 1) {
      const body = JSON.stringify({ name: `projects/evil-${n}` });
      const answer = await fetch(`${replica.url}/v1beta1/projects`, { method: 'POST', headers, body });
      await answer.arrayBuffer();
      tell(String(answer.status));
    }
  });
}

/** A policy with an issuer of RSA keys in this folder, and a token of an administrator. */
export function keyAccess(folder: string): { readonly flags: readonly string[]; readonly token: string } {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(join(folder, 'key.pem'), publicKey.export({ type: 'spki', format: 'pem' }));
  const policy = join(folder, 'policy.yaml');
  const issuer =
    '{ name: own, issuer: own, audience: g, algorithms: [RS256], grants: claim, keys: { pem_file: key.pem } }';
  writeFileSync(policy, `issuers:\n  - ${issuer}\n`);
  const claims = { iss: 'own', aud: 'g', sub: 'innocent', grants: ['admin@*'] };
  const token = jwt.sign(claims, privateKey, { algorithm: 'RS256', expiresIn: '1h' });
  return { flags: ['--access', 'jwt', '--policy', policy], token };
}

/** Tokens that are all different and signed by a foreign key, 50 at a time, from the address of the innocent caller. */
export function failedTokens(replica: Replica, count: number, token: string | undefined): Promise<Abuse> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const signed = jwt.sign({ iss: 'own', aud: 'g', sub: 'x' }, privateKey, {
    algorithm: 'RS256',
    expiresIn: '1h',
  });
  const flood = async (tell: (answer: string) => void): Promise<void> => {
    const path = '/v1beta1/projects/p/notes/n';
    const worker = async (from: number): Promise<void> => {
      for (let n = from; n < count; n += 50) {
        // Another signature each time, so that nothing about it is known.
        const client = createHttpClient(new URL(replica.url), `${signed.slice(0, -8)}${100_000 + n}AA`);
        tell(String((await client.send({ method: 'GET', path })).status));
        client.close();
      }
    };
    await Promise.all(Array.from({ length: 50 }, (_, n) => worker(n)));
  };
  return under(replica, `${count} tokens signed by a foreign key`, flood, token);
}

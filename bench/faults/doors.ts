import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { connect } from 'node:http2';
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

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, send } from '../setup/raw-grpc.js';
import { type Api, note, openApi, problemOf } from './kit.js';

/** Pages of other sites may not write with what a browser has, such as its client certificate or the way to loopback. */
describe('a write by a web page', () => {
  let api: Api;
  let host: string;
  beforeAll(async () => {
    api = await openApi({ allowOrigin: ['https://console.example.com'], allowHost: ['grafeas.example.com'] });
    host = new URL(api.url).host;
  });
  afterAll(() => api.close());

  let count = 0;
  const create = (headers: Record<string, string>) => {
    count += 1;
    return api.call('POST', `/projects/p/notes?noteId=n${count}`, note, headers);
  };

  it('is refused if the browser states that it comes from another site, whatever its content type', async () => {
    const types = [
      'text/plain',
      'application/json',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
    ];
    for (const type of types) {
      for (const site of ['cross-site', 'same-site', 'something-new']) {
        const answer = await create({ 'content-type': type, 'sec-fetch-site': site });
        expect(problemOf(answer), `${type} ${site}`).toMatchObject({ status: 403, reason: 'FOREIGN_HOST' });
        expect(answer.text).toContain('--allow-origin');
      }
    }
    for (const method of ['PATCH', 'DELETE']) {
      const headers = { 'sec-fetch-site': 'same-site' };
      const answer = await api.call(
        method,
        '/projects/p/notes/none',
        method === 'PATCH' ? note : undefined,
        headers,
      );
      expect(problemOf(answer), method).toMatchObject({ status: 403, reason: 'FOREIGN_HOST' });
    }
  });

  it('is refused by its origin if the browser states nothing else, also for other ports of loopback', async () => {
    for (const origin of ['http://localhost:3000', `http://${host.split(':')[0]}:1`, `https://${host}:1`]) {
      const answer = await create({ origin, 'content-type': 'text/plain' });
      expect(problemOf(answer), origin).toMatchObject({ status: 403, reason: 'FOREIGN_HOST' });
    }
  });

  it('is accepted from pages of this server, from allowed origins, and from clients other than browsers', async () => {
    const allowed: Record<string, string>[] = [
      { origin: `http://${host}`, 'sec-fetch-site': 'same-origin' },
      { origin: `http://${host}` },
      { origin: 'https://console.example.com', 'sec-fetch-site': 'cross-site' },
      { origin: 'https://grafeas.example.com' },
      { host: 'grafeas.example.com:443', origin: 'https://grafeas.example.com' },
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/x-www-form-urlencoded' },
      {},
    ];
    for (const headers of allowed) expect([headers, (await create(headers)).status]).toEqual([headers, 200]);
  });

  it('is refused, but a read is served without CORS headers', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    const answer = await api.call('GET', '/projects/p/notes', undefined, headers);
    expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([200, undefined]);
  });

  it('is refused over gRPC too', async () => {
    const session = await connect(api.url);
    const path = '/grafeas.v1beta1.GrafeasV1Beta1/DeleteNote';
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example.com' }])
      expect((await send(session, { path, headers, chunks: [] })).code).toBe(7);
    session.close();
  });
});

describe('an allowed origin with a star', () => {
  it('matches part of a host, and nothing else', async () => {
    const api = await openApi({ allowOrigin: ['https://*.apps.example.com', 'http://*:3000'] });
    const allowOf = async (origin: string) =>
      (await api.call('GET', '/projects', undefined, { origin })).headers['access-control-allow-origin'];
    for (const origin of ['https://a.apps.example.com', 'https://a.b.apps.example.com', 'http://dev:3000'])
      expect(await allowOf(origin)).toBe(origin);
    for (const origin of [
      'https://.apps.example.com.evil.com',
      'https://apps.example.com',
      'https://evil.com/.apps.example.com',
      'https://evil.com#.apps.example.com',
      'https://user@.apps.example.com',
      'http://a.apps.example.com',
      'http://:3000',
      'http://evil.com/?:3000',
      'null',
    ])
      expect([origin, await allowOf(origin)]).toEqual([origin, undefined]);
    await api.close();
  });
});

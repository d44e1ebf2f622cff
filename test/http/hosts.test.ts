import { describe, expect, it } from 'vitest';
import { exchange, openApi, problemOf } from './kit.js';

const target = '/v1beta1/projects';

describe('Host and Origin on loopback', () => {
  it('accepts loopback names with any port, and no other host', async () => {
    const api = await openApi();
    try {
      const get = (headers: Record<string, string>) => api.send({ method: 'GET', path: target, headers });
      for (const host of ['localhost', 'localhost:8080', '127.0.0.1:1', '[::1]:8080', 'LOCALHOST'])
        expect((await get({ host })).status).toBe(200);
      for (const host of [
        'evil.example.com',
        'localhost.evil.example.com',
        '127.0.0.1.evil.example.com',
        '10.0.0.1:8080',
        'evil.example.com:80@localhost',
        'localhost:80.evil.example.com',
      ]) {
        const answer = await get({ host });
        expect(problemOf(answer)).toMatchObject({ status: 403, reason: 'FOREIGN_HOST' });
        expect(answer.text).toContain('--allow-host');
      }
    } finally {
      await api.close();
    }
  });

  it('refuses pages of other origins, on every method', async () => {
    const api = await openApi();
    try {
      for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS']) {
        for (const origin of [
          'https://evil.example.com',
          'null',
          'http://localhost.evil.example.com',
          'file://',
        ]) {
          const answer = await api.send({ method, path: target, headers: { origin } });
          expect(problemOf(answer)).toMatchObject({ status: 403, reason: 'FOREIGN_HOST' });
          expect(answer.headers['access-control-allow-origin']).toBeUndefined();
          if (method !== 'OPTIONS') expect(answer.text).toContain('--allow-origin');
        }
      }
      const own = await api.send({
        method: 'GET',
        path: target,
        headers: { origin: 'http://localhost:3000' },
      });
      expect(own.status).toBe(200);
    } finally {
      await api.close();
    }
  });

  it('writes nothing for another origin', async () => {
    const api = await openApi();
    try {
      const headers = { origin: 'https://evil.example.com', 'content-type': 'text/plain' };
      await api.call('POST', '/projects', { name: 'projects/stolen' }, headers);
      expect((await api.call('GET', '/projects/stolen')).status).toBe(404);
    } finally {
      await api.close();
    }
  });

  it('serves the hosts of --allow-host', async () => {
    const api = await openApi({ allowHost: ['grafeas.example.com'] });
    try {
      const get = (host: string) => api.send({ method: 'GET', path: target, headers: { host } });
      expect((await get('grafeas.example.com')).status).toBe(200);
      expect((await get('Grafeas.Example.com:443')).status).toBe(200);
      expect((await get('other.example.com')).status).toBe(403);
      const headers = { host: 'localhost', origin: 'https://grafeas.example.com' };
      expect((await api.send({ method: 'GET', path: target, headers })).status).toBe(200);
    } finally {
      await api.close();
    }
  });

  it('accepts HTTP/1.0 without a Host', async () => {
    const api = await openApi();
    try {
      expect(await exchange(api.url, `GET ${target} HTTP/1.0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200 /);
      expect(await exchange(api.url, `GET ${target} HTTP/1.1\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /);
    } finally {
      await api.close();
    }
  });
});

describe('CORS', () => {
  const preflight = (origin: string) => ({ origin, 'access-control-request-method': 'PATCH' });

  it('allows configured origins, with every method', async () => {
    const api = await openApi({ allowOrigin: ['https://console.example.com', 'https://*.apps.example.com'] });
    try {
      for (const origin of [
        'https://console.example.com',
        'https://CONSOLE.example.com',
        'https://a.apps.example.com',
      ]) {
        const answer = await api.send({ method: 'OPTIONS', path: target, headers: preflight(origin) });
        expect(answer.status).toBe(200);
        expect(answer.text).toBe('');
        expect(answer.headers['access-control-allow-origin']).toBe(origin);
        expect(answer.headers['access-control-allow-methods']).toBe('GET, POST, PUT, PATCH, DELETE');
        expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
        const get = await api.send({ method: 'GET', path: target, headers: { origin } });
        expect([get.status, get.headers['access-control-allow-origin'], get.headers.vary]).toEqual([
          200,
          origin,
          'Origin',
        ]);
      }
    } finally {
      await api.close();
    }
  });

  it('sends no CORS headers to other origins', async () => {
    const api = await openApi({ allowOrigin: ['https://console.example.com', 'https://*.apps.example.com'] });
    try {
      for (const origin of [
        'https://evil.example.com',
        'http://console.example.com',
        'https://.apps.example.com.evil.com',
        'https://apps.example.com',
      ]) {
        const answer = await api.send({ method: 'OPTIONS', path: target, headers: preflight(origin) });
        expect(answer.status).toBe(200);
        expect(answer.headers['access-control-allow-origin']).toBeUndefined();
        expect(answer.headers['access-control-allow-methods']).toBeUndefined();
        expect((await api.send({ method: 'GET', path: target, headers: { origin } })).status).toBe(403);
      }
    } finally {
      await api.close();
    }
  });

  it('sends CORS headers to allowed origins with errors too', async () => {
    const api = await openApi({ allowOrigin: ['https://console.example.com'] });
    try {
      const headers = { origin: 'https://console.example.com' };
      const answer = await api.send({ method: 'GET', path: '/v1beta1/projects/none', headers });
      expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([404, headers.origin]);
    } finally {
      await api.close();
    }
  });
});

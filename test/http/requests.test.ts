import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, exchange, note, openApi, problemOf } from './kit.js';

let api: Api;
beforeAll(async () => {
  api = await openApi();
  await api.call('POST', '/projects/p/notes?noteId=n', note);
});
afterAll(() => api.close());

const get = (path: string, headers: Record<string, string> = {}) =>
  api.send({ method: 'GET', path, headers });

describe('redirects', () => {
  it('go to the cleaned path on this server, query included', async () => {
    for (const [path, location] of [
      ['//v1beta1/projects', '/v1beta1/projects'],
      ['///evil.example.com/..//', '/'],
      ['//evil.example.com', '/evil.example.com'],
      ['/v1beta1//projects?pageSize=1', '/v1beta1/projects?pageSize=1'],
      ['/v1beta1/projects/p/notes/n/../..', '/v1beta1/projects/p/'],
      ['/../../../etc/passwd', '/etc/passwd'],
      ['/v1beta1/projects/p/./', '/v1beta1/projects/p/'],
    ]) {
      const answer = await get(path ?? '');
      expect([path, answer.status, answer.headers.location]).toEqual([path, 301, location]);
      expect(answer.text).toBe('');
    }
  });

  it('do not change segments that contain dots', async () => {
    for (const id of ['..a', 'a..', '.hidden', '...']) {
      expect((await get(`/v1beta1/projects/p/notes/${id}`)).status).toBe(404);
    }
  });

  it('do not change encoded dots and slashes', async () => {
    expect((await get('/v1beta1/projects/p/%2e%2e/notes')).status).toBe(404);
    expect((await get('/v1beta1/%2F%2Fprojects')).status).toBe(404);
  });
});

describe('paths', () => {
  it('refuse characters that no database can store', async () => {
    expect(problemOf(await get('/v1beta1/projects/a%00b/notes'))).toMatchObject({
      status: 400,
      reason: 'INVALID_NAME',
    });
    for (const path of [
      '/v1beta1/projects/%',
      '/v1beta1/projects/%ff',
      '/v1beta1/projects/%c0%af',
      '/v1beta1/projects/%ED%A0%80',
    ])
      expect((await get(path)).status).toBe(400);
  });

  it('contain only bytes that HTTP allows', async () => {
    for (const byte of ['\x01', '\x7f', '\x80', '\xff', '"', '<', '\\', '^', '`', '{']) {
      for (const path of [`/v1beta1/projects/a${byte}b`, `//v1beta1/projects/a${byte}b`]) {
        const text = await exchange(
          api.url,
          Buffer.from(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`, 'latin1'),
        );
        expect(text).toMatch(/^HTTP\/1\.1 (?:301|400|404) /);
      }
    }
  });

  it('have a maximum length', async () => {
    expect((await get(`/v1beta1/projects/${'a'.repeat(10_000)}`)).status).toBe(400);
    const { status } = await get(`/v1beta1/projects/${'a'.repeat(40_000)}`);
    expect([400, 431]).toContain(status);
    expect((await get(`/v1beta1/${'x/'.repeat(5000)}`)).status).toBe(404);
  });
});

describe('responses', () => {
  it('have type, length and request id, and no name of a framework', async () => {
    const response = await supertest(api.url).get('/v1beta1/projects/p/notes/n');
    expect(response.status).toBe(200);
    expect(response.headers['content-type']).toBe('application/json');
    expect(response.headers['content-length']).toBe(String(Buffer.byteLength(response.text)));
    expect(response.headers['x-content-type-options']).toBe('nosniff');
    expect(response.headers['x-request-id']).toMatch(/^[\w-]{12,}$/);
    expect(response.headers['x-powered-by']).toBeUndefined();
    expect(response.headers.server).toBeUndefined();
  });

  it('have the request id of errors in header and body', async () => {
    const response = await supertest(api.url).get('/v1beta1/projects/none').expect(404);
    expect(response.body.details[0]).toEqual({
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason: 'PROJECT_NOT_FOUND',
      domain: 'grafeas-ts',
      metadata: { requestId: response.headers['x-request-id'] },
    });
    expect(response.body.error.details).toEqual(response.body.details);
  });

  it('have no body for HEAD', async () => {
    for (const [path, status] of [
      ['/v1beta1/projects/none', 404],
      ['/v1beta1/projects/a/notes:batchCreate', 501],
      ['/nothing', 404],
      ['/v1beta1/projects?pageSize=x', 400],
    ] as const) {
      const answer = await api.send({ method: 'HEAD', path });
      expect([answer.status, answer.text, answer.headers['content-type']]).toEqual([
        status,
        '',
        'application/json',
      ]);
    }
  });

  it('keep the connection open after refused requests', async () => {
    const request = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${more}\r\n`;
    const last = request('/v1beta1/projects', 'Connection: close\r\n');
    const text = await exchange(api.url, request('/v1beta1/projects/none') + request('/nothing') + last);
    expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 404', 'HTTP/1.1 404', 'HTTP/1.1 200']);
  });

  it('refuse requests that are not HTTP', async () => {
    for (const bytes of [
      '\r\n\r\n\r\nhello\r\n\r\n',
      'GET / HTTP/1.1\r\nHost localhost\r\n\r\n',
      'GET /v1beta1/projects HTTP/9.9\r\nHost: localhost\r\n\r\n',
    ])
      expect(await exchange(api.url, bytes)).toMatch(/^HTTP\/1\.1 400 /);
    expect((await get('/v1beta1/projects')).status).toBe(200);
  });

  it('refuse two lengths of one body', async () => {
    const smuggled =
      'POST /v1beta1/projects HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /v1beta1/projects HTTP/1.1\r\nHost: localhost\r\n\r\n';
    const text = await exchange(api.url, smuggled);
    expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400']);
  });
});

describe('Grpc-Timeout', () => {
  it('refuses a malformed one by its name', async () => {
    for (const timeout of ['', '5', 'S', '5s', '1.5S', '-1S', '123456789S', '5S5S']) {
      const answer = await get('/v1beta1/projects', { 'grpc-timeout': timeout });
      expect(problemOf(answer)).toMatchObject({ status: 400, reason: 'INVALID_PARAMETER' });
      expect(answer.text).toContain('grpc-timeout');
    }
  });

  it('accepts every unit and the largest value', async () => {
    for (const timeout of ['99999999H', '1M', '60S', '60000m', '60000000u'])
      expect((await get('/v1beta1/projects', { 'grpc-timeout': timeout })).status).toBe(200);
  });
});

describe('forms', () => {
  const type = 'application/x-www-form-urlencoded';

  it('are handled as POST if POST has the path', async () => {
    const response = await supertest(api.url)
      .post('/v1beta1/projects/forms/notes?noteId=n')
      .set('content-type', type)
      .send(JSON.stringify(note));
    expect([response.status, response.body.name]).toEqual([200, 'projects/forms/notes/n']);
  });

  it('are not read as forms with parameters in the type', async () => {
    const response = await supertest(api.url)
      .post('/v1beta1/projects/p/notes/n/occurrences')
      .set('content-type', `${type}; charset=utf-8`)
      .send('pageSize=1');
    expect(response.status).toBe(501);
  });

  it('have a maximum length', async () => {
    const answer = await api.send({
      method: 'POST',
      path: '/v1beta1/projects/p/notes/n/occurrences',
      headers: { 'content-type': type },
      body: 'a'.repeat(5 * 1024 * 1024),
    });
    expect(answer.status).toBe(413);
  });

  it('do not turn into methods that do not exist', async () => {
    for (const method of ['TRACE', 'nonsense', 'GET\tX', '__proto__', 'constructor']) {
      const headers = { 'content-type': type, 'x-http-method-override': method };
      const answer = await api.send({ method: 'POST', path: '/v1beta1/projects/p/notes/n', headers });
      expect(answer.status).toBe(501);
    }
  });
});

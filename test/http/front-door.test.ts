import type { ClientHttp2Session, IncomingHttpHeaders } from 'node:http2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpClient, type HttpClient } from '../../src/conformance/http-client.js';
import { connect, frame, send as sendGrpc } from '../setup/raw-grpc.js';
import { versionNames } from '../setup/versions.js';
import { type Api, note, openApi } from './kit.js';

/** What people and scripts meet first: `/`, HEAD, versions and methods that are not served. */
let api: Api;
/** The API document says nothing of what is beside the API. */
let plain: HttpClient;
let session: ClientHttp2Session;
beforeAll(async () => {
  api = await openApi();
  plain = createHttpClient(new URL(api.url), undefined);
  session = await connect(api.url);
  await api.call('POST', '/projects/p/notes?noteId=n', note);
});
afterAll(async () => {
  session.close();
  plain.close();
  await api.close();
});

function overHttp2(method: string, path: string): Promise<{ headers: IncomingHttpHeaders; text: string }> {
  return new Promise((resolve, reject) => {
    const stream = session.request({ ':method': method, ':path': path });
    let headers: IncomingHttpHeaders = {};
    let text = '';
    stream.on('response', (received) => {
      headers = received;
    });
    stream.on('data', (part: Buffer) => {
      text += part.toString();
    });
    stream.on('error', reject);
    stream.on('close', () => resolve({ headers, text }));
    stream.end();
  });
}

describe('GET /', () => {
  it('describes the server, with links that exist', async () => {
    const answer = await plain.send({ method: 'GET', path: '/' });
    expect(answer.headers['content-type']).toContain('application/json');
    const { name, api: apis, links } = answer.json as Record<string, Record<string, string>>;
    expect(name).toBe('grafeas-ts');
    for (const path of [...Object.values(apis ?? {}), ...Object.values(links ?? {})])
      expect([path, (await plain.send({ method: 'GET', path })).status]).toEqual([path, 200]);
    expect((await plain.send({ method: 'POST', path: '/' })).status).toBe(404);
    expect((await overHttp2('GET', '/')).text).toBe(answer.text);
  });
});

describe('HEAD', () => {
  const paths = ['/', '/docs', '/livez'].concat(
    versionNames.flatMap((version) => [`/${version}/projects/p/notes/n`, `/${version}/projects/p/notes`]),
  );
  const shared = ['content-type', 'content-length', 'etag', 'cache-control'];

  it.each([...paths, '/v1beta1/projects/none', '/nothing'])('%s has the headers of GET', async (path) => {
    const get = await plain.send({ method: 'GET', path });
    const head = await plain.send({ method: 'HEAD', path });
    expect([head.status, head.text]).toEqual([get.status, '']);
    const { headers, text } = await overHttp2('HEAD', path);
    expect([headers[':status'], text]).toEqual([get.status, '']);
    for (const name of shared) {
      expect([name, head.headers[name]]).toEqual([name, get.headers[name]]);
      expect([name, headers[name]]).toEqual([name, get.headers[name]]);
    }
  });
});

describe('unsupported requests', () => {
  it.each(['/v1beta2/projects/p/notes', '/v3', '/v1alpha1/projects', '/v2/x'])(
    '%s gets an error that names what is supported',
    async (path) => {
      const answer = await plain.send({ method: 'GET', path });
      expect(answer.status).toBe(404);
      expect(answer.text).toContain('serves Grafeas v1beta1 and v1 under /v1beta1/ and /v1/');
    },
  );

  it.each(versionNames)(
    'an unknown path of %s is not reported as an unsupported version',
    async (version) => {
      const answer = await plain.send({ method: 'GET', path: `/${version}` });
      expect([answer.status, answer.text]).toEqual([404, expect.not.stringContaining('is not served')]);
      expect((await plain.send({ method: 'GET', path: `/${version}/projects/p/notes` })).status).toBe(200);
    },
  );

  it.each(['setIamPolicy', 'getIamPolicy'])(
    'REST …:%s returns 501 and names the place of grants',
    async (verb) => {
      for (const name of ['/projects/p/notes/n', '/projects/p/notes/none', '/projects/p/occurrences/o']) {
        for (const version of versionNames) {
          const path = `/${version}${name}:${verb}`;
          const answer = await api.send({ method: 'POST', path, body: '{}' });
          expect([answer.status, answer.text]).toEqual([501, expect.stringContaining('policy file')]);
          const { headers, text } = await overHttp2('POST', path);
          expect([headers[':status'], text]).toEqual([501, expect.stringContaining('policy file')]);
        }
      }
    },
  );

  it('a POST to an object, as sent by curl -d, gets an error that names PATCH', async () => {
    for (const type of ['application/json', 'application/x-www-form-urlencoded']) {
      const headers = { 'content-type': type };
      const answer = await api.call('POST', '/projects/p/notes/n', note, headers);
      expect([answer.status, answer.text]).toEqual([501, expect.stringContaining('curl -X PATCH')]);
    }
  });

  it.each([
    ['/grafeas.v1alpha1.Grafeas/GetNote', 'grafeas.v1beta1'],
    ['/google.devtools.containeranalysis.v1.ContainerAnalysis/GetIamPolicy', 'policy file'],
    ['/google.devtools.containeranalysis.v1beta1.ContainerAnalysisV1Beta1/SetIamPolicy', 'policy file'],
    ['/google.devtools.containeranalysis.v1beta1.ContainerAnalysisV1Beta1/GetIamPolicy', 'policy file'],
    ['/google.devtools.containeranalysis.v1.ContainerAnalysis/SetIamPolicy', 'policy file'],
  ])('gRPC %s returns UNIMPLEMENTED and names what is supported', async (path, says) => {
    const answer = await sendGrpc(session, { path, chunks: [frame(Buffer.alloc(0))] });
    expect([answer.code, answer.message]).toEqual([12, expect.stringContaining(says)]);
  });

  it('a GET of an id with such an ending is a plain GET', async () => {
    expect((await api.call('GET', '/projects/p/notes/n:setIamPolicy')).status).toBe(404);
  });
});

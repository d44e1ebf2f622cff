import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '../../src/api/operation.js';
import { createVersions, serviceDeps } from '../../src/compose.js';
import { createHttpClient } from '../../src/conformance/http-client.js';
import { systemClock } from '../../src/domain/clock.js';
import { compressedFrom } from '../../src/http/compress.js';
import { openMemory } from '../../src/storage/memory/open-memory.js';
import { versionNames } from '../setup/versions.js';
import { type Api, openApi } from './kit.js';

/** What clients send by habit, to every operation of both versions that may get it. */
const impossible: readonly (readonly [filter: string, says: string])[] = [
  [`noteId="'CVE-1'"`, 'write noteId="CVE-1"'],
  [`noteId='CVE-1'`, 'write "CVE-1"'],
  ['noteProjectId="projects/x"', 'write noteProjectId="x"'],
  ['noteProjectId="-"', 'leave the comparison out'],
  ['noteName="projects/-/notes/CVE-1"', '/notes/CVE-1")'],
];
const ofOccurrences: typeof impossible = [
  ['resourceUrl="https://r/*"', 'write has_prefix(resourceUrl, "https://r/")'],
  ['resource.uri="*@sha256:1"', 'write has_suffix(resourceUrl, "@sha256:1")'],
];
const ofProjects: typeof impossible = [
  [`projectId='x'`, 'write "x"'],
  [`projectId="'x'"`, 'write projectId="x"'],
  ['projectId="projects/x"', 'write projectId="x"'],
  ['name="projects/*"', '* is not a wildcard'],
];

describe.each(versionNames)('%s', (version) => {
  let api: Api;
  let operations: readonly Operation[];
  const long = 'long '.repeat(compressedFrom / 5);

  beforeAll(async () => {
    api = await openApi({}, version);
    const all = createVersions(await serviceDeps(openMemory(), systemClock()));
    operations = all
      .flatMap((one) => one.operations)
      .filter(({ http }) => http.paths.some((path) => path.startsWith(`/${version}/`)));
    const note = { longDescription: long, discovery: { analysisKind: 'DISCOVERY' } };
    for (const id of ['n', 'm'])
      expect((await api.call('POST', `/projects/p/notes?noteId=${id}`, note)).status).toBe(200);
  });
  afterAll(() => api.close());

  /** Paths of an operation, with objects that are there as far as the note is asked for. */
  const pathsOf = ({ http, id }: Operation): string[] =>
    http.paths.flatMap((template) => {
      const isOfAll = /^(?:ListNotes|ListOccurrences|GetVulnerabilityOccurrencesSummary)$/.test(id);
      const parents = isOfAll && !template.includes('/locations/') ? ['p', '-'] : ['p'];
      return parents.map((project) =>
        template
          .replace('projects/*', `projects/${project}`)
          .replace(/\{\w+(?:\.\w+)?=([^}]*)\}/, '$1')
          .replace('notes/*', 'notes/n')
          .replaceAll('*', 'l'),
      );
    });

  it('a filter that nothing can match is an error of every list, which names the likely intention', async () => {
    const filtered = operations.filter(({ http }) => http.verb === 'GET' && http.query.includes('filter'));
    const seen = new Set<string>();
    for (const operation of filtered)
      for (const path of pathsOf(operation)) {
        const filters = /ListProjects/.test(operation.id)
          ? ofProjects
          : /^ListNotes$/.test(operation.id)
            ? impossible
            : [...impossible, ...ofOccurrences];
        for (const [filter, says] of filters) {
          const sent = `${path}?filter=${encodeURIComponent(filter)}`;
          const answer = await api.send({ method: 'GET', path: sent });
          expect([sent, answer.status, answer.text]).toEqual([
            sent,
            400,
            expect.stringContaining(JSON.stringify(says).slice(1, -1)),
          ]);
        }
        seen.add(path.replace(/^\/\w+\//, ''));
      }
    expect([...seen]).toEqual(
      expect.arrayContaining([
        'projects',
        'projects/p/notes',
        'projects/-/notes',
        'projects/p/occurrences',
        'projects/-/occurrences',
        'projects/p/locations/l/occurrences',
        'projects/p/notes/n/occurrences',
        'projects/p/occurrences:vulnerabilitySummary',
        'projects/-/occurrences:vulnerabilitySummary',
      ]),
    );
  });

  it('HEAD is GET without a body, for every operation', async () => {
    const plain = createHttpClient(new URL(api.url), undefined);
    for (const operation of operations.filter(({ http }) => http.verb === 'GET'))
      for (const path of pathsOf(operation)) {
        const get = await plain.send({ method: 'GET', path });
        const head = await plain.send({ method: 'HEAD', path });
        const told = ['content-type', 'content-length', 'etag', 'cache-control'] as const;
        expect([path, head.status, head.text, ...told.map((name) => head.headers[name])]).toEqual([
          path,
          get.status,
          '',
          ...told.map((name) => get.headers[name]),
        ]);
      }
    plain.close();
  });

  it('a POST to an object that can be changed returns an error that names PATCH or PUT', async () => {
    const objects = operations.filter(({ http }) => ['PATCH', 'PUT'].includes(http.verb));
    let tried = 0;
    for (const operation of objects)
      for (const path of pathsOf(operation))
        for (const type of ['application/json', 'application/x-www-form-urlencoded'])
          for (const body of ['{"a":1}', '{}', '[]', '']) {
            tried += 1;
            const answer = await api.send({ method: 'POST', path, headers: { 'content-type': type }, body });
            const { verb } = operation.http;
            expect([path, type, body, answer.status, answer.text]).toEqual([
              path,
              type,
              body,
              501,
              expect.stringContaining(`-X ${verb}`),
            ]);
          }
    expect(tried).toBeGreaterThan(16);
  });

  it('long lists are compressed on request, and short ones are not', async () => {
    const ask = (path: string): Promise<{ encoding: string | undefined; body: Buffer }> =>
      new Promise((resolve, reject) => {
        const headers = { 'accept-encoding': 'gzip' };
        request(`${api.url}${path}`, { headers }, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () =>
            resolve({ encoding: response.headers['content-encoding'], body: Buffer.concat(chunks) }),
          );
        })
          .on('error', reject)
          .end();
      });
    for (const parent of ['projects/p', 'projects/-']) {
      const path = `/${version}/${parent}/notes`;
      const { encoding, body } = await ask(path);
      expect([path, encoding, gunzipSync(body).toString().includes(long)]).toEqual([path, 'gzip', true]);
    }
    expect((await ask(`/${version}/projects/p/notes/n/occurrences`)).encoding).toBeUndefined();
  });
});

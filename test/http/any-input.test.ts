import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { versionNames } from '../setup/versions.js';
import { type Api, openApi } from './kit.js';

const runs = (numRuns: number) => ({
  numRuns,
  // Ends before the test is given up, so that what was found is told.
  interruptAfterTimeLimit: 120_000,
  markInterruptAsFailure: true,
});

const writes = [
  ['POST', '/projects'],
  ['POST', '/projects/any/notes?noteId=n'],
  ['POST', '/projects/any/notes:batchCreate'],
  ['PATCH', '/projects/given/notes/BUILD'],
  ['POST', '/projects/any/occurrences'],
  ['POST', '/projects/any/occurrences:batchCreate'],
  ['POST', '/projects/any:testIamPermissions'],
] as const;

/** JSON that is near to what is expected: names of fields with values of any shape. */
const nearMiss = fc.letrec((tie) => ({
  object: fc.dictionary(
    fc.constantFrom(
      'name',
      'kind',
      'noteName',
      'resource',
      'resourceUri',
      'uri',
      'vulnerability',
      'package_issue',
      'packageIssue',
      'affectedLocation',
      'version',
      'severity',
      'build',
      'provenance',
      'notes',
      'occurrences',
      'discovered',
      'discovery',
      'affectedVersion',
      'attestation',
      '@type',
      '__proto__',
      'toString',
      '',
    ),
    tie('value'),
    { maxKeys: 4 },
  ),
  value: fc.oneof(
    { depthSize: 'medium', maxDepth: 6 },
    fc.constantFrom<unknown>(
      null,
      true,
      0,
      -1,
      1e300,
      '',
      'HIGH',
      'projects/given/notes/BUILD',
      '\u0000',
      '\ud800',
      '2024-05-02T03:04:05Z',
      2 ** 53,
    ),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('object'),
  ),
}));

describe.each(versionNames)('no input of %s yields a 5xx', (version) => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi({}, version);
    await api.call('POST', '/projects/given/notes?noteId=BUILD', { build: { builderVersion: '1' } });
  });
  afterAll(() => api.close());

  for (const [method, path] of writes) {
    it(`${method} ${path} with any JSON or bytes`, async () => {
      const body = fc.oneof(
        fc.json().map((text) => Buffer.from(text)),
        nearMiss.object.map((value) => Buffer.from(JSON.stringify(value))),
        fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
        fc.tuple(fc.json(), fc.nat({ max: 100 })).map(([text, cut]) => Buffer.from(text).subarray(0, cut)),
      );
      await fc.assert(
        fc.asyncProperty(body, async (bytes) => {
          const answer = await api.call(method, path, bytes);
          expect(answer.status, answer.text).toBeLessThan(500);
          expect(answer.json).toBeTypeOf('object');
        }),
        runs(60),
      );
    });
  }

  const part = fc.oneof(
    fc
      .string({ unit: 'binary', maxLength: 12 })
      .filter((text) => text.isWellFormed())
      .map(encodeURIComponent),
    fc.stringMatching(/^[!-"$->@-~]{0,12}$/),
    fc.constantFrom(
      'projects',
      'notes',
      'occurrences',
      'locations',
      'p',
      ':batchCreate',
      'notes:batchCreate',
      'occurrences:vulnerabilitySummary',
      '..',
      '.',
      '',
      '%00',
      '%2f',
      '%',
      'n:testIamPermissions',
    ),
  );

  it('any path', async () => {
    const path = fc.array(part, { maxLength: 7 }).map((parts) => `/${[version, ...parts].join('/')}`);
    const method = fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE', 'PUT', 'OPTIONS');
    await fc.assert(
      fc.asyncProperty(method, path, async (verb, target) => {
        const { status, text } = await api.send({ method: verb, path: target });
        // 501 is the answer to a path that has other methods.
        expect(status === 501 || status < 500, `${status} ${text}`).toBe(true);
      }),
      runs(250),
    );
  });

  it('any query', async () => {
    const key = fc.oneof(
      part,
      fc.constantFrom(
        'filter',
        'page_size',
        'pageSize',
        'pageToken',
        'page_token',
        'updateMask',
        'update_mask.paths',
        '$alt',
        'returnPartialSuccess',
        'noteId',
        '__proto__',
      ),
    );
    const value = fc.oneof(
      part,
      fc.constantFrom('1', '-1', '*', 'a.b', 'json;enum-encoding=int', 'kind="BUILD"', '%28%29'),
      fc
        .string({ maxLength: 30 })
        .filter((text) => text.isWellFormed())
        .map(encodeURIComponent),
    );
    const query = fc
      .array(fc.tuple(key, value), { maxLength: 4 })
      .map((pairs) => pairs.map(([k, v]) => `${k}=${v}`).join('&'));
    const target = fc.constantFrom(
      ['GET', '/projects'],
      ['GET', '/projects/given/notes'],
      ['GET', '/projects/p/occurrences'],
      ['GET', '/projects/given/notes/BUILD/occurrences'],
      ['GET', '/projects/p/occurrences:vulnerabilitySummary'],
      ['PATCH', '/projects/given/notes/BUILD'],
      ['POST', '/projects/any/notes'],
    );
    await fc.assert(
      fc.asyncProperty(target, query, async ([method = '', path = ''], search) => {
        const { status, text } = await api.call(
          method,
          `${path}?${search}`,
          method === 'GET' ? undefined : { shortDescription: 'x' },
        );
        expect(status, text).toBeLessThan(500);
      }),
      runs(250),
    );
  });

  it('any headers that control a request', async () => {
    const value = fc.oneof(
      fc.stringMatching(/^[ -~]{0,40}$/),
      fc.constantFrom('*', '""', 'W/"', '1n', '0S', 'identity', 'gzip'),
    );
    const name = fc.constantFrom(
      'if-match',
      'if-none-match',
      'grpc-timeout',
      'authorization',
      'content-type',
      'content-encoding',
      'x-http-method-override',
      'accept',
      'te',
      'x-request-id',
      'origin',
      'cookie',
    );
    const method = fc.constantFrom('GET', 'PATCH', 'POST', 'DELETE');
    await fc.assert(
      fc.asyncProperty(method, name, value, async (verb, header, text) => {
        const answer = await api.call(verb, '/projects/given/notes/none', '{}', { [header]: text.trim() });
        const expired = header === 'grpc-timeout' && answer.status === 504;
        expect(
          answer.status === 501 || expired || answer.status < 500,
          `${answer.status} ${answer.text}`,
        ).toBe(true);
      }),
      runs(100),
    );
  });

  it('the server still responds afterwards', async () => {
    expect((await api.call('GET', '/projects')).status).toBe(200);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, exchange, note, occurrence, openApi, problemOf } from './kit.js';

let api: Api;
beforeAll(async () => {
  api = await openApi();
  await api.call('POST', '/projects/given/notes?noteId=n', note);
});
afterAll(() => api.close());

const limit = 4 * 1024 * 1024;
const path = '/projects/p/notes?noteId=n';

async function stored(project = 'p'): Promise<unknown> {
  return [
    (await api.call('GET', `/projects/${project}/notes`)).json,
    (await api.call('GET', `/projects/${project}/occurrences`)).json,
  ];
}

describe('size of bodies', () => {
  it('refuses a declared length over 4 MiB by its limit', async () => {
    const answer = await api.call('POST', path, ' '.repeat(limit + 1));
    expect(problemOf(answer)).toMatchObject({ status: 413, reason: 'TOO_LARGE' });
    expect(answer.text).toContain('4194304 bytes (4 MiB)');
    expect(answer.json).toMatchObject({ code: 8, error: { code: 413, status: 'RESOURCE_EXHAUSTED' } });
  });

  it('refuses a chunked body once it passes the limit', async () => {
    const chunk = ' '.repeat(1024 * 1024);
    const answer = await api.send({
      method: 'POST',
      path: `/v1beta1${path}`,
      body: [chunk, chunk, chunk, chunk, ' '],
    });
    expect(problemOf(answer)).toMatchObject({ status: 413, reason: 'TOO_LARGE' });
  });

  it('responds before a huge body has arrived, and closes the connection', async () => {
    const head = `POST /v1beta1${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n{`;
    const text = await exchange(api.url, head);
    expect(text).toMatch(/^HTTP\/1\.1 413 /);
    expect(text.toLowerCase()).toContain('connection: close');
  });

  it('accepts a body of exactly the limit', async () => {
    const body = JSON.stringify(note).padEnd(limit, ' ');
    expect((await api.call('POST', '/projects/whole/notes?noteId=n', body)).status).toBe(200);
  });

  it('keeps running when the caller disconnects in the middle of a body', async () => {
    // Asks to be told when it may go on with the body, so that it leaves when the server waits for the rest.
    const head = `POST /v1beta1${path} HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 100\r\n\r\n`;
    const told = 'HTTP/1.1 100 Continue\r\n\r\n';
    expect(await exchange(api.url, `${head}{"short`, told)).toBe(told);
    expect((await api.call('GET', '/projects')).status).toBe(200);
    expect(await stored()).toEqual([{}, {}]);
  });
});

describe('chunked bodies', () => {
  it('joins chunks that split a character', async () => {
    const bytes = Buffer.from(JSON.stringify({ ...note, shortDescription: 'ü' }));
    const split = bytes.indexOf(0xc3) + 1;
    const chunk = (part: Buffer) =>
      Buffer.concat([Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n')]);
    const head = Buffer.from(
      'POST /v1beta1/projects/chunks/notes?noteId=n HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n',
    );
    const text = await exchange(
      api.url,
      Buffer.concat([
        head,
        chunk(bytes.subarray(0, split)),
        chunk(bytes.subarray(split)),
        Buffer.from('0\r\n\r\n'),
      ]),
    );
    expect(text).toMatch(/^HTTP\/1\.1 200 /);
    expect((await api.call('GET', '/projects/chunks/notes/n')).json).toMatchObject({ shortDescription: 'ü' });
  });
});

describe('hostile JSON', () => {
  const refused: readonly (readonly [string, string | Buffer, string, string | undefined])[] = [
    [
      'a NUL character',
      '{"shortDescription":"a\\u0000b","vulnerability":{}}',
      'INVALID_FIELD',
      'note.short_description',
    ],
    [
      'a lone surrogate',
      '{"shortDescription":"\\ud83e","vulnerability":{}}',
      'INVALID_FIELD',
      'note.short_description',
    ],
    [
      'a NUL in a map key',
      '{"build":{"builderVersion":"1"},"relatedUrl":[{"url":"\\u0000"}]}',
      'INVALID_FIELD',
      'note.related_url[0].url',
    ],
    ['__proto__', '{"__proto__":{"vulnerability":{}}}', 'INVALID_FIELD', 'note.__proto__'],
    [
      'a nested __proto__',
      '{"vulnerability":{"__proto__":{"severity":"LOW"}}}',
      'INVALID_FIELD',
      'note.vulnerability.__proto__',
    ],
    [
      'constructor',
      '{"vulnerability":{},"constructor":{"prototype":{}}}',
      'INVALID_FIELD',
      'note.constructor',
    ],
    ['10,000 lists', '['.repeat(10_000) + ']'.repeat(10_000), 'INVALID_JSON', undefined],
    ['10,000 objects', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`, 'INVALID_JSON', undefined],
    ['4 MiB of opening brackets', '['.repeat(limit), 'INVALID_JSON', undefined],
    [
      'a huge float',
      '{"vulnerability":{"cvssScore":1e400}}',
      'INVALID_FIELD',
      'note.vulnerability.cvss_score',
    ],
    [
      'a huge integer',
      `{"intoto":{"threshold":${'9'.repeat(5000)}}}`,
      'INVALID_FIELD',
      'note.intoto.threshold',
    ],
    [
      'a long integer text',
      `{"intoto":{"threshold":"${'9'.repeat(5000)}"}}`,
      'INVALID_FIELD',
      'note.intoto.threshold',
    ],
    [
      'a number for an enum',
      '{"vulnerability":{"severity":1e99}}',
      'INVALID_FIELD',
      'note.vulnerability.severity',
    ],
    ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d]), 'INVALID_JSON', undefined],
    ['UTF-16', Buffer.from(JSON.stringify(note), 'utf16le'), 'INVALID_JSON', undefined],
    ['an overlong encoding', Buffer.from([0x22, 0xc0, 0x80, 0x22]), 'INVALID_JSON', undefined],
  ];
  for (const [what, body, reason, field] of refused) {
    it(`refuses ${what} and stores nothing`, async () => {
      const answer = await api.call('POST', path, body);
      expect(problemOf(answer)).toEqual({ status: 400, reason, fields: field === undefined ? [] : [field] });
      expect(answer.json).toMatchObject({ code: 3 });
      expect(await stored()).toEqual([{}, {}]);
    });
  }

  it('names the position at which JSON is invalid', async () => {
    const broken = await api.call('POST', path, '{\n  "vulnerability": {},\n  "shortDescription" 1\n}');
    expect(broken.text).toContain('line 3, column 22');
    const bytes = await api.call('POST', path, Buffer.from([0x7b, 0x22, 0xff]));
    expect(bytes.text).toContain('byte 2');
  });

  it('does not change prototypes', async () => {
    await api.call('POST', path, '{"__proto__":{"polluted":true}}');
    await api.call('POST', '/projects/p/notes:batchCreate', '{"notes":{"__proto__":{"vulnerability":{}}}}');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    const read = await api.call('GET', '/projects/p/notes/__proto__');
    expect(read.json).toMatchObject({ name: 'projects/p/notes/__proto__', vulnerability: {} });
    await api.call('DELETE', '/projects/p/notes/__proto__');
  });

  it('names every wrong field of one body', async () => {
    const answer = await api.call('POST', path, {
      shortDescription: 1,
      nonsense: 2,
      vulnerability: { severity: 'X' },
    });
    expect(problemOf(answer).fields.sort()).toEqual([
      'note.nonsense',
      'note.short_description',
      'note.vulnerability.severity',
    ]);
  });

  it('limits how much of the request an error repeats', async () => {
    const answer = await api.call('POST', path, {
      ['x'.repeat(100_000)]: 1,
      vulnerability: { severity: 'y'.repeat(100_000) },
    });
    expect(answer.status).toBe(400);
    expect(answer.text.length).toBeLessThan(300_000);
    const name = await api.call(
      'POST',
      '/projects/p/occurrences',
      occurrence(`projects/${'p'.repeat(100_000)}`),
    );
    expect(name.status).toBe(400);
    expect(name.text.length).toBeLessThan(10_000);
  });
});

describe('limits of stored values', () => {
  it('accepts ids of 256 bytes and refuses longer ones', async () => {
    const fits = 'ü'.repeat(128);
    const create = (id: string) =>
      api.call('POST', `/projects/ids/notes?noteId=${encodeURIComponent(id)}`, note);
    expect((await create(fits)).status).toBe(200);
    expect((await api.call('GET', `/projects/ids/notes/${encodeURIComponent(fits)}`)).status).toBe(200);
    expect(problemOf(await create(`${fits}x`))).toMatchObject({
      status: 400,
      reason: 'INVALID_NAME',
      fields: ['note_id'],
    });
    expect((await api.call('GET', `/projects/${'p'.repeat(257)}/notes`)).status).toBe(400);
  });

  it('accepts resource URLs of 1,024 bytes and refuses longer ones', async () => {
    const create = (length: number) =>
      api.call(
        'POST',
        '/projects/p/occurrences',
        occurrence('projects/given/notes/n', { resource: { uri: 'u'.repeat(length) } }),
      );
    expect((await create(1024)).status).toBe(200);
    const answer = await create(1025);
    expect(problemOf(answer)).toEqual({
      status: 400,
      reason: 'INVALID_FIELD',
      fields: ['occurrence.resource.uri'],
    });
    expect(answer.text).toContain('1024');
  });

  it('names every bad item of a batch', async () => {
    const occurrences = [
      occurrence('projects/given/notes/n'),
      occurrence('projects/given/notes/n', { vulnerability: {} }),
      occurrence('projects/given/notes/n', { resource: {} }),
    ];
    const rules = await api.call('POST', '/projects/b/occurrences:batchCreate', { occurrences });
    expect(problemOf(rules)).toEqual({
      status: 400,
      reason: 'INVALID_BATCH',
      fields: ['occurrences[1].vulnerability.package_issue', 'occurrences[2].resource.uri'],
    });
    const names = await api.call('POST', '/projects/b/occurrences:batchCreate', {
      occurrences: [occurrence('projects/given/notes/n'), occurrence('x'), occurrence('x'), {}],
    });
    expect(problemOf(names).fields).toEqual([1, 2, 3].map((index) => `occurrences[${index}].note_name`));
    const absent = await api.call('POST', '/projects/b/occurrences:batchCreate', {
      occurrences: [
        occurrence('projects/b/notes/x'),
        occurrence('projects/given/notes/n'),
        occurrence('projects/b/notes/y'),
      ],
    });
    expect(problemOf(absent).fields).toEqual(['occurrences[0]', 'occurrences[2]']);
    const ids = await api.call('POST', '/projects/b/notes:batchCreate', {
      notes: { '': note, 'a/b': note, ok: {} },
    });
    expect(problemOf(ids).fields).toEqual(['notes[""]', 'notes["a/b"]', 'notes["ok"].type']);
    expect(await stored('b')).toEqual([{}, {}]);
  });
});

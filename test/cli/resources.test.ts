import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type GuardedServer, startGuardedServer } from '../setup/guarded-server.js';
import { checkedFetch } from '../setup/openapi-check.js';
import { temporaryFolder } from '../setup/temporary.js';
import { type Ended, grafeas, note } from './kit.js';

const image = `https://registry.example.com/app@sha256:${'1f'.repeat(32)}`;

describe('get, list, create, delete', () => {
  const folder = temporaryFolder();
  let server: GuardedServer;
  let env: Record<string, string>;
  const cli = (...args: string[]): Promise<Ended> => grafeas(args, env);
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder.path, name), text);
    return join(folder.path, name);
  };

  beforeAll(async () => {
    server = await startGuardedServer();
    const token = server.token('editor@projects/scanner', 'editor@projects/team');
    env = { GRAFEAS_SERVER: server.url, GRAFEAS_TOKEN: token };
  });
  afterAll(async () => {
    await server.close();
    folder.remove();
  });

  it('create from JSON and YAML, list, get and delete', async () => {
    const json = file('note.json', JSON.stringify(note()));
    const created = await cli('create', 'note', 'projects/scanner/notes/CVE-1', '--file', json);
    expect(created).toMatchObject({ code: 0, err: '' });
    expect(parse(created.out)).toMatchObject({ name: 'projects/scanner/notes/CVE-1', kind: 'VULNERABILITY' });

    const yaml = file(
      'occurrence.yaml',
      `resource: { uri: "${image}" }\nnoteName: projects/scanner/notes/CVE-1
vulnerability:
  packageIssue:
    - affectedLocation: { cpeUri: "cpe:/o:x:y", package: p, version: { kind: NORMAL, name: "1" } }\n`,
    );
    const made = await cli('create', 'occurrence', 'projects/team', '--file', yaml, '-o', 'json');
    const { name } = JSON.parse(made.out) as { name: string };

    const table = await cli('list', 'occurrences', 'projects/team', '--filter', `resourceUrl="${image}"`);
    const [head, row] = table.out.split('\n');
    expect(head).toMatch(/^NAME +KIND +ABOUT +CREATED$/);
    expect(row).toMatch(new RegExp(`^${name} +VULNERABILITY +https://registry`));
    const ofNote = await cli('list', 'occurrences', 'projects/scanner/notes/CVE-1', '-o', 'yaml');
    expect(parse(ofNote.out)).toHaveLength(1);
    expect(JSON.parse((await cli('list', 'notes', 'projects/scanner', '-o', 'json')).out)).toHaveLength(1);
    expect(JSON.parse((await cli('get', name, '-o', 'json')).out)).toMatchObject({
      resource: { uri: image },
    });

    const fixable = ['--filter', 'vulnerability.fixAvailable=false', '-o', 'json'];
    expect(await cli('list', 'occurrences', 'projects/team', ...fixable)).toMatchObject({ code: 1 });
    const inV1 = await cli('list', 'occurrences', 'projects/team', '--api', 'v1', ...fixable);
    expect(JSON.parse(inV1.out)).toMatchObject([{ name, resourceUri: image }]);
    expect((await cli('list', 'occurrences', 'projects/team', '--api', 'v1')).out).toContain(
      image.slice(0, 60),
    );
    expect(JSON.parse((await cli('get', name, '--api', 'v1', '-o', 'json')).out)).toMatchObject({
      resourceUri: image,
    });

    writeFileSync(yaml, 'upgrade: { package: p, version: { kind: NORMAL, name: "1" } }');
    const upgrade = ['create', 'note', 'projects/scanner/notes/upgrade', '--file', yaml] as const;
    expect((await cli(...upgrade)).err).toContain('note.upgrade: unknown field');
    expect((await cli(...upgrade, '--api', 'v1')).out).toContain('kind: UPGRADE');
    expect((await cli('delete', 'projects/scanner/notes/upgrade')).code).toBe(0);

    expect(await cli('delete', name)).toEqual({ out: `deleted ${name}\n`, err: '', code: 0 });
    const gone = await cli('get', name);
    expect(gone).toMatchObject({ out: '', code: 1 });
    expect(gone.err).toMatch(/^grafeas: .*not.*found.* \(request \S+\)\n$/i);
  });

  it('prints at most --limit objects', async () => {
    for (const id of ['a', 'b', 'c'])
      await cli(
        'create',
        'note',
        `projects/scanner/notes/${id}`,
        '--file',
        file('n.json', JSON.stringify(note())),
      );
    const { out } = await cli('list', 'notes', 'projects/scanner', '--limit', '2', '-o', 'json');
    expect(JSON.parse(out)).toHaveLength(2);
  });

  it('prints no control character of stored data', async () => {
    const evil = '\u001b]0;owned\u0007\u009b31m\u007f\rend';
    await checkedFetch(`${server.url}/v1beta1/projects/scanner/notes?noteId=evil`, {
      method: 'POST',
      headers: { authorization: `Bearer ${env.GRAFEAS_TOKEN}` },
      body: JSON.stringify({ ...note(), shortDescription: evil, longDescription: `line\n${evil}` }),
    });
    for (const format of ['table', 'json', 'yaml']) {
      const { out } = await cli('get', 'projects/scanner/notes/evil', '-o', format);
      expect(out, format).not.toMatch(/[^\P{Cc}\n]/u);
      const read: unknown = format === 'json' ? JSON.parse(out) : format === 'yaml' ? parse(out) : undefined;
      if (read !== undefined)
        expect(read).toMatchObject({ shortDescription: evil, longDescription: `line\n${evil}` });
    }
    const exported = await cli('export', 'projects/scanner');
    expect(exported.out).not.toMatch(/[^\P{Cc}\n]/u);
    const listed = await cli('list', 'notes', 'projects/scanner');
    expect(listed.out).not.toMatch(/[^\P{Cc}\n]/u);
  });

  it.each([
    [['get', 'projects/scanner/notes/none'], 1, /NOTE|not exist|not found/i],
    [
      ['get', 'nonsense'],
      2,
      /must have the form projects\/PROJECT\/notes\/NOTE or projects\/PROJECT\/occurrences\/OCCURRENCE$/,
    ],
    [['delete', 'projects/p'], 2, /"projects\/p" must have the form projects\/PROJECT\/notes\/NOTE or /],
    [['list', 'notes', 'projects/scanner/notes/n'], 2, /must have the form projects\/PROJECT$/],
    [['check', image, '--in', 'scanner'], 2, /"scanner" must have the form projects\/PROJECT$/],
    [['export', 'scanner'], 2, /"scanner" must have the form projects\/PROJECT$/],
    [['import', '/dev/null', '--into', 'scanner'], 2, /"scanner" must have the form projects\/PROJECT$/],
    [['import', '/dev/null', '--into', 'projects/scanner'], 1, /^grafeas: \/dev\/null: .* \(request \S+\)$/],
    [['create', 'note', 'projects/scanner/notes/x', '--file', '/dev'], 1, /\/dev: is a folder/],
    [['get', 'projects/p/notes/n', '--token', 'two words'], 2, /--token or GRAFEAS_TOKEN holds a space/],
    [['get', 'projects/p/notes/n', '--token', 'line\n'], 2, /a line break/],
    [['list', 'notes', 'projects/other'], 1, /notes\.list.*\(request \S+\)$/],
    [['list', 'notes', 'projects/scanner', '--filter', 'kind=='], 1, /position 6/],
    [['create', 'note', 'projects/scanner/notes/x', '--file', '/nowhere/x'], 1, /\/nowhere\/x: no such file/],
    [
      ['list', 'notes', 'projects/scanner', '--server', 'nonsense'],
      2,
      /--server: "nonsense" is not an http or https URL/,
    ],
  ] as const)('%j ends with one line on standard error', async (args, code, line) => {
    const ended = await cli(...args);
    expect(ended).toMatchObject({ code, out: '' });
    expect(ended.err).toMatch(/^grafeas: [^\n]+\n$/);
    expect(ended.err.trim()).toMatch(line);
  });

  it.each([
    [['list', 'things', 'projects/p'], /Allowed choices are notes, occurrences/],
    [['list', 'notes', 'projects/p', '--limit', 'many'], /whole number/],
    [['totals', '--days', 'many'], /is invalid\. It must be a whole number above 0/],
    [
      ['token', 'inspect', 'x', '--can', 'occurrences.list@projects'],
      /It must have the form notes\.create@projects\/P/,
    ],
    [
      ['token', 'inspect', 'x', '--can', 'occurrence.list@projects/p'],
      /It names no permission; did you mean occurrences\.list\? docs\/permissions\.md lists them/,
    ],
    [['get', 'x', '-o', 'xml'], /Allowed choices are table, json, yaml/],
    [['migrate', 'sideways'], /Allowed choices are up, status, down/],
    [['export', 'projects/p', '--resume'], /--resume needs --file/],
    [['nonsense'], /unknown command/],
    [['check', 'x'], /--in/],
    [
      ['list', 'notes', 'projects/p', '--limt', '3'],
      /unknown option '--limt' .*--limit.*`grafeas list --help`/,
    ],
    [['import', 'x', '--into', 'projects/p', '--mode', 'all'], /Allowed choices are replace, merge/],
    [['token', 'create'], /--grant.*; `grafeas token create --help` shows how/],
    [['migrate', '--store', 'memory:'], /has no migrations/],
  ] as const)('%j is a wrong command line', async (args, line) => {
    const ended = await cli(...args);
    expect(ended).toMatchObject({ code: 2, out: '' });
    expect(ended.err).toMatch(/^grafeas: [^\n]+\n$/);
    expect(ended.err).toMatch(line);
  });

  it('prints what to do without a token and without a server', async () => {
    const without = await grafeas(['list', 'notes', 'projects/scanner'], { ...env, GRAFEAS_TOKEN: '' });
    expect(without.err).toMatch(/^grafeas: .*; set a token with --token or GRAFEAS_TOKEN \(request \S+\)\n$/);
    const nobody = await cli('get', 'projects/p/notes/n', '--server', 'http://127.0.0.1:1');
    expect(nobody.err).toBe(
      'grafeas: cannot reach http://127.0.0.1:1; check that it runs, and check --server or GRAFEAS_SERVER\n',
    );
    const exported = await cli('export', 'projects/p', '--server', 'http://127.0.0.1:1');
    expect(exported.err).toBe(nobody.err);
  });
});

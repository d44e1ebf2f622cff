import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judge, type ScanOutcome } from '../../src/cli/judgement.js';
import { createClient, type GrafeasClient, type Occurrence } from '../../src/client/client.js';
import { severities } from '../../src/policy/checks/findings.js';
import { startServer, type TestServer } from '../setup/server.js';
import { type Ended, grafeas, occurrence } from './kit.js';

const digest = `sha256:${'ab1f'.repeat(16)}`;
const image = `https://registry.example.com/shop/cart@${digest}`;

describe('grafeas check', () => {
  let server: TestServer;
  let client: GrafeasClient;

  beforeAll(async () => {
    server = await startServer();
    client = createClient({ server: server.url });
    await client.notes.create('projects/scanner', 'CVE-1', { vulnerability: { severity: 'HIGH' } });
    for (const analysisKind of ['VULNERABILITY', 'SECRET'] as const)
      await client.notes.create('projects/scanner', analysisKind, { discovery: { analysisKind } });
  });
  afterAll(() => server.close());

  const check = (resource: string, parent: string, ...args: string[]): Promise<Ended> =>
    grafeas(['check', resource, '--in', parent, ...args], { GRAFEAS_SERVER: server.url });
  const scan = (uri: string, status = 'FINISHED_SUCCESS', kind = 'VULNERABILITY'): Occurrence => ({
    resource: { uri },
    noteName: `projects/scanner/notes/${kind}`,
    discovered: { discovered: { analysisStatus: status as 'FINISHED_SUCCESS' } },
  });

  it('returns its result as exit code, and prints what it checked', async () => {
    await client.occurrences.batchCreate('projects/team', [occurrence(image), scan(image)]);
    const plain = await check(image, 'projects/team');
    expect(plain.code).toBe(0);
    expect(plain.out).toMatch(
      /^SEVERITY +NOTE +PACKAGE +VERSION +FIXED IN\nHIGH +scanner\/CVE-1 +openssl +3\.0\.9-1 +-\n/,
    );
    expect(plain.out).toContain(
      `searched projects/team and its locations for ${image}\n  2 under ${image}\nPASSED: 1 findings of any severity, as there is no --max-severity\n`,
    );
    expect((await check(image, 'projects/team', '--max-severity', 'HIGH')).code).toBe(0);
    const above = await check(image, 'projects/team', '--max-severity', 'MEDIUM');
    expect(above.code).toBe(3);
    expect(above.out).toContain('REFUSED: 1 of 1 findings are above MEDIUM\n');
  });

  it('refuses after a scan whose findings are archived, which only v1 says', async () => {
    const v1 = createClient({ server: server.url, version: 'v1' });
    const archived = (archiveTime?: string) => ({
      resourceUri: image,
      noteName: 'projects/scanner/notes/VULNERABILITY',
      discovery: { analysisStatus: 'FINISHED_SUCCESS' as const, ...(archiveTime && { archiveTime }) },
    });
    await v1.occurrences.create('projects/archived', archived('2026-01-01T00:00:00Z'));
    const refused = await check(image, 'projects/archived');
    expect(refused.code).toBe(3);
    expect(refused.out).toContain('FINISHED_SUCCESS archived 2026-01-01T00:00:00Z\n');
    expect(refused.out).toContain('REFUSED: no vulnerability scan has finished');
    await v1.occurrences.create('projects/archived', archived());
    expect((await check(image, 'projects/archived')).code).toBe(0);
  });

  it.each([
    ['no scan at all', []],
    ['one that failed', [scan(image, 'FINISHED_FAILED')]],
    ['one that runs', [scan(image, 'SCANNING')]],
    ['one that looked for something else', [scan(image, 'FINISHED_SUCCESS', 'SECRET')]],
  ])('fails after %s, unless that is allowed', async (name, scans) => {
    const project = `projects/unscanned-${name.replaceAll(' ', '-')}`;
    await client.occurrences.batchCreate(project, [occurrence(image), ...scans]);
    const refused = await check(image, project);
    expect(refused.code).toBe(3);
    expect(refused.out).toContain('REFUSED: no vulnerability scan has finished');
    const allowed = await check(image, project, '--allow-unscanned');
    expect(allowed).toMatchObject({ code: 0, err: '' });
    expect(allowed.out).toContain('never scanned');
  });

  it('finds a finding that moves between two of its requests', async () => {
    for (const project of ['moving', 'moved'])
      await client.occurrences.create(`projects/${project}`, scan(image));
    const { name = '' } = await client.occurrences.create('projects/moved', occurrence(image));
    let requests = 0;
    const between = createServer((request, response) => {
      void (async () => {
        const answer = await fetch(`${server.url}${request.url}`);
        const text = await answer.text();
        requests += 1;
        // The first is about `moving`, with its locations.
        if (requests === 2) {
          await client.occurrences.create('projects/moving', occurrence(image));
          await client.occurrences.delete(name);
        }
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
      })();
    });
    between.listen(0, '127.0.0.1');
    await once(between, 'listening');
    try {
      const { port } = between.address() as AddressInfo;
      const places = ['--in', 'projects/moving', '--in', 'projects/moved'];
      const args = ['check', image, ...places, '--max-severity', 'MEDIUM'];
      const { code, out } = await grafeas(args, { GRAFEAS_SERVER: `http://127.0.0.1:${port}` });
      expect([code, out]).toEqual([3, expect.stringContaining('1 of 1 findings are above MEDIUM')]);
    } finally {
      between.closeAllConnections();
      between.close();
    }
  });

  it('fails after a scan with errors, and names the errors', async () => {
    const errors = [{ code: 14, message: 'the feed could not be read' }];
    const discovered = { discovered: { analysisStatus: 'FINISHED_SUCCESS', analysisError: errors } } as const;
    await client.occurrences.batchCreate('projects/erring', [{ ...scan(image), discovered }]);
    const refused = await check(image, 'projects/erring');
    expect(refused.code).toBe(3);
    expect(refused.out).toContain('FINISHED_SUCCESS with errors: the feed could not be read');
    expect(refused.out).toContain('REFUSED: the vulnerability scan finished with errors');
    const allowed = await check(image, 'projects/erring', '--allow-unscanned');
    expect(allowed).toMatchObject({ code: 0, out: expect.stringContaining('scanned with errors') });
  });

  it('uses the severity of the finding if its packages state lower ones', async () => {
    const found = occurrence(image);
    const [issue] = found.vulnerability?.packageIssue ?? [];
    const vulnerability = {
      effectiveSeverity: 'HIGH',
      packageIssue: [{ ...issue, effectiveSeverity: 'LOW' }],
    };
    await client.occurrences.batchCreate('projects/worse', [
      { ...found, vulnerability } as Occurrence,
      scan(image),
    ]);
    const refused = await check(image, 'projects/worse', '--max-severity', 'MEDIUM');
    expect(refused).toMatchObject({ code: 3, out: expect.stringMatching(/HIGH +scanner/) });
  });

  it('ignores on request findings that VEX states as not affecting the image, but not those that only a scanner calls harmless', async () => {
    const found = occurrence(image);
    const own = {
      ...found,
      vulnerability: { ...found.vulnerability, vexAssessment: { state: 'NOT_AFFECTED' } },
    };
    await client.notes.create('projects/scanner', 'CVE-2', { vulnerability: { severity: 'CRITICAL' } });
    await client.occurrences.batchCreate('projects/own', [own, scan(image)] as Occurrence[]);
    await client.occurrences.batchCreate('projects/said', [
      { ...found, noteName: 'projects/scanner/notes/CVE-2' },
      scan(image),
    ]);
    await client.notes.create('projects/vendor', 'vex', {
      vulnerabilityAssessment: {
        product: { name: 'cart', genericUri: 'registry.example.com/shop/cart' },
        assessment: { vulnerabilityId: 'CVE-2', state: 'NOT_AFFECTED' },
      },
    });
    const state = async () =>
      (await client.call('GetNoteAssessment', { path: { project: 'vendor', note: 'vex' } })).state;
    while ((await state()) === 'APPLYING');
    const low = ['--max-severity', 'LOW'];
    expect((await check(image, 'projects/said', ...low)).code).toBe(3);
    const passed = await check(image, 'projects/said', ...low, '--allow-not-affected');
    expect(passed.code).toBe(0);
    expect(passed.out).toContain('NOT_AFFECTED by vendor/vex');
    expect(passed.out).toContain('PASSED: 0 findings, none above LOW; 1 more do not affect it, as VEX says');
    const refused = await check(image, 'projects/own', ...low, '--allow-not-affected');
    expect(refused).toMatchObject({ code: 3, out: expect.stringContaining('NOT_AFFECTED') });
  });

  const bare = `registry.example.com/shop/cart@${digest}`;
  const spellings = [
    image,
    bare,
    `http://${bare}`,
    `https://registry.example.com/shop/cart:1.2@${digest}`,
    `https://registry.example.com/shop/cart@sha256:${'AB1F'.repeat(16)}`,
  ];
  it.each(spellings)('finds occurrences stored under every spelling of the image %s', async (asked) => {
    for (const [index, stored] of spellings.entries()) {
      const project = `projects/spelt-${index}`;
      if (asked === image) await client.occurrences.create(project, occurrence(stored));
      const { code, out } = await check(asked, project, '--max-severity', 'LOW', '--allow-unscanned');
      expect({ code, out }).toEqual({ code: 3, out: expect.stringContaining(`  1 under ${stored}\n`) });
    }
  });

  it('without a digest, finds the URL with or without a scheme, and names digests that it did not check', async () => {
    const source = 'https://github.com/org/app';
    await client.occurrences.create('projects/source', occurrence(source));
    for (const asked of [source, 'github.com/org/app', `${source}/`, 'http://github.com/org/app'])
      expect((await check(asked, 'projects/source', '--max-severity', 'LOW')).code).toBe(3);
    await client.occurrences.batchCreate('projects/tagged', [occurrence(image), scan(image)]);
    const tag = await check('registry.example.com/shop/cart:latest', 'projects/tagged');
    expect(tag.code).toBe(3);
    expect(tag.out).toContain(`nothing is known about this resource\n  not checked: ${image}\nREFUSED`);
  });

  const inLocation = async (location: string, body: Occurrence): Promise<void> => {
    const path = `/v1beta1/projects/located/locations/${location}/occurrences`;
    const response = await fetch(`${server.url}${path}`, { method: 'POST', body: JSON.stringify(body) });
    expect(response.status).toBe(200);
  };

  it('checks the locations of a project, named or not', async () => {
    const eu = 'projects/located/locations/eu';
    await inLocation('asia', occurrence('https://registry.example.com/other'));
    await inLocation('eu', occurrence(image));
    const ended = await check(image, 'projects/located', '--max-severity', 'LOW', '--allow-unscanned');
    expect(ended).toMatchObject({ code: 3, err: '' });
    expect(ended.out).toContain(
      `searched projects/located and its locations for ${image}\n  1 under ${image} in ${eu}\nREFUSED: 1 of 1`,
    );
    await client.occurrences.create('projects/located', scan(image));
    for (const named of [[], ['--in', eu], ['--in', 'projects/located']]) {
      const both = await check(image, 'projects/located', ...named, '--max-severity', 'LOW');
      expect(both.code).toBe(3);
      expect(both.out).toContain('REFUSED: 1 of 1 findings are above LOW\n');
    }
    const alone = await check(image, eu, '--allow-unscanned');
    expect(alone.code).toBe(0);
    expect(alone.out).toContain(`searched ${eu} for ${image}\n  1 under ${image} in ${eu}\nPASSED`);
    const unknown = await check('registry.example.com/shop/cart:latest', 'projects/located');
    expect(unknown.out).toContain(`  not checked: ${image}\n`);
  });

  it('finds a finished scan in a location', async () => {
    await inLocation('scanned', scan('https://registry.example.com/scanned'));
    const ended = await check('https://registry.example.com/scanned', 'projects/located');
    expect(ended).toMatchObject({ code: 0, err: '' });
  });

  it('fails for a project that does not exist', async () => {
    const { code, err } = await check(image, 'projects/taem', '--allow-unscanned');
    expect(code).toBe(1);
    expect(err).toContain('projects/taem holds nothing, and no such project was created; check --in');
    await client.projects.create('projects/new');
    expect((await check(image, 'projects/new', '--allow-unscanned')).code).toBe(0);
  });
});

describe('the judgement', () => {
  const finding = fc
    .record({
      severity: fc.integer({ min: 0, max: 5 }),
      isUnknown: fc.boolean(),
      isNotAffected: fc.boolean(),
    })
    .map((one) => ({ ...one, isUnknown: one.isUnknown || one.severity === 0 }));
  const scan = fc.constantFrom<ScanOutcome>('finished', 'with errors', 'none');
  const known = fc.record({ findings: fc.array(finding), scan });
  const rules = fc.record({
    maxSeverity: fc.constantFrom(undefined, ...severities),
    allowUnscanned: fc.boolean(),
    allowNotAffected: fc.constantFrom(undefined, true),
  });

  it('passes only images that are scanned, or may be unscanned, and have no finding above the limit or of unknown severity', () => {
    fc.assert(
      fc.property(known, rules, (what, by) => {
        const limit = by.maxSeverity === undefined ? 5 : severities.indexOf(by.maxSeverity) + 1;
        // A finding without a severity may be of any.
        const counting = what.findings.filter(
          (one) => by.allowNotAffected === undefined || !one.isNotAffected,
        );
        const worst = Math.max(0, ...counting.map(({ severity, isUnknown }) => (isUnknown ? 5 : severity)));
        const { passes, text } = judge(what, by);
        expect(passes).toBe(worst <= limit && (what.scan === 'finished' || by.allowUnscanned));
        expect(text.startsWith(passes ? 'PASSED' : 'REFUSED')).toBe(true);
      }),
    );
  });
});

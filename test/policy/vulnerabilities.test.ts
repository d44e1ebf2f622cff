import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { image, otherImage } from '../setup/attestations.js';
import { finding, type PolicyKit, policyKit, scan, scanner, weakness } from '../setup/policies.js';
import { startServer, type TestServer } from '../setup/server.js';

/** What `vulnerabilityCheck` makes of what is known, and of what is not. */
describe('vulnerabilityCheck', () => {
  let server: TestServer;
  let kit: PolicyKit;
  const notes: Record<string, string> = {};
  const bare = image.replace('https://', '');
  const check = (more: object = {}): object => ({
    vulnerabilityCheck: {
      maximumFixableSeverity: 'MEDIUM',
      maximumUnfixableSeverity: 'HIGH',
      ...more,
    },
  });

  beforeAll(async () => {
    server = await startServer();
    kit = policyKit(server);
    notes.scan = await kit.note('scanner', 'scan', scanner);
    for (const severity of ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'])
      notes[severity] = await kit.note('scanner', `CVE-${severity}`, weakness(severity));
    notes.none = await kit.note('scanner', 'CVE-none', weakness());
  });
  afterAll(() => server.close());

  let projects = 0;
  /** A project of its own that holds some occurrences of the image. */
  async function holding(...held: readonly (readonly [string, object, string?])[]): Promise<string> {
    projects += 1;
    const project = `held${projects}`;
    for (const [note, details, uri = image] of held)
      await kit.occurrence(project, uri, notes[note] ?? '', details);
    return project;
  }
  const say = async (project: string, more: object = {}, text = bare) => {
    const { verdict, codes } = await kit.ask(project, [check(more)], text);
    return [verdict, ...codes];
  };

  it('denies an image that was never scanned, in an existing and in a missing project', async () => {
    expect(await say(await holding(['scan', scan(), otherImage]))).toEqual(['NON_CONFORMANT', 'NO_SCAN']);
    expect(await say('fresh')).toEqual(['NON_CONFORMANT', 'NO_SCAN']);
    const mistyped = { containerAnalysisVulnerabilityProjects: ['projects/mistyped'] };
    expect(await say('fresh', mistyped)).toEqual(['NON_CONFORMANT', 'PROJECT_UNKNOWN', 'NO_SCAN']);
    const scanned = await holding(['scan', scan()]);
    const other = { containerAnalysisVulnerabilityProjects: [`projects/${scanned}`, 'projects/mistyped'] };
    expect(await say(scanned, other)).toEqual(['NON_CONFORMANT', 'PROJECT_UNKNOWN']);
  });

  it('denies a scan that is not finished, failed, or did not look for vulnerabilities', async () => {
    for (const status of ['SCANNING', 'PENDING', 'FINISHED_FAILED', 'FINISHED_UNSUPPORTED'])
      expect(await say(await holding(['scan', scan(status)]))).toEqual(['NON_CONFORMANT', 'SCAN_UNFINISHED']);
    expect(await say(await holding(['scan', scan()], ['scan', scan('SCANNING')]))).toEqual([
      'NON_CONFORMANT',
      'SCAN_UNFINISHED',
    ]);
    notes.gone = await kit.note('scanner', 'gone', scanner);
    const left = await holding(['scan', scan()], ['gone', scan('SCANNING')]);
    await kit.send('DELETE', 'v1beta1/projects/scanner/notes/gone');
    expect(await say(left)).toEqual(['NON_CONFORMANT', 'SCAN_UNFINISHED']);
    notes.builds = await kit.note('scanner', 'builds', { discovery: { analysisKind: 'BUILD' } });
    expect(await say(await holding(['builds', scan()]))).toEqual(['NON_CONFORMANT', 'NO_SCAN']);
  });

  it('denies a scan with errors, in either version', async () => {
    const analysisError = [{ code: 14, message: 'the feed could not be read' }];
    const done = { analysisStatus: 'FINISHED_SUCCESS', analysisError };
    const project = await holding(['scan', { discovered: { discovered: done } }]);
    const { codes, text } = await kit.ask(project, [check()], bare);
    expect(codes).toEqual(['SCAN_WITH_ERRORS']);
    expect(text).toContain('the feed could not be read');
    const other = await holding();
    await kit.inV1(other, image, notes.scan ?? '', { discovery: done });
    expect(await say(other)).toEqual(['NON_CONFORMANT', 'SCAN_WITH_ERRORS']);
    expect(await say(other, { allowUnscanned: true })).toContain('UNSCANNED_ALLOWED');
  });

  it('denies a scan that is older than the limit, or of unknown time', async () => {
    const hour = { maximumScanAge: '3600s' };
    const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
    expect(await say(await holding(['scan', scan('FINISHED_SUCCESS', ago(30))]), hour)).toContain(
      'CONFORMANT',
    );
    expect(await say(await holding(['scan', scan('FINISHED_SUCCESS', ago(90))]), hour)).toEqual([
      'NON_CONFORMANT',
      'SCAN_TOO_OLD',
    ]);
    expect(await say(await holding(['scan', scan()]), hour)).toEqual(['NON_CONFORMANT', 'SCAN_TOO_OLD']);
  });

  it('treats a scan time in the future as unknown, beyond five minutes of clock skew', async () => {
    const hour = { maximumScanAge: '3600s' };
    const ahead = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
    for (const time of [ahead(10), ahead(5_000_000)])
      expect(await say(await holding(['scan', scan('FINISHED_SUCCESS', time)]), hour)).toEqual([
        'NON_CONFORMANT',
        'SCAN_TOO_OLD',
      ]);
    expect(await say(await holding(['scan', scan('FINISHED_SUCCESS', ahead(1))]), hour)).toContain(
      'CONFORMANT',
    );
  });

  it('allows an unscanned image with a warning if the policy does', async () => {
    const project = await holding(['scan', scan('PENDING')]);
    const { verdict, warnings } = await kit.ask(project, [check({ allowUnscanned: true })], bare);
    expect(verdict).toBe('CONFORMANT');
    expect(warnings).toEqual([expect.stringContaining('No scan')]);
  });

  it('allows findings that VEX states as not affecting the image if the policy does', async () => {
    notes.away = await kit.note('scanner', 'CVE-away', weakness('CRITICAL'));
    const stated = await holding(['scan', scan()], ['away', finding(true)]);
    const { vulnerability: found } = finding(true) as { vulnerability: object };
    const vulnerability = { ...found, vexAssessment: { state: 'NOT_AFFECTED' } };
    const own = await holding(['scan', scan()], ['CRITICAL', { vulnerability }]);
    const assessment = { vulnerabilityId: 'CVE-away', state: 'NOT_AFFECTED' };
    const said = { product: { name: 'app', genericUri: image }, assessment };
    const name = await kit.note('vendor', 'vex', { vulnerabilityAssessment: said });
    const state = async () => (await kit.send<{ state: string }>('GET', `v1/${name}:assessment`)).state;
    while ((await state()) === 'APPLYING');
    const allows = { allowNotAffected: true };
    expect(await say(stated)).toEqual(['NON_CONFORMANT', 'SEVERITY_ABOVE_MAXIMUM']);
    expect(await say(stated, allows)).toEqual([
      'CONFORMANT',
      'FINDINGS_PASS',
      'NOT_AFFECTED',
      'FINDINGS_PASS',
    ]);
    expect(await say(stated, { ...allows, blockedCves: ['CVE-away'] })).toEqual([
      'NON_CONFORMANT',
      'CVE_BLOCKED',
    ]);
    expect(await say(own, allows), 'what a scanner says by itself').toEqual([
      'NON_CONFORMANT',
      'SEVERITY_ABOVE_MAXIMUM',
    ]);
    await kit.send('DELETE', `v1/${name}`);
    expect(await say(stated, allows)).toEqual(['NON_CONFORMANT', 'SEVERITY_ABOVE_MAXIMUM']);
  });

  it.each([
    ['LOW', true, true],
    ['MEDIUM', true, true],
    ['HIGH', true, false],
    ['HIGH', false, true],
    ['CRITICAL', false, false],
  ])('judges %s with a fix %s: passes %s', async (severity, isFixed, passes) => {
    const project = await holding(['scan', scan()], [severity, finding(isFixed)]);
    const [verdict, ...codes] = await say(project);
    expect(verdict).toBe(passes ? 'CONFORMANT' : 'NON_CONFORMANT');
    expect(codes.includes('SEVERITY_ABOVE_MAXIMUM')).toBe(!passes);
  });

  it.each([
    ['NORMAL', false],
    ['MAXIMUM', true],
  ])(
    'judges findings of v1 clients: HIGH, fixed in a version of kind %s, passes %s',
    async (kind, passes) => {
      const project = await holding(['scan', scan()]);
      const cpe = 'cpe:/o:debian:debian_linux:12';
      await kit.inV1(project, image, notes.HIGH ?? '', {
        vulnerability: {
          packageIssue: [
            {
              affectedCpeUri: cpe,
              affectedPackage: 'zlib',
              affectedVersion: { kind: 'NORMAL', name: '1' },
              fixedCpeUri: cpe,
              fixedPackage: 'zlib',
              fixedVersion: kind === 'NORMAL' ? { kind, name: '2' } : { kind },
            },
          ],
        },
      });
      expect((await say(project))[0]).toBe(passes ? 'CONFORMANT' : 'NON_CONFORMANT');
    },
  );

  it('accepts a scan that a client of v1 writes', async () => {
    const project = await holding();
    const scanned = {
      discovery: { analysisStatus: 'FINISHED_SUCCESS', lastScanTime: new Date().toISOString() },
    };
    await kit.inV1(project, image, notes.scan ?? '', scanned);
    expect(await say(project, { maximumScanAge: '3600s' })).toContain('CONFORMANT');
  });

  it('passes a finding of unspecified severity by ALLOW_ALL only', async () => {
    const project = await holding(['scan', scan()], ['none', finding()]);
    expect(await say(project, { maximumFixableSeverity: 'CRITICAL' })).toEqual([
      'NON_CONFORMANT',
      'SEVERITY_UNKNOWN',
    ]);
    expect(await say(project, { maximumFixableSeverity: 'ALLOW_ALL' })).toContain('CONFORMANT');
    const lenient = await kit.ask(project, [check({ allowUnknownSeverity: true })], bare);
    expect(lenient.verdict).toBe('CONFORMANT');
    expect(lenient.warnings).toEqual([expect.stringContaining('no known severity')]);
  });

  it('exempts and blocks by note id, and by full name', async () => {
    const project = await holding(['scan', scan()], ['CRITICAL', finding()], ['LOW', finding()]);
    expect(await say(project, { allowedCves: ['CVE-CRITICAL'] })).toContain('CVE_ALLOWED');
    expect(await say(project, { allowedNotes: ['projects/scanner/notes/CVE-CRITICAL'] })).toContain(
      'CONFORMANT',
    );
    expect(await say(project, { allowedNotes: ['projects/other/notes/CVE-CRITICAL'] })).toContain(
      'NON_CONFORMANT',
    );
    const both = { allowedCves: ['CVE-CRITICAL', 'CVE-LOW'], blockedCves: ['CVE-LOW'] };
    expect(await say(project, both)).toEqual(['NON_CONFORMANT', 'CVE_BLOCKED']);
    const notes = { allowedCves: ['CVE-CRITICAL'], blockedNotes: ['projects/scanner/notes/CVE-LOW'] };
    expect(await say(project, notes)).toEqual(['NON_CONFORMANT', 'CVE_BLOCKED']);
  });

  it('finds occurrences under each spelling of the digest, and in locations', async () => {
    const digest = image.slice(image.indexOf('sha256:') + 7);
    for (const uri of [
      bare,
      `http://${bare}`,
      bare.replace('@', ':1.2@'),
      image.replace(digest, digest.toUpperCase()),
    ])
      expect(
        await say(
          await holding(['scan', scan()], ['CRITICAL', finding(), uri]),
          {},
          bare.replace('@', ':1.2@'),
        ),
      ).toEqual(['NON_CONFORMANT', 'SEVERITY_ABOVE_MAXIMUM']);
    const project = await holding(['scan', scan()]);
    await kit.send('POST', `v1beta1/projects/${project}/locations/eu/occurrences`, {
      resource: { uri: image },
      noteName: notes.CRITICAL,
      ...finding(),
    });
    expect(await say(project)).toEqual(['NON_CONFORMANT', 'SEVERITY_ABOVE_MAXIMUM']);
  });

  it('reports that occurrences exist under a URL without the digest', async () => {
    const tagged = `${image.slice(0, image.indexOf('@'))}:1.2`;
    const project = await holding(['scan', scan(), tagged]);
    const { codes, text } = await kit.ask(project, [check()], bare.replace('@', ':1.2@'));
    expect(codes).toEqual(['NO_SCAN', 'OTHER_SPELLING']);
    expect(text).toContain(tagged);
  });

  it('denies an image by tag, and a name that is not an image', async () => {
    const project = await holding(['scan', scan()]);
    expect(await say(project, {}, 'registry.example.com/shop/cart:1')).toEqual([
      'NON_CONFORMANT',
      'IMAGE_WITHOUT_DIGEST',
    ]);
    const { raw } = await kit.ask(project, [check()], 'Not An Image');
    expect(raw.results[0]?.imageResults[0]?.verdict).toBe('NON_CONFORMANT');
  });

  it('names the occurrences on which a verdict is based', async () => {
    const project = await holding(['scan', scan()], ['CRITICAL', finding()]);
    const { raw, text } = await kit.ask(project, [check()], bare);
    const reasons = raw.results[0]?.imageResults[0]?.checkSetResult?.checkResults?.results[0]?.reasons;
    expect(reasons?.[0]?.occurrences?.[0]).toMatch(new RegExp(`^projects/${project}/occurrences/`));
    expect(text).toContain(reasons?.[0]?.occurrences?.[0]);
    expect(text).toContain('projects/scanner/notes/CVE-CRITICAL');
  });
});

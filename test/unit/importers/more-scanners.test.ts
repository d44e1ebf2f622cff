import { describe, expect, it } from 'vitest';
import { workspace } from '../services/import-workspace.js';
import { convert, fixture, vulnerabilities, vulnerabilityOf } from './kit.js';
import { resourceFor } from './reports.js';

type Json = Record<string, unknown>;

const read = (file: string): Json => JSON.parse(fixture(file).toString()) as Json;

/** Note, severity, package, version and fix of what a report has. */
function rowsOf(file: string, distro?: string): string[] {
  return vulnerabilities(convert(read(file), { resource: resourceFor(file), distro })).flatMap(
    (occurrence) => {
      const { effectiveSeverity = 'UNSPECIFIED', packageIssue } = vulnerabilityOf(occurrence);
      const text = (version: { epoch?: number; name?: string; revision?: string; kind: string }) =>
        version.kind === 'MAXIMUM'
          ? 'no fix'
          : `${version.epoch === undefined ? '' : `${version.epoch}:`}${version.name}${version.revision === undefined ? '' : `-${version.revision}`}`;
      return packageIssue.map(
        ({ affectedLocation: { package: found, version, cpeUri }, fixedLocation }) =>
          `${occurrence.noteName?.split('/').at(-1)} ${effectiveSeverity} ${found} ${text(version as never)} < ${text(fixedLocation.version)} ${cpeUri}`,
      );
    },
  );
}

const debian = 'cpe:/o:debian:debian_linux:12';
const image = `https://registry.example.com/shop/cart@sha256:${'1f'.repeat(32)}`;
const ecr = `https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/cart@sha256:${'1f'.repeat(32)}`;
const tlskit = '1:3.0.11-1~deb12u2';

describe('resource and findings of each report', () => {
  it.each([
    [
      'gitlab/report.json',
      image,
      [
        `CVE-2024-10001 HIGH libtlskit3 ${tlskit} < 1:3.0.13-1~deb12u1 ${debian}`,
        `CVE-2024-10002 MINIMAL shadowkit 4.13-1 < no fix ${debian}`,
        `GHSA-aaaa-bbbb-cccc CRITICAL left-trim 0.1.0 < 0.2.0 ${debian}`,
      ],
    ],
    [
      'snyk/container.json',
      image,
      [
        `CVE-2024-10001 HIGH libtlskit3 3.0.11-1 < 3.0.13-1 ${debian}`,
        'CVE-2024-10003 CRITICAL @example/webkit-lite 1.4.2 < 1.4.9 pkg:npm/%40example/webkit-lite@1.4.2',
        `SNYK-DEBIAN12-SHADOWKIT-101 LOW shadowkit 4.13-1 < no fix ${debian}`,
      ],
    ],
    [
      'ecr/basic.json',
      ecr,
      [
        `CVE-2024-10001 HIGH tlskit ${tlskit} < no fix ${debian}`,
        `CVE-2024-10002 MINIMAL shadowkit 4.13-1 < no fix ${debian}`,
        `CVE-2024-10003 UNSPECIFIED otherkit 1.0 < no fix ${debian}`,
      ],
    ],
    ...['ecr/enhanced.json', 'inspector2/findings.json'].map((file): [string, string, string[]] => [
      file,
      ecr,
      [
        `CVE-2024-10001 HIGH tlskit ${tlskit} < 1:3.0.13-1~deb12u1 ${debian}`,
        `CVE-2024-10002 MINIMAL shadowkit ${tlskit} < no fix ${debian}`,
        'CVE-2024-10003 CRITICAL @example/webkit-lite 1.4.2 < 1.4.9 pkg:npm/%40example/webkit-lite@1.4.2',
      ],
    ]),
    [
      'osv-scanner/report.json',
      resourceFor('osv-scanner/report.json') ?? '',
      [
        'CVE-2024-10003 MEDIUM @example/webkit-lite 1.4.2 < 1.4.9 pkg:npm/%40example/webkit-lite@1.4.2',
        `DSA-1000-1 HIGH tlskit 3.0.11-1 < 3.0.13-1 ${debian}`,
      ],
    ],
  ])('%s', (file, resource, rows) => {
    const { resources, discovery } = convert(read(file), { resource: resourceFor(file) });
    expect(resources).toEqual([resource]);
    expect(rowsOf(file, 'debian:12')).toEqual(rows);
    expect(discovery).toMatchObject([
      { occurrence: { discovered: { discovered: { analysisStatus: 'FINISHED_SUCCESS' } } } },
    ]);
  });

  it.each([
    ['gitlab/report.json', '2024-05-02T06:30:00Z'],
    ['ecr/basic.json', '2024-05-02T06:30:00Z'],
    ['ecr/enhanced.json', '2024-05-02T06:30:00Z'],
  ])('%s belongs to %s', (file, lastScanTime) => {
    expect(convert(read(file), { resource: resourceFor(file) }).discovery).toMatchObject([
      { timed: true, occurrence: { discovered: { discovered: { lastScanTime } } } },
    ]);
  });

  it.each([['snyk/container.json'], ['ecr/enhanced.json'], ['inspector2/findings.json']])(
    '%s: stored findings that the user hides are kept',
    (file) => {
      const { keeps } = convert(read(file), { resource: resourceFor(file) });
      expect(keeps.map(({ noteName }) => noteName.split('/').at(-1))).toEqual(['CVE-2024-10009']);
    },
  );
});

const inEcr = (change: (body: Json) => Json): Json => {
  const report = read('ecr/basic.json');
  return { ...report, imageScanFindings: change(report.imageScanFindings as Json) };
};

const inGrype = (configuration: Json): Json => {
  const { descriptor, ...report } = read('grype/image.json');
  return { ...report, matches: [], descriptor: { ...(descriptor as Json), configuration } };
};

const firstRun = (file: string): Json => (read(file).runs as [Json])[0];

/** One run without results. */
const inSarif = (file: string, invocation: Json): Json => {
  const { tool, ...run } = firstRun(file) as { tool: { driver: Json } };
  const driver = { ...tool.driver, rules: [] };
  return { version: '2.1.0', runs: [{ ...run, tool: { driver }, results: [], invocations: [invocation] }] };
};

/** A run with the first of its results and the rule of it. */
const oneResult = (file: string): Json => {
  const { tool, results, ...run } = firstRun(file) as {
    tool: { driver: { rules: Json[] } };
    results: Json[];
  };
  const [first] = results as [Json];
  const driver = { ...tool.driver, rules: tool.driver.rules.filter(({ id }) => id === first.ruleId) };
  return { ...run, tool: { driver }, results: [{ ...first, ruleIndex: 0 }] };
};

const harborRow = (severity: string): Json => ({
  id: 'CVE-2024-30002',
  package: 'archiver',
  version: '1.34-1',
  severity,
  artifact_digests: [`sha256:${'8a'.repeat(32)}`],
});

/** Reports that have fewer findings and do not say that they are gone. */
const cases: Readonly<Record<string, [file: string, after: Json]>> = {
  'GitLab: the scan failed': [
    'gitlab/report.json',
    {
      ...read('gitlab/report.json'),
      vulnerabilities: [],
      scan: { type: 'container_scanning', status: 'failure' },
    },
  ],
  'GitLab: the scan has no status': [
    'gitlab/report.json',
    { ...read('gitlab/report.json'), vulnerabilities: [], scan: { type: 'container_scanning' } },
  ],
  'Snyk: the test failed': [
    'snyk/container.json',
    { ok: false, vulnerabilities: [], error: 'no such image' },
  ],
  'Snyk: something was found, and is not there': [
    'snyk/container.json',
    { ok: false, vulnerabilities: [], path: image },
  ],
  'Snyk: more was counted than is there': [
    'snyk/container.json',
    { ok: true, vulnerabilities: [], uniqueCount: 2, path: image },
  ],
  'Snyk: less severe findings were left out': [
    'snyk/container.json',
    { ok: true, vulnerabilities: [], uniqueCount: 0, severityThreshold: 'high', path: image },
  ],
  'ECR: the scan is under way': [
    'ecr/basic.json',
    {
      ...inEcr((body) => ({ ...body, findings: [], findingSeverityCounts: {} })),
      imageScanStatus: { status: 'IN_PROGRESS' },
    },
  ],
  'ECR: the image is not supported': [
    'ecr/basic.json',
    {
      ...inEcr((body) => ({ ...body, findings: [], findingSeverityCounts: {} })),
      imageScanStatus: { status: 'UNSUPPORTED_IMAGE' },
    },
  ],
  'ECR: more was counted than is there': ['ecr/basic.json', inEcr((body) => ({ ...body, findings: [] }))],
  'ECR: not the last page': [
    'ecr/basic.json',
    { ...inEcr((body) => ({ ...body, findings: [], findingSeverityCounts: {} })), nextToken: 'x' },
  ],
  'Inspector: not the last page': [
    'inspector2/findings.json',
    { findings: (read('inspector2/findings.json').findings as Json[]).slice(0, 1), nextToken: 'x' },
  ],
  'ECR: the command line ended the list': [
    'ecr/basic.json',
    { ...inEcr((body) => ({ ...body, findings: [], findingSeverityCounts: {} })), NextToken: 'x' },
  ],
  'Inspector: the command line ended the list': [
    'inspector2/findings.json',
    { findings: (read('inspector2/findings.json').findings as Json[]).slice(0, 1), NextToken: 'x' },
  ],
  'ECR: the findings are of another image': [
    'ecr/enhanced.json',
    { ...read('ecr/enhanced.json'), imageId: { imageDigest: `sha256:${'2f'.repeat(32)}` } },
  ],
  'Inspector: all findings are closed, as of an image that is scanned no more': [
    'inspector2/findings.json',
    {
      findings: (read('inspector2/findings.json').findings as Json[]).map((row) => ({
        ...row,
        status: 'CLOSED',
      })),
    },
  ],
  'Grype: the distribution is not known': [
    'grype/image.json',
    { ...inGrype({}), alertsByPackage: [{ package: { name: 'a' }, alerts: [{ type: 'distro-unknown' }] }] },
  ],
  'osv-scanner: no packages were found to look at': ['osv-scanner/report.json', { results: [] }],
  'Snyk: no packages were found to look at': [
    'snyk/container.json',
    { ok: true, vulnerabilities: [], uniqueCount: 0, dependencyCount: 0, path: image },
  ],
  'Clair: no packages were found to look at': [
    'clair/report.json',
    {
      ...read('clair/report.json'),
      packages: {},
      environments: {},
      vulnerabilities: {},
      package_vulnerabilities: {},
    },
  ],
  'Grype: what has no fix was left out': ['grype/image.json', inGrype({ 'only-fixed': true })],
  'Grype: what has a fix was left out': ['grype/image.json', inGrype({ 'only-notfixed': true })],
  'Grype: what will not be fixed was left out': [
    'grype/image.json',
    inGrype({ 'ignore-wontfix': 'wont-fix' }),
  ],
  'Grype: paths were left out': ['grype/image.json', inGrype({ exclude: ['./usr/**'] })],
  'GitLab: the scanner had a problem': [
    'gitlab/report.json',
    {
      ...read('gitlab/report.json'),
      vulnerabilities: [],
      scan: {
        type: 'container_scanning',
        status: 'success',
        messages: [
          { level: 'info', value: 'started' },
          { level: 'warn', value: 'a layer was not read' },
        ],
      },
    },
  ],
  'SARIF: the tool had an error': [
    'sarif/grype.json',
    inSarif('sarif/grype.json', {
      executionSuccessful: true,
      toolExecutionNotifications: [{ level: 'error', message: { text: 'a layer was not read' } }],
    }),
  ],
  'SARIF: the tool was not configured': [
    'sarif/grype.json',
    inSarif('sarif/grype.json', {
      executionSuccessful: true,
      toolConfigurationNotifications: [{ level: 'error', message: { text: 'no database' } }],
    }),
  ],
  'SARIF: one of two runs failed, and has no results': [
    'sarif/trivy.json',
    {
      version: '2.1.0',
      runs: [
        oneResult('sarif/trivy.json'),
        ...(inSarif('sarif/trivy.json', { executionSuccessful: false }).runs as Json[]),
      ],
    },
  ],
  'Harbor: its severity is above those of its findings': [
    'harbor/report.json',
    { scanner: { name: 'Trivy' }, severity: 'High', vulnerabilities: [harborRow('Low')] },
  ],
  'Harbor: its severity is above the one finding without': [
    'harbor/report.json',
    { scanner: { name: 'Trivy' }, severity: 'High', vulnerabilities: [harborRow('Unknown')] },
  ],
  'GitLab: a part was scanned': [
    'gitlab/report.json',
    {
      ...read('gitlab/report.json'),
      vulnerabilities: [],
      scan: { type: 'container_scanning', status: 'success', partial_scan: { mode: 'differential' } },
    },
  ],
};

describe('a report of an incomplete or unfinished scan', () => {
  it.each(Object.entries(cases))('%s', async (_, [file, after]) => {
    const { run } = workspace();
    const resource = resourceFor(file) ?? (file.startsWith('snyk') ? image : undefined);
    const created = (await run(read(file), { resource })).occurrences.created;
    expect(created).toBeGreaterThan(1);
    const { occurrences } = await run(after, {
      resource: resource ?? (file.startsWith('gitlab') ? image : undefined),
    });
    expect(occurrences.removed).toBe(0);
    const { discovery } = convert(after, {
      resource: resource ?? (file.startsWith('gitlab') ? image : undefined),
    });
    for (const { occurrence } of discovery)
      expect(occurrence).not.toMatchObject({
        discovered: { discovered: { analysisStatus: 'FINISHED_SUCCESS' } },
      });
  });

  it('but a report of a finished scan removes missing findings', async () => {
    const { run } = workspace();
    const { findings } = read('inspector2/findings.json') as { findings: Json[] };
    await run({ findings });
    const closed = findings.map((row, index) => (index === 0 ? { ...row, status: 'CLOSED' } : row));
    expect((await run({ findings: closed })).occurrences.removed).toBe(1);
  });
});

it('a vulnerability that several databases rate has the highest rating', () => {
  const entry = (id: string, severity?: string) => ({
    id,
    aliases: ['CVE-2024-1'],
    database_specific: severity === undefined ? {} : { severity },
  });
  const rated = (...words: readonly (string | undefined)[]) => {
    const entries = words.map((word, index) => entry(`DB-${index}`, word));
    const groups = [{ ids: entries.map(({ id }) => id), max_severity: '5.5' }];
    const about = { name: 'a', version: '1', ecosystem: 'npm' };
    const report = { results: [{ packages: [{ package: about, vulnerabilities: entries, groups }] }] };
    const converted = convert(report, { resource: image });
    const [found] = vulnerabilities(converted);
    return [vulnerabilityOf(found).effectiveSeverity, converted.warnings.length];
  };
  expect(rated('LOW', 'CRITICAL')).toEqual(['CRITICAL', 0]);
  expect(rated('CRITICAL', 'LOW')).toEqual(['CRITICAL', 0]);
  expect(rated('LOW', undefined)).toEqual(['LOW', 0]);
  expect(rated('wat', 'HIGH')).toEqual(['HIGH', 1]);
  expect(rated(undefined, undefined)).toEqual(['MEDIUM', 0]);
});

it('two entries of osv-scanner with one id are both read', () => {
  const about = { name: 'a', version: '1', ecosystem: 'npm' };
  const entry = (severity: string) => ({ id: 'GHSA-1', database_specific: { severity } });
  const rated = (groups: Json[], ...words: string[]) => {
    const report = {
      results: [{ packages: [{ package: about, vulnerabilities: words.map(entry), groups }] }],
    };
    const { occurrences, discovery } = convert(report, { resource: image });
    return [
      occurrences.map((found) => vulnerabilityOf(found).effectiveSeverity),
      discovery.map(
        ({ occurrence }) => (occurrence.discovered as { discovered: Json }).discovered.analysisStatus,
      ),
    ];
  };
  for (const groups of [[], [{ ids: ['GHSA-1'] }]]) {
    expect(rated(groups, 'CRITICAL', 'LOW')).toEqual([['CRITICAL'], ['FINISHED_SUCCESS']]);
    expect(rated(groups, 'LOW', 'CRITICAL')).toEqual([['CRITICAL'], ['FINISHED_SUCCESS']]);
  }
  // Something was rated, and has no name.
  expect(rated([{ ids: [], max_severity: '9.8' }])).toEqual([[], ['FINISHED_FAILED']]);
});

it('a finding of two CVEs is found under both', () => {
  const notesOf = (report: object): (string | undefined)[] =>
    vulnerabilities(convert(report, { resource: image })).map(({ noteName }) => noteName?.split('/').at(-1));
  const both = ['CVE-2024-1000', 'CVE-2024-2000'];
  const [row, ...rest] = read('gitlab/report.json').vulnerabilities as [Json];
  const identifiers = both.map((name) => ({ type: 'cve', name, value: name }));
  expect(rest.length).toBeGreaterThan(0);
  expect(notesOf({ ...read('gitlab/report.json'), vulnerabilities: [{ ...row, identifiers }] })).toEqual(
    both,
  );
  const about = { name: 'a', version: '1', ecosystem: 'npm' };
  const entry = { id: both[0], aliases: [both[1]] };
  for (const groups of [[], [{ ids: [both[0]], aliases: both }]])
    expect(
      notesOf({ results: [{ packages: [{ package: about, vulnerabilities: [entry], groups }] }] }),
    ).toEqual(both);
});

it('of two rules of SARIF with one id the result says which is its own', () => {
  const run = firstRun('sarif/grype.json') as { tool: { driver: { rules: [Json] } }; results: [Json] };
  const [rule] = run.tool.driver.rules;
  const [result] = run.results;
  const { text } = rule.help as { text: string };
  const worse = { ...rule, help: { text: text.replace('Severity: high', 'Severity: critical') } };
  const of = (...rules: Json[]) => ({
    version: '2.1.0',
    runs: [
      { ...run, tool: { driver: { ...run.tool.driver, rules } }, results: [{ ...result, ruleIndex: 1 }] },
    ],
  });
  const [found] = vulnerabilities(convert(of(rule, worse), { resource: image }));
  expect(vulnerabilityOf(found).effectiveSeverity).toBe('CRITICAL');
  // An index of another rule is wrong.
  const [other] = vulnerabilities(convert(of(rule, { ...worse, id: 'X' }), { resource: image }));
  expect(vulnerabilityOf(other).effectiveSeverity).toBe('HIGH');
});

it('a distribution past its end of life is an error of the scan of Grype', () => {
  const report = {
    ...read('grype/image.json'),
    alertsByPackage: [{ package: { name: 'a' }, alerts: [{ type: 'distro-eol' }, { type: 'distro-eol' }] }],
  };
  expect(convert(report).discovery).toMatchObject([
    {
      occurrence: {
        discovered: { discovered: { analysisStatus: 'FINISHED_SUCCESS', analysisError: [{ code: 9 }] } },
      },
    },
  ]);
});

it.each([{ nextToken: 'x' }, { NextToken: 'x' }])('a page of Inspector has its findings: %j', (more) => {
  const report = { ...read('inspector2/findings.json'), ...more };
  expect(vulnerabilities(convert(report)).length).toBe(3);
});

it('two scanners of GitLab do not remove what the other found', async () => {
  const { run } = workspace();
  const report = read('gitlab/report.json');
  expect((await run(report, { resource: image })).occurrences.created).toBe(3);
  const scan = { ...(report.scan as Json), scanner: { id: 'grype', name: 'Grype' } };
  const other = { ...report, vulnerabilities: [], scan };
  expect((await run(other, { resource: image })).occurrences.removed).toBe(0);
  expect((await run({ ...report, vulnerabilities: [] }, { resource: image })).occurrences.removed).toBe(3);
});

it('of two words of Snyk for one severity the higher counts', () => {
  const rated = (severity: string, severityWithCritical?: string) => {
    const row = { id: 'SNYK-1', packageName: 'a', version: '1', severity, severityWithCritical };
    const converted = convert({ ok: false, vulnerabilities: [row] }, { resource: image });
    const [found] = vulnerabilities(converted);
    return [vulnerabilityOf(found).effectiveSeverity, converted.warnings.length];
  };
  expect(rated('high', 'critical')).toEqual(['CRITICAL', 0]);
  expect(rated('high', 'medium')).toEqual(['HIGH', 0]);
  expect(rated('high')).toEqual(['HIGH', 0]);
  expect(rated('high', 'wat')).toEqual(['HIGH', 1]);
});

it('a database without a word for the severity counts by its vector', () => {
  const severity = [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }];
  const entries = [
    { id: 'GHSA-1', database_specific: { severity: 'LOW' } },
    { id: 'PYSEC-1', severity },
  ];
  const about = { name: 'a', version: '1', ecosystem: 'PyPI' };
  const groups = [{ ids: ['GHSA-1', 'PYSEC-1'], max_severity: '9.8' }];
  const report = { results: [{ packages: [{ package: about, vulnerabilities: entries, groups }] }] };
  const [found] = vulnerabilities(convert(report, { resource: image }));
  expect(vulnerabilityOf(found).effectiveSeverity).toBe('CRITICAL');
});

it.each(['CVE\u20112024\u20111000', 'CVE-2024-1000\u200b', '\uff23\uff36\uff25-2024-1000'])(
  'a CVE is known in every spelling: %j',
  (name) => {
    const row = {
      id: 'SNYK-1',
      packageName: 'a',
      version: '1',
      severity: 'high',
      identifiers: { CVE: [name] },
    };
    const [found] = vulnerabilities(convert({ ok: false, vulnerabilities: [row] }, { resource: image }));
    expect(found?.noteName).toBe('projects/snyk/notes/CVE-2024-1000');
  },
);

it('a package that is found twice, once without a severity, does not hide that', () => {
  const rated = (...words: string[]) => {
    const vulnerabilitiesOf = words.map((severity, index) => ({
      id: 'SNYK-1',
      packageName: 'a',
      version: '1',
      severity,
      from: [`${index}`],
    }));
    const [found] = vulnerabilities(
      convert({ ok: false, vulnerabilities: vulnerabilitiesOf }, { resource: image }),
    );
    return vulnerabilityOf(found).packageIssue.map(({ effectiveSeverity }) => effectiveSeverity);
  };
  expect(rated('low', 'high')).toEqual(['HIGH']);
  expect(rated('low', 'unknown')).toEqual([undefined]);
  expect(rated('unknown', 'low')).toEqual([undefined]);
});

describe('unsupported input', () => {
  it.each([
    [
      { ...read('gitlab/report.json'), scan: { type: 'sast', status: 'success' } },
      'only those of container scanning',
    ],
    [{ schema_version: '1.6.0', id: 'GHSA-1', affected: [] }, 'send the report of osv-scanner'],
  ])('%# is refused, with a hint what to send', (report, message) => {
    expect(() => convert(report, { resource: image })).toThrow(message);
  });
});

describe('a record of OSV', () => {
  const record = read('osv/record.json');

  it('is a note without findings', async () => {
    const { notes, occurrences, discovery, replaces } = convert(record);
    expect({ occurrences, discovery, replaces }).toEqual({ occurrences: [], discovery: [], replaces: [] });
    expect([...notes]).toMatchObject([
      [
        'projects/osv/notes/CVE-2024-10003',
        {
          vulnerability: {
            severity: 'CRITICAL',
            details: [{ package: 'left-trim', fixedLocation: { version: { name: '0.2.0' } } }],
          },
        },
      ],
    ]);
    const { run } = workspace();
    expect((await run(record)).notes.created).toBe(1);
    expect(
      (await run(Buffer.from(`${JSON.stringify(record)}\n${JSON.stringify(record)}`))).notes,
    ).toMatchObject({
      created: 0,
      updated: 0,
    });
  });

  it('that is withdrawn, or names no package, is omitted with a warning', () => {
    for (const more of [
      { withdrawn: '2024-06-01T00:00:00Z' },
      { affected: [] },
      { affected: [{ ranges: [] }] },
    ]) {
      const { notes, warnings } = convert({ ...record, ...more });
      expect([notes.size, warnings.length]).toEqual([0, 1]);
      expect(warnings[0]?.reason).toContain('was left out');
    }
  });
});

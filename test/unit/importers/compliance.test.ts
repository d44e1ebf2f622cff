import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/domain/errors.js';
import { statusOf } from '../../../src/importers/common/discovery.js';
import type { OccurrenceDocument } from '../../../src/kinds/registry.js';
import { type Forms, parseForms } from '../../../src/kinds/stored-text.js';
import { workspace } from '../services/import-workspace.js';
import { damaged, damagesOf } from './damages.js';
import { convert, fixture } from './kit.js';
import { resourceFor, v1Fixtures } from './reports.js';

/** Broken rules (COMPLIANCE) and upgrades (UPGRADE), which v1 alone can express. */

type Json = Record<string, unknown>;
type Found = Record<string, Json>;

const read = (file: string) => JSON.parse(fixture(file).toString()) as never;

/** Facts by the id of their note, and the verdict. */
function facts(file: string, report: object = read(file)) {
  const { occurrences, notes, discovery } = convert(report, { resource: resourceFor(file) });
  const idOf = (name = ''): string => name.split('/notes/')[1] ?? '';
  const [{ occurrence }] = discovery as [(typeof discovery)[number]];
  const { discovered } = occurrence.discovered as { discovered: { analysisError?: { message: string }[] } };
  return {
    found: Object.fromEntries(
      occurrences.map((one) => [idOf(one.noteName), (one.compliance ?? one.upgrade) as Json]),
    ) as Found,
    notes: Object.fromEntries(
      [...notes].map(([name, note]) => [
        idOf(name),
        (note.compliance ?? note.upgrade ?? note.discovery) as Json,
      ]),
    ) as Found,
    status: statusOf(occurrence),
    errors: (discovered.analysisError ?? []).map(({ message }) => message),
  };
}

/** What is stored, in its v1 form, by note. */
async function stored({ texts }: ReturnType<typeof workspace>): Promise<Map<string, Json>> {
  const forms = (await texts()).map((text): Forms<OccurrenceDocument> => parseForms(text));
  return new Map(
    forms.flatMap(({ v1 }) => {
      const fact = v1?.compliance ?? v1?.upgrade;
      return fact === undefined ? [] : [[v1?.noteName?.split('/notes/')[1] ?? '', fact as Json]];
    }),
  );
}

describe('a benchmark', () => {
  it('of kube-bench has an occurrence for each broken rule, and reports unknown results', () => {
    const { found, notes, status, errors } = facts('kube-bench/node.json');
    expect(Object.keys(found)).toEqual(['cis-1.2.5', 'cis-1.2.15']);
    expect(found['cis-1.2.15']).toEqual({
      nonComplianceReason: "expected: '--profiling' is equal to 'false'; found: true",
      version: { benchmarkDocument: 'kube-bench cis', version: '1.8' },
    });
    expect(notes['cis-1.2.15']).toMatchObject({
      title: 'Profiling is off (Automated)',
      remediation: 'Edit the manifest of the API server, and set the argument.',
    });
    expect(notes['kube-bench-policy']).toEqual({ analysisKind: 'DISCOVERY' });
    expect({ status, errors }).toEqual({
      status: 'FINISHED_FAILED',
      errors: [
        '2 rules are broken',
        '1.2.5: The certificate of kubelets is verified (Automated)',
        '1.2.15: Profiling is off (Automated)',
        '1.2.1: No anonymous requests (Manual): its status is WARN',
        "4.1.3: The proxy's file is read-only (Manual): its status is INFO",
      ],
    });
  });

  it('of Trivy counts failed checks, vulnerabilities and secrets alike', () => {
    const { found, notes, errors } = facts('trivy-compliance/docker.json');
    expect(found).toEqual({
      'docker-cis-4.1': {
        nonCompliantFiles: [{ path: 'Dockerfile', reason: 'Specify at least 1 USER command' }],
        version: { benchmarkDocument: 'trivy docker-cis', version: '1.6.0' },
      },
      'docker-cis-4.4': {
        nonCompliantFiles: [{ path: 'shop/cart:1.4 (debian 12.5)', reason: 'CVE-2024-10001' }],
        version: { benchmarkDocument: 'trivy docker-cis', version: '1.6.0' },
      },
      'docker-cis-4.10': {
        nonCompliantFiles: [{ path: '/app/.env', reason: 'aws-access-key-id' }],
        version: { benchmarkDocument: 'trivy docker-cis', version: '1.6.0' },
      },
    });
    expect(notes['docker-cis-4.4']).toMatchObject({ cisBenchmark: { severity: 'CRITICAL' } });
    expect(errors.at(-1)).toBe('4.11: Only verified packages are installed (Manual): has no result');
  });

  it('is a success only if every rule is met', () => {
    const report = read('kube-bench/node.json') as { Controls: Json[]; Totals: Json };
    const node = { ...report.Controls[1], tests: [{ results: [{ test_number: '4.1.1', status: 'PASS' }] }] };
    expect(facts('kube-bench/node.json', { Controls: [node] }).status).toBe('FINISHED_SUCCESS');
    for (const tests of [null, [], [{ results: [] }]])
      expect(facts('kube-bench/node.json', { Controls: [{ ...node, total_pass: 0, tests }] })).toMatchObject({
        status: 'FINISHED_FAILED',
        errors: ['no rule was checked'],
      });
    expect(facts('kube-bench/node.json', { Controls: [node], Totals: report.Totals }).errors).toEqual([
      '/Totals/total_fail: is 2, and the list has 0',
      '/Totals/total_pass: is 2, and the list has 1',
    ]);
  });

  it.each(['kube-bench/node.json', 'trivy-compliance/docker.json'])(
    'of %s removes only rules that are met now',
    async (file) => {
      const space = workspace();
      const resource = resourceFor(file);
      const text = fixture(file).toString();
      await space.run(fixture(file), { resource });
      const before = [...(await stored(space)).keys()];
      const again = await space.run(fixture(file), { resource });
      expect(again.occurrences).toMatchObject({ created: 0, updated: 0, removed: 0 });
      // One rule is kept now, one is not in the report, one was not checked.
      const mended = text.replace(/"status": "FAIL"|"Status": "FAIL"/, (status) =>
        status.replace('FAIL', 'PASS'),
      );
      const report = JSON.parse(mended) as {
        Controls?: { tests: { results: Json[] }[] }[];
        Results?: Json[];
      };
      report.Controls?.[0]?.tests[0]?.results.splice(3, 1);
      report.Results?.splice(1, 1);
      if (report.Results?.[2] !== undefined) report.Results[2].Results = null;
      await space.run(report, { resource, mode: 'merge' });
      expect([...(await stored(space)).keys()]).toEqual(before);
      await space.run(report, { resource });
      expect([...(await stored(space)).keys()]).toEqual(before.slice(1));
      // Another tool or resource is not concerned.
      await space.run(report, { resource: 'k8s://other/nodes/n2' });
      await space.run(fixture('trivy/image.json'), { resource: resourceFor('grype/sample') });
      expect([...(await stored(space)).keys()]).toEqual(expect.arrayContaining(before.slice(1)));
    },
  );
});

it('of Trivy as a summary is refused, with a hint what to send instead', () => {
  const summary = { ID: 'docker-cis-1.6.0', Title: 'CIS', SummaryControls: [{ ID: '4.1', TotalFail: 0 }] };
  expect(() => convert(summary)).toThrow('--report all');
});

describe('an inventory', () => {
  it('has an occurrence for each available package', () => {
    const { found, notes, status } = facts('os-inventory/debian.json');
    const cpeUri = 'cpe:/o:debian:debian_linux:12';
    expect(Object.values(found)).toEqual([
      {
        package: 'bash',
        parsedVersion: { name: '5.2.15', revision: '2+b7', kind: 'NORMAL' },
        distribution: { cpeUri },
      },
      {
        package: 'tzdata',
        parsedVersion: { name: '2024a', revision: '0+deb12u1', kind: 'NORMAL' },
        distribution: { cpeUri },
      },
    ]);
    expect(notes[Object.keys(found)[0] ?? '']).toMatchObject({
      package: 'bash',
      distributions: [{ cpeUri }],
    });
    expect(notes['os-inventory-upgrade']).toEqual({ analysisKind: 'DISCOVERY' });
    expect(status).toBe('FINISHED_SUCCESS');
  });

  it('reads updates of Windows and patches of SUSE', () => {
    const { found } = facts('os-inventory/others.json');
    expect(Object.values(found)).toMatchObject([
      {
        windowsUpdate: {
          identity: { updateId: '0d5a7c8e', revision: 200 },
          title: '2024-04 Cumulative Update (KB5036896)',
          categories: [{ categoryId: '0fa1201d', name: 'Security Updates' }],
          kbArticleIds: ['5036896'],
        },
      },
      { package: 'google-osconfig-agent' },
      { package: 'SUSE-SLE-2024-1', distribution: { classification: 'security', severity: 'important' } },
    ]);
  });

  it('removes installed updates, unless a package is unknown', async () => {
    const space = workspace();
    const report = read('os-inventory/debian.json') as Json;
    await space.run(report);
    const items = report.items as Record<string, Json>;
    const [installed, bash, tzdata] = Object.entries(items) as [
      [string, Json],
      [string, Json],
      [string, Json],
    ];
    const later = { ...report, updateTime: '2024-05-02T06:30:00Z' };
    await space.run({
      ...later,
      items: Object.fromEntries([installed, tzdata, ['x', { ...bash[1], type: 'X' }]]),
    });
    expect((await stored(space)).size).toBe(2);
    await space.run({ ...later, items: Object.fromEntries([installed, tzdata]) });
    expect([...(await stored(space)).values()]).toMatchObject([{ package: 'tzdata' }]);
    await space.run({ ...later, items: {} });
    expect((await stored(space)).size).toBe(1);
    await expect(space.run(report)).rejects.toThrow('is older than the scan');
  });
});

describe.each(v1Fixtures)('%s with any member damaged', (file) => {
  it('is refused, or reports every fact that it loses', async () => {
    const document = read(file) as Json;
    const resource = resourceFor(file);
    const whole = facts(file);
    for (const damage of damagesOf(document, Number(process.env.TEST_SEED ?? 1), false)) {
      const name = damage.path.join('/');
      // What the tool writes where there is less.
      if (damage.name === 'dropped' && /^(?:Results\/\d+|items\/[^/]+)$/.test(name)) continue;
      const report = damaged(document, damage);
      const space = workspace();
      await space.run(document, { resource });
      const before = (await stored(space)).size;
      try {
        await space.run(report, { resource, force: true });
      } catch (error) {
        if (error instanceof ApiError && error.reason === 'INVALID_REPORT') continue;
        throw error;
      }
      expect.soft((await stored(space)).size, `${name} ${damage.name}`).toBeGreaterThanOrEqual(before);
      const { found, status } = facts(file, report);
      if (Object.keys(found).length < Object.keys(whole.found).length || whole.status === 'FINISHED_FAILED')
        expect.soft(status, `${name} ${damage.name}`).toBe('FINISHED_FAILED');
    }
  });
});

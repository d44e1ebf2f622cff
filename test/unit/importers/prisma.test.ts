import { describe, expect, it } from 'vitest';
import { workspace } from '../services/import-workspace.js';
import { convert, fixture, vulnerabilities, vulnerabilityOf } from './kit.js';
import { resourceFor } from './reports.js';

const resource = resourceFor('prisma/image.json');

interface Twistcli {
  results: Record<string, unknown>[];
  consoleURL: string;
}

const read = (): Twistcli => JSON.parse(fixture('prisma/image.json').toString()) as Twistcli;

/** The report with other members in its one result. */
const withResult = (more: object): Twistcli => ({ ...read(), results: [{ ...read().results[0], ...more }] });

describe('a report of twistcli', () => {
  it('has the binary packages of a source package, and types from its list of packages', () => {
    const rows = vulnerabilities(convert(read(), { resource })).flatMap((occurrence) => {
      const { packageIssue, effectiveSeverity } = vulnerabilityOf(occurrence);
      return packageIssue.map(
        ({ affectedLocation: { package: name, cpeUri }, fixedLocation: { version } }) =>
          `${occurrence.noteName?.split('/').at(-1)} ${effectiveSeverity} ${name} ${cpeUri} ${version.name ?? 'no fix'}`,
      );
    });
    expect(rows).toEqual([
      'CVE-2024-10001 HIGH libtlskit3 cpe:/o:debian:debian_linux:12 3.0.13',
      'CVE-2024-10001 HIGH tlskit-tools cpe:/o:debian:debian_linux:12 3.0.13',
      'CVE-2024-10002 MINIMAL elsewhere pkg:generic/elsewhere@1.0 no fix',
      'PRISMA-2024-0007 CRITICAL left-trim pkg:npm/left-trim@0.1.0 no fix',
    ]);
  });

  it('that lists less than it counts, or no list and no count, removes nothing', async () => {
    for (const more of [
      { vulnerabilities: [] },
      { vulnerabilities: undefined },
      { vulnerabilities: undefined, vulnerabilityDistribution: undefined },
    ]) {
      const { run, find, status } = workspace();
      await run(read(), { resource });
      expect((await run(withResult(more), { resource, force: true })).occurrences.removed).toBe(0);
      expect(await find('CVE-2024-10001')).toHaveLength(1);
      expect((await status('prisma'))?.analysisStatus).toBe('FINISHED_FAILED');
    }
  });

  it('that counts no findings removes all, with or without an empty list', async () => {
    for (const vulnerabilities of [[], null, undefined]) {
      const { run, status } = workspace();
      await run(read(), { resource });
      const none = withResult({ vulnerabilities, vulnerabilityDistribution: { total: 0 } });
      expect((await run(none, { resource })).occurrences.removed).toBe(3);
      expect((await status('prisma'))?.analysisStatus).toBe('FINISHED_SUCCESS');
    }
  });

  it.each([
    [{ ...read(), results: [] }, 'found none'],
    [{ ...read(), results: [...read().results, {}] }, 'of another image'],
    [{ results: read().results }, 'is of twistcli'],
  ])('%# is refused', (report, message) => {
    expect(() => convert(report, { resource })).toThrow(message);
    expect(() => convert(read())).toThrow('resource required');
  });
});

describe('a summary of a cluster', () => {
  it('has findings of workloads, finishes no scan and removes nothing', async () => {
    const { run, stored, find } = workspace();
    const summary = JSON.parse(fixture('trivy/cluster-summary.json').toString()) as {
      Findings: { Results: object[] }[];
    };
    await run(summary);
    const found = (await stored()).filter(({ vulnerability }) => vulnerability !== undefined).length;
    expect(found).toBeGreaterThan(0);
    const states = (await find('trivy-vulnerability')).map(
      ({ discovered }) => discovered?.discovered.analysisStatus,
    );
    expect(new Set(states)).toEqual(new Set(['FINISHED_FAILED']));
    const less = { ...summary, Findings: summary.Findings.map((one) => ({ ...one, Results: [] })) };
    expect((await run(less)).occurrences.removed).toBe(0);
    const { resources, warnings } = convert(summary);
    expect(resources.every((uri) => uri.startsWith('k8s://staging/'))).toBe(true);
    expect(warnings[0]?.reason).toContain('send the report of --report all');
  });
});

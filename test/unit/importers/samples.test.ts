import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importers } from '../../../src/importers/registry.js';
import { convert, vulnerabilities, vulnerabilityOf } from './kit.js';

const samples = new URL('../../../../shared/samples/', import.meta.url);
const expected = new URL('EXPECTED.md', samples);
const available = existsSync(expected);
if (!available) console.log('skipped: no folder of sample reports beside the repository');

const image = `https://registry.example.com/sample@sha256:${'5c'.repeat(32)}`;

interface Row {
  readonly tool: string;
  readonly file: string;
  readonly counts: string;
}

function expectedRows(): Row[] {
  if (!available) return [];
  const known = new Set(importers.map(({ format }) => format));
  return readFileSync(expected, 'utf8')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter(([, tool = '']) => known.has(tool))
    .map(([, tool = '', file = '', , occurrences, issues, fixable, severity]) => ({
      tool,
      file,
      counts: `${occurrences} occurrences, ${issues} issues, ${fixable} fixable: ${severity}`,
    }));
}

const order = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'MINIMAL', 'UNSPECIFIED'];

/** Grype's samples say what they are about; Clair and Harbor know the digest, but not the repository. */
function countsOf(tool: string, report: Buffer): string {
  const repository = 'https://registry.example.com/sample';
  const resource = tool === 'grype' ? undefined : ['clair', 'harbor'].includes(tool) ? repository : image;
  const found = vulnerabilities(convert(report, { resource })).map(vulnerabilityOf);
  const issues = found.flatMap(({ packageIssue }) => packageIssue);
  const fixable = found.filter(({ packageIssue }) =>
    packageIssue.every(({ fixedLocation }) => fixedLocation.version.kind !== 'MAXIMUM'),
  );
  const bySeverity = new Map<string, number>();
  for (const { effectiveSeverity = 'UNSPECIFIED' } of found) {
    bySeverity.set(effectiveSeverity, (bySeverity.get(effectiveSeverity) ?? 0) + 1);
  }
  const severities = [...bySeverity]
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([name, count]) => `${name} ${count}`);
  return `${found.length} occurrences, ${issues.length} issues, ${fixable.length} fixable: ${severities.join('; ')}`;
}

describe.runIf(available)('real reports', () => {
  it.each(expectedRows())('$tool $file', ({ tool, file, counts }) => {
    expect(countsOf(tool, readFileSync(new URL(`${tool}/${file}`, samples)))).toBe(counts);
  });

  it('sarif trivy-alpine-310.sarif.json gives the same findings as the JSON of the same scan', () => {
    const read = (file: string) => readFileSync(new URL(file, samples));
    const options = { resource: image, distro: 'alpine:3.10' };
    const [ofSarif, ofJson] = ['sarif/trivy-alpine-310.sarif.json', 'trivy/alpine-310.image.json'].map(
      (file) =>
        vulnerabilities(convert(read(file), options)).map((occurrence) => {
          const { packageIssue, effectiveSeverity, type } = vulnerabilityOf(occurrence);
          return { note: occurrence.noteName?.split('/').at(-1), packageIssue, effectiveSeverity, type };
        }),
    );
    expect(ofSarif).toEqual(ofJson);
    expect(ofSarif).toHaveLength(2);
  });

  it.each([
    ['k8s-cluster.json', undefined, 37],
    ['helm_testchart.config.json', 'https://git.example.com/chart', 6],
  ])('trivy %s: imports failed checks only on request', (file, resource, checks) => {
    const report = readFileSync(new URL(`trivy/${file}`, samples));
    const without = convert(report, { resource });
    expect(without.occurrences).toEqual([]);
    expect(without.discovery).toEqual([]);
    expect(without.replaces).toEqual([]);
    expect(without.warnings.map(({ reason }) => reason)).toEqual([
      `${checks} misconfigurations were not imported; the option misconfig imports them`,
    ]);
    expect(vulnerabilities(convert(report, { resource, misconfig: true }))).toHaveLength(checks);
  });
});

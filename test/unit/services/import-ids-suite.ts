import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noteId } from '../../../src/importers/common/note-id.js';
import { workspace } from './import-workspace.js';

const digest = `sha256:${'8a'.repeat(32)}`;
const resource = `https://registry.example.com/app@${digest}`;

/** A report of each kind of findings, all in one package or file. */
const reports = {
  trivy: (ids: readonly string[]) =>
    trivy({
      Class: 'os-pkgs',
      Type: 'debian',
      Vulnerabilities: ids.map((id) => ({ VulnerabilityID: id, PkgName: 'tlskit', InstalledVersion: '1' })),
    }),
  'failed checks of trivy': (ids: readonly string[]) =>
    trivy({
      Class: 'config',
      Type: 'dockerfile',
      Misconfigurations: ids.map((ID) => ({ ID, Status: 'FAIL', Severity: 'LOW' })),
    }),
  'secrets of trivy': (ids: readonly string[]) =>
    trivy({ Class: 'secret', Secrets: ids.map((RuleID) => ({ RuleID, Severity: 'LOW' })) }),
  grype: (ids: readonly string[]) => ({
    descriptor: { name: 'grype' },
    matches: ids.map((id) => ({
      vulnerability: { id },
      artifact: { name: 'tlskit', version: '1', type: 'deb' },
    })),
  }),
  harbor: (ids: readonly string[]) => ({
    scanner: {},
    vulnerabilities: ids.map((id) => ({ id, package: 'tlskit', version: '1' })),
  }),
  neuvector: (ids: readonly string[]) => ({
    report: { vulnerabilities: ids.map((name) => ({ name, package_name: 'tlskit', package_version: '1' })) },
  }),
  clair: (ids: readonly string[]) => ({
    manifest_hash: digest,
    packages: { 1: { name: 'tlskit', version: '1' } },
    vulnerabilities: Object.fromEntries(ids.map((name, index) => [index, { name }])),
    package_vulnerabilities: { 1: ids.map((_, index) => String(index)) },
  }),
} satisfies Record<string, (ids: readonly string[]) => object>;

function trivy(result: object): object {
  return { SchemaVersion: 2, ArtifactType: 'container_image', Results: [{ Target: 'x', ...result }] };
}

/** Ids as tools and their enemies write them: odd characters, other cases, too long, alike once characters are replaced. */
const oddId = fc
  .tuple(
    fc.constantFrom('TEMP', 'temp', 'npm', 'a', ''),
    fc.array(
      fc.constantFrom('/', '-', ':', '~', '.', ' ', '?', '%2F', '\\', '"', 'é', '😀', '_', '1', 'A', 'a'),
      { maxLength: 5 },
    ),
    fc.constantFrom('', 'x'.repeat(190), 'x'.repeat(300)),
  )
  .map(([first, rest, last]) => `${first}${rest.join('')}${last}`);

/** Distinct ids, some of them the very id that the note of another one gets. */
const manyIds = fc
  .array(fc.oneof(oddId, oddId.map(noteId)), { minLength: 2, maxLength: 12 })
  .map((ids) => [...new Set([...ids, ...ids.map(noteId)].map((id) => id.trim()))].filter((id) => id !== ''));

type ReportName = keyof typeof reports;
/** The short run tries a list of findings and one whose findings are named elsewhere, the long run the others. */
export const shortReports: readonly ReportName[] = ['trivy', 'clair'];
export const furtherReports: readonly ReportName[] = (Object.keys(reports) as ReportName[]).filter(
  (name) => !shortReports.includes(name),
);

/** Declares tests about the ids of findings in a report. */
export function describeIds(name: ReportName): void {
  const reportOf = reports[name];
  describe(`ids of a report: ${name}`, () => {
    // A title is no id for Clair, and a link to an advisory is one.
    const usable = (ids: readonly string[]): string[] =>
      name === 'clair' ? ids.filter((id) => !/\s/.test(id)) : [...ids];

    it.each(['\0', '\uD800', '\uFFFD'])(
      'with %j cannot be read exactly, so no scan with it is finished',
      async (lost) => {
        const { run, stored } = workspace();
        const request = { resource, misconfig: true, secrets: true };
        const states = async () =>
          (await stored()).flatMap(({ discovered }) => discovered?.discovered.analysisStatus ?? []);
        await run(reportOf(['TEMP-1', 'TEMP-2']), request);
        expect(new Set(await states())).toEqual(new Set(['FINISHED_SUCCESS']));
        const count = (await stored()).length;
        await run(reportOf([`TEMP${lost}1`, 'TEMP-2']), request);
        expect(await states()).toContain('FINISHED_FAILED');
        expect(await stored()).toHaveLength(count + 1);
      },
    );

    it('different ids never share a finding, and removing one removes no other', () =>
      fc.assert(
        fc.asyncProperty(manyIds, fc.nat(), async (generated, pick) => {
          const ids = usable(generated);
          const { run, stored } = workspace();
          const findings = async () =>
            (await stored())
              .filter(({ vulnerability, secret }) => vulnerability ?? secret)
              .map(({ noteName }) => noteName);
          const request = { resource, misconfig: true, secrets: true };
          await run(reportOf(ids), request);
          const first = await findings();
          expect(new Set(first).size).toBe(ids.length);
          expect((await run(reportOf(ids), request)).occurrences).toMatchObject({
            unchanged: ids.length,
            removed: 0,
          });
          expect(await findings()).toEqual(first);
          const gone = ids[pick % ids.length] ?? '';
          await run(reportOf(ids.filter((id) => id !== gone)), request);
          const left = await findings();
          expect(first.filter((note) => !left.includes(note))).toHaveLength(1);
          expect(left).toHaveLength(ids.length - 1);
        }),
        { numRuns: 40 },
      ));
  });
}

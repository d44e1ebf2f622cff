import { describe, expect, it } from 'vitest';
import type { Json } from '../setup/arbitraries.js';
import { versionNames } from '../setup/versions.js';
import {
  ask,
  checkSame,
  describeImports,
  firstReports,
  importReport,
  reportOf,
  storedIn,
  useReportServer,
} from './two-versions-reports.js';

/** What an import writes is the same in both versions: a report that is new, the same again, and one with fewer findings. */

useReportServer();
// Further reports of the same tools are long: two-versions-further-imports.test.ts.
describeImports(firstReports);

const image = 'trivy/image.json';
interface Trivy {
  readonly Results: readonly { readonly Vulnerabilities?: readonly { readonly VulnerabilityID: string }[] }[];
}
const trivy = JSON.parse(reportOf(image).toString()) as Trivy;
/** Without the one that is stored under another of its ids. */
const idsOf = ({ Results }: Trivy): readonly string[] =>
  [
    ...new Set(
      Results.flatMap(({ Vulnerabilities = [] }) => Vulnerabilities.map((row) => row.VulnerabilityID)),
    ),
  ].filter((id) => !id.startsWith('GHSA-'));
const without = (gone: readonly string[]): Buffer =>
  Buffer.from(
    JSON.stringify({
      ...trivy,
      Results: trivy.Results.map(({ Vulnerabilities, ...result }) => ({
        ...result,
        ...(Vulnerabilities !== undefined && {
          Vulnerabilities: Vulnerabilities.filter((row) => !gone.includes(row.VulnerabilityID)),
        }),
      })),
    }),
  );

it.each(idsOf(trivy).map((_, index) => index + 1))(
  '%i missing findings are removed in both versions',
  async (count) => {
    const project = `less-${count}`;
    await importReport(project, image);
    const { occurrences: before } = await checkSame(project);
    const gone = idsOf(trivy).slice(0, count);
    const isGone = ({ noteName }: Json): boolean => gone.some((id) => String(noteName).endsWith(`/${id}`));
    expect(before.filter(isGone).length).toBe(count);
    expect((await importReport(project, image, without(gone))).occurrences).toMatchObject({
      created: 0,
      removed: count,
    });
    const { occurrences: after } = await checkSame(project);
    expect(after.map(({ name }) => name)).toEqual(
      before.filter((one) => !isGone(one)).map(({ name }) => name),
    );
    for (const version of versionNames)
      for (const { name } of before.filter(isGone))
        expect((await ask(version, 'GET', String(name))).status).toBe(404);
  },
);

describe.each(versionNames)('an occurrence that a client of %s patches between two imports', (version) => {
  it('has the values of the report again, and keeps the members that the report does not set', async () => {
    const project = `patched-${version}`;
    await importReport(project, image);
    const [older, newer] = [await storedIn('v1beta1', project), await storedIn('v1', project)];
    const isFinding = ({ kind }: Json): boolean => kind === 'VULNERABILITY';
    const { name, noteName } = newer.occurrences.find(isFinding) as { name: string; noteName: string };
    const patch = async (path: string, mask: string, body: Json) => {
      const { status, text } = await ask(version, 'PATCH', `${path}?updateMask=${mask}`, body);
      expect([status, text]).toEqual([200, expect.any(String)]);
    };
    await patch(name, 'remediation', { remediation: 'by hand' });
    await patch(noteName, 'longDescription', { longDescription: 'by hand' });
    // v1 alone has the places of a package.
    const fileLocation = [{ filePath: '/usr/lib/libtlskit3.so' }];
    const withPlace = (one: Json): Json => {
      const vulnerability = structuredClone(one.vulnerability) as { packageIssue: Json[] };
      (vulnerability.packageIssue[0] as Json).fileLocation = fileLocation;
      return { ...one, vulnerability };
    };
    const places = (one: Json) => (version === 'v1' && one.name === name ? withPlace(one) : one);
    if (version === 'v1')
      await patch(name, 'vulnerability.packageIssue', {
        vulnerability: places(newer.occurrences.find(isFinding) as Json).vulnerability,
      });

    expect((await importReport(project, image)).occurrences).toMatchObject({
      created: 0,
      updated: 1,
      removed: 0,
    });
    await checkSame(project);
    const changed = (member: string) => (object: Json) => ({ ...object, [member]: expect.any(String) });
    const noteOf = (one: Json) =>
      one.name === noteName ? { ...changed('updateTime')(one), longDescription: 'by hand' } : one;
    const timed = (one: Json) => (one.name === name ? changed('updateTime')(one) : one);
    const [olderNow, newerNow] = [await storedIn('v1beta1', project), await storedIn('v1', project)];
    expect(olderNow.occurrences).toEqual(older.occurrences.map(timed));
    expect(newerNow.occurrences).toEqual(newer.occurrences.map((one) => timed(places(one))));
    expect(olderNow.notes).toEqual(older.notes.map(noteOf));
    expect(newerNow.notes).toEqual(newer.notes.map(noteOf));
  });
});

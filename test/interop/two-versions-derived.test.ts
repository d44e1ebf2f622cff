import { describe, expect, it } from 'vitest';
import type { ContractVersion } from '../../src/kinds/known-kinds.js';
import { problemOf } from '../http/kit.js';
import type { Json } from '../setup/arbitraries.js';
import { bodiesIn, versionNames } from '../setup/versions.js';
import { freshId, registryOf, sharedServer, valueAt } from './two-versions-kit.js';

/** What the server derives follows its source whichever version changes it, and in what both versions show (docs/adr/0022). */

const { ask, send } = sharedServer();

async function done(version: ContractVersion, method: string, path: string, body?: unknown): Promise<Json> {
  const answer = await ask(version, method, path, body);
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
  return answer.body;
}

const pairs = versionNames.flatMap((writer) => versionNames.map((changer) => [writer, changer] as const));

/** What both versions say of the severities and fixes of a project: documents, filters and counts. */
async function said(project: string): Promise<Json> {
  const out: Json = {};
  for (const version of versionNames) {
    const list = async (filter: string): Promise<readonly Json[]> => {
      const path = `projects/${project}/occurrences?filter=${encodeURIComponent(filter)}`;
      return ((await done(version, 'GET', path)).occurrences ?? []) as readonly Json[];
    };
    const [occurrence] = await list('kind="VULNERABILITY"');
    const severities = ['LOW', 'HIGH', 'CRITICAL'];
    const found = await Promise.all(
      severities.map(async (severity) => (await list(`vulnerability.effectiveSeverity=${severity}`)).length),
    );
    const scored = await list('vulnerability.cvssScore>9');
    const summary = await done(version, 'GET', `projects/${project}/occurrences:vulnerabilitySummary`);
    const counts = (summary.counts as readonly Json[]).map(({ severity, totalCount, fixableCount = '0' }) =>
      [severity ?? 'all', totalCount, fixableCount].join(' '),
    );
    const details = occurrence?.vulnerability as Json;
    out[version] = {
      shown: [details.severity, details.effectiveSeverity, details.cvssScore],
      found: severities.filter((_, at) => found[at] === 1),
      scored: scored.length,
      counts: counts.toSorted(),
    };
    if (version === 'v1') {
      const withFix = await list('vulnerability.fixAvailable=true');
      out.fixes = [withFix.length === 1, details.fixAvailable ?? false];
    }
  }
  return out;
}

const inBoth = (one: Json, isFixed: boolean): Json => ({ v1beta1: one, v1: one, fixes: [isFixed, isFixed] });

/** A finding that leaves open what the note says. */
async function given(writer: ContractVersion): Promise<{ project: string; noteName: string; name: string }> {
  const project = freshId();
  const { note, occurrence } = bodiesIn[writer];
  const body = { ...note, vulnerability: { ...(note.vulnerability as Json), cvssScore: 7.5 } };
  const noteName = String((await done(writer, 'POST', `projects/${project}/notes?noteId=n`, body)).name);
  const created = await done(writer, 'POST', `projects/${project}/occurrences`, occurrence(noteName));
  return { project, noteName, name: String(created.name) };
}

const rescored = { vulnerability: { severity: 'CRITICAL', cvssScore: 9.5 } };
const rescore = 'updateMask=vulnerability.severity,vulnerability.cvssScore';

const fix: Readonly<Record<ContractVersion, Json>> = {
  v1beta1: {
    affectedLocation: { cpeUri: 'cpe:/o:x:y', package: 'p', version: { kind: 'MINIMUM' } },
    fixedLocation: { cpeUri: 'cpe:/o:x:y', package: 'p', version: { kind: 'NORMAL', name: '2' } },
  },
  v1: {
    affectedCpeUri: 'cpe:/o:x:y',
    affectedPackage: 'p',
    affectedVersion: { kind: 'MINIMUM' },
    fixedCpeUri: 'cpe:/o:x:y',
    fixedPackage: 'p',
    fixedVersion: { kind: 'NORMAL', name: '2' },
  },
};

describe.each(pairs)('an object that %s has written and %s changes', (writer, changer) => {
  it('has the severity and score of its note, in both versions', async () => {
    const { project, noteName } = await given(writer);
    const before = {
      shown: ['HIGH', 'HIGH', 7.5],
      found: ['HIGH'],
      scored: 0,
      counts: ['HIGH 1 0', 'all 1 0'],
    };
    expect(await said(project)).toEqual(inBoth(before, false));
    await done(changer, 'PATCH', `${noteName}?${rescore}`, rescored);
    const counts = ['CRITICAL 1 0', 'all 1 0'];
    const after = { shown: ['CRITICAL', 'CRITICAL', 9.5], found: ['CRITICAL'], scored: 1, counts };
    expect(await said(project)).toEqual(inBoth(after, false));
  });

  it('is marked fixable if its packages have a fix, in both versions', async () => {
    const { project, name } = await given(writer);
    const body = { vulnerability: { packageIssue: [fix[changer]] } };
    await done(changer, 'PATCH', `${name}?updateMask=vulnerability.packageIssue`, body);
    const counts = ['HIGH 1 1', 'all 1 1'];
    const after = { shown: ['HIGH', 'HIGH', 7.5], found: ['HIGH'], scored: 0, counts };
    expect(await said(project)).toEqual(inBoth(after, true));
  });

  it('follows its note after a change by the other version, and keeps no earlier value', async () => {
    const { project, noteName, name } = await given(writer);
    const old = await done(changer, 'GET', name);
    await done(changer, 'PATCH', `${name}?updateMask=remediation`, { remediation: 'wait' });
    await done(writer, 'PATCH', `${noteName}?${rescore}`, rescored);
    const refused = await send({
      method: 'PATCH',
      path: `/${changer}/${name}?updateMask=*`,
      body: JSON.stringify({ ...old, remediation: 'act' }),
    });
    expect(problemOf(refused)).toMatchObject({ status: 400, reason: 'DERIVED_FIELD' });
    await done(changer, 'PATCH', `${name}?updateMask=remediation`, { ...old, remediation: 'act' });
    expect(await said(project)).toMatchObject({
      v1beta1: { found: ['CRITICAL'] },
      v1: { found: ['CRITICAL'] },
    });
  });
});

/** Kinds whose derived members stand at another place in v1 and can change (that of IMAGE cannot): the note's member and that of the occurrence, beneath the details. */
const elsewhere = [
  {
    kind: 'DEPLOYMENT',
    note: 'resourceUri',
    at: { v1beta1: ['deployment', 'resourceUri'], v1: ['resourceUri'] },
    value: ['a'],
    later: ['b'],
  },
  {
    kind: 'PACKAGE',
    note: 'cpeUri',
    at: { v1beta1: ['installation', 'cpeUri'], v1: ['cpeUri'] },
    value: 'a',
    later: 'b',
  },
] as const;

describe.each(pairs)('a member at another place, written by %s and sent back by %s', (writer, changer) => {
  it.each(elsewhere)(
    'of $kind does not keep the earlier value',
    async ({ kind: name, note, at, value, later }) => {
      const kindIn = (version: ContractVersion) => {
        const kind = registryOf(version).kinds.find((one) => one.name === name);
        if (kind?.occurrence === undefined) throw new Error(`no ${name} in ${version}`);
        return { ...kind, occurrence: kind.occurrence };
      };
      const project = freshId();
      const kind = kindIn(writer);
      const example = kind.examples.notes[0]?.value ?? {};
      const body = {
        ...example,
        [kind.note.member]: { ...(example[kind.note.member] as Json), [note]: value },
      };
      const made = await done(writer, 'POST', `projects/${project}/notes?noteId=n`, body);
      const occurrence = structuredClone(kind.examples.occurrences[0]?.value ?? {}) as Json;
      const holder = valueAt(occurrence, [kind.occurrence.member, ...at[writer].slice(0, -1)]) as Json;
      delete holder[at[writer].at(-1) ?? ''];
      occurrence.noteName = made.name;
      const { name: created } = await done(writer, 'POST', `projects/${project}/occurrences`, occurrence);
      const {
        occurrence: { member },
        note: noteIn,
      } = kindIn(changer);
      const valueIn = async (version: ContractVersion) =>
        valueAt(await done(version, 'GET', String(created)), [
          kindIn(version).occurrence.member,
          ...at[version],
        ]);
      for (const version of versionNames) expect([version, await valueIn(version)]).toEqual([version, value]);

      const old = await done(changer, 'GET', String(created));
      const mask = `updateMask=${noteIn.member}.${note}`;
      await done(changer, 'PATCH', `projects/${project}/notes/n?${mask}`, {
        [noteIn.member]: { [note]: later },
      });
      for (const version of versionNames) expect([version, await valueIn(version)]).toEqual([version, later]);
      const refused = await send({
        method: 'PATCH',
        path: `/${changer}/${String(created)}?updateMask=${member}`,
        body: JSON.stringify(old),
      });
      expect(problemOf(refused)).toMatchObject({ status: 400, reason: 'DERIVED_FIELD' });
      for (const version of versionNames) expect([version, await valueIn(version)]).toEqual([version, later]);
    },
  );
});

it('derived members have the same names in both versions', () => {
  for (const { name, derived = [] } of registryOf('v1').kinds) {
    const there = registryOf('v1beta1').kinds.find((one) => one.name === name);
    if (there === undefined) continue;
    const namesOf = (of: typeof derived) => of.map((member) => member.name ?? member.path.join('.'));
    // v1 alone says whether there is a fix.
    expect([name, namesOf(derived).filter((one) => one !== 'fixAvailable')]).toEqual([
      name,
      namesOf(there.derived ?? []),
    ]);
  }
});

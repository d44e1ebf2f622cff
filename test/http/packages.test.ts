import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from '../setup/server.js';
import { temporaryFolder } from '../setup/temporary.js';

interface Page {
  readonly occurrences?: readonly { readonly name: string }[];
  readonly counts?: readonly unknown[];
  readonly message?: string;
}

const log4j = 'pkg:maven/org.apache.logging.log4j/log4j-core';
const name = 'org.apache.logging.log4j:log4j-core';
const version = (text: string) => ({ name: text, kind: 'NORMAL' });

describe.each(['memory:', 'sqlite'])('packages over %s', (store) => {
  const folder = temporaryFolder();
  let server: TestServer;
  /** Names of occurrences, by what they are called here. */
  const names = new Map<string, string>();

  const send = async (method: string, path: string, body?: unknown) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(`${server.url}/${path}`, { method, ...sent });
    return { status: response.status, json: (await response.json()) as Page & { name: string } };
  };
  const find = async (filter: string, path = 'v1beta1/projects/-') => {
    const { status, json } = await send('GET', `${path}/occurrences?${new URLSearchParams({ filter })}`);
    if (status !== 200) return json.message;
    const called = new Map([...names].map(([key, value]) => [value, key]));
    return (json.occurrences ?? []).map((found) => called.get(found.name) ?? '').sort();
  };
  const create = async (called: string, path: string, body: unknown) => {
    const { status, json } = await send('POST', `${path}/occurrences`, body);
    expect([status, json.message]).toEqual([200, undefined]);
    names.set(called, json.name);
  };

  beforeAll(async () => {
    server = await startServer({ store: store === 'sqlite' ? `sqlite:${folder.path}/packages.db` : store });
    await send('POST', 'v1beta1/projects/s/notes?noteId=CVE-1', { vulnerability: { severity: 'HIGH' } });
    await send('POST', 'v1beta1/projects/s/notes?noteId=log4j', { package: { name, packageType: 'MAVEN' } });
    const finding = (affected: string) => ({
      resource: { uri: 'https://r/app@sha256:1' },
      noteName: 'projects/s/notes/CVE-1',
      vulnerability: {
        packageIssue: [
          { affectedLocation: { cpeUri: 'cpe:/o:x:y', package: 'other', version: version('9') } },
          {
            affectedLocation: { cpeUri: log4j, package: name, version: version(affected) },
            packageType: 'MAVEN',
          },
        ],
      },
    });
    await create('old', 'v1beta1/projects/a', finding('2.14.1'));
    await create('new', 'v1beta1/projects/b/locations/eu', finding('2.17.1'));
    await create('v1', 'v1/projects/a', {
      resourceUri: 'https://r/app@sha256:2',
      noteName: 'projects/s/notes/CVE-1',
      vulnerability: {
        packageIssue: [
          {
            affectedCpeUri: log4j,
            affectedPackage: name,
            affectedVersion: version('2.0'),
            fixedVersion: { kind: 'MAXIMUM' },
            packageType: 'MAVEN',
          },
        ],
      },
    });
    // The note alone says what it is called.
    await create('sbom', 'v1beta1/projects/b', {
      resource: { uri: 'https://r/app@sha256:3' },
      noteName: 'projects/s/notes/log4j',
      installation: { installation: { location: [{ cpeUri: 'cpe:/o:x:y', version: version('2.16.0') }] } },
    });
  });
  afterAll(async () => {
    await server.close();
    await folder.remove();
  });

  it.each([
    [`hasPackage("${log4j}")`, ['new', 'old', 'sbom', 'v1']],
    [`hasPackage("${log4j}", ">=2.0,<2.17.1")`, ['old', 'sbom', 'v1']],
    [`hasPackage("${name}", "<2.1")`, ['v1']],
    [`hasPackage("${log4j}", "<2.17.1") AND kind=PACKAGE`, ['sbom']],
    [`noteId="CVE-1" AND hasPackage("other") AND (hasPackage("${log4j}", "2.17.1"))`, ['new']],
    [`hasPackage("${name}") AND has_prefix(resourceUrl, "https://r/app@sha256:3")`, ['sbom']],
    ['hasPackage("pkg:npm/log4j-core")', []],
  ])('%s', async (filter, expected) => {
    expect(await find(filter)).toEqual(expected);
    expect(await find(filter, 'v1/projects/-')).toEqual(expected);
    const here = expected.filter((one) => one === 'old' || one === 'v1');
    expect(await find(filter, 'v1beta1/projects/a')).toEqual(here);
  });

  it('are found by the fields of their kinds', async () => {
    expect(await find(`vulnerability.packageIssue.affectedLocation.package="${name}"`)).toEqual([
      'new',
      'old',
      'v1',
    ]);
    expect(await find(`installation.installation.name="${name}"`)).toEqual(['sbom']);
    expect(await find(`vulnerability.packageIssue.affectedPackage="${name}"`, 'v1/projects/-')).toEqual([
      'new',
      'old',
      'v1',
    ]);
    expect(await find(`package.name="${name}"`, 'v1/projects/-')).toEqual(['sbom']);
  });

  it('follow changes of a note and its occurrences', async () => {
    const path = `v1beta1/${names.get('old')}`;
    const { json } = await send('GET', path);
    const text = JSON.stringify(json).replace('"2.14.1"', '"2.99.0"');
    expect((await send('PATCH', path, JSON.parse(text))).status).toBe(200);
    expect(await find(`hasPackage("${log4j}", "<2.17.1")`)).toEqual(['sbom', 'v1']);
    expect((await send('PATCH', path, json)).status).toBe(200);
    expect(await find(`hasPackage("${log4j}", "<2.17.1")`)).toEqual(['old', 'sbom', 'v1']);
  });

  it('are counted', async () => {
    const query = new URLSearchParams({ filter: `hasPackage("${log4j}", "<2.1")` });
    const { json } = await send('GET', `v1beta1/projects/-/occurrences:vulnerabilitySummary?${query}`);
    expect(json.counts).toHaveLength(2);
  });

  it.each([
    [`NOT hasPackage("${name}")`, /not within OR or NOT/],
    [`kind=BUILD OR hasPackage("${name}")`, /not within OR or NOT/],
    ['hasPackage()', /one or two arguments/],
    ['hasPackage(name="x")', /./],
    [`hasPackage("${log4j}@2.14.1")`, /without a version: write hasPackage/],
    [`hasPackage("${log4j}", "^2")`, /expected versions such as/],
    [`hasPackages("${log4j}")`, /unknown function .*hasPackage/],
  ])('%s is refused', async (filter, problem) => {
    expect(await find(filter)).toMatch(problem);
  });

  it('can be searched in occurrences only', async () => {
    const query = new URLSearchParams({ filter: 'hasPackage("x")' });
    const { json } = await send('GET', `v1beta1/projects/-/notes?${query}`);
    expect(json.message).toMatch(/hasPackage asks occurrences only/);
  });
});

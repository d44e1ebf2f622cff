import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatCsv } from '../../src/cli/csv.js';
import { createClient, type GrafeasClient } from '../../src/client/client.js';
import { startServer, type TestServer } from '../setup/server.js';
import { grafeas } from './kit.js';

const name = 'org.apache.logging.log4j:log4j-core';
const log4j = 'pkg:maven/org.apache.logging.log4j/log4j-core';
const app = (n: number) => `https://r.example/app@sha256:${n}`;
const normal = (text: string) => ({ name: text, kind: 'NORMAL' as const });

describe('grafeas who', () => {
  let server: TestServer;
  let client: GrafeasClient;

  const finding = (project: string, image: number, id: string, installed: string, fixed: string) =>
    client.occurrences.create(`projects/${project}`, {
      resource: { uri: app(image) },
      noteName: `projects/scanner/notes/${id}`,
      vulnerability: {
        packageIssue: [
          {
            packageType: 'MAVEN',
            affectedLocation: { cpeUri: 'cpe:/o:x:y', package: name, version: normal(installed) },
            fixedLocation: { cpeUri: 'cpe:/o:x:y', package: name, version: normal(fixed) },
          },
          {
            packageType: 'MAVEN',
            affectedLocation: { cpeUri: 'cpe:/o:x:y', package: 'g:other', version: normal('1') },
          },
        ],
      },
    });
  const who = (...args: string[]) => grafeas(['who', ...args, '--server', server.url]);

  beforeAll(async () => {
    server = await startServer();
    client = createClient({ server: server.url });
    for (const id of ['CVE-2021-44228', 'CVE-2021-45046'])
      await client.notes.create('projects/scanner', id, { vulnerability: { severity: 'CRITICAL' } });
    await client.notes.create('projects/scanner', 'log4j', { package: { name, packageType: 'MAVEN' } });
    await client.notes.create('projects/scanner', 'runs', { deployable: { resourceUri: [app(1)] } });
    await finding('shop', 1, 'CVE-2021-44228', '2.14.1', '2.15.0');
    await finding('shop', 1, 'CVE-2021-45046', '2.14.1', '2.16.0');
    await finding('bank', 2, 'CVE-2021-45046', '2.17.1', '2.17.2');
    await client.occurrences.create('projects/bank', {
      resource: { uri: app(3) },
      noteName: 'projects/scanner/notes/log4j',
      installation: { installation: { location: [{ cpeUri: 'cpe:/o:x:y', version: normal('2.16.0') }] } },
    });
    for (const [image, undeployTime] of [
      [1, undefined],
      [3, '2020-01-01T00:00:00Z'],
    ] as const)
      await client.occurrences.create('projects/ops', {
        resource: { uri: app(image) },
        noteName: 'projects/scanner/notes/runs',
        deployment: {
          deployment: {
            deployTime: '2019-01-01T00:00:00Z',
            address: 'prod',
            ...(undeployTime === undefined ? {} : { undeployTime }),
          },
        },
      });
  });
  afterAll(() => server.close());

  it('lists the images with a vulnerability', async () => {
    const { out, code } = await who('cve-2021-44228');
    expect(out).toBe(`PROJECT  PACKAGE                              INSTALLED  FIXED IN  DEPLOYED  IMAGE
shop     g:other                              1          -         prod      ${app(1)}
shop     ${name}  2.14.1     2.15.0    prod      ${app(1)}

1 image in 1 project with cve-2021-44228; 1 known to be deployed
`);
    expect(code).toBe(3);
  });

  it('lists the images with a package in the given versions', async () => {
    const { out, code } = await who(`${log4j}@<2.17.1`, '-o', 'json');
    const rows = JSON.parse(out) as { resource: string; occurrences: string[] }[];
    expect(rows.map(({ occurrences, ...row }) => ({ ...row, occurrences: occurrences.length }))).toEqual([
      {
        resource: app(1),
        project: 'projects/shop',
        package: name,
        installed: '2.14.1',
        fixedIn: ['2.15.0', '2.16.0'],
        deployed: ['prod'],
        occurrences: 2,
      },
      {
        resource: app(3),
        project: 'projects/bank',
        package: name,
        installed: '2.16.0',
        fixedIn: [],
        deployed: [],
        occurrences: 1,
      },
    ]);
    expect(code).toBe(3);
    const here = await who(log4j, '--in', 'projects/bank', '-o', 'csv');
    expect(here.out).toBe(
      `PROJECT,PACKAGE,INSTALLED,FIXED IN,DEPLOYED,IMAGE\r\nbank,${name},2.17.1,2.17.2,,${app(2)}\r\nbank,${name},2.16.0,,,${app(3)}\r\n`,
    );
  });

  it('reports that no image has it, and exits with 0', async () => {
    for (const what of ['CVE-2000-1', `${log4j}@<2`, 'pkg:npm/log4j-core']) {
      const { out, code } = await who(what);
      expect([out, code]).toEqual([`nobody has ${what}, as far as is known\n`, 0]);
    }
  });

  it.each([
    ['log4j', /is no id of a vulnerability .*write a package as pkg:TYPE\/NAME/],
    ['pkg:maven', /expected a package URL/],
    [`${log4j}@^2`, /expected versions such as/],
    [`${log4j}@2.%zz`, /./],
  ])('refuses %s', async (what, problem) => {
    const { err, code } = await who(what);
    expect(err).toMatch(problem);
    expect(code).toBe(2);
  });

  it('writes cells that no spreadsheet reads as formulas', () => {
    expect(formatCsv(['a'], [['=1+1'], ['x,"y"\n'], ['-'], ['plain']])).toBe(
      'a\r\n\'=1+1\r\n"x,""y""\n"\r\n\'-\r\nplain\r\n',
    );
  });
});

import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient, type GrafeasClient } from '../../src/client/client.js';
import { startServer, type TestServer } from '../setup/server.js';
import { grafeas } from './kit.js';

/** VEX as its tools write and send it, from the file or request to the gate that lets a finding pass. */

const cve = 'CVE-2024-20001';
const image = `https://registry.example.com/shop/cart@sha256:${'ab'.repeat(32)}`;
const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));

interface Finding {
  readonly name: string;
  readonly vulnerability: {
    readonly vexAssessment?: { readonly state: string; readonly noteName: string };
  };
}

/** Each way to say it: returns the name of the note. */
type Say = (server: TestServer, project: string) => Promise<string>;

const imported =
  (file: string): Say =>
  async ({ url }, project) => {
    const into = `projects/${project}`;
    const args = ['import', fixture(file), '--into', into, '--provider', into, '--server', url, '-o', 'json'];
    const ended = await grafeas(args);
    expect(ended).toMatchObject({ code: 0 });
    const filter = `vulnerabilityAssessment.assessment.vulnerabilityId="${cve}"`;
    const answer = await fetch(`${url}/v1/${into}/notes?filter=${encodeURIComponent(filter)}`);
    const { notes } = (await answer.json()) as { notes: { name: string }[] };
    expect(notes).toHaveLength(1);
    return notes[0]?.name ?? '';
  };

/** What `gcloud artifacts vulnerabilities load-vex` sends: looks for the note, creates it in a batch, or patches it without a mask. */
const loaded: Say = async ({ url }, project) => {
  const id = '6e20a481de556af7a6dff9f3ca45738d';
  const name = `projects/${project}/notes/${id}`;
  const note = (state: string) => ({
    vulnerabilityAssessment: {
      title: 'VEX of shop',
      publisher: { name: 'shop', publisherNamespace: 'https://shop.example.com' },
      product: { name: 'cart', id: 'cart-1', genericUri: image },
      assessment: {
        vulnerabilityId: cve,
        state,
        shortDescription: 't',
        longDescription: 'd',
        justification: { justificationType: 'VULNERABLE_CODE_NOT_PRESENT' },
      },
    },
  });
  const send = (method: string, path: string, body: unknown) =>
    fetch(`${url}/v1/${path}`, { method, body: JSON.stringify(body) });
  expect((await fetch(`${url}/v1/${name}`)).status).toBe(404);
  const notes = { [id]: note('UNDER_INVESTIGATION') };
  expect((await send('POST', `projects/${project}/notes:batchCreate`, { notes })).status).toBe(200);
  expect((await send('PATCH', name, note('NOT_AFFECTED'))).status).toBe(200);
  return name;
};

describe.each<[string, Say]>([
  ['OpenVEX', imported('openvex/image.json')],
  ['CSAF', imported('csaf/image.json')],
  ['CycloneDX', imported('cyclonedx/vex-of-image.json')],
  ['load-vex of gcloud', loaded],
])('a finding and %s', (title, say) => {
  let server: TestServer;
  let client: GrafeasClient;
  const project = `shop-${title.toLowerCase().replaceAll(' ', '-')}`;
  const parent = `projects/${project}`;

  beforeAll(async () => {
    server = await startServer();
    client = createClient({ server: server.url });
    await client.notes.create('projects/scanner', cve, { vulnerability: { severity: 'HIGH' } });
    await client.notes.create('projects/scanner', 'scan', { discovery: { analysisKind: 'VULNERABILITY' } });
    const version = { kind: 'NORMAL' as const, name: '3.0.9', revision: '1' };
    const cpeUri = 'cpe:/o:debian:debian_linux:12';
    await client.occurrences.batchCreate(parent, [
      {
        resource: { uri: image },
        noteName: `projects/scanner/notes/${cve}`,
        vulnerability: {
          packageIssue: [{ packageType: 'OS', affectedLocation: { cpeUri, package: 'openssl', version } }],
        },
      },
      {
        resource: { uri: image },
        noteName: 'projects/scanner/notes/scan',
        discovered: { discovered: { analysisStatus: 'FINISHED_SUCCESS' } },
      },
    ]);
  });
  afterAll(() => server.close());

  const list = async (version: string, filter: string): Promise<readonly Finding[]> => {
    const path = `${server.url}/${version}/${parent}/occurrences?filter=${encodeURIComponent(filter)}`;
    return ((await (await fetch(path)).json()) as { occurrences?: Finding[] }).occurrences ?? [];
  };
  const counts = async () => {
    const answer = await fetch(`${server.url}/v1/${parent}/occurrences:assessedSummary`);
    const { counts } = (await answer.json()) as {
      counts: { severity?: string; totalCount: string; notAffectedCount?: string }[];
    };
    const all = counts.find(({ severity }) => severity === undefined);
    return [all?.totalCount, all?.notAffectedCount];
  };
  const check = async (...more: string[]) =>
    (
      await grafeas([
        ...['check', image, '--in', parent, '--max-severity', 'LOW', '--server', server.url],
        ...more,
      ])
    ).code;
  const filter = 'vulnerability.vexAssessment.state="NOT_AFFECTED"';

  it('agree in both versions, in filters, in the summary and in a check, until the note is deleted', async () => {
    expect(await check('--allow-not-affected')).toBe(3);
    const name = await say(server, project);
    const state = async () =>
      ((await (await fetch(`${server.url}/v1/${name}:assessment`)).json()) as { state: string }).state;
    while ((await state()) === 'APPLYING');
    expect(await state()).toBe('APPLIED');
    for (const version of ['v1', 'v1beta1']) {
      const found = await list(version, filter);
      expect(found.map(({ vulnerability }) => vulnerability.vexAssessment)).toEqual([
        expect.objectContaining({ state: 'NOT_AFFECTED', noteName: name }),
      ]);
    }
    expect(await counts()).toEqual(['1', '1']);
    expect([await check(), await check('--allow-not-affected')]).toEqual([3, 0]);
    expect((await fetch(`${server.url}/v1/${name}`, { method: 'DELETE' })).status).toBe(200);
    for (const version of ['v1', 'v1beta1']) expect(await list(version, filter)).toEqual([]);
    expect(await counts()).toEqual(['1', undefined]);
    expect(await check('--allow-not-affected')).toBe(3);
  });
});

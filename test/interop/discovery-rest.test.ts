import { containeranalysis_v1beta1 as api } from 'googleapis/build/src/apis/containeranalysis/v1beta1.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from '../setup/server.js';

/** The client that Google generates from its discovery document of the REST API, against a real server. */
describe('googleapis, containeranalysis v1beta1', () => {
  let server: TestServer;
  let projects: api.Resource$Projects;
  const parent = 'projects/p';
  const noteName = 'projects/p/notes/cve';
  const finding = (uri: string): api.Schema$Occurrence => ({
    noteName,
    resource: { uri },
    vulnerability: {
      effectiveSeverity: 'HIGH',
      packageIssue: [
        {
          affectedLocation: location('1.0'),
          fixedLocation: location('1.1'),
        },
      ],
    },
  });
  const location = (name: string): api.Schema$VulnerabilityLocation => ({
    cpeUri: 'cpe:/o:debian',
    package: 'ssl',
    version: { name, kind: 'NORMAL' },
  });

  beforeAll(async () => {
    server = await startServer();
    projects = new api.Containeranalysis({ rootUrl: `${server.url}/`, retry: false }).projects;
    await projects.notes.create({
      parent,
      noteId: 'cve',
      requestBody: {
        shortDescription: 'short',
        longDescription: 'long',
        vulnerability: { severity: 'HIGH', cvssScore: 9.8 },
      },
    });
  });
  afterAll(() => server.close());

  /** The error of a call that is to fail: its status, and what the library took for its message. */
  const refusal = async (call: Promise<unknown>): Promise<{ status: unknown; message: string }> => {
    try {
      await call;
    } catch (error) {
      const { status, message } = error as Error & { status?: unknown };
      return { status, message };
    }
    throw new Error('the call did not fail');
  };

  it('creates, reads, lists with pages, patches and deletes notes', async () => {
    const { data: note } = await projects.notes.get({ name: noteName });
    expect(note).toMatchObject({
      name: noteName,
      kind: 'VULNERABILITY',
      shortDescription: 'short',
      vulnerability: { severity: 'HIGH', cvssScore: 9.8 },
    });
    const { data: patched } = await projects.notes.patch({
      name: noteName,
      updateMask: 'shortDescription',
      requestBody: { shortDescription: 'other', longDescription: 'other' },
    });
    expect(patched).toMatchObject({ shortDescription: 'other', longDescription: 'long' });
    // Without a mask, what the body holds is changed.
    const { data: third } = await projects.notes.patch({
      name: noteName,
      requestBody: { shortDescription: 'third' },
    });
    expect(third).toMatchObject({ shortDescription: 'third', longDescription: 'long' });

    const notes = Object.fromEntries(
      ['a', 'b', 'c', 'd'].map((id) => [id, { discovery: { analysisKind: 'VULNERABILITY' } }]),
    );
    const { data: batch } = await projects.notes.batchCreate({ parent, requestBody: { notes } });
    expect(batch.notes).toHaveLength(4);
    const names: (string | null | undefined)[] = [];
    let pages = 0;
    let pageToken: string | undefined;
    do {
      const { data } = await projects.notes.list({
        parent,
        pageSize: 2,
        ...(pageToken === undefined ? {} : { pageToken }),
      });
      names.push(...(data.notes ?? []).map(({ name }) => name));
      pages += 1;
      pageToken = data.nextPageToken ?? undefined;
    } while (pageToken !== undefined && pageToken !== '');
    expect([pages, names]).toEqual([3, ['a', 'b', 'c', 'cve', 'd'].map((id) => `projects/p/notes/${id}`)]);
    expect((await projects.notes.delete({ name: 'projects/p/notes/a' })).data).toEqual({});
    expect(await refusal(projects.notes.get({ name: 'projects/p/notes/a' }))).toMatchObject({ status: 404 });
  });

  it('creates, reads, patches and deletes occurrences', async () => {
    const { data: created } = await projects.occurrences.create({
      parent,
      requestBody: finding('https://r/one'),
    });
    const name = created.name as string;
    expect((await projects.occurrences.get({ name })).data).toEqual(created);
    const { data: patched } = await projects.occurrences.patch({
      name,
      updateMask: 'remediation',
      requestBody: { remediation: 'upgrade' },
    });
    expect(patched).toMatchObject({ remediation: 'upgrade', vulnerability: { effectiveSeverity: 'HIGH' } });
    expect((await projects.occurrences.getNotes({ name })).data.name).toBe(noteName);
    expect((await projects.occurrences.delete({ name })).data).toEqual({});
    expect(await refusal(projects.occurrences.get({ name }))).toMatchObject({ status: 404 });
  });

  it('creates batches of occurrences, pages through them, filters and counts', async () => {
    const occurrences = Array.from({ length: 25 }, (_, index) => finding(`https://r/batch-${index % 5}`));
    const { data: batch } = await projects.occurrences.batchCreate({ parent, requestBody: { occurrences } });
    expect(batch.occurrences).toHaveLength(25);
    const seen = new Set<unknown>();
    let pageToken: string | undefined;
    do {
      const { data } = await projects.occurrences.list({
        parent,
        pageSize: 10,
        filter: 'kind="VULNERABILITY"',
        ...(pageToken === undefined ? {} : { pageToken }),
      });
      for (const { name } of data.occurrences ?? []) seen.add(name);
      pageToken = data.nextPageToken ?? undefined;
    } while (pageToken !== undefined && pageToken !== '');
    expect(seen.size).toBe(25);
    const filter = 'resource_url="https://r/batch-1" AND kind="PACKAGE_VULNERABILITY"';
    expect((await projects.occurrences.list({ parent, filter })).data.occurrences).toHaveLength(5);
    const { data: ofNote } = await projects.notes.occurrences.list({ name: noteName, pageSize: 100 });
    expect(ofNote.occurrences).toHaveLength(25);
    const { data: summary } = await projects.occurrences.getVulnerabilitySummary({ parent });
    const high = summary.counts?.find(
      ({ resource, severity }) => resource?.uri === 'https://r/batch-1' && severity === 'HIGH',
    );
    expect(high).toMatchObject({ totalCount: '5', fixableCount: '5' });
  });

  it('reads located collections', async () => {
    const { locations } = projects;
    const place = 'projects/p/locations/eu';
    await locations.notes.create({
      parent: place,
      noteId: 'there',
      requestBody: { vulnerability: { severity: 'LOW' } },
    });
    const { data } = await locations.notes.list({ parent: place });
    expect(data.notes?.map(({ name }) => name)).toEqual([`${place}/notes/there`]);
  });

  it('tests permissions, and gets errors for methods that only the hosted product has', async () => {
    const requestBody = { permissions: ['containeranalysis.notes.get'] };
    const { status } = await projects.notes.testIamPermissions({ resource: noteName, requestBody });
    expect(status).toBe(200);
    expect(await refusal(projects.notes.getIamPolicy({ resource: noteName }))).toMatchObject({ status: 501 });
    const name = 'projects/p/resources/x';
    const summary = projects.resources.generatePackagesSummary({ name });
    expect(await refusal(summary)).toMatchObject({ status: 404 });
  });

  it("gets errors in the form of Google's", async () => {
    const note = { vulnerability: {} };
    const orphan = { ...finding('https://r/x'), noteName: 'projects/p/notes/none' };
    const cases: readonly [number, string, () => Promise<unknown>][] = [
      [404, 'projects/p/notes/none', () => projects.notes.get({ name: 'projects/p/notes/none' })],
      [
        409,
        'projects/p/notes/cve',
        () => projects.notes.create({ parent, noteId: 'cve', requestBody: note }),
      ],
      [400, 'note_id', () => projects.notes.create({ parent, requestBody: note })],
      [400, 'filter', () => projects.occurrences.list({ parent, filter: 'kind=' })],
      [400, 'page_token', () => projects.notes.list({ parent, pageToken: 'x' })],
      [404, 'projects/p/notes/none', () => projects.occurrences.create({ parent, requestBody: orphan })],
    ];
    for (const [status, text, call] of cases) {
      const met = await refusal(call());
      expect(met).toMatchObject({ status, message: expect.stringContaining(text) });
    }
  });
});

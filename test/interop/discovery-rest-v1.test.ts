import { containeranalysis_v1 as api } from 'googleapis/build/src/apis/containeranalysis/v1.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from '../setup/server.js';

/** The client that Google generates from its discovery document of the REST API, against a real server. */
describe('googleapis, containeranalysis v1', () => {
  let server: TestServer;
  let projects: api.Resource$Projects;
  const parent = 'projects/p';
  const noteName = 'projects/p/notes/cve';
  const affected = {
    affectedCpeUri: 'cpe:/o:debian',
    affectedPackage: 'ssl',
    affectedVersion: { name: '1.0', kind: 'NORMAL' },
  };
  const fixed = {
    fixedCpeUri: 'cpe:/o:debian',
    fixedPackage: 'ssl',
    fixedVersion: { name: '1.1', kind: 'NORMAL' },
  };
  const finding = (resourceUri: string): api.Schema$Occurrence => ({
    noteName,
    resourceUri,
    vulnerability: {
      effectiveSeverity: 'HIGH',
      packageIssue: [{ ...affected, ...fixed }],
    },
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
        vulnerability: {
          severity: 'HIGH',
          cvssScore: 9.8,
          details: [{ affectedCpeUri: 'cpe:/o:debian', affectedPackage: 'ssl' }],
        },
      },
    });
  });
  afterAll(() => server.close());

  const statusOf = (call: Promise<unknown>) =>
    call.then(
      () => undefined,
      (error: { status?: unknown }) => error.status,
    );

  it('creates, reads, patches, lists and deletes notes', async () => {
    const { data: patched } = await projects.notes.patch({
      name: noteName,
      updateMask: 'shortDescription',
      requestBody: { shortDescription: 'other', longDescription: 'other' },
    });
    expect(patched).toMatchObject({ shortDescription: 'other', longDescription: 'long' });
    const notes = Object.fromEntries(
      ['a', 'b', 'c', 'd'].map((id) => [id, { discovery: { analysisKind: 'VULNERABILITY' } }]),
    );
    const { data: batch } = await projects.notes.batchCreate({ parent, requestBody: { notes } });
    expect(batch.notes).toHaveLength(4);
    const { data: first } = await projects.notes.list({ parent, pageSize: 2 });
    const pageToken = first.nextPageToken as string;
    const { data: rest } = await projects.notes.list({ parent, pageSize: 10, pageToken });
    expect([...(first.notes ?? []), ...(rest.notes ?? [])].map(({ name }) => name)).toEqual(
      ['a', 'b', 'c', 'cve', 'd'].map((id) => `projects/p/notes/${id}`),
    );
    expect((await projects.notes.delete({ name: 'projects/p/notes/a' })).data).toEqual({});
    expect(await statusOf(projects.notes.get({ name: 'projects/p/notes/a' }))).toBe(404);
  });

  it('creates, reads, patches, filters, counts and deletes occurrences', async () => {
    const requestBody = finding('https://r/one');
    const { data: created } = await projects.occurrences.create({ parent, requestBody });
    const name = created.name as string;
    expect((await projects.occurrences.get({ name })).data).toEqual(created);
    expect(created.vulnerability).toMatchObject({ fixAvailable: true, severity: 'HIGH' });
    const { data: patched } = await projects.occurrences.patch({
      name,
      updateMask: 'remediation',
      requestBody: { remediation: 'upgrade' },
    });
    expect(patched).toMatchObject({ remediation: 'upgrade', resourceUri: 'https://r/one' });
    expect((await projects.occurrences.getNotes({ name })).data.name).toBe(noteName);
    const occurrences = Array.from({ length: 12 }, () => finding('https://r/two'));
    await projects.occurrences.batchCreate({ parent, requestBody: { occurrences } });
    const filter = 'resourceUri="https://r/two" AND vulnerability.fixAvailable=true';
    expect((await projects.occurrences.list({ parent, filter })).data.occurrences).toHaveLength(12);
    const { data: ofNote } = await projects.notes.occurrences.list({ name: noteName, pageSize: 100 });
    expect(ofNote.occurrences).toHaveLength(13);
    const { data: summary } = await projects.occurrences.getVulnerabilitySummary({ parent, filter });
    expect(summary.counts).toContainEqual({
      resourceUri: 'https://r/two',
      severity: 'HIGH',
      totalCount: '12',
      fixableCount: '12',
    });
    expect((await projects.occurrences.delete({ name })).data).toEqual({});
    expect(await statusOf(projects.occurrences.get({ name }))).toBe(404);
  });

  it('reads located collections', async () => {
    const { locations } = projects;
    const place = 'projects/p/locations/eu';
    const requestBody = { discovery: { analysisKind: 'VULNERABILITY' } };
    await locations.notes.create({ parent: place, noteId: 'there', requestBody });
    const { data } = await locations.notes.list({ parent: place });
    expect(data.notes?.map(({ name }) => name)).toEqual([`${place}/notes/there`]);
  });

  it("gets errors in the form of Google's, also for methods that only the hosted product has", async () => {
    const requestBody = { permissions: ['containeranalysis.notes.get'] };
    const { status } = await projects.notes.testIamPermissions({ resource: noteName, requestBody });
    expect(status).toBe(200);
    expect(await statusOf(projects.notes.getIamPolicy({ resource: noteName }))).toBe(501);
    expect(await statusOf(projects.resources.exportSBOM({ name: 'projects/p/resources/x' }))).toBe(404);
    const details = [{ affectedCpeUri: 'cpe:/o:debian', affectedPackage: 'ssl' }];
    const again = { vulnerability: { details } };
    expect(await statusOf(projects.notes.create({ parent, noteId: 'cve', requestBody: again }))).toBe(409);
    expect(await statusOf(projects.occurrences.list({ parent, filter: 'kind=' }))).toBe(400);
    const orphan = { ...finding('https://r/x'), noteName: 'projects/p/notes/none' };
    expect(await statusOf(projects.occurrences.create({ parent, requestBody: orphan }))).toBe(404);
  });
});

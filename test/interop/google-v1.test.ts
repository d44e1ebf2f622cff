import { v1 } from '@google-cloud/containeranalysis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { googleTransports, serveGoogle } from '../setup/google-transports.js';

/** Google's client libraries for v1 (`@google-cloud/containeranalysis`, which brings `@google-cloud/grafeas`), over every transport. */

type GrafeasClient = ReturnType<v1.ContainerAnalysisClient['getGrafeasClient']>;

describe.each(googleTransports)('@google-cloud/containeranalysis v1 over $name', (transport) => {
  let served: Awaited<ReturnType<typeof serveGoogle>>;
  let analysis: v1.ContainerAnalysisClient;
  let client: GrafeasClient;
  const isRest = transport.name.startsWith('REST');
  const parent = 'projects/p';
  const noteName = 'projects/p/notes/cve';
  const version = (name: string) => ({ name, kind: 'NORMAL' as const });
  const affected = {
    affectedCpeUri: 'cpe:/o:debian',
    affectedPackage: 'ssl',
    affectedVersion: version('1.0'),
  };
  const fixed = { fixedCpeUri: 'cpe:/o:debian', fixedPackage: 'ssl', fixedVersion: version('1.1') };
  const finding = (resourceUri: string) => ({
    noteName,
    resourceUri,
    vulnerability: { effectiveSeverity: 'HIGH' as const, packageIssue: [{ ...affected, ...fixed }] },
  });

  beforeAll(async () => {
    served = await serveGoogle(transport);
    analysis = new v1.ContainerAnalysisClient(served.options);
    client = analysis.getGrafeasClient();
    await client.createNote({
      parent,
      noteId: 'cve',
      note: {
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
  afterAll(async () => {
    await client.close();
    await analysis.close();
    await served.close();
  });

  it('reads and updates a note', async () => {
    const [note] = await client.getNote({ name: noteName });
    expect(note).toMatchObject({ name: noteName, kind: 'VULNERABILITY', shortDescription: 'short' });
    expect(note.vulnerability?.cvssScore).toBeCloseTo(9.8, 5);
    expect(Number(note.createTime?.seconds)).toBeGreaterThan(1.6e9);
    const [updated] = await client.updateNote({
      name: noteName,
      note: { shortDescription: 'other', longDescription: 'other', vulnerability: {} },
      updateMask: { paths: ['short_description'] },
    });
    expect(updated).toMatchObject({ shortDescription: 'other', longDescription: 'long' });
    expect(updated.vulnerability?.details).toHaveLength(1);
  });

  it('creates, reads, updates by mask and deletes an occurrence', async () => {
    const [created] = await client.createOccurrence({ parent, occurrence: finding('https://r/one') });
    const name = created.name as string;
    const [read] = await client.getOccurrence({ name });
    expect(read).toMatchObject({
      resourceUri: 'https://r/one',
      vulnerability: {
        fixAvailable: true,
        severity: 'HIGH',
        packageIssue: [{ fixAvailable: true, fixedVersion: { name: '1.1', kind: 'NORMAL' } }],
      },
    });
    const [updated] = await client.updateOccurrence({
      name,
      occurrence: { ...finding('https://r/one'), remediation: 'upgrade' },
      updateMask: { paths: ['remediation'] },
    });
    expect(updated).toMatchObject({ remediation: 'upgrade', vulnerability: { effectiveSeverity: 'HIGH' } });
    const [note] = await client.getOccurrenceNote({ name });
    expect(note.name).toBe(noteName);
    await client.deleteOccurrence({ name });
    await expect(client.getOccurrence({ name })).rejects.toMatchObject({ code: 5 });
  });

  it('creates batches, pages through lists, filters and counts', async () => {
    const occurrences = Array.from({ length: 25 }, (_, index) => finding(`https://r/batch-${index % 5}`));
    const [batch] = await client.batchCreateOccurrences({ parent, occurrences });
    expect(batch.occurrences).toHaveLength(25);
    const seen = new Set<unknown>();
    const filter = 'kind="VULNERABILITY" AND vulnerability.packageIssue.affectedPackage="ssl"';
    for await (const { name } of client.listOccurrencesAsync({ parent, filter, pageSize: 10 }))
      seen.add(name);
    expect(seen.size).toBe(25);
    const [some] = await client.listOccurrences({ parent, filter: 'resourceUri="https://r/batch-1"' });
    expect(some).toHaveLength(5);
    const ofNote: unknown[] = [];
    for await (const { name } of client.listNoteOccurrencesAsync({ name: noteName, pageSize: 7 }))
      ofNote.push(name);
    expect(ofNote).toHaveLength(25);
    const [summary] = await analysis.getVulnerabilityOccurrencesSummary({ parent });
    const high = summary.counts?.find(
      (count) => count.severity === 'HIGH' && count.resourceUri === 'https://r/batch-1',
    );
    expect([Number(high?.totalCount), Number(high?.fixableCount)]).toEqual([5, 5]);
    const [notes] = await client.batchCreateNotes({
      parent,
      notes: {
        a: { discovery: { analysisKind: 'VULNERABILITY' } },
        b: { compliance: { title: 'CIS' } },
      },
    });
    expect(notes.notes).toHaveLength(2);
    const [listed] = await client.listNotes({ parent });
    expect(listed.map(({ name, kind }) => [name, kind])).toEqual([
      ['projects/p/notes/a', 'DISCOVERY'],
      ['projects/p/notes/b', 'COMPLIANCE'],
      [noteName, 'VULNERABILITY'],
    ]);
    await client.deleteNote({ name: 'projects/p/notes/a' });
    await expect(client.getNote({ name: 'projects/p/notes/a' })).rejects.toMatchObject({ code: 5 });
  });

  it('tests permissions, and gets an error for IAM policies', async () => {
    const permissions = ['containeranalysis.notes.get'];
    const [tested] = await analysis.testIamPermissions({ resource: noteName, permissions });
    expect(tested.permissions).toEqual(permissions);
    await expect(analysis.getIamPolicy({ resource: noteName })).rejects.toMatchObject({ code: 12 });
    await expect(analysis.setIamPolicy({ resource: noteName, policy: {} })).rejects.toMatchObject({
      code: 12,
    });
  });

  it('gets errors with their codes and details', async () => {
    await expect(client.getNote({ name: 'projects/p/notes/none' })).rejects.toMatchObject({
      code: 5,
      reason: 'NOTE_NOT_FOUND',
      domain: 'grafeas-ts',
    });
    const details = [{ affectedCpeUri: 'cpe:/o:debian', affectedPackage: 'ssl' }];
    await expect(
      client.createNote({ parent, noteId: 'cve', note: { vulnerability: { details } } }),
      // Over REST it tells codes from the HTTP status alone, and 409 means ABORTED to it.
    ).rejects.toMatchObject({ code: isRest ? 10 : 6, reason: 'NOTE_EXISTS' });
    await expect(client.createNote({ parent, noteId: 'x', note: {} })).rejects.toMatchObject({
      code: 3,
      reason: 'INVALID_FIELD',
    });
    await expect(client.listOccurrences({ parent, filter: 'kind=' })).rejects.toMatchObject({
      code: 3,
      reason: 'INVALID_FILTER',
    });
  });
});

import { v1beta1 } from '@google-cloud/containeranalysis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { googleTransports, serveGoogle } from '../setup/google-transports.js';

/** Google's own client library against a real server, over every transport it has. */

type Client = v1beta1.GrafeasV1Beta1Client;

describe.each(googleTransports)('@google-cloud/containeranalysis over $name', (transport) => {
  let served: Awaited<ReturnType<typeof serveGoogle>>;
  let client: Client;
  const parent = 'projects/p';
  const noteName = 'projects/p/notes/cve';
  const location = (version: string) => ({
    cpeUri: 'cpe:/o:debian',
    package: 'ssl',
    version: { name: version, kind: 'NORMAL' as const },
  });
  const finding = (uri: string) => ({
    noteName,
    resource: { uri },
    vulnerability: {
      effectiveSeverity: 'HIGH' as const,
      packageIssue: [{ affectedLocation: location('1.0'), fixedLocation: location('1.1') }],
    },
  });

  beforeAll(async () => {
    served = await serveGoogle(transport);
    client = new v1beta1.GrafeasV1Beta1Client(served.options);
    await client.createNote({
      parent,
      noteId: 'cve',
      note: {
        shortDescription: 'short',
        longDescription: 'long',
        vulnerability: { severity: 'HIGH', cvssScore: 9.8 },
      },
    });
  });
  afterAll(async () => {
    await client.close();
    await served.close();
  });

  it('reads a note', async () => {
    const [note] = await client.getNote({ name: noteName });
    expect(note).toMatchObject({
      name: noteName,
      kind: 'VULNERABILITY',
      vulnerability: { severity: 'HIGH' },
    });
    expect(note.vulnerability?.cvssScore).toBeCloseTo(9.8, 5);
    expect(Number(note.createTime?.seconds)).toBeGreaterThan(1.6e9);
  });

  it('creates, reads, updates by mask and deletes an occurrence', async () => {
    const [created] = await client.createOccurrence({ parent, occurrence: finding('https://r/one') });
    const name = created.name as string;
    const [read] = await client.getOccurrence({ name });
    expect(read.vulnerability?.packageIssue?.[0]?.fixedLocation?.version?.name).toBe('1.1');
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

  it('updates a note by mask', async () => {
    const [note] = await client.updateNote({
      name: noteName,
      note: { shortDescription: 'other', longDescription: 'other', vulnerability: {} },
      updateMask: { paths: ['short_description'] },
    });
    expect(note).toMatchObject({ shortDescription: 'other', longDescription: 'long' });
  });

  it('creates batches, pages through lists, filters and counts', async () => {
    const occurrences = Array.from({ length: 25 }, (_, index) => finding(`https://r/batch-${index % 5}`));
    const [batch] = await client.batchCreateOccurrences({ parent, occurrences });
    expect(batch.occurrences).toHaveLength(25);
    const seen: string[] = [];
    const filter = 'kind="VULNERABILITY"';
    for await (const occurrence of client.listOccurrencesAsync({ parent, filter, pageSize: 10 }))
      seen.push(occurrence.name as string);
    expect(new Set(seen).size).toBe(25);
    const [some] = await client.listOccurrences({
      parent,
      filter: 'resource_url="https://r/batch-1" AND kind="PACKAGE_VULNERABILITY"',
    });
    expect(some).toHaveLength(5);
    const ofNote: unknown[] = [];
    for await (const occurrence of client.listNoteOccurrencesAsync({ name: noteName, pageSize: 7 }))
      ofNote.push(occurrence.name);
    expect(ofNote).toHaveLength(25);
    const [summary] = await client.getVulnerabilityOccurrencesSummary({ parent });
    const high = summary.counts?.find(
      (count) => count.severity === 'HIGH' && count.resource?.uri === 'https://r/batch-1',
    );
    expect([Number(high?.totalCount), Number(high?.fixableCount)]).toEqual([5, 5]);
    const [notes] = await client.batchCreateNotes({
      parent,
      notes: { a: { vulnerability: {} }, b: { discovery: { analysisKind: 'VULNERABILITY' } } },
    });
    expect(notes.notes).toHaveLength(2);
    const [listed] = await client.listNotes({ parent });
    expect(listed.map(({ name }) => name)).toEqual(['projects/p/notes/a', 'projects/p/notes/b', noteName]);
    await client.deleteNote({ name: 'projects/p/notes/a' });
    await expect(client.getNote({ name: 'projects/p/notes/a' })).rejects.toMatchObject({ code: 5 });
  });

  it('gets errors with their codes and details', async () => {
    await expect(client.getNote({ name: 'projects/p/notes/none' })).rejects.toMatchObject({
      code: 5,
      reason: 'NOTE_NOT_FOUND',
      domain: 'grafeas-ts',
    });
    await expect(
      client.createNote({ parent, noteId: 'cve', note: { vulnerability: {} } }),
    ).rejects.toMatchObject({
      // Over REST it tells codes from the HTTP status alone, and 409 means ABORTED to it.
      code: transport.name.startsWith('REST') ? 10 : 6,
      reason: 'NOTE_EXISTS',
    });
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

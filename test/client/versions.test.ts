import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { and, createClient, eq, type GrafeasClient, type Occurrence } from '../../src/client/client.js';
import { checkedFetch } from '../setup/openapi-check.js';
import { startServer, type TestServer } from '../setup/server.js';

/** The same methods over v1, with its messages; every answer is held against the OpenAPI document of v1. */
describe('typed client of v1', () => {
  let server: TestServer;
  let client: GrafeasClient<'v1'>;
  const seen: string[] = [];
  const noteName = 'projects/provider/notes/qa';
  const attestation = (resourceUri: string): Occurrence<'v1'> => ({
    resourceUri,
    noteName,
    attestation: { serializedPayload: 'e30=', signatures: [{ signature: 'c2ln', publicKeyId: 'ni:///k' }] },
  });
  const all = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
    const found: T[] = [];
    for await (const item of items) found.push(item);
    return found;
  };

  beforeAll(async () => {
    server = await startServer();
    const watched = (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
      seen.push(new URL(input instanceof Request ? input.url : input).pathname.split('/')[1] ?? '');
      return checkedFetch(input, init);
    };
    client = createClient({ server: server.url, version: 'v1', fetch: watched });
    await client.notes.create('projects/provider', 'qa', {
      attestation: { hint: { humanReadableName: 'qa' } },
    });
  });
  afterAll(() => server.close());

  it('has projects', async () => {
    expect(await client.projects.create('projects/shop')).toEqual({ name: 'projects/shop' });
    expect(await client.projects.get('projects/shop')).toEqual({ name: 'projects/shop' });
    expect(await all(client.projects.list())).toEqual([{ name: 'projects/shop' }]);
    await client.projects.delete('projects/shop');
    expect(await all(client.projects.list())).toEqual([]);
  });

  it('calls any operation by its id', async () => {
    const path = { project: 'called' };
    const note = { attestation: { hint: { humanReadableName: 'qa' } } };
    const created = await client.call('CreateNote', { path, query: { noteId: 'n' }, body: note });
    expect(created).toMatchObject({ name: 'projects/called/notes/n', ...note });
    const page = await client.call('ListNotes', { path, query: { pageSize: 1 } });
    expect(page.notes).toEqual([created]);
    const body = { userOwnedGrafeasNote: { noteReference: 'projects/called/notes/n' } };
    const unwatched = createClient({ server: server.url, version: 'v1' });
    const attestor = await unwatched.call('CreateAttestor', { path, query: { attestorId: 'a' }, body });
    expect(await unwatched.call('ListAttestors', { path })).toEqual({ attestors: [attestor] });
    await client.call('DeleteNote', { path: { ...path, note: 'n' } });
    const gone = client.call('GetNote', { path: { ...path, note: 'n' } });
    await expect(gone).rejects.toMatchObject({ name: 'GrafeasError', status: 404 });
    await expect(client.call('GetNothing' as 'GetNote', {} as never)).rejects.toThrow(
      'v1 has no operation GetNothing',
    );
  });

  it('has notes', async () => {
    const [made] = await client.notes.batchCreate('projects/notes', { up: { upgrade: { package: 'ssl' } } });
    const name = made?.name ?? '';
    expect(made).toMatchObject({ name: 'projects/notes/notes/up', kind: 'UPGRADE' });
    const changed = await client.notes.update(
      name,
      { shortDescription: 'new' },
      { mask: ['shortDescription'] },
    );
    expect(changed).toMatchObject({ shortDescription: 'new', upgrade: { package: 'ssl' } });
    expect(await client.notes.get(name)).toEqual(changed);
    expect(await all(client.notes.list('projects/notes', { pageSize: 1 }))).toEqual([changed]);
    await client.notes.delete(name);
    await expect(client.notes.get(name)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('has occurrences', async () => {
    const uris = ['https://r/a', 'https://r/b', 'https://r/c'];
    const made = await client.occurrences.create('projects/walker', attestation(uris[0] ?? ''));
    const name = made.name ?? '';
    await client.occurrences.batchCreate('projects/walker', uris.slice(1).map(attestation));
    expect(await client.occurrences.get(name)).toEqual(made);
    expect((await client.occurrences.note(name)).attestation?.hint?.humanReadableName).toBe('qa');
    const changed = await client.occurrences.update(name, { remediation: 'sign' }, { mask: ['remediation'] });
    expect(changed).toMatchObject({ remediation: 'sign', resourceUri: uris[0] });
    const listed = await all(client.occurrences.list('projects/walker', { pageSize: 2 }));
    expect(listed.map(({ resourceUri }) => resourceUri)).toEqual(uris);
    const filter = and(eq('resourceUri', uris[1] ?? ''), eq('kind', 'ATTESTATION'));
    expect(await all(client.notes.occurrences(noteName, { filter }))).toHaveLength(1);
    expect(await all(client.occurrences.list('projects/walker/locations/-'))).toEqual([]);
    await client.occurrences.delete(name);
    await expect(client.occurrences.get(name)).rejects.toMatchObject({ reason: 'OCCURRENCE_NOT_FOUND' });
  });

  it('counts vulnerabilities', async () => {
    const details = [{ affectedCpeUri: 'cpe:/o:d', affectedPackage: 'ssl' }];
    await client.notes.create('projects/provider', 'cve', { vulnerability: { severity: 'HIGH', details } });
    await client.occurrences.create('projects/counted', {
      resourceUri: 'https://r/a',
      noteName: 'projects/provider/notes/cve',
      vulnerability: {
        packageIssue: [
          {
            affectedCpeUri: 'cpe:/o:d',
            affectedPackage: 'ssl',
            affectedVersion: { name: '1', kind: 'NORMAL' },
            fixedVersion: { kind: 'MAXIMUM' },
          },
        ],
      },
    });
    const { counts } = await client.occurrences.summary('projects/counted');
    expect(counts).toContainEqual({ resourceUri: 'https://r/a', severity: 'HIGH', totalCount: '1' });
  });

  it('sends requests to v1 only', () => {
    expect(new Set(seen)).toEqual(new Set(['v1']));
  });

  it('reads what a client of v1beta1 wrote', async () => {
    const before = createClient({ server: server.url, fetch: checkedFetch });
    const { name = '' } = await before.occurrences.create('projects/both', {
      resource: { uri: 'https://r/both' },
      noteName,
      attestation: { attestation: { genericSignedAttestation: { serializedPayload: 'e30=' } } },
    });
    const read = await client.occurrences.get(name);
    expect([read.resourceUri, read.attestation?.serializedPayload]).toEqual(['https://r/both', 'e30=']);
    // @ts-expect-error a member of v1beta1
    expect(read.resource).toBeUndefined();
  });
});

import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient, type GrafeasClient } from '../../src/client/client.js';
import { startServer, type TestServer } from '../setup/server.js';

const unsureStore = fileURLToPath(new URL('../setup/unsure-store.ts', import.meta.url));
const authority = { attestationAuthority: { hint: { humanReadableName: 'qa' } } };
const attestation = (uri: string) => ({
  resource: { uri },
  noteName: 'projects/p/notes/qa',
  attestation: { attestation: { pgpSignedAttestation: { signature: 'signed' } } },
});

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe('over a store that commits and then reports that it is unavailable', () => {
  let server: TestServer;
  let client: GrafeasClient;
  let plain: GrafeasClient;

  beforeAll(async () => {
    server = await startServer({ store: `module:${unsureStore}` });
    client = createClient({ server: server.url, retry: { delay: 1 } });
    plain = createClient({ server: server.url, retry: { delay: 1 }, requestIds: false });
  });
  afterAll(() => server.close());

  it('every create creates its objects once', async () => {
    const note = await client.notes.create('projects/p', 'qa', authority);
    expect(note).toEqual(await client.notes.get('projects/p/notes/qa'));
    const made = await client.occurrences.create('projects/p', attestation('https://r.test/one'));
    expect(await all(client.occurrences.list('projects/p'))).toEqual([made]);
    const batch = await client.occurrences.batchCreate('projects/b', [
      attestation('https://r.test/1'),
      attestation('https://r.test/2'),
    ]);
    expect(batch.map(({ resource }) => resource?.uri)).toEqual(['https://r.test/1', 'https://r.test/2']);
    expect(await all(client.occurrences.list('projects/b'))).toEqual(batch);
    const notes = await client.notes.batchCreate('projects/b', { a: authority, b: authority });
    expect(await all(client.notes.list('projects/b'))).toEqual(notes);
  });

  it('without a request id the caller gets the error, and nothing is repeated', async () => {
    await expect(
      plain.occurrences.create('projects/plain', attestation('https://r.test/x')),
    ).rejects.toMatchObject({ status: 503, reason: 'STORE_UNAVAILABLE' });
    expect(await all(plain.occurrences.list('projects/plain'))).toHaveLength(1);
  });
});

describe('repeated requests', () => {
  async function answered(
    answers: readonly (number | string)[],
    ask: (client: GrafeasClient) => Promise<unknown>,
  ): Promise<number> {
    let asked = 0;
    const listener: RequestListener = (request, response) => {
      const answer = answers[asked] ?? 200;
      asked += 1;
      request.resume();
      if (answer === 0) {
        request.socket.destroy();
        return;
      }
      const reason = typeof answer === 'string' ? answer : undefined;
      const info = { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason };
      const body = answer === 200 ? { name: 'n' } : { error: { status: 'UNAVAILABLE', details: [info] } };
      const status = typeof answer === 'number' ? answer : answer === 'RATE_LIMITED' ? 429 : 503;
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    const flaky = createServer(listener);
    await new Promise<void>((resolve) => flaky.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(flaky.address() as AddressInfo).port}`;
    try {
      await ask(createClient({ server: url, retry: { delay: 1, attempts: 3 }, requestIds: false })).catch(
        () => {},
      );
      return asked;
    } finally {
      flaky.closeAllConnections();
      flaky.close();
    }
  }
  const create = (client: GrafeasClient) => client.occurrences.create('projects/p', attestation('u'));
  const change = (client: GrafeasClient) => client.notes.update('projects/p/notes/n', authority);
  const read = (client: GrafeasClient) => client.notes.get('projects/p/notes/n');

  it.each(['RATE_LIMITED', 'OVERLOADED', 'DRAINING'])(
    'include any request, if the server returns %s',
    async (reason) => {
      for (const ask of [create, change, read]) expect(await answered([reason], ask)).toBe(2);
    },
  );

  it.each(['STORE_UNAVAILABLE', 'KEYS_UNAVAILABLE', 503, 429, 0])(
    'include only reads, if it returns %s or disconnects',
    async (answer) => {
      for (const ask of [create, change]) expect(await answered([answer], ask)).toBe(1);
      expect(await answered([answer], read)).toBe(2);
    },
  );
});

import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Replica, startReplica } from '../../bench/faults/replica.js';
import { checkedFetch } from '../setup/openapi-check.js';
import { temporaryFolder } from '../setup/temporary.js';

const note = { attestationAuthority: { hint: { humanReadableName: 'qa' } } };
const occurrence = {
  resource: { uri: 'https://registry.example.com/app' },
  noteName: 'projects/p/notes/n',
  attestation: { attestation: { pgpSignedAttestation: { signature: 'c2lnbmVk', pgpKeyId: 'k' } } },
};

async function post(url: string, path: string, body: unknown): Promise<Record<string, unknown>> {
  const response = await checkedFetch(`${url}/v1beta1/projects/p/${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as Record<string, unknown>;
}

/** Writes from eight sides, alone and in batches, until the server is gone; names of what it acknowledged. */
async function writeUntilKilled(url: string, after: number, kill: () => Promise<void>): Promise<string[]> {
  const names: string[] = [];
  let killed: Promise<void> | undefined;
  const write = async (worker: number): Promise<void> => {
    // Ends when a request fails, and only the kill makes one fail.
    for (;;) {
      const batch = { occurrences: Array.from({ length: 1 + worker }, () => occurrence) };
      const answer = await (worker % 2 === 0
        ? post(url, 'occurrences', occurrence).then((one) => ({ occurrences: [one] }))
        : post(url, 'occurrences:batchCreate', batch));
      for (const { name } of answer.occurrences as { name: string }[]) names.push(name);
      if (names.length >= after) killed ??= kill();
    }
  };
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, (_, worker) => write(worker)));
  await killed;
  // All of them wrote when the kill came.
  expect(outcomes.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 'rejected'));
  return names;
}

async function listed(url: string): Promise<Set<string>> {
  const names = new Set<string>();
  let token = '';
  do {
    const answer = await checkedFetch(
      `${url}/v1beta1/projects/p/occurrences?pageSize=1000&pageToken=${token}`,
    );
    const page = (await answer.json()) as { occurrences?: { name: string }[]; nextPageToken?: string };
    for (const { name } of page.occurrences ?? []) names.add(name);
    token = encodeURIComponent(page.nextPageToken ?? '');
  } while (token !== '');
  return names;
}

it('a server that is killed repeatedly loses no acknowledged write of concurrent clients', async () => {
  const folder = temporaryFolder();
  const acknowledged: string[] = [];
  let server: Replica | undefined;
  try {
    for (const after of [0, 1, 50, 400, 3, 150, 20]) {
      server = await startReplica('--store', `sqlite:${join(folder.path, 'g.db')}`, '--log-level', 'info');
      if (after === 0) await post(server.url, 'notes?noteId=n', note);
      const there = await listed(server.url);
      expect(acknowledged.filter((name) => !there.has(name))).toEqual([]);
      acknowledged.push(...(await writeUntilKilled(server.url, after, server.kill)));
    }
    expect(new Set(acknowledged).size).toBeGreaterThan(600);
  } finally {
    await server?.kill();
    folder.remove();
  }
});

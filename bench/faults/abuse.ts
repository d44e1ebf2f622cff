import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect, type Socket } from 'node:net';
import { createHttpClient } from '../../src/conformance/http-client.js';
import { filterLimits } from '../../src/domain/filter/filter-limits.js';
import type { Replica } from './replica.js';

export interface Abuse {
  /** What was sent, and how often. */
  readonly sent: string;
  /** Answers by status; `closed` where the server ended the connection. */
  readonly answers: Readonly<Record<string, number>>;
  /** How somebody else was served in the meantime. */
  readonly others: { readonly served: number; readonly failed: number; readonly slowest: number };
  /** Highest memory of the server in megabytes. */
  readonly memory: number;
}

/** Runs an abuse, and meanwhile reads one note again and again as an innocent caller does. */
export async function under(
  replica: Replica,
  sent: string,
  abuse: (count: (answer: string) => void, others: { readonly served: number }) => Promise<void>,
  token?: string,
): Promise<Abuse> {
  const answers: Record<string, number> = {};
  const others = { served: 0, failed: 0, slowest: 0 };
  const client = createHttpClient(new URL(replica.url), token, 20_000);
  let memory = replica.memory();
  let running = true;
  const innocent = (async () => {
    while (running) {
      const started = performance.now();
      const outcome = await client
        .send({ method: 'GET', path: '/v1beta1/projects/p/notes/n' })
        .then((answer) => answer.status === 200)
        .catch(() => false);
      if (outcome) others.served += 1;
      else others.failed += 1;
      others.slowest = Math.max(others.slowest, Math.round(performance.now() - started));
      memory = Math.max(memory, replica.memory());
      await pause(10);
    }
  })();
  try {
    await abuse((answer) => {
      answers[answer] = (answers[answer] ?? 0) + 1;
    }, others);
    await pause(100);
  } finally {
    running = false;
    await innocent;
    client.close();
  }
  return { sent, answers, others, memory };
}

/** Connections that send a byte of a request now and then, for so many milliseconds and until somebody else was served. */
export function slowClients(replica: Replica, count: number, time: number): Promise<Abuse> {
  return under(replica, `${count} requests, a byte each 100 ms for ${time} ms`, async (tell, others) => {
    const sockets = await openAll(replica.url, count);
    const head = `POST /v1beta1/projects/p/notes?noteId=x HTTP/1.1\r\nHost: ${new URL(replica.url).host}\r\n`;
    sockets.forEach((socket, n) => {
      // Half of them are slow with the head, half with the body.
      if (n % 2 === 0) socket.write(`${head}Content-Length: 100000\r\n\r\n{`);
      else socket.write('POST /v1beta1/pro');
    });
    const end = performance.now() + time;
    for (; performance.now() < end || others.served < 6; await pause(100))
      for (const socket of sockets) if (socket.writable) socket.write(' ');
    for (const socket of sockets) {
      tell(socket.writable ? 'open' : 'closed');
      socket.destroy();
    }
  });
}

/** Connections that ask once and stay. */
export function idleConnections(replica: Replica, count: number): Promise<Abuse> {
  return under(replica, `${count} idle connections`, async (tell) => {
    const { host } = new URL(replica.url);
    const sockets: Socket[] = [];
    for (let opened = 0; opened < count; opened += 200) {
      const some = await openAll(replica.url, Math.min(200, count - opened));
      sockets.push(...some);
      await Promise.all(
        some.map(async (socket) => {
          socket.write(`GET /livez HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
          const [chunk] = (await once(socket, 'data')) as [Buffer];
          tell(chunk.toString('latin1', 9, 12));
        }),
      );
    }
    await pause(2000);
    const dropped = sockets.filter((socket) => !socket.writable).length;
    if (dropped > 0) tell(`dropped ${dropped}`);
    for (const socket of sockets) socket.destroy();
  });
}

/** As large as a body may be. */
const largestNote = Buffer.from(
  JSON.stringify({
    attestationAuthority: { hint: { humanReadableName: 'x'.repeat(4 * 1024 * 1024 - 100) } },
  }),
);

/** Bodies of 4 MiB, all at once. */
export function largeBodies(replica: Replica, count: number): Promise<Abuse> {
  return under(replica, `${count} bodies of 4 MiB at once`, async (tell) => {
    const body = largestNote;
    const post = (n: number): Promise<void> => {
      const path = `/v1beta1/projects/p/notes?noteId=large${n}`;
      return sendAlone(replica.url, path, body).then(tell);
    };
    await Promise.all(Array.from({ length: count }, (_, n) => post(n)));
  });
}

/** Pages of the largest notes, all at once. */
export async function longPages(
  replica: Replica,
  notes: number,
  count: number,
  atOnce = count,
): Promise<Abuse> {
  for (let n = 0; n < notes; n += 1) {
    const status = await sendAlone(replica.url, `/v1beta1/projects/long/notes?noteId=n${n}`, largestNote);
    if (status !== '200') throw new Error(`a note of 4 MiB is answered ${status}`);
  }
  return under(
    replica,
    `${count} pages of 1,000 out of ${notes} notes of 4 MiB, ${atOnce} at once`,
    async (tell) => {
      const list = async (): Promise<void> => {
        const answer = await fetch(`${replica.url}/v1beta1/projects/long/notes?pageSize=1000`);
        const text = await answer.text().catch(() => undefined);
        tell(text === undefined ? 'closed' : String(answer.status));
      };
      let left = count;
      const reader = async (): Promise<void> => {
        for (; left > 0; await list()) left -= 1;
      };
      await Promise.all(Array.from({ length: atOnce }, reader));
    },
  );
}

/** Filters with as many comparisons as may be, over fields that no index has, all at once. */
export function worstFilters(replica: Replica, count: number): Promise<Abuse> {
  const terms = filterLimits.documentTerms;
  return under(replica, `${count} filters of ${terms} comparisons at once`, async (tell) => {
    const filter = (n: number): string =>
      Array.from(
        { length: terms },
        (_, k) => `attestation.attestation.pgpSignedAttestation.signature = "no ${n} ${k}"`,
      ).join(' OR ');
    const list = async (n: number): Promise<void> => {
      const query = `filter=${encodeURIComponent(filter(n))}&pageSize=1000`;
      const client = createHttpClient(new URL(replica.url), undefined, 60_000);
      const answer = await client
        .send({ method: 'GET', path: `/v1beta1/projects/p/occurrences?${query}` })
        .catch(() => ({ status: 'closed' }));
      tell(String(answer.status));
      client.close();
    };
    await Promise.all(Array.from({ length: count }, (_, n) => list(n)));
  });
}

/** Over a connection of its own, whose answer counts even where the server stops reading. */
function sendAlone(url: string, path: string, body: Buffer): Promise<string> {
  return new Promise((resolve) => {
    const sent = httpRequest(`${url}${path}`, {
      method: 'POST',
      agent: false,
      headers: { 'content-length': body.length },
    });
    sent.on('response', (response) => {
      resolve(String(response.statusCode));
      response.resume();
    });
    sent.on('error', () => resolve('closed'));
    sent.end(body);
  });
}

export async function openAll(url: string, count: number): Promise<Socket[]> {
  const { hostname, port } = new URL(url);
  return Promise.all(
    Array.from({ length: count }, async () => {
      const socket = connect(Number(port), hostname);
      await once(socket, 'connect');
      socket.on('error', () => {});
      return socket;
    }),
  );
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

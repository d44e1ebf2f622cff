import { afterAll, beforeAll, expect } from 'vitest';
import { startServer, type TestServer } from '../setup/server.js';
import { temporaryFolder } from '../setup/temporary.js';

export type Json = Record<string, unknown>;

/** A server over SQLite for the tests of a file, and calls of its API. */
export function verifyingServer() {
  const folder = temporaryFolder();
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ store: `sqlite:${folder.path}/grafeas.db` });
  });
  afterAll(async () => {
    await server.close();
    folder.remove();
  });

  async function send(method: string, path: string, body?: object): Promise<{ status: number; body: Json }> {
    const response = await fetch(`${server.url}/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Json };
  }

  /** The body of a response that must be 200. */
  async function sent(method: string, path: string, body?: object): Promise<Json> {
    const { status, body: received } = await send(method, path, body);
    expect(status, JSON.stringify(received)).toBe(200);
    return received;
  }

  return { send, sent, url: () => server.url };
}

import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createOperations, openServer, serviceDeps } from '../../src/compose.js';
import { loadConfig } from '../../src/config/load.js';
import { systemClock } from '../../src/domain/clock.js';
import { openMemory } from '../../src/storage/memory/open-memory.js';
import { exchange } from '../http/kit.js';
import { openLogSink } from '../setup/log-sink.js';
import { checkedFetch } from '../setup/openapi-check.js';
import { connect, send } from '../setup/raw-grpc.js';
import { grpcTransport } from './grpc-transport.js';
import { sign, tempFolder } from './kit.js';

const secret = 'a secret of thirty-two bytes or more';

interface Line {
  readonly event?: string;
  readonly [field: string]: unknown;
}

/** Requests against a server that logs everything it can; answers the lines, and the text they came as. */
async function logOf(requests: (url: string) => Promise<void>): Promise<{ lines: Line[]; text: string }> {
  const log = openLogSink();
  const folder = tempFolder({
    key: secret,
    'policy.yaml':
      'deny: hide\nissuers: [{ name: own, issuer: own, audience: g, algorithms: [HS256], grants: claim, keys: { secret_file: key } }]',
  });
  const flags = {
    listen: '127.0.0.1:0',
    store: 'memory:',
    access: 'jwt',
    policy: `${folder.path}/policy.yaml`,
  };
  const config = loadConfig({ flags, env: {} });
  const server = await openServer(config, pino({ level: 'trace' }, log.sink));
  try {
    await requests(`http://${server.address}/v1beta1`);
  } finally {
    await server.close();
    folder.remove();
  }
  const text = log.text();
  return {
    text,
    lines: text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line),
  };
}

describe('the log', () => {
  it('has one line for each refusal and each write, none for reads, and never a token or key', async () => {
    const exp = Math.floor(Date.now() / 1000) + 600;
    const token = sign(
      secret,
      { iss: 'own', aud: 'g', sub: 'ci', exp, grants: ['notes.editor@projects/p'] },
      'HS256',
    );
    const headers = { authorization: `Bearer ${token}` };
    const body = JSON.stringify({ discovery: { analysisKind: 'DISCOVERY' } });
    const ids: (string | null)[] = [];
    const { lines, text } = await logOf(async (url) => {
      for (const [path, init] of [
        ['/projects/p/notes?noteId=n', { method: 'POST', headers, body }],
        ['/projects/p/notes/n', { headers }],
        ['/projects/p/notes/n:testIamPermissions', { method: 'POST', headers, body: '{}' }],
        ['/../v1/projects/q/notes?noteId=n', { method: 'POST', headers, body }],
        ['/projects/q/notes/n', { headers }],
        ['/projects/p/notes/n', { headers: { authorization: `Bearer ${token}x` } }],
      ] as const)
        ids.push((await checkedFetch(`${url}${path}`, init)).headers.get('x-request-id'));
    });
    const audit = lines.filter(({ event }) => event !== undefined);
    expect(audit).toMatchObject([
      {
        event: 'write',
        principal: 'own:ci',
        operation: 'CreateNote',
        version: 'v1beta1',
        permission: 'notes.create',
        resource: 'projects/p',
        outcome: 'ok',
      },
      {
        event: 'denied',
        principal: 'own:ci',
        version: 'v1',
        permission: 'notes.create',
        resource: 'projects/q',
      },
      { event: 'denied', principal: 'own:ci', permission: 'notes.get', resource: 'projects/q/notes/n' },
      {
        event: 'denied',
        operation: 'GetNote',
        resource: 'projects/p/notes/n',
        outcome: 'UNAUTHENTICATED',
      },
    ]);
    expect(audit.map(({ requestId }) => requestId)).toEqual([ids[0], ids[3], ids[4], ids[5]]);
    for (const hidden of [secret, token, ...token.split('.')]) expect(text).not.toContain(hidden);
  });

  it('names the resource of a gRPC call too, cut to the longest possible name', async () => {
    const exp = Math.floor(Date.now() / 1000) + 600;
    const grants = ['editor@projects/p'];
    const token = sign(secret, { iss: 'own', aud: 'g', sub: 'ci', exp, grants }, 'HS256');
    const operations = createOperations(await serviceDeps(openMemory(), systemClock()));
    const note = { discovery: { analysisKind: 'DISCOVERY' } };
    const { lines } = await logOf(async (url) => {
      const grpc = await grpcTransport(new URL(url).origin, operations);
      await grpc.call('CreateNote', { parent: 'projects/p', noteId: 'n', note }, token);
      await grpc.call('UpdateNote', { name: 'projects/p/notes/n', note }, token);
      await grpc.call('DeleteNote', { name: 'x'.repeat(60_000) }, token);
      await grpc.call('TestIamPermissions', { resource: 'projects/p/notes/n' }, token);
      grpc.close();
    });
    const audit = lines.filter(({ event }) => event !== undefined);
    expect(audit).toMatchObject([
      { event: 'write', operation: 'CreateNote', resource: 'projects/p', outcome: 'ok' },
      { event: 'write', operation: 'UpdateNote', resource: 'projects/p/notes/n', outcome: 'ok' },
      { event: 'write', operation: 'DeleteNote', resource: 'x'.repeat(1024), outcome: 'INVALID_NAME' },
    ]);
    expect(audit).toHaveLength(3);
  });

  it('has one short line with the address, without a stack, for a request of no known operation', async () => {
    const long = 'x'.repeat(10_000);
    const { lines } = await logOf(async (url) => {
      const { host, origin } = new URL(url);
      for (const head of ['TRACE /v1beta1/projects', `GET /v1beta1/${long}`, 'DELETE /v1beta1/projects'])
        await exchange(origin, `${head} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
      const session = await connect(origin);
      await send(session, { path: `/no.Service/${long}`, chunks: [] });
      session.close();
    });
    const refused = lines.filter(({ msg }) => msg === 'request refused');
    expect(refused.map(({ reason }) => reason)).toEqual([
      'METHOD_NOT_ALLOWED',
      'ROUTE_NOT_FOUND',
      'METHOD_NOT_ALLOWED',
      'UNIMPLEMENTED',
    ]);
    for (const line of refused) {
      expect(line).toMatchObject({ level: 30, peer: '127.0.0.1' });
      expect(line.err).toBeUndefined();
      expect(JSON.stringify(line).length).toBeLessThan(600);
    }
    expect(lines.filter(({ level }) => Number(level) > 30)).toEqual([]);
  });
});

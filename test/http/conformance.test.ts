import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { allCases } from '../../src/conformance/cases.js';
import { runCases, selectCases } from '../../src/conformance/run.js';
import { formatCount, formatOutcome } from '../../src/conformance/table.js';
import { temporaryFolder } from '../setup/temporary.js';
import { conformsTo } from './conformance-kit.js';

const folder = temporaryFolder();
afterAll(folder.remove);

// Each version over one store; the other stores are long: conformance-stores.test.ts.
describe('conformance of v1beta1 over memory', () =>
  conformsTo('v1beta1', async () => ({ store: 'memory:' })));
describe('conformance of v1 over SQLite', () =>
  conformsTo('v1', async () => ({ store: `sqlite:${folder.path}/grafeas.db` })));

describe('the suite itself', () => {
  it('gives every case a unique id and a reason', () => {
    expect(new Set(allCases.map(({ id }) => id)).size).toBe(allCases.length);
    for (const { id, title, why } of allCases) {
      expect(id).toMatch(/^[a-z0-9.-]+$/);

      expect(title.length * why.length).toBeGreaterThan(0);
    }
  });

  it('has cases in every group', () => {
    const groups = new Set(allCases.map(({ id }) => id.split('.')[0]));
    const expected = [
      'batches',
      'clients',
      'errors',
      'filters',
      'gaps',
      'json',
      'kinds',
      'methods',
      'names',
      'order',
      'paging',
      'paths',
      'query',
      'routes',
      'summary',
      'updates',
      'values',
    ];
    expect([...groups].sort()).toEqual(expected);
  });

  it('selects by id and by group', () => {
    expect(selectCases(allCases, 'paging.stable').map(({ id }) => id)).toEqual(['paging.stable']);
    expect(selectCases(allCases, 'paging').length).toBeGreaterThan(5);
    expect(selectCases(allCases, 'pag')).toEqual([]);
    expect(selectCases(allCases, undefined)).toBe(allCases);
  });

  it('reports a difference in every case for servers that return the same to every request', async () => {
    const refusal = {
      code: 3,
      message: 'page mask note severity nonsense nothing package old version',
      error: {},
    };
    const agreeing = await openDumbServer(200, {});
    const refusing = await openDumbServer(400, refusal);
    const failing = await openDumbServer(500, { code: 13, message: 'internal' });
    try {
      const held = async (server: Server) => {
        const { port } = server.address() as AddressInfo;
        const outcomes = await runCases({ server: new URL(`http://127.0.0.1:${port}`) }, allCases);
        return outcomes.filter(({ seen }) => seen === undefined).map((outcome) => outcome.case.id);
      };
      const agreed = await held(agreeing);
      const refused = await held(refusing);
      // Node itself answers a target without a slash.
      expect(await held(failing)).toEqual(['methods.target-without-slash']);
      expect(agreed.filter((id) => refused.includes(id))).toEqual(['methods.target-without-slash']);
    } finally {
      for (const server of [agreeing, refusing, failing]) server.close();
    }
  });

  it('prints the observed response and the reason of the case', async () => {
    const failing = await openDumbServer(500, { code: 13, message: 'internal' });
    try {
      const { port } = failing.address() as AddressInfo;
      const target = { server: new URL(`http://127.0.0.1:${port}`) };
      const outcomes = await runCases(target, selectCases(allCases, 'routes.get-note'));
      const [outcome] = outcomes;
      expect(outcome === undefined ? '' : formatOutcome(outcome)).toMatch(
        /^DIFFERS {2}routes\.get-note .*\n +seen: +500 code 13, "internal", expected 200.*\n +matters: policies/,
      );
      expect(formatCount(outcomes)).toBe('0 hold, 1 differ');
    } finally {
      failing.close();
    }
  });

  it('reports that a server does not respond', async () => {
    const server = await openDumbServer(200, {});
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const target = { server: new URL(`http://127.0.0.1:${port}`) };
    const [outcome] = await runCases(target, selectCases(allCases, 'routes.get-note'));
    expect(outcome?.seen).toMatch(/^no response: /);
  });
});

async function openDumbServer(status: number, body: unknown): Promise<Server> {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { largeReports, trivy } from '../../bench/harness/large-reports.js';
import { startServer, type TestServer } from '../setup/server.js';
import { temporaryFolder } from '../setup/temporary.js';

const folder = temporaryFolder();
let server: TestServer;

beforeAll(async () => {
  server = await startServer({ store: `sqlite:${folder.path}/g.db` });
  const created = await fetch(`${server.url}/v1beta1/projects`, {
    method: 'POST',
    body: JSON.stringify({ name: 'projects/other' }),
  });
  expect(created.status).toBe(200);
});
afterAll(async () => {
  await server.close();
  folder.remove();
});

/**
 * How many gets of another caller, one after the other, are served from when the report was sent to the end of the import.
 * While it is still sent the server has nothing to compute.
 */
async function servedBeside(query: string, report: string): Promise<{ gets: number; result: unknown }> {
  let isOver = false;
  let sent = 0;
  const bytes = Buffer.from(report);
  const imported = fetch(`${server.url}/v1beta1/projects/c/occurrences:import?${query}`, {
    method: 'POST',
    body: new ReadableStream({
      pull(controller) {
        if (sent >= bytes.length) controller.close();
        else controller.enqueue(bytes.subarray(sent, sent + 65_536));
        sent += 65_536;
      },
    }),
    duplex: 'half',
  } as RequestInit).finally(() => {
    isOver = true;
  });
  let gets = 0;
  while (!isOver) {
    const isBeside = sent > bytes.length + 65_536;
    const got = await fetch(`${server.url}/v1beta1/projects/other`);
    expect(got.status).toBe(200);
    await got.text();
    if (isBeside && !isOver) gets += 1;
  }
  const response = await imported;
  const result = await response.json();
  expect(response.status, JSON.stringify(result).slice(0, 500)).toBe(200);
  return { gets, result };
}

describe('others are served', () => {
  const report = JSON.stringify(trivy({ count: 8000 }));

  it('while a large report is read, which is the longest computation', async () => {
    const { gets, result } = await servedBeside('validateOnly=true', report);
    expect(result).toMatchObject({ validateOnly: true, found: { occurrences: 8000 } });
    // Where it is read on the thread of the server, it is one or two.
    expect(gets).toBeGreaterThan(20);
  });

  it('while it is planned and written, and written again without a change', async () => {
    const smaller = JSON.stringify(trivy({ count: 3000 }));
    const fresh = await servedBeside('', smaller);
    expect(fresh.result).toMatchObject({ occurrences: { created: 3000 } });
    expect(fresh.gets).toBeGreaterThan(20);
    const again = await servedBeside('', smaller);
    expect(again.result).toMatchObject({ occurrences: { unchanged: 3000 }, discovery: { unchanged: 1 } });
    expect(again.gets).toBeGreaterThan(20);
  });

  it.each(['clair', 'harbor'] as const)('while a large report of %s is read', async (format) => {
    const large = JSON.stringify(largeReports[format]({ count: 5000 }));
    const query = 'validateOnly=true&resource=https://registry.example.com/shop/cart';
    const { gets, result } = await servedBeside(query, large);
    expect(result).toMatchObject({ format, found: { occurrences: 5000 } });
    expect(gets).toBeGreaterThan(20);
  });
});

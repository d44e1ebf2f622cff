import { expect, it } from 'vitest';
import { cve, trivy } from '../../../bench/harness/large-reports.js';
import { freeBytes } from '../../../src/domain/free-bytes.js';
import type { JobRunner } from '../../../src/jobs/in-this-thread.js';
import type { ReportSlice } from '../../../src/services/import-job.js';
import { workspace } from './import-workspace.js';

const day = (number: number): string => `2024-05-0${number}T00:00:00Z`;

it('a report with a row that is damaged at its end removes and writes nothing', async () => {
  const { run, stored } = workspace();
  await run(trivy({ count: 2, time: day(1) }));
  const before = await stored();
  const text = JSON.stringify(trivy({ count: 3000, first: 1, time: day(2) }));
  const damaged = text.replace(
    `"VulnerabilityID":"${cve(3000)}"`,
    '"VulnerabilityID":"x","VulnerabilityID":"y"',
  );
  expect(damaged).not.toBe(text);
  await expect(run(Buffer.from(damaged))).rejects.toThrow('duplicate key');
  expect(await stored()).toEqual(before);
}, 60_000);

it('a report is sent in slices, one after the other, and then released', async () => {
  const sent: number[] = [];
  const order: string[] = [];
  let [inFlight, most] = [0, 0];
  const watch = (jobs: JobRunner): JobRunner => ({
    run: (job, signal) =>
      jobs.run(
        (process) =>
          job({
            async call<Result>(handler: string, argument: unknown): Promise<Result> {
              inFlight += 1;
              most = Math.max(most, inFlight);
              order.push(handler);
              if (handler === 'receive') sent.push((argument as ReportSlice).bytes.length);
              await new Promise((resolve) => setImmediate(resolve));
              const result = await process.call<Result>(handler, argument);
              inFlight -= 1;
              return result;
            },
          }),
        signal,
      ),
  });
  const { run } = workspace(undefined, watch);
  const bytes = Buffer.from(JSON.stringify(trivy({ count: 100, pad: 40_000 })));
  const { occurrences } = await run(bytes, {}, () => {
    order.push('read');
    freeBytes(bytes);
  });
  expect(occurrences.created).toBe(100);
  expect([most, sent]).toEqual([1, Array.from({ length: sent.length }, () => 1024 * 1024)]);
  expect(sent.length).toBeGreaterThan(2);
  expect(order.slice(sent.length, sent.length + 3)).toEqual(['open', 'read', 'convert']);
});

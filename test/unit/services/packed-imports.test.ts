import { expect, it } from 'vitest';
import { cve, trivy } from '../../../bench/harness/large-reports.js';
import { workspace } from './import-workspace.js';

const day = (number: number): string => `2024-05-0${number}T00:00:00Z`;

/** More findings than are kept as objects. */
const count = 4200;

it('a report of many findings is compared with as many stored ones, and exactly the missing ones are removed', async () => {
  const { run, find, status } = workspace();
  const created = await run(trivy({ count, time: day(1) }));
  expect(created.occurrences).toEqual({ created: count, updated: 0, unchanged: 0, removed: 0 });
  const less = { count: count - 3, first: 3, severity: 'LOW' };
  const fewer = await run(trivy({ ...less, time: day(2) }));
  expect(fewer.occurrences).toEqual({ created: 0, updated: count - 3, unchanged: 0, removed: 3 });
  // New occurrences are named in the order of their vulnerabilities.
  expect([...fewer.names.removed].sort()).toEqual(created.names.created.slice(0, 3).sort());
  const few = await run(trivy({ ...less, count: 1, time: day(3) }));
  expect(few.occurrences).toEqual({ created: 0, updated: 0, unchanged: 1, removed: count - 4 });
  expect(await find(cve(3))).toMatchObject([{ vulnerability: { effectiveSeverity: 'LOW' } }]);
  expect(await status('trivy')).toMatchObject({ analysisStatus: 'FINISHED_SUCCESS' });
}, 180_000);

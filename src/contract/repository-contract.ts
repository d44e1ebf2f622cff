import { describe, expect, it } from 'vitest';
import { acrossContract } from './across.js';
import { assessmentsContract } from './assessments.js';
import { attestorsContract } from './attestors.js';
import { batchContract } from './batch.js';
import { concurrencyContract } from './concurrency.js';
import { daysContract } from './days.js';
import { demandsContract } from './demands.js';
import { filtersContract } from './filters.js';
import { formsContract } from './forms.js';
import { type Area, type Bench, bench, type ContractOptions } from './harness.js';
import { importContract } from './import.js';
import { limitsContract } from './limits.js';
import { notesContract } from './notes.js';
import { occurrencesContract } from './occurrences.js';
import { packagesContract } from './packages.js';
import { pagingContract } from './paging.js';
import { policiesContract } from './policies.js';
import { projectsContract } from './projects.js';
import { reopenContract } from './reopen.js';
import { requestsContract } from './requests.js';
import { rescoresContract } from './rescores.js';
import { summaryContract } from './summary.js';
import { updatesContract } from './updates.js';

export type { Area, ContractOptions, Reopen } from './harness.js';

const areas: Readonly<Record<Exclude<Area, 'reopen'>, (bench: Bench) => void>> = {
  projects: projectsContract,
  notes: notesContract,
  occurrences: occurrencesContract,
  across: acrossContract,
  packages: packagesContract,
  paging: pagingContract,
  filters: filtersContract,
  updates: updatesContract,
  batch: batchContract,
  concurrency: concurrencyContract,
  import: importContract,
  requests: requestsContract,
  summary: summaryContract,
  days: daysContract,
  attestors: attestorsContract,
  policies: policiesContract,
  demands: demandsContract,
  limits: limitsContract,
  forms: formsContract,
  rescores: rescoresContract,
  assessments: assessmentsContract,
};

/**
 * Declares the tests that every backend must pass. Call it at the top of a vitest file.
 *
 * @example repositoryContract({ name: 'yours', open: openYours });
 */
export function repositoryContract(options: ContractOptions): void {
  describe(`repository contract: ${options.name}`, () => {
    const shared = bench(options.open);
    const { reopen } = options;
    const durable = (): void => {
      if (reopen !== undefined) reopenContract(reopen);
      else
        it('is given', () =>
          expect.fail('set `reopen`, or state in `skip` why the store need not be durable'));
    };
    const all: [Area, (bench: Bench) => void][] = [
      ...(Object.entries(areas) as [Area, (bench: Bench) => void][]),
      ['reopen', durable],
    ];
    for (const [area, contract] of all) {
      const excuse = options.skip?.[area];
      describe(area, () => {
        if (excuse === undefined) contract(shared);
        // The author of the backend skips this area; the report shows the area and the reason.
        else it.skip(`${area}: ${excuse}`, () => {});
      });
    }
  });
}

import { inThisThread, type JobRunner } from '../../../src/jobs/in-this-thread.js';
import { openAccess } from '../../../src/services/context.js';
import { openImportJob } from '../../../src/services/import-job.js';
import { createImportService, type ImportRequest } from '../../../src/services/imports.js';
import { openMemory } from '../../../src/storage/memory/open-memory.js';
import type { Vulnerability } from '../importers/kit.js';
import { importDeps } from './import-deps.js';

export interface Stored {
  readonly noteName: string;
  readonly resource?: { readonly uri: string };
  readonly vulnerability?: Vulnerability;
  readonly secret?: object;
  readonly discovered?: {
    readonly discovered: {
      readonly analysisStatus: string;
      readonly lastScanTime?: string;
      readonly analysisError?: object;
    };
  };
}

/** Imports into a store of its own, the clock at the given time. */
export function workspace(start = '2024-06-01T00:00:00Z', wrap = (jobs: JobRunner): JobRunner => jobs) {
  const repository = openMemory();
  const clock = { time: Date.parse(start), now: () => clock.time, elapsed: () => clock.time };
  const deps = importDeps(repository, clock);
  const service = createImportService(deps, wrap(inThisThread(() => openImportJob(deps))));
  const run = (report: object, request: Partial<ImportRequest> = {}, onRead?: () => void) =>
    service.importReport(
      {
        parent: 'projects/c',
        provider: 'projects/p',
        report: Buffer.isBuffer(report) ? report : Buffer.from(JSON.stringify(report)),
        ...request,
      },
      { access: openAccess, requestId: 'test' },
      onRead,
    );
  /** As they are stored. */
  const texts = async (): Promise<string[]> =>
    (await repository.listOccurrences({ scope: 'c', limit: 1000 })).map(({ document }) => document);
  const stored = async (): Promise<Stored[]> =>
    (await texts()).map((document) => JSON.parse(document) as Stored);
  const find = async (id: string): Promise<Stored[]> =>
    (await stored()).filter(({ noteName }) => noteName.endsWith(`/${id}`));
  const status = async (tool: string) => (await find(`${tool}-vulnerability`))[0]?.discovered?.discovered;
  return { clock, run, texts, stored, find, status };
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serviceDeps } from '../../../src/compose.js';
import type { IdSource } from '../../../src/domain/ids.js';
import { inThisThread } from '../../../src/jobs/in-this-thread.js';
import { openAccess } from '../../../src/services/context.js';
import { openImportJob } from '../../../src/services/import-job.js';
import { ImportMemory } from '../../../src/services/import-memory.js';
import { createImportService, type ImportRequest } from '../../../src/services/imports.js';
import { keepNotes } from '../../../src/services/kept-notes.js';
import { createNoteService } from '../../../src/services/notes.js';
import { createOccurrenceService } from '../../../src/services/occurrences.js';
import { openMemory } from '../../../src/storage/memory/open-memory.js';
import { fixture } from '../importers/kit.js';
import { accessWithout, counts, type TrivyImage, without } from './kit.js';

/** An import that is remembered, or whose notes are, does what it would do if it was not (docs/adr/0028, 0053). */

const context = { access: openAccess, requestId: 'r' };
const image = JSON.parse(fixture('trivy/image.json').toString()) as TrivyImage;
const bytesOf = (report: object): string => JSON.stringify(report);
const reports: readonly string[] = [
  bytesOf(image),
  bytesOf({ ...image, CreatedAt: '2024-05-20T00:00:00Z' }),
  // Of a time that comes while the test runs.
  bytesOf({ ...image, CreatedAt: '2024-06-01T00:00:20Z' }),
  bytesOf(without({ ...image, CreatedAt: '2024-05-21T00:00:00Z' }, ['CVE-2024-10001'])),
  bytesOf({ ...image, CreatedAt: undefined, Results: [...image.Results, { Class: 'os-pkgs', X: 1 }] }),
  ...[
    'trivy/config.json',
    'trivy/cluster.json',
    'grype/image.json',
    'clair/report.json',
    'harbor/report.json',
    'neuvector/report.json',
  ].map((name) => fixture(name).toString()),
];
const resource = `https://registry.example.com/shop/cart@sha256:${'1f'.repeat(32)}`;

/** Steps by numbers, as a run has no names of what is stored. */
type Step =
  | { readonly does: 'import'; readonly report: number; readonly request: Partial<ImportRequest> }
  | { readonly does: 'change' | 'remove' | 'changeNote' | 'removeNote'; readonly at: number };

/** A server's store, with names that follow from the steps alone. */
async function world(remembers: boolean) {
  const repository = openMemory();
  const clock = {
    time: Date.parse('2024-06-01T00:00:00Z'),
    now: () => clock.time,
    elapsed: () => clock.time,
  };
  let made = 0;
  const ids: IdSource = {
    occurrenceId() {
      made += 1;
      return `018f0000-0000-7000-8000-${String(made).padStart(12, '0')}`;
    },
  };
  const deps = { ...(await serviceDeps(repository, clock)), ids };
  const open = () => createImportService(deps);
  const [notes, occurrences] = [createNoteService(deps), createOccurrenceService(deps)];
  // As in one process, which keeps notes from job to job.
  const keptNotes = keepNotes();
  const kept = createImportService(
    deps,
    inThisThread(() => openImportJob(deps, keptNotes)),
  );

  async function stored() {
    const rows = await repository.listOccurrences({ scope: 'c', limit: 1000 });
    const noted = await repository.listNotes({ scope: 'p', limit: 1000 });
    return [...rows, ...noted].map(({ document }) => document);
  }
  const nth = async (at: number, isWanted: (name: string) => boolean): Promise<string | undefined> => {
    const names = (await stored())
      .map((text) => (JSON.parse(text) as { name: string }).name)
      .filter(isWanted);
    return names[at % Math.max(1, names.length)];
  };

  async function run(step: Step): Promise<unknown> {
    clock.time += 7000;
    if (step.does === 'import') {
      const report = Buffer.from(reports[step.report] ?? '');
      const request = { parent: 'projects/c', provider: 'projects/p', resource, ...step.request, report };
      return (remembers ? kept : open()).importReport(request, context);
    }
    const isNote = step.does === 'changeNote' || step.does === 'removeNote';
    const name = await nth(step.at, (candidate) => candidate.includes('/notes/') === isNote);
    if (name === undefined) return undefined;
    if (step.does === 'remove') return occurrences.deleteOccurrence({ name }, context);
    if (step.does === 'removeNote') return notes.deleteNote({ name }, context);
    const words = `changed ${step.at}`;
    if (step.does === 'change')
      return occurrences.updateOccurrence(
        { name, occurrence: { remediation: words }, updateMask: 'remediation' },
        context,
      );
    const note = { shortDescription: words, vulnerability: { severity: 'CRITICAL', cvssScore: 9 } };
    return notes.updateNote({ name, note, updateMask: 'short_description,vulnerability.severity' }, context);
  }
  return { stored, run: (step: Step) => run(step).catch((error: Error) => error.message) };
}

const someRequest: fc.Arbitrary<Partial<ImportRequest>> = fc.record(
  {
    mode: fc.constantFrom('merge', 'replace'),
    force: fc.boolean(),
    strict: fc.boolean(),
    misconfig: fc.boolean(),
    distro: fc.constantFrom('debian:11', 'debian:12'),
    validateOnly: fc.boolean(),
    discoveryNote: fc.constant('projects/p/notes/scans'),
    resource: fc.constantFrom(resource, `${resource.slice(0, -2)}00`),
  },
  { requiredKeys: [] },
);
/** Few reports and few requests, so that the same ones meet often. */
const importSteps = fc
  .tuple(
    fc.array(fc.nat(reports.length - 1), { minLength: 1, maxLength: 2 }),
    fc.array(someRequest, { minLength: 0, maxLength: 2 }),
  )
  .map(([some, requests]): Step[] =>
    some.flatMap((report) =>
      [{}, ...requests].map((request) => ({ does: 'import' as const, report, request })),
    ),
  );
const changeStep = fc.record({
  does: fc.constantFrom('change', 'remove', 'changeNote', 'removeNote'),
  at: fc.nat(40),
});

describe('an import that is remembered', () => {
  it('has the same result and effect as without the memory, whatever was written in between', async () => {
    const steps = fc
      .tuple(importSteps, fc.array(fc.nat(99), { maxLength: 14 }))
      .chain(([imports, order]) =>
        fc.tuple(
          ...order.map((n) =>
            n % 5 === 4 ? changeStep : fc.constant(imports[n % imports.length] ?? imports[0]),
          ),
        ),
      );
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const [kept, anew] = [await world(true), await world(false)];
        for (const step of all as Step[]) {
          expect(await kept.run(step)).toEqual(await anew.run(step));
          expect(await kept.stored()).toEqual(await anew.stored());
        }
      }),
      { numRuns: 80 },
    );
  });

  /** Imports of one service, and how often a report was converted. */
  async function counted() {
    const deps = await serviceDeps(openMemory(), { now: Date.now, elapsed: Date.now });
    const called: string[] = [];
    const service = createImportService(deps, {
      run(work) {
        const job = openImportJob(deps);
        return work({
          async call(handler, argument) {
            called.push(handler);
            return job[handler as keyof typeof job](argument as never) as never;
          },
        });
      },
    });
    const run = (request: Partial<ImportRequest> = {}, access = openAccess) =>
      service.importReport(
        { parent: 'projects/c', report: Buffer.from(reports[0] ?? ''), ...request },
        { access, requestId: 'r' },
      );
    return { run, conversions: () => called.filter((handler) => handler === 'convert').length };
  }

  it('is neither converted nor planned again', async () => {
    const { run, conversions } = await counted();
    const first = await run();
    const requestId = '7b0c3a52-9b3f-4c3e-8d4c-0d6a3c1f2b10';
    for (const request of [{}, { requestId }, { requestId: requestId.replace('7', '8') }]) {
      const again = await run(request);
      expect(again.occurrences).toEqual(counts(0, 0, first.occurrences.created));
      expect(again.notes).toEqual(counts(0, 0, first.notes.created));
    }
    expect(conversions()).toBe(1);
  });

  it('needs the same permissions as any other', async () => {
    const { run } = await counted();
    await run();
    await expect(run({}, accessWithout('notes.update trivy'))).rejects.toThrow('denied notes.update trivy');
    await expect(run({}, accessWithout('occurrences.delete c'))).rejects.toThrow('denied');
  });

  it('is dropped if there is no space, the oldest first', () => {
    const converted = {
      noteScopes: [],
      found: { notes: 0, occurrences: 0, discovery: 0 },
      resources: [],
      warningCount: 0,
      warnings: [],
    };
    const memory = new ImportMemory(3000);
    const remember = (key: string, length: number) =>
      memory.set(key, { converted, restsOn: 'x'.repeat(length), digest: '' });
    for (const key of ['a', 'b', 'c', 'd']) remember(key, 800);
    expect(['a', 'b', 'c', 'd'].map((key) => memory.get(key) !== undefined)).toEqual([
      false,
      true,
      true,
      true,
    ]);
    remember('b', 900);
    remember('e', 800);
    remember('huge', 3000);
    expect(['b', 'c', 'd', 'e', 'huge'].map((key) => memory.get(key) !== undefined)).toEqual([
      true,
      false,
      true,
      true,
      false,
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { cve, type Findings, trivy } from '../../../bench/harness/large-reports.js';
import { openAccess } from '../../../src/services/context.js';
import { createImportService, type ImportRequest } from '../../../src/services/imports.js';
import { openMemory } from '../../../src/storage/memory/open-memory.js';
import type { ImportSession } from '../../../src/storage/repository.js';
import type { ImportPart } from '../../../src/storage/repository-rows.js';
import { importDeps } from './import-deps.js';

interface Stored {
  readonly name: string;
  readonly noteName: string;
  readonly vulnerability?: { readonly severity: string };
  readonly discovered?: { readonly discovered: { analysisStatus: string; lastScanTime?: string } };
}

/** Imports into a store whose sessions write few rows at once, with `before` called ahead of each part. */
function workspace() {
  const memory = openMemory();
  const parts: ImportPart[] = [];
  const refused: ImportPart[] = [];
  const hooks: { before(part: ImportPart, number: number): Promise<void> | void } = { before() {} };
  const slow = (session: ImportSession): ImportSession => ({
    ...session,
    partRows: 90,
    async apply(part) {
      await hooks.before(part, parts.length);
      parts.push(part);
      const applied = await session.apply(part);
      if (!applied) refused.push(part);
      return applied;
    },
  });
  const repository = Object.assign(Object.create(memory) as typeof memory, {
    importInto: ((query, work) =>
      memory.importInto(query, (session) => work(slow(session)))) as typeof memory.importInto,
  });
  const clock = {
    time: Date.parse('2024-06-01T00:00:00Z'),
    now: () => clock.time,
    elapsed: () => clock.time,
  };
  const service = createImportService(importDeps(repository, clock));
  const run = (report: object, request: Partial<ImportRequest> = {}) => {
    clock.time += 1000;
    return service.importReport(
      { parent: 'projects/c', report: Buffer.from(JSON.stringify(report)), ...request },
      { access: openAccess, requestId: 'test' },
    );
  };
  const stored = async (): Promise<readonly Stored[]> =>
    (await memory.listOccurrences({ scope: 'c', limit: 10_000 })).map(
      ({ document }) => JSON.parse(document) as Stored,
    );
  return {
    memory,
    parts,
    refused,
    hooks,
    run,
    stored,
    /** Of the findings the names of the vulnerabilities, and the state of the scan. */
    async seen() {
      const all = await stored();
      const findings = all.filter(({ vulnerability }) => vulnerability !== undefined);
      const scan = all.find(({ discovered }) => discovered !== undefined)?.discovered?.discovered;
      return { findings: findings.map(({ noteName }) => noteName.split('/').at(-1) ?? '').sort(), scan };
    },
  };
}

const first = (more: Partial<Findings> = {}): object =>
  trivy({ count: 300, time: '2024-05-01T00:00:00Z', ...more });
/** A third is gone, a third is new, and all are rated otherwise: too much for one part. */
const second = trivy({ count: 300, first: 100, severity: 'LOW', time: '2024-05-02T00:00:00Z' });
const names = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, n) => cve(from + n)).sort();

class Ended extends Error {}

describe('an import of more than one part', () => {
  it('never shows a finished scan with missing findings, wherever it stops, and is completed by the same report', async () => {
    const whole = workspace();
    await whole.run(first());
    const before = whole.parts.length;
    await whole.run(second);
    const boundaries = whole.parts.length - before;
    expect(boundaries).toBeGreaterThan(8);
    for (let end = 0; end <= boundaries; end += 1) {
      const { run, seen, hooks, parts } = workspace();
      await run(first());
      const start = parts.length;
      hooks.before = (_, number) => {
        if (number === start + end) throw new Ended();
      };
      await run(second).catch((error: unknown) => expect(error).toBeInstanceOf(Ended));
      hooks.before = () => {};
      const left = await seen();
      const isFinished = left.scan?.analysisStatus === 'FINISHED_SUCCESS';
      expect(isFinished, `after ${end} parts`).toBe(end === 0 || end === boundaries);
      if (isFinished) expect(left.findings).toEqual(end === 0 ? names(0, 300) : names(100, 300));
      else
        expect(left.scan).toMatchObject({ analysisStatus: 'SCANNING', lastScanTime: '2024-05-02T00:00:00Z' });
      await run(second);
      expect(await seen(), `after ${end} parts and again`).toEqual(await whole.seen());
    }
  });

  it('shows a first scan only when all of its findings are there', async () => {
    const { run, seen, hooks, memory } = workspace();
    const states = new Set<string>();
    hooks.before = async () => {
      const { findings, scan } = await seen();
      states.add(`${scan?.analysisStatus} ${findings.length > 0}`);
    };
    await run(trivy({ count: 300 }));
    expect([...states]).toEqual(['undefined false', 'SCANNING false', 'SCANNING true']);
    expect((await seen()).scan?.analysisStatus).toBe('FINISHED_SUCCESS');
    expect(await memory.listNotes({ scope: 'trivy', limit: 1000 })).toHaveLength(301);
  });

  it('returns the same counts and names as an import of one part', async () => {
    const { run, parts } = workspace();
    expect(await run(first())).toMatchObject({
      notes: { created: 301, updated: 0, unchanged: 0, removed: 0 },
      occurrences: { created: 300, updated: 0, unchanged: 0, removed: 0 },
      discovery: { created: 1, updated: 0, unchanged: 0, removed: 0 },
    });
    const result = await run(second);
    expect(result).toMatchObject({
      occurrences: { created: 100, updated: 200, unchanged: 0, removed: 100 },
      discovery: { created: 0, updated: 1, unchanged: 0, removed: 0 },
    });
    expect(result.names.updated).toHaveLength(201);
    const count = parts.length;
    expect(await run(second)).toMatchObject({
      notes: { created: 0, updated: 0, unchanged: 301 },
      occurrences: { created: 0, updated: 0, unchanged: 300, removed: 0 },
      discovery: { unchanged: 1 },
    });
    expect(parts.length, 'nothing is written').toBe(count);
  });

  it('plans again if another writer changed what it had read, and loses neither change', async () => {
    const { run, seen, stored, hooks, memory, parts, refused } = workspace();
    await run(first());
    const start = parts.length;
    const [changed] = (await stored()).filter(({ noteName }) => noteName.endsWith(cve(150)));
    const id = changed?.name.split('/').at(-1) ?? '';
    hooks.before = async (_, number) => {
      if (number !== start + 3) return;
      const before = (await memory.getOccurrence({ scope: 'c', id }))?.document ?? '';
      const row = await rowOf(memory, id);
      const document = before.replace('"createTime"', '"remediation":"by hand","createTime"');
      expect(await memory.replaceOccurrence(before, { ...row, document })).toBe(true);
    };
    const result = await run(second);
    expect(refused).toHaveLength(1);
    expect(result.occurrences).toMatchObject({ created: 100, removed: 100 });
    expect(await seen()).toMatchObject({
      findings: names(100, 300),
      scan: { analysisStatus: 'FINISHED_SUCCESS' },
    });
    hooks.before = () => {};
    expect(await run(second)).toMatchObject({ occurrences: { created: 0, updated: 0, removed: 0 } });
  });

  it('fails with CONFLICT, and leaves the scan unfinished, if others never stop writing', async () => {
    const { run, seen, stored, hooks, memory, parts } = workspace();
    await run(first());
    const scanId =
      (await stored())
        .find(({ discovered }) => discovered !== undefined)
        ?.name.split('/')
        .at(-1) ?? '';
    const start = parts.length;
    let changes = 0;
    hooks.before = async (part, number) => {
      // The scan is what the last part rests on.
      if (number === start || !part.updateOccurrences.some(({ row }) => row.id === scanId)) return;
      const { document = '' } = (await memory.getOccurrence({ scope: 'c', id: scanId })) ?? {};
      changes += 1;
      const row = await rowOf(memory, scanId);
      await memory.replaceOccurrence(document, {
        ...row,
        document: document.replace(/\}$/, `,"n":${changes}}`),
      });
    };
    await expect(run(second)).rejects.toMatchObject({ reason: 'CONFLICT', retryAfter: 1 });
    expect((await seen()).scan?.analysisStatus).toBe('SCANNING');
  });

  it('of one resource concurrent with another one leaves the findings of the later one', async () => {
    const { run, seen } = workspace();
    const results = await Promise.all([
      run(first()),
      run(second, { force: true }),
      run(first(), { force: true }),
    ]);
    expect(results).toHaveLength(3);
    expect((await seen()).findings).toEqual(names(0, 300));
  });
});

/** A row with the columns of what is stored. */
async function rowOf(memory: ReturnType<typeof openMemory>, id: string) {
  const stored = await memory.getOccurrence({ scope: 'c', id });
  if (stored === undefined) throw new Error('it is not stored');
  const { resource } = JSON.parse(stored.document) as { resource: { uri: string } };
  return {
    scope: 'c',
    id,
    kind: stored.kind,
    note: stored.note,
    resourceUri: resource.uri,
    createTime: 0,
    updateTime: 0,
    severity: 0,
    fixable: false,
    imported: stored.imported,
    document: stored.document,
  };
}

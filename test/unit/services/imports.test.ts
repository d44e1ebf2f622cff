import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiError } from '../../../src/domain/errors.js';
import { randomIdSource } from '../../../src/domain/ids.js';
import type { OccurrenceDocument } from '../../../src/kinds/registry.js';
import { type Access, openAccess } from '../../../src/services/context.js';
import { createImportService, type ImportRequest } from '../../../src/services/imports.js';
import { occurrenceRow, timesAt } from '../../../src/services/rows.js';
import { openMemory } from '../../../src/storage/memory/open-memory.js';
import type { Repository } from '../../../src/storage/repository.js';
import { openTemporarySqlite } from '../../setup/temporary.js';
import { fixture, registry } from '../importers/kit.js';
import { importDeps } from './import-deps.js';
import { accessWithout, counts, type TrivyImage, without } from './kit.js';

const image = JSON.parse(fixture('trivy/image.json').toString()) as TrivyImage;
/** A scan that found nothing. */
const clean = { ...image, Results: [{ Target: 'x', Class: 'os-pkgs', Type: 'debian' }] };
const uri = `https://registry.example.com/shop/cart@sha256:${'1f'.repeat(32)}`;

describe.each([
  ['memory', async () => openMemory()],
  ['sqlite', openTemporarySqlite],
] as const)('an import into %s', (_, open) => {
  let repository: Repository;
  let time = Date.parse('2024-06-01T00:00:00Z');
  let project = 0;

  beforeAll(async () => {
    repository = await open();
  });
  afterAll(() => repository.close());

  /** Imports into a scope and provider of each test's own. */
  function workspace() {
    project += 1;
    const [consumer, provider] = [`consumer-${project}`, `provider-${project}`];
    const clock = { now: () => (time += 1000), elapsed: () => time };
    const service = createImportService(importDeps(repository, clock));
    return {
      consumer,
      provider,
      run: (report: object | Buffer, request: Partial<ImportRequest> = {}, access: Access = openAccess) =>
        service.importReport(
          {
            parent: `projects/${consumer}`,
            provider: `projects/${provider}`,
            report: Buffer.isBuffer(report) ? report : Buffer.from(JSON.stringify(report)),
            ...request,
          },
          { access, requestId: 'test' },
        ),
      async stored(): Promise<OccurrenceDocument[]> {
        const listed = await repository.listOccurrences({ scope: consumer, limit: 1000 });
        return listed.map(({ document }) => JSON.parse(document) as OccurrenceDocument);
      },
      async notes(): Promise<string[]> {
        const listed = await repository.listNotes({ scope: provider, limit: 1000 });
        return listed.map(({ document }) => document);
      },
    };
  }

  const ids = (list: readonly OccurrenceDocument[]) =>
    list.map(({ noteName }) => noteName?.split('/').at(-1) ?? '').sort();

  it('stores every vulnerability and the scan', async () => {
    const { run, stored, consumer } = workspace();
    const result = await run(image);
    expect(result).toMatchObject({
      format: 'trivy',
      resources: [uri],
      notes: counts(7, 0, 0),
      occurrences: counts(6, 0, 0),
      discovery: counts(1, 0, 0),
      warningCount: 1,
    });
    const list = await stored();
    expect(list).toHaveLength(7);
    expect(list.every(({ resource }) => resource?.uri === uri)).toBe(true);
    expect(list.filter(({ kind }) => kind === 'DISCOVERY')).toHaveLength(1);
    expect([...result.names.created].sort()).toEqual(list.map(({ name }) => name));
    expect(await repository.summarize({ scope: consumer, kind: 1 })).toContainEqual({
      resourceUri: uri,
      severity: 5,
      total: 1,
      fixable: 1,
    });
  });

  it('changes nothing when repeated, in any order of rows', async () => {
    const { run, stored, notes } = workspace();
    await run(image);
    const before = { occurrences: await stored(), notes: await notes() };
    const shuffled = structuredClone(image);
    shuffled.Results.reverse();
    for (const { Vulnerabilities } of shuffled.Results) Vulnerabilities?.reverse();
    for (const report of [image, shuffled]) {
      expect(await run(report)).toMatchObject({
        notes: counts(0, 0, 7),
        occurrences: counts(0, 0, 6),
        discovery: counts(0, 0, 1),
      });
    }
    expect({ occurrences: await stored(), notes: await notes() }).toEqual(before);
  });

  it('removes exactly the missing findings; their notes stay', async () => {
    const { run, stored, notes } = workspace();
    await run(image);
    const before = await stored();
    const gone = ['CVE-2024-10001', 'GHSA-aaaa-bbbb-cccc'];
    const result = await run(without(image, gone));
    expect(result.occurrences).toEqual(counts(0, 0, 3, 3));
    const left = await stored();
    expect(ids(before).filter((id) => !ids(left).includes(id))).toEqual([
      'CVE-2024-10001',
      'CVE-2024-10004',
      'CVE-2024-10005',
    ]);
    expect(left).toEqual(before.filter((occurrence) => ids(left).includes(ids([occurrence])[0] ?? '')));
    expect(await notes()).toHaveLength(7);
  });

  it('accepts a later scan: remaining findings keep their name and creation time', async () => {
    const { run, stored } = workspace();
    await run(image);
    const before = new Map((await stored()).map((occurrence) => [occurrence.noteName, occurrence]));
    const rescan = JSON.parse(fixture('trivy/image-rescan.json').toString()) as TrivyImage;
    const row = rescan.Results[0]?.Vulnerabilities?.[0];
    if (row !== undefined) row.FixedVersion = '1:3.0.14-1';
    const result = await run(rescan);
    expect(result.occurrences).toEqual(counts(0, 1, 4, 1));
    expect(result.discovery).toEqual(counts(0, 1, 0));
    for (const { noteName, name, createTime, updateTime } of await stored()) {
      const old = before.get(noteName);
      expect({ name, createTime }).toEqual({ name: old?.name, createTime: old?.createTime });
      const changes = /CVE-2024-10001|trivy-vulnerability/.test(noteName ?? '');
      expect(updateTime !== old?.updateTime, noteName).toBe(changes);
    }
  });

  it('refuses an older scan unless forced', async () => {
    const { run, stored } = workspace();
    await run(fixture('trivy/image-rescan.json'));
    const before = await stored();
    const refused = await run(image).catch((error: ApiError) => error);
    expect(refused).toMatchObject({ reason: 'REPORT_OUTDATED', code: 'ABORTED' });
    expect(await stored()).toEqual(before);
    expect((await run(image, { force: true })).occurrences).toEqual(counts(1, 0, 5));
  });

  it('without a time of its own changes nothing if the findings are the same', async () => {
    const { run, stored } = workspace();
    const { CreatedAt: _, ...untimed } = image;
    await run(untimed);
    const before = await stored();
    expect(await run(untimed)).toMatchObject({ occurrences: counts(0, 0, 6), discovery: counts(0, 0, 1) });
    expect(await stored()).toEqual(before);
    const changed = await run(without(untimed, ['CVE-2024-10001']));
    expect(changed).toMatchObject({ occurrences: counts(0, 0, 5, 1), discovery: counts(0, 1, 0) });
  });

  it('of a clean report removes all findings, of one without a scan none', async () => {
    const { run, stored } = workspace();
    await run(image);
    const config = { ...image, Results: [{ Class: 'config', Target: 'x', Type: 'dockerfile' }] };
    expect((await run(config)).occurrences).toEqual(counts(0, 0, 0));
    expect((await run({ ...image, Results: [] })).occurrences).toEqual(counts(0, 0, 0));
    expect((await run(clean)).occurrences).toEqual(counts(0, 0, 0, 6));
    expect(ids(await stored())).toEqual(['trivy-vulnerability']);
  });

  it('removes nothing when merging; suppressed findings stay too', async () => {
    const { run } = workspace();
    await run(image);
    const fewer = without(image, ['CVE-2024-10001', 'CVE-2024-10002']);
    expect((await run(fewer, { mode: 'merge' })).occurrences).toEqual(counts(0, 0, 4));
    const suppressed = structuredClone(fewer) as TrivyImage;
    Object.assign(suppressed.Results[0] ?? {}, {
      ExperimentalModifiedFindings: [{ Finding: { VulnerabilityID: 'CVE-2024-10001' } }],
    });
    expect((await run(suppressed)).occurrences).toEqual(counts(0, 0, 4, 1));
  });

  it('does not change what others wrote: clients, other providers, other resources', async () => {
    const { run, stored, consumer, provider } = workspace();
    await run(image);
    await run(image, { resource: `https://mirror.example.net/shop/cart@sha256:${'1f'.repeat(32)}` });
    await run(image, { provider: `projects/${provider}-other` });
    const [first] = await stored();
    if (first === undefined) throw new Error('nothing stored');
    const id = randomIdSource().occurrenceId(time);
    await repository.createOccurrences([
      occurrenceRow(registry, { scope: consumer, id }, { v1beta1: first }, timesAt(time)),
    ]);
    expect(await stored()).toHaveLength(22);
    expect((await run(clean)).occurrences).toEqual(counts(0, 0, 0, 6));
    expect(await stored()).toHaveLength(16);
  });

  it('merges notes: the newer source wins, an older or equal one only fills gaps', async () => {
    const { run, notes } = workspace();
    await run(image);
    const text = (list: readonly string[]) => list.find((note) => note.includes('CVE-2024-10001')) ?? '{}';
    const changed = (LastModifiedDate: string | undefined, Title: string): TrivyImage => {
      const report = structuredClone(image);
      for (const row of report.Results[0]?.Vulnerabilities ?? []) {
        if (row.VulnerabilityID === 'CVE-2024-10001') Object.assign(row, { LastModifiedDate, Title });
      }
      return report;
    };
    for (const date of ['2024-03-05T08:00:00.5Z', '2024-03-01T00:00:00Z', undefined]) {
      expect((await run(changed(date, 'another title'))).notes).toEqual(counts(0, 0, 7));
    }
    expect((await run(changed('2025-01-01T00:00:00Z', 'a newer title'))).notes).toEqual(counts(0, 1, 6));
    expect(JSON.parse(text(await notes()))).toMatchObject({
      shortDescription: 'a newer title',
      vulnerability: { sourceUpdateTime: '2025-01-01T00:00:00Z', cvssScore: 7.5 },
    });
    expect((await run(image)).notes).toEqual(counts(0, 0, 7));
  });

  it('does not write when only validating, nor after an error', async () => {
    const { run, stored, notes } = workspace();
    expect(await run(image, { validateOnly: true })).toMatchObject({
      validateOnly: true,
      found: { notes: 7, occurrences: 6 },
      occurrences: counts(0, 0, 0),
    });
    await expect(run(image, { strict: true })).rejects.toThrow('strict: 1 secret was not imported');
    await expect(run(image, { mode: 'append' })).rejects.toThrow(
      'mode: must be replace or merge, not "append"',
    );
    await expect(run(image, { parent: 'c' })).rejects.toThrow('parent: "c" must have the form');
    await expect(run(image, { resource: `https://a.example/${'x'.repeat(1100)}` })).rejects.toThrow(
      /limit is 1024/,
    );
    await expect(run({ a: 1 })).rejects.toMatchObject({ reason: 'INVALID_REPORT' });
    expect([await stored(), await notes()]).toEqual([[], []]);
  });

  it('does not use a note of another kind', async () => {
    const { run, stored, provider } = workspace();
    const name = `projects/${provider}/notes/CVE-2024-10001`;
    await run(clean, { discoveryNote: name });
    await expect(run(image)).rejects.toMatchObject({
      reason: 'KIND_MISMATCH',
      message: `the note "${name}" exists and is of kind DISCOVERY, the report's is of kind VULNERABILITY`,
    });
    expect(await stored()).toHaveLength(2);
  });

  it('adds the scan to a further note once, and never to the note of a finding', async () => {
    const { run, stored, provider } = workspace();
    const note = (id: string) => ({ discoveryNote: `projects/${provider}/notes/${id}` });
    await expect(run(image, note('CVE-2024-10001'))).rejects.toMatchObject({ reason: 'KIND_MISMATCH' });
    expect(await stored()).toEqual([]);
    expect((await run(image, note('trivy-vulnerability'))).discovery).toEqual(counts(1, 0, 0));
    expect((await run(image, note('other'))).discovery).toEqual(counts(1, 0, 1));
  });

  it('needs every permission it uses', async () => {
    const { run, stored, consumer, provider } = workspace();
    for (const denied of [
      `occurrences.create ${consumer}`,
      `occurrences.update ${consumer}`,
      `occurrences.delete ${consumer}`,
      `notes.create ${provider}`,
      `notes.update ${provider}`,
      `notes.attachOccurrence ${provider}`,
    ]) {
      await expect(run(Buffer.from('not read'), {}, accessWithout(denied))).rejects.toThrow(
        `denied ${denied}`,
      );
    }
    const misconfig = accessWithout(`notes.create ${provider}-misconfig`);
    await expect(run(fixture('trivy/config.json'), { misconfig: true }, misconfig)).rejects.toThrow('denied');
    expect(await stored()).toEqual([]);
    const merger = accessWithout(`occurrences.delete ${consumer}`);
    expect((await run(image, { mode: 'merge' }, merger)).occurrences.created).toBe(6);
  });

  it('keeps concurrent imports of one image apart', async () => {
    const { run, stored } = workspace();
    await Promise.all(Array.from({ length: 5 }, () => run(image)));
    expect(await stored()).toHaveLength(7);
  });
});

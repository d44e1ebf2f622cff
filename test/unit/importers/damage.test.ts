import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nothing } from '../../../src/contract/whole-import.js';
import { ApiError } from '../../../src/domain/errors.js';
import { randomIdSource } from '../../../src/domain/ids.js';
import { severityRank } from '../../../src/importers/common/severity.js';
import type { OccurrenceDocument } from '../../../src/kinds/registry.js';
import { openAccess } from '../../../src/services/context.js';
import { createImportService } from '../../../src/services/imports.js';
import { openMemory } from '../../../src/storage/memory/open-memory.js';
import type { ImportPart, Repository } from '../../../src/storage/repository.js';
import { fixture, registry, type Vulnerability } from './kit.js';

const fixtures = [
  'trivy/image.json',
  'trivy/cluster.json',
  'trivy/config.json',
  'grype/image.json',
  'clair/report.json',
  'harbor/report.json',
  'neuvector/report.json',
];
const samples = new URL('../../../../shared/samples/', import.meta.url);
const sampleFiles = [
  'trivy/all-statuses.image.json',
  'trivy/alpine-310.image.json',
  'trivy/centos-7.image.json',
  'trivy/npm.repo.json',
  'trivy/ubuntu-1804.image.json',
  'trivy/helm_testchart.config.json',
  'trivy/k8s-cluster.json',
  'grype/keycloak.image.json',
  'grype/rhel87-cruise.image.json',
  'clair/alpine-pypi.report.json',
  'harbor/trivy-1.1.report.json',
  'neuvector/many.report.json',
];
const available = existsSync(samples);
if (!available) console.log('skipped: no folder of sample reports beside the repository');

const seed = Number(process.env.TEST_SEED ?? 1);

type Path = readonly (string | number)[];

/** Every member of a document by the keys that lead there; of a list of many only the first and the last. */
function* places(value: unknown, path: Path = []): Iterable<{ path: Path; value: unknown }> {
  if (path.length > 0) yield { path, value };
  if (typeof value !== 'object' || value === null) return;
  const all = Object.entries(value);
  const children = Array.isArray(value) && all.length > 2 ? [all[0], all.at(-1)] : all;
  for (const entry of children) if (entry !== undefined) yield* places(entry[1], [...path, entry[0]]);
}

type Change = (parent: Record<string | number, unknown>, key: string | number) => void;

function changed(document: object, path: Path, change: Change): object {
  const copy = structuredClone(document) as Record<string | number, unknown>;
  let parent = copy;
  for (const key of path.slice(0, -1)) parent = parent[key] as Record<string | number, unknown>;
  change(parent, path.at(-1) ?? '');
  return copy;
}

const typeOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;

/** Dropped, renamed, and of every type it is not. */
function* damages(value: unknown): Iterable<[string, Change]> {
  yield ['dropped', (parent, key) => delete parent[key]];
  yield [
    'renamed',
    (parent, key) => {
      const { [key]: old } = parent;
      delete parent[key];
      parent[`${key}X`] = old;
    },
  ];
  for (const other of [7, null, 'text', true, [[]], { x: {} }]) {
    if (typeOf(other) !== typeOf(value)) yield [`a ${typeOf(other)}`, (parent, key) => (parent[key] = other)];
  }
}

/**
 * Where a member left out is just how the tool writes that it found less: Trivy leaves out the list of a target
 * without findings, Clair the package without findings.
 */
const less =
  /^(?:Resources\/\d+\/)?Results\/\d+\/(?:Vulnerabilities|Class)$|^package_vulnerabilities\/[^/]+$/;
/** Ratings, which may change without the finding being another. */
const rating = /severity|cvss|score|vector|metrics/i;

class Rollback extends Error {}

/** A store that holds a report, and what another report would do to it. */
async function stored(report: Buffer, resource: string | undefined) {
  const memory = openMemory();
  let plan: ImportPart = nothing;
  let keep = true;
  const importInto = memory.importInto.bind(memory);
  const repository: Repository = Object.assign(memory, {
    importInto: ((query, work) =>
      importInto(query, (session) =>
        work({
          ...session,
          async apply(part, request) {
            plan = part;
            if (!keep) throw new Rollback();
            return session.apply(part, request);
          },
        }),
      )) as typeof importInto,
  });
  const clock = { now: () => Date.parse('2026-06-01T00:00:00Z'), elapsed: () => 0 };
  const service = createImportService({ repository, registry, clock, ids: randomIdSource() });
  const run = (bytes: Buffer) =>
    service.importReport(
      { parent: 'projects/c', report: bytes, resource, misconfig: true, secrets: true },
      { access: openAccess, requestId: 'test' },
    );
  await run(report);
  keep = false;
  const before = (await memory.listOccurrences({ scope: 'c', limit: 10_000 })).map(
    ({ document }) => JSON.parse(document) as OccurrenceDocument,
  );
  return {
    before: new Map(before.map((occurrence) => [occurrence.name?.split('/').at(-1) ?? '', occurrence])),
    /** Undefined where the report is refused. */
    async planOf(damaged: object): Promise<ImportPart | undefined> {
      try {
        await run(Buffer.from(JSON.stringify(damaged)));
      } catch (error) {
        if (error instanceof Rollback) return plan;
        if (error instanceof ApiError && ['INVALID_REPORT', 'TOO_LARGE'].includes(error.reason))
          return undefined;
        throw error;
      }
      return nothing;
    },
  };
}

const packagesOf = ({ packageIssue }: Vulnerability): string[] => [
  // Without its purl, a Java package is known by its artifact only.
  ...new Set(packageIssue.map(({ affectedLocation }) => affectedLocation.package.replace(/^.*:/, ''))),
];

/** What of the stored findings a plan would lose. */
function lost(plan: ImportPart, before: ReadonlyMap<string, OccurrenceDocument>, rated: boolean): string[] {
  const gone = plan.deleteOccurrences.map(({ id }) => `${before.get(id)?.noteName} is removed`);
  const less = plan.updateOccurrences.flatMap(({ row: { id, document } }) => {
    const old = before.get(id);
    const fresh = JSON.parse(document) as OccurrenceDocument;
    if (old?.vulnerability === undefined) return [];
    const [was, is] = [old.vulnerability, fresh.vulnerability] as [Vulnerability, Vulnerability];
    const names = packagesOf(is);
    const packages = packagesOf(was).filter((name) => !names.includes(name));
    const rank = ({ effectiveSeverity }: Vulnerability) =>
      severityRank(effectiveSeverity as Parameters<typeof severityRank>[0]);
    return [
      ...packages.map((name) => `${old.noteName} loses ${name}`),
      ...(rated && rank(is) < rank(was) ? [`${old.noteName} is less severe`] : []),
    ];
  });
  return [...gone, ...less];
}

/** Of many damages every n-th, from another one with each seed: a large report costs more, and has more of the same. */
async function checkDamages(bytes: Buffer, resource: string | undefined, stride: number): Promise<number> {
  const document = JSON.parse(bytes.toString()) as object;
  const { before, planOf } = await stored(bytes, resource);
  let count = 0;
  let turn = 0;
  for (const { path, value } of places(document)) {
    const name = path.join('/');
    for (const [damage, change] of damages(value)) {
      turn += 1;
      if (turn % stride !== seed % stride || (damage === 'dropped' && less.test(name))) continue;
      const plan = await planOf(changed(document, path, change));
      if (plan !== undefined) expect(lost(plan, before, !rating.test(name)), `${name} ${damage}`).toEqual([]);
      count += 1;
    }
  }
  return count;
}

const image = `https://registry.example.com/sample@sha256:${'5c'.repeat(32)}`;

function resourceFor(file: string): string | undefined {
  if (/^trivy\/(?:cluster|k8s)|^grype/.test(file)) return undefined;
  if (/^(?:clair|harbor)/.test(file)) return 'registry.example.com/sample';
  return fixtures.includes(file) ? undefined : image;
}

describe('a report with any member dropped, renamed or of another type', () => {
  it.each(fixtures)('%s: stored findings stay, or it is refused', async (file) => {
    const bytes = fixture(file);
    const stride = Math.ceil(bytes.length / 2500);
    expect(await checkDamages(bytes, resourceFor(file), stride)).toBeGreaterThan(50);
  });

  it.runIf(available).each(sampleFiles)('%s: stored findings stay, or it is refused', async (file) => {
    const bytes = readFileSync(new URL(file, samples));
    const stride = Math.ceil(bytes.length / 3000);
    expect(await checkDamages(bytes, resourceFor(file), stride)).toBeGreaterThan(20);
  });
});

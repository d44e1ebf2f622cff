import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nothing } from '../../../src/contract/whole-import.js';
import { ApiError } from '../../../src/domain/errors.js';
import { statusOf } from '../../../src/importers/common/discovery.js';
import { severityRank } from '../../../src/importers/common/severity.js';
import type { OccurrenceDocument } from '../../../src/kinds/registry.js';
import { openAccess } from '../../../src/services/context.js';
import { createImportService } from '../../../src/services/imports.js';
import { openMemory } from '../../../src/storage/memory/open-memory.js';
import type { Repository } from '../../../src/storage/repository.js';
import type { ImportPart } from '../../../src/storage/repository-rows.js';
import { importDeps } from '../services/import-deps.js';
import { condensed, damaged, damagesOf, placesOf, shapeOf } from './damages.js';
import { convert, fixture, type Vulnerability } from './kit.js';
import { reportFixtures as fixtures, resourceFor } from './reports.js';

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
  'sarif/trivy-alpine-310.sarif.json',
];
const available = existsSync(samples);
if (!available) console.log('skipped: no folder of sample reports beside the repository');

const seed = Number(process.env.TEST_SEED ?? 1);

/** Every member of every report in every way, which takes many minutes. */
const all = process.env.TEST_DAMAGE === 'all';

/**
 * Where a member left out is just how the tool writes that it found less: Trivy leaves out the list of a target
 * without findings, Clair the package without findings, Snyk the applications where there are none.
 */
const less =
  /^(?:Resources\/\d+\/)?Results\/\d+\/Vulnerabilities$|^package_vulnerabilities\/[^/]+$|^applications$/;
/** Other names of a finding, which without them is found under its own. */
const alias = /VendorIDs|relatedVulnerabilities|cves|references|identifiers/;
/** Ratings, which may change without the finding being another. */
const rating = /severity|cvss|score|vector|metrics|rating/i;

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
  const service = createImportService(importDeps(repository, clock));
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
    async planOf(report: object): Promise<ImportPart | undefined> {
      try {
        await run(Buffer.from(JSON.stringify(report)));
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
  // Without its purl, a package is known by the end of its name only.
  ...new Set(packageIssue.map(({ affectedLocation }) => affectedLocation.package.replace(/^.*[:/]/, ''))),
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

/** What of the findings a damaged report does not have although it says that it is a finished scan of their resource. */
function silent(
  report: object,
  resource: string | undefined,
  before: Iterable<OccurrenceDocument>,
): string[] {
  const { occurrences, discovery } = convert(report, { resource, misconfig: true, secrets: true });
  const finished = new Set(
    discovery
      .filter(({ occurrence }) => statusOf(occurrence) === 'FINISHED_SUCCESS')
      .map(({ occurrence }) => placeOf(occurrence)),
  );
  const found = new Set(occurrences.map(({ resource: about, noteName }) => `${about?.uri} ${noteName}`));
  return [...before].flatMap((occurrence) => {
    if (occurrence.discovered !== undefined || !finished.has(placeOf(occurrence))) return [];
    return found.has(`${occurrence.resource?.uri} ${occurrence.noteName}`)
      ? []
      : [`${occurrence.noteName} is not found, and the scan is finished`];
  });
}

/** Scans for secrets are apart. */
const placeOf = ({ resource, noteName = '', secret }: OccurrenceDocument): string => {
  const [scope, id = ''] = noteName.split('/notes/');
  return `${resource?.uri} ${scope} ${secret !== undefined || id === 'trivy-secret' ? 'SECRET' : ''}`;
};

async function checkDamages(bytes: Buffer, resource: string | undefined): Promise<number> {
  const whole = JSON.parse(bytes.toString()) as object;
  const document = all ? whole : condensed(whole);
  const { before, planOf } = await stored(Buffer.from(JSON.stringify(document)), resource);
  let count = 0;
  for (const damage of damagesOf(document, seed, all)) {
    const name = damage.path.join('/');
    if (damage.name === 'dropped' && less.test(name)) continue;
    const plan = await planOf(damaged(document, damage));
    if (plan !== undefined) {
      expect.soft(lost(plan, before, !rating.test(name)), `${name} ${damage.name}`).toEqual([]);
      if (!alias.test(name))
        expect
          .soft(silent(damaged(document, damage), resource, before.values()), `${name} ${damage.name}`)
          .toEqual([]);
    }
    count += 1;
  }
  return count;
}

describe('the damages', () => {
  it.each(fixtures)('of %s: every shape is damaged in every way', (file) => {
    const document = JSON.parse(fixture(file).toString()) as object;
    const shapes = new Map<string, Set<string>>();
    for (const damage of damagesOf(condensed(document), seed, false)) {
      const shape = shapeOf(damage);
      const ways = shapes.get(shape) ?? new Set();
      shapes.set(shape, ways.add(damage.name.startsWith('a ') ? 'retyped' : damage.name));
    }
    for (const { path, value } of placesOf(document))
      expect(shapes.get(shapeOf({ path, value })), path.join('/')).toEqual(
        new Set(['dropped', 'renamed', 'retyped']),
      );
  });
});

describe('a report with any member dropped, renamed or of another type', () => {
  it.each(fixtures)('%s: keeps stored findings, or is refused', async (file) => {
    const damages = await checkDamages(fixture(file), resourceFor(file));
    expect(damages, 'damages; a report with more members has more').toBeGreaterThan(70);
  });

  it.runIf(available).each(sampleFiles)('%s: keeps stored findings, or is refused', async (file) => {
    expect(await checkDamages(readFileSync(new URL(file, samples)), resourceFor(file))).toBeGreaterThan(100);
  });
});

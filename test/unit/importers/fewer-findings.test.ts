import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importers } from '../../../src/importers/registry.js';
import { workspace } from '../services/import-workspace.js';
import { damaged, type Path, placesOf } from './damages.js';
import { convert, fixture, vulnerabilities } from './kit.js';
import { reportFixtures, resourceFor } from './reports.js';

/** A report with some findings less removes exactly those, in every format and for any number of them. */

type Json = Record<string, unknown>;

/** Where the rows of a format are: paths of lists, `*` for any element; and what states their number. */
interface Layout {
  readonly lists: string;
  /** Makes what else the report says of its rows fit them. */
  readonly adjust?: (report: Json) => void;
}

const list = (value: unknown): Json[] => (Array.isArray(value) ? value : []) as Json[];
const countBy = (rows: readonly Json[], member: string): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const row of rows) counts[String(row[member])] = (counts[String(row[member])] ?? 0) + 1;
  return counts;
};

/** Where it is not the first list that the importer reads element by element, or something has to be adjusted. */
const layouts: Readonly<Record<string, Layout>> = {
  'trivy/image.json': { lists: 'Results/*/Vulnerabilities' },
  'trivy/cluster.json': { lists: 'Resources/*/Results/*/Vulnerabilities' },
  'trivy-operator/report.json': {
    lists: 'report/vulnerabilities',
    adjust({ report }) {
      const inner = report as { summary: Json; vulnerabilities: Json[] };
      const counts = countBy(inner.vulnerabilities, 'severity');
      for (const word of ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'NONE', 'UNKNOWN'])
        inner.summary[`${word.toLowerCase()}Count`] = counts[word] ?? 0;
    },
  },
  'clair/report.json': {
    lists: 'package_vulnerabilities/*',
    adjust(report) {
      const [byPackage, all] = [report.package_vulnerabilities as Json, report.vulnerabilities as Json];
      for (const [id, found] of Object.entries(byPackage)) if (list(found).length === 0) delete byPackage[id];
      const found = new Set(Object.values(byPackage).flat());
      for (const id of Object.keys(all)) if (!found.has(id)) delete all[id];
    },
  },
  'harbor/report.json': {
    lists: '*/vulnerabilities',
    adjust(report) {
      for (const inner of Object.values(report) as Json[]) {
        const counts = countBy(list(inner.vulnerabilities), 'severity');
        inner.severity =
          ['Critical', 'High', 'Medium', 'Low', 'Negligible'].find((word) => counts[word] !== undefined) ??
          'Unknown';
      }
    },
  },
  'neuvector/report.json': { lists: 'report/vulnerabilities' },
  'cyclonedx/findings.json': { lists: 'vulnerabilities' },
  ...Object.fromEntries(
    ['trivy', 'grype', 'scout', 'snyk'].map((tool) => [
      `sarif/${tool}.json`,
      {
        lists: 'runs/*/tool/driver/rules',
        adjust(report: Json) {
          for (const run of list(report.runs)) {
            const { rules } = (run.tool as { driver: { rules: Json[] } }).driver;
            const results = list(run.results).filter(({ ruleId }) => rules.some(({ id }) => id === ruleId));
            // Rules were moved.
            for (const result of results) delete result.ruleIndex;
            run.results = results;
          }
        },
      },
    ]),
  ),
  'gitlab/report.json': { lists: 'vulnerabilities' },
  'snyk/container.json': {
    lists: 'vulnerabilities',
    adjust(report) {
      report.uniqueCount = new Set(list(report.vulnerabilities).map(({ id }) => id)).size;
    },
  },
  'ecr/basic.json': {
    lists: 'imageScanFindings/findings',
    adjust({ imageScanFindings }) {
      const inner = imageScanFindings as Json;
      inner.findingSeverityCounts = countBy(list(inner.findings), 'severity');
    },
  },
  'ecr/enhanced.json': {
    lists: 'imageScanFindings/enhancedFindings',
    adjust({ imageScanFindings }) {
      const inner = imageScanFindings as Json;
      inner.findingSeverityCounts = countBy(list(inner.enhancedFindings), 'severity');
    },
  },
  'osv-scanner/report.json': { lists: 'results/*/packages' },
  'prisma/image.json': {
    lists: 'results/*/vulnerabilities',
    adjust({ results }) {
      for (const result of list(results))
        (result.vulnerabilityDistribution as Json).total = list(result.vulnerabilities).length;
    },
  },
};

/** Reports that find nothing, or of which nothing is removed. */
const others =
  /^(?:spdx|openvex|csaf|osv)\/|vex(?:-of-image)?\.json$|^trivy\/(?:config|cluster-summary|image-rescan)\.json$|list\.json$/;

/** Every row of a report, and the report with some of them only. */
function rowsOf(report: object, { lists, adjust }: Layout) {
  const pattern = new RegExp(`^${lists.replaceAll('*', '[^/]+(?:; version=1\\.1)?')}$`);
  const places = [...placesOf(report)].filter(
    ({ path, value }) =>
      Array.isArray(value) && pattern.test(path.map((key) => String(key).replaceAll('/', '_')).join('/')),
  );
  const rows = places.flatMap(({ path, value }) =>
    (value as unknown[]).map((_, index) => [path, index] as const),
  );
  const keep = (kept: ReadonlySet<number>): Json => {
    let left: object = structuredClone(report);
    for (const { path, value } of places) {
      const some = (value as unknown[]).filter((_, index) =>
        kept.has(rows.findIndex(([at, row]) => at === path && row === index)),
      );
      left = withList(left, path, some);
    }
    adjust?.(left as Json);
    return left as Json;
  };
  return { count: rows.length, keep };
}

function withList(report: object, path: Path, rows: readonly unknown[]): object {
  return damaged(report, {
    path,
    change(parent, key) {
      parent[key] = rows;
    },
  });
}

const idOf = (noteName = '', uri = ''): string => `${noteName.split('/').at(-1)} ${uri}`;

function layoutOf(file: string): Layout {
  const { bulk = [] } = importers.find(({ format }) => file.startsWith(`${format}/`)) ?? {};
  return layouts[file] ?? { lists: bulk[0] ?? '' };
}

const files = reportFixtures.filter((file) => !others.test(file));

describe('a report with fewer findings', () => {
  it('has only layouts that are tested', () => {
    expect(Object.keys(layouts).filter((file) => !files.includes(file))).toEqual([]);
  });

  it.each(files)('of %s removes exactly the missing ones', async (file) => {
    const layout = layoutOf(file);
    const resource = resourceFor(file);
    const { count, keep } = rowsOf(JSON.parse(fixture(file).toString()), layout);
    const isUnderstood = (row: number) => convert(keep(new Set([row])), { resource }).partial.length === 0;
    const all = Array.from({ length: count }, (_, row) => row).filter(isUnderstood);
    const advice = `${all.length} findings in the lists "${layout.lists}" of ${file}; state its lists in layouts`;
    expect(all.length, advice).toBeGreaterThan(1);
    const foundIn = (rows: readonly number[]) => {
      const found = vulnerabilities(convert(keep(new Set(rows)), { resource }));
      return new Set(found.map((one) => idOf(one.noteName, one.resource?.uri)));
    };
    const found = foundIn(all);
    // What each row alone says: a finding is gone once the last of its rows is.
    const each = new Map(all.map((row) => [row, foundIn([row])]));
    const elsewhere = [...found].filter((name) => ![...each.values()].some((names) => names.has(name)));
    await fc.assert(
      fc.asyncProperty(fc.subarray(all, { minLength: 1, maxLength: all.length - 1 }), async (rows) => {
        // Trivy writes the same SARIF where it found no vulnerability as where it did not look.
        fc.pre(rows.some((row) => (each.get(row)?.size ?? 0) > 0));
        const { run, stored } = workspace();
        await run(keep(new Set(all)), { resource });
        const names = async () =>
          (await stored())
            .filter(({ vulnerability }) => vulnerability !== undefined)
            .map(({ noteName, resource: about }) => idOf(noteName, about?.uri));
        expect((await names()).sort()).toEqual([...found].sort());
        const left = new Set([...elsewhere, ...rows.flatMap((row) => [...(each.get(row) ?? [])])]);
        const { occurrences } = await run(keep(new Set(rows)), { resource });
        expect((await names()).sort()).toEqual([...left].sort());
        expect(occurrences.removed).toBe(found.size - left.size);
        await run(keep(new Set(all)), { resource });
        expect((await names()).sort()).toEqual([...found].sort());
      }),
      { seed: Number(process.env.TEST_SEED ?? 1), numRuns: 12 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/domain/errors.js';
import { isLazyList } from '../../../src/domain/lazy-list.js';
import { JsonReader } from '../../../src/importers/common/json-reader.js';
import { openReport } from '../../../src/importers/common/report.js';
import { convert, fixture, vulnerabilities } from './kit.js';

const open = (text: string) => openReport(Buffer.from(text), []);

describe('a long list within a report', () => {
  const rows = (count: number, more = ''): string =>
    Array.from({ length: count }, (_, n) => `{"n":${n},"text":"${'x'.repeat(1000)}"}`).join(',') + more;
  const inner = (text: string): string => `{"a":{"runs":[{"rows":[${text}],"b":1},{}]}}`;
  const runsOf = (head: unknown): readonly { rows: readonly { n: number }[]; b: number }[] =>
    (head as { a: { runs: [] } }).a.runs;

  it('has its elements read again whenever they are used, but not the rest of the report', () => {
    const runs = runsOf(open(inner(rows(3000))).head);
    expect(isLazyList(runs)).toBe(false);
    const [run] = runs;
    expect(isLazyList(run?.rows ?? [])).toBe(true);
    expect(run?.rows).toHaveLength(3000);
    expect(run?.rows.map(({ n }) => n)).toEqual(Array.from({ length: 3000 }, (_, n) => n));
    expect(run?.rows[7]).not.toBe(run?.rows[7]);
    expect(run?.b).toBe(1);
    expect(isLazyList(runsOf(open(inner(rows(500))).head)[0]?.rows ?? [])).toBe(false);
  });

  it('is refused for an error in it, whether it is used or not', () => {
    for (const [more, message] of [
      [',{"n":1,"n":2}', 'duplicate key "n"'],
      [',{"n":01}', 'expected a JSON value'],
      [',"\\x"', 'a bad escape'],
      [',', 'expected a JSON value'],
      [`,${'['.repeat(62)}${']'.repeat(62)}`, 'deeper than the limit of 64 levels'],
    ] as const)
      expect(() => open(inner(rows(3000, more)))).toThrow(message);
    expect(() => open(inner(rows(3000, `,${'['.repeat(59)}${']'.repeat(59)}`)))).not.toThrow();
  });

  it('does not count toward the limit of held bytes, but the rest does', () => {
    const bytes = Buffer.from(inner(rows(3000)));
    const bounds = { depth: 64, elements: 5000, held: 1_200_000 };
    expect(new JsonReader(bytes, bounds).value()).toBeDefined();
    expect(() => new JsonReader(bytes, { ...bounds, elements: 2999 }).value()).toThrow(
      'more elements than the limit of 2999',
    );
    const text = Buffer.from(`{"rows":[${rows(3000)}],"text":"${'x'.repeat(1_200_001)}"}`);
    expect(() => new JsonReader(text, bounds).value()).toThrow('more than the limit of 1200000 bytes');
  });
});

/** Findings of fixtures, so often and so long that their lists are long ones. */
function long(report: object, multiply: (rows: readonly unknown[]) => unknown[]): object {
  return JSON.parse(
    JSON.stringify(report, (key, value: unknown) =>
      ['Vulnerabilities', 'results', 'rules', 'vulnerabilities', 'matches'].includes(key) &&
      Array.isArray(value)
        ? multiply(value)
        : value,
    ),
  ) as object;
}

it.each(['trivy/image.json', 'grype/image.json', 'cyclonedx/findings.json', 'sarif/trivy.json'])(
  'a report with long lists converts to the same as one with short ones: %s',
  (name) => {
    const report = JSON.parse(fixture(name).toString()) as object;
    const resource = 'registry.example.com/shop/cart';
    const padded = long(report, (rows) =>
      rows.map((row) => ({ ...(row as object), pad: 'x'.repeat(1_100_000) })),
    );
    const [few, many] = [convert(report, { resource }), convert(padded, { resource })];
    expect(vulnerabilities(few).length).toBeGreaterThan(1);
    expect(vulnerabilities(many)).toEqual(vulnerabilities(few));
    const scans = ({ discovery, replaces, keeps, warnings }: typeof few) => [
      discovery,
      replaces,
      keeps,
      warnings,
    ];
    expect(scans(many)).toEqual(scans(few));
  },
);

describe('a list that is longer than a call has arguments', () => {
  const list = (item: unknown): unknown[] => Array<unknown>(130_000).fill(item);
  const image = `registry.example.com/shop/cart@sha256:${'0'.repeat(64)}`;

  it.each<[string, unknown, string?]>([
    ['conftest', [{ filename: 'x', successes: 0, failures: list({}) }], image],
    [
      'osv',
      {
        schema_version: '1.6.0',
        id: 'CVE-2024-1',
        affected: list({ package: { ecosystem: 'npm', name: 'x' } }),
      },
    ],
    [
      'kube-bench',
      {
        Controls: [
          {
            node_type: 'master',
            version: 'cis-1',
            tests: [{ results: list({ test_number: '1', status: 'PASS' }) }],
          },
        ],
      },
      'k8s://c/nodes/n',
    ],
    [
      'grype',
      {
        descriptor: { name: 'grype' },
        source: { type: 'image', target: { userInput: image, repoDigests: [image] } },
        matches: [
          {
            vulnerability: { id: 'CVE-2024-1', epss: list({ epss: 0.5 }) },
            artifact: { name: 'x', version: '1', type: 'deb' },
          },
        ],
      },
    ],
    [
      'cyclonedx',
      {
        bomFormat: 'CycloneDX',
        specVersion: '1.5',
        components: [{ 'bom-ref': 'a', name: 'a', version: '1', type: 'library' }],
        vulnerabilities: [
          {
            id: 'CVE-2024-1',
            affects: [{ ref: 'a' }],
            recommendation: `Upgrade a to version ${list('1').join(', ')}`,
          },
        ],
      },
      image,
    ],
  ])('is converted or refused as others are: %s', (format, report, resource) => {
    let problem: unknown;
    try {
      convert(report as object, { resource }, format);
    } catch (error) {
      problem = error;
    }
    expect(problem ?? new ApiError('INVALID_REPORT', 'none')).toBeInstanceOf(ApiError);
  });
});

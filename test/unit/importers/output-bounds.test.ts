import { describe, expect, it } from 'vitest';
import { OutputBudget } from '../../../src/importers/common/output-budget.js';
import { outcomeOf, reportLimits } from './becoming.js';

const text = 'x'.repeat(10_000);

/** As if a report of no bytes might become this much, so that small reports prove it. */
const allowance = 3_000_000;
const each = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));
const digest = (n: number): string => n.toString(16).padStart(64, '0');

/** Reports of some 100 kB to 500 kB whose rows share a long part. */
const shared: Readonly<Record<string, { file: string; document: object }>> = {
  'a statement with many subjects': {
    file: 'in-toto/statement.json',
    document: {
      _type: 'https://in-toto.io/Statement/v1',
      subject: each(1_000, (n) => ({ name: `a${n}`, digest: { sha256: digest(n) } })),
      predicateType: 'https://slsa.dev/provenance/v1',
      predicate: {
        buildDefinition: { buildType: 'https://example.com/build', externalParameters: { text } },
      },
    },
  },
  'a link with many products': {
    file: 'in-toto/link.json',
    document: {
      signatures: [{ keyid: 'aa', sig: 'aa' }],
      signed: {
        _type: 'link',
        name: 'step',
        command: [text],
        products: Object.fromEntries(each(1_000, (n) => [`a${n}`, { sha256: digest(n) }])),
      },
    },
  },
  'targets of Notary beside a long one': {
    file: 'notary/targets.json',
    document: {
      signatures: [{ keyid: 'aa', sig: 'aaaa' }],
      signed: {
        _type: 'Targets',
        expires: '2030-01-01T00:00:00Z',
        targets: Object.fromEntries(
          each(1_000, (n) => [
            `${n}`,
            { hashes: { sha256: Buffer.from(digest(n), 'hex').toString('base64') } },
          ]),
        ),
      },
    },
  },
  'a vulnerability of CycloneDX with many components': {
    file: 'cyclonedx/findings.json',
    document: {
      bomFormat: 'CycloneDX',
      specVersion: '1.5',
      metadata: {
        component: {
          name: 'shop/cart',
          purl: `pkg:oci/cart@sha256:${digest(1)}?repository_url=r.example/cart`,
        },
      },
      vulnerabilities: [
        {
          id: 'CVE-2024-1000',
          description: text,
          affects: each(1_000, (n) => ({ ref: `pkg:deb/debian/p${n}@1.0` })),
        },
      ],
    },
  },
  'a rule of SARIF with many results': {
    file: 'sarif/grype.sarif.json',
    document: {
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'Grype', rules: [{ id: 'r', help: { text } }] } },
          results: each(1_000, () => ({ ruleId: 'r' })),
        },
      ],
    },
  },
  'a vulnerability of Clair in many packages': {
    file: 'clair/report.json',
    document: {
      manifest_hash: `sha256:${digest(1)}`,
      packages: Object.fromEntries(each(1_000, (n) => [`${n}`, { name: `p${n}`, version: '1' }])),
      distributions: {},
      environments: {},
      vulnerabilities: { v: { name: 'CVE-2024-1000', description: text } },
      package_vulnerabilities: Object.fromEntries(each(1_000, (n) => [`${n}`, ['v']])),
    },
  },
  'a vulnerability of osv-scanner in many groups': {
    file: 'osv-scanner/report.json',
    document: {
      results: [
        {
          packages: [
            {
              package: { name: 'p', version: '1', ecosystem: 'npm' },
              vulnerabilities: [
                { id: 'GHSA-1', affected: each(200, (n) => ({ package: { name: `other-package-${n}` } })) },
              ],
              groups: each(1_000, (n) => ({ ids: ['GHSA-1'], aliases: [`A-${n}`] })),
            },
          ],
        },
      ],
    },
  },
  'a record of OSV with many packages': {
    file: 'osv/record.json',
    document: {
      schema_version: '1.6.0',
      id: 'GHSA-1',
      details: text,
      affected: each(1_000, (n) => ({ package: { name: `p${n}`, ecosystem: 'npm' } })),
    },
  },
  'a remediation of CSAF of many products': {
    file: 'csaf/vex.json',
    document: {
      document: { csaf_version: '2.0', publisher: { name: 'p' } },
      vulnerabilities: [
        {
          cve: 'CVE-2024-1000',
          product_status: { known_affected: each(1_000, (n) => `P${n}`) },
          remediations: [{ category: 'mitigation', details: text, product_ids: each(1_000, (n) => `P${n}`) }],
        },
      ],
    },
  },
  'groups of CSAF in many remediations': {
    file: 'csaf/vex.json',
    document: {
      document: { csaf_version: '2.0', publisher: { name: 'p' } },
      product_tree: { product_groups: [{ group_id: 'g', product_ids: each(1_000, (n) => `P${n}`) }] },
      vulnerabilities: [
        {
          cve: 'CVE-2024-1000',
          product_status: { known_affected: ['P1'] },
          remediations: each(1_000, () => ({ category: 'mitigation', details: 'x', group_ids: ['g'] })),
        },
      ],
    },
  },
  'a statement of OpenVEX with many products': {
    file: 'openvex/document.json',
    document: {
      '@context': 'https://openvex.dev/ns/v0.2.0',
      author: 'p',
      statements: [
        {
          vulnerability: { name: 'CVE-2024-1000', aliases: each(1_000, (n) => `ALIAS-${n}`) },
          products: each(1_000, (n) => ({ '@id': `pkg:npm/p${n}@1` })),
          status: 'affected',
        },
      ],
    },
  },
};

describe('a report whose rows share a long part', () => {
  it.each(Object.entries(shared))('%s is refused before it is converted', (_, { file, document }) => {
    expect(outcomeOf(file, document, allowance)).toMatchObject({ error: 'TOO_LARGE' });
  });

  it('gets an error that names the part that makes it too large', () => {
    const { document } = shared['a statement with many subjects'] as { document: object };
    expect(outcomeOf('in-toto/statement.json', document, allowance).message).toMatch(
      /^\/subject\/\d+: with it the report becomes notes and occurrences of more than \d+ bytes, the limit for its size$/,
    );
  });
});

describe('the budget of a report', () => {
  it('is used up by long texts, by many short values, and by repetition', () => {
    const { outputBytes, outputFactor } = reportLimits;
    const half = 'x'.repeat(outputBytes / 2);
    const budget = () => new OutputBudget(0);
    expect(() => budget().charge('a', half)).not.toThrow();
    expect(() => budget().charge('a', half, 2)).toThrow(/^a: /);
    expect(() => budget().charge('a', { b: [half, { c: half }] })).toThrow(/^a: /);
    expect(() => budget().charge('a', [half, new Array(outputBytes / 8).fill(null)])).toThrow(/^a: /);
    expect(() => new OutputBudget(outputBytes).charge('a', half, 2 * outputFactor)).not.toThrow();
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { workspace } from '../services/import-workspace.js';
import { convert, fixture } from './kit.js';

type Json = Record<string, unknown>;

interface Assessment {
  product: { name: string; genericUri?: string };
  publisher: { name: string };
  assessment: {
    vulnerabilityId: string;
    state: string;
    longDescription?: string;
    justification?: { justificationType?: string; details?: string };
    remediations?: { remediationType: string; details?: string }[];
    relatedUris: { url: string; label?: string }[];
  };
}

const read = (file: string): Json => JSON.parse(fixture(file).toString()) as Json;

function statementsOf(report: Json | Buffer): Assessment[] {
  return [...convert(report).notes.values()].map(
    ({ vulnerabilityAssessment }) => vulnerabilityAssessment as unknown as Assessment,
  );
}

const short = ({ assessment, product }: Assessment): string =>
  [
    assessment.vulnerabilityId,
    assessment.state,
    product.name.replace(/\?.*/, ''),
    assessment.justification?.justificationType,
    assessment.remediations?.map(({ remediationType }) => remediationType).join(),
  ]
    .join(' ')
    .trim();

describe('VEX', () => {
  it.each([
    [
      'openvex/document.json',
      [
        'CVE-2024-10001 NOT_AFFECTED pkg:oci/cart VULNERABLE_CODE_NOT_IN_EXECUTE_PATH',
        'CVE-2024-10001 NOT_AFFECTED pkg:oci/web VULNERABLE_CODE_NOT_IN_EXECUTE_PATH',
        'CVE-2024-10001 AFFECTED pkg:oci/cart  MITIGATION',
        'CVE-2024-10003 FIXED pkg:oci/cart',
        'CVE-2024-10004 UNDER_INVESTIGATION pkg:oci/cart',
      ],
    ],
    [
      'csaf/vex.json',
      [
        'CVE-2024-10001 NOT_AFFECTED tlskit of Shop OS 1 VULNERABLE_CODE_NOT_PRESENT',
        'CVE-2024-10001 FIXED Shop OS 1  VENDOR_FIX',
        'EX-7 AFFECTED tlskit of Shop OS 1  WORKAROUND',
        'EX-7 UNDER_INVESTIGATION Shop OS 1',
      ],
    ],
    [
      'cyclonedx/vex.json',
      [
        'CVE-2024-10001 NOT_AFFECTED pkg:maven/com.example/tlskit@2.10.0 VULNERABLE_CODE_NOT_IN_EXECUTE_PATH NO_FIX_PLANNED,VENDOR_FIX',
        'CVE-2024-10001 NOT_AFFECTED left-trim VULNERABLE_CODE_NOT_IN_EXECUTE_PATH NO_FIX_PLANNED,VENDOR_FIX',
        'CVE-2024-10002 AFFECTED left-trim',
      ],
    ],
  ])('%s', (file, expected) => {
    expect(statementsOf(read(file)).map(short)).toEqual(expected);
    expect(convert(read(file))).toMatchObject({ occurrences: [], discovery: [], replaces: [] });
  });

  it('about parts does not apply to the whole product', () => {
    const [first, , second] = statementsOf(read('openvex/document.json'));
    expect(first?.assessment.longDescription).toContain('pkg:deb/debian/tlskit, pkg:deb/debian/libtlskit3');
    expect(second?.assessment.longDescription).toContain('pkg:npm/left-trim');
    // A part of Shop OS is not that part anywhere.
    expect(statementsOf(read('csaf/vex.json'))[0]?.product.genericUri).toBeUndefined();
  });

  it('changes nothing when imported twice, and an older document does not replace a newer one', async () => {
    const { run } = workspace();
    const document = read('openvex/document.json');
    const later = { ...document, timestamp: '2024-05-05T00:00:00Z' };
    expect((await run(document)).notes).toMatchObject({ created: 5 });
    expect((await run(document)).notes).toMatchObject({ created: 0, updated: 0, unchanged: 5 });
    expect((await run(later)).notes).toMatchObject({ updated: 4, unchanged: 1 });
    expect((await run(document)).notes).toMatchObject({ updated: 0, unchanged: 5 });
  });

  it('with an unknown state is omitted with a warning', () => {
    const document = read('openvex/document.json');
    const statements = (document.statements as Json[]).map((row) => ({ ...row, status: 'fine' }));
    const converted = convert({ ...document, statements });
    expect(converted.notes.size).toBe(0);
    expect(converted.warnings).toHaveLength(4);
  });

  it('uses the worse of two states of a product', () => {
    const document = read('csaf/vex.json');
    const product_status = { known_not_affected: ['os1'], known_affected: ['os1'] };
    const statements = statementsOf({
      ...document,
      vulnerabilities: [{ cve: 'CVE-2024-1', product_status }],
    });
    expect(statements.map(short)).toEqual(['CVE-2024-1 AFFECTED Shop OS 1']);
  });

  it('of old OpenVEX has texts instead of objects', () => {
    const row = {
      vulnerability: 'CVE-2024-1',
      products: ['pkg:oci/a'],
      subcomponents: ['pkg:npm/b'],
      status: 'fixed',
    };
    const [first, ...others] = statementsOf({ ...read('openvex/document.json'), statements: [row] });
    expect(others).toEqual([]);
    expect(first?.assessment.longDescription).toContain('pkg:npm/b');
  });

  it('of OpenVEX speaks of its parts wherever they stand, and is refused where one has no name', () => {
    const product = { '@id': 'pkg:oci/a' };
    const given = (row: Json): string[] => {
      const statement = { vulnerability: { name: 'CVE-2024-1' }, status: 'not_affected', ...row };
      const [only] = statementsOf({ ...read('openvex/document.json'), statements: [statement] });
      return (only?.assessment.relatedUris ?? []).flatMap(({ url, label }) => (label === 'part' ? url : []));
    };
    const [text, object] = ['pkg:npm/b', { '@id': 'pkg:npm/b' }];
    for (const part of [text, object]) {
      expect(given({ products: [product], subcomponents: [part] })).toEqual([text]);
      expect(given({ products: ['pkg:oci/a'], subcomponents: [part] })).toEqual([text]);
      expect(given({ products: [{ ...product, subcomponents: [part] }] })).toEqual([text]);
      const other = { products: [{ ...product, subcomponents: [part] }], subcomponents: ['pkg:npm/c'] };
      expect(given(other)).toEqual([text]);
    }
    for (const part of ['', ' ', {}, { '@id': '' }]) {
      for (const row of [
        { products: ['pkg:oci/a'], subcomponents: [part] },
        { products: [product], subcomponents: [text, part] },
        { products: [{ ...product, subcomponents: [part] }] },
      ])
        expect(() => given(row)).toThrow('the subcomponent has no @id');
    }
  });

  describe('of some versions of a product does not clear all of them', () => {
    const all = 'pkg:oci/app?repository_url=ghcr.io/org/app';
    const one = 'pkg:oci/app@1.2?repository_url=ghcr.io/org/app';
    const states = ['not_affected', 'fixed', 'affected'] as const;
    /** The artifact of a statement of each state. */
    const urisOf = (report: (state: (typeof states)[number]) => Json): (string | undefined)[] =>
      states.map((state) => statementsOf(report(state))[0]?.product.genericUri);

    it.each<[string, (product: Json) => Json]>([
      ['hashes', (product) => ({ ...product, hashes: { 'sha-256': 'ab' } })],
      [
        'hashes of a part',
        (product) => ({ ...product, subcomponents: [{ '@id': 'pkg:npm/a', hashes: { md5: 'ab' } }] }),
      ],
    ])('OpenVEX: %s', (_, change) => {
      const of = (uri: string) =>
        urisOf((status) => ({
          ...read('openvex/document.json'),
          statements: [{ vulnerability: { name: 'CVE-2024-1' }, products: [change({ '@id': uri })], status }],
        }));
      expect(of(all)).toEqual([undefined, undefined, all]);
    });

    it.each<[string, (product: Json) => Json]>([
      ['a version', (product) => ({ branches: [{ category: 'product_version', name: '1.2', product }] })],
      [
        'a range, further out',
        (product) => ({
          branches: [
            {
              category: 'product_version_range',
              name: 'vers:oci/<1.2',
              branches: [{ category: 'architecture', name: 'x', product }],
            },
          ],
        }),
      ],
      [
        'a part of another product',
        (full_product_name) => ({
          relationships: [
            {
              category: 'default_component_of',
              product_reference: 'a',
              relates_to_product_reference: 'b',
              full_product_name,
            },
          ],
        }),
      ],
    ])('CSAF: %s', (what, treeOf) => {
      const of = (purl: string) =>
        urisOf((state) => ({
          ...read('csaf/vex.json'),
          product_tree: treeOf({ product_id: 'p', name: 'app', product_identification_helper: { purl } }),
          vulnerabilities: [
            {
              cve: 'CVE-2024-1',
              product_status: {
                [{ not_affected: 'known_not_affected', fixed: 'fixed', affected: 'known_affected' }[state]]: [
                  'p',
                ],
              },
            },
          ],
        }));
      expect(of(all)).toEqual([undefined, undefined, all]);
      if (what.includes('version')) expect(of(one)).toEqual([one, one, one]);
    });

    it('CycloneDX: versions of what is affected', () => {
      const of = (ref: string) =>
        urisOf((state) => ({
          bomFormat: 'CycloneDX',
          specVersion: '1.5',
          vulnerabilities: [
            {
              id: 'CVE-2024-1',
              affects: [{ ref, versions: [{ version: '1.2' }] }],
              analysis: {
                state: { not_affected: 'not_affected', fixed: 'resolved', affected: 'exploitable' }[state],
              },
            },
          ],
        }));
      expect(of(all)).toEqual([undefined, undefined, all]);
      expect(of(one)).toEqual([one, one, one]);
    });
  });
});

const samples = new URL('../../../../shared/samples/', import.meta.url);
const available = existsSync(samples);
if (!available) console.log('skipped: no folder of sample reports beside the repository');

describe.runIf(available)('real VEX documents', () => {
  it.each([
    ['openvex/trivy-oci.openvex.json', 21],
    ['csaf/cve-2024-22047.redhat-vex.json', 1],
    ['cyclonedx/vex.cdx-1.4.json', 1],
  ])('%s has %d statements', (file, count) => {
    const converted = convert(readFileSync(new URL(file, samples)));
    expect(converted.notes.size).toBe(count);
    expect(converted.warnings).toEqual([]);
  });
});

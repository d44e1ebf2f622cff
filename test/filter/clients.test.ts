import { describe, expect, it } from 'vitest';
import { parseFilter } from '../../src/domain/filter/parse-filter.js';
import { noteCatalogue, occurrenceCatalogue } from '../../src/kinds/filter-catalogue.js';
import { listCoreFields, listDocumentFields } from '../../src/kinds/filter-fields.js';
import { kinds } from '../../src/kinds/index.js';
import { buildRegistry } from '../../src/kinds/registry.js';
import { show } from './show.js';

const registry = buildRegistry(kinds);
const occurrences = occurrenceCatalogue(registry);
const notes = noteCatalogue(registry);

function checked(text: string): string {
  const predicate = parseFilter(text, occurrences);
  return predicate === undefined ? 'no filter' : show(predicate);
}

const image = 'https://gcr.io/p/i@sha256:0011';

/** Filters as the clients of conformance 5.3 and 9.3 write them. */
describe('filters of real clients', () => {
  it.each([
    [`resourceUrl="${image}" AND kind="VULNERABILITY"`, `(resourceUri = "${image}" and kind = 1)`],
    [`resource_url="${image}" AND kind="PACKAGE_VULNERABILITY"`, `(resourceUri = "${image}" and kind = 1)`],
    [
      `resourceUrl=${JSON.stringify(image)} AND kind="ATTESTATION_AUTHORITY"`,
      `(resourceUri = "${image}" and kind = 7)`,
    ],
    [
      'kind = "DISCOVERY" AND noteProjectId="goog-analysis" AND noteId="PACKAGE_VULNERABILITY"',
      '(kind = 6 and noteScope = "goog-analysis" and noteId = "PACKAGE_VULNERABILITY")',
    ],
    [
      `(has_prefix(resourceUrl, "https://gcr.io/p")) AND ((kind = "BUILD") OR (kind = "IMAGE")) AND ((resourceUrl = "x") OR (resourceUrl = "y"))`,
      '(resourceUri starts with "https://gcr.io/p" and (kind = 2 or kind = 3) and (resourceUri = "x" or resourceUri = "y"))',
    ],
    ['dependencyPackageName="openssl"', '/installation/installation/name = "openssl"'],
    ['dependency_package_name="openssl"', '/installation/installation/name = "openssl"'],
    [
      'kind="BUILD_DETAILS" OR kind="IMAGE_BASIS" OR kind=PACKAGE_MANAGER OR kind="DEPLOYABLE"',
      '(kind = 2 or kind = 3 or kind = 4 or kind = 5)',
    ],
    ['vulnerability.effective_severity >= HIGH', '(kind = 1 and severity >= 4)'],
  ])('%s', (text, predicate) => {
    expect(checked(text)).toBe(predicate);
  });
});

describe('every field that is listed', () => {
  it.each([
    ['occurrences', occurrences],
    ['notes', notes],
  ])('of %s can be filtered, in camel and snake case, with its operators', (_, catalogue) => {
    const fields = [...listCoreFields(catalogue), ...listDocumentFields(catalogue)];
    expect(fields.length).toBeGreaterThan(100);
    for (const { path, otherNames, operators } of fields) {
      expect(operators).toContain(':*');
      for (const name of [path, ...otherNames]) {
        expect(() => parseFilter(`${name}:*`, catalogue), name).not.toThrow();
      }
    }
  });

  it('can be filtered by its proto name too', () => {
    const path = 'vulnerability.package_issue.affected_location.cpe_uri';
    expect(checked(`${path}="x"`)).toBe('/vulnerability/packageIssue/*/affectedLocation/cpeUri = "x"');
  });

  it('refuses paths into free-form JSON', () => {
    const path = 'build.inTotoSlsaProvenanceV1.predicate.buildDefinition.externalParameters';
    expect(() => parseFilter(`${path}.x=1`, occurrences)).toThrow(
      'holds free JSON, whose fields cannot be filtered',
    );
    expect(checked(`${path}:*`)).toContain('externalParameters present');
  });
});

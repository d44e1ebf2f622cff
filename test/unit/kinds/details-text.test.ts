import fc from 'fast-check';
import { expect, it } from 'vitest';
import { vulnerabilityConversion } from '../../../src/kinds/vulnerability/convert.js';
import { detailsTextToV1 } from '../../../src/kinds/vulnerability/details-text.js';

/** The text of a vulnerability's details is converted as the parsed details are, or left to those. */

/** Parts of the text that the conversion looks for. */
const parts = ['"', '\\', '}', ']', '{', ',', '],"', '"}', '"kind":"MAXIMUM"', '"packageIssue":['];
const text = fc.oneof(
  fc.string(),
  fc.array(fc.constantFrom(...parts, ',"fixedLocation":{', ',"cvssV3":{')).map((all) => all.join('')),
);
const severity = fc.constantFrom('LOW', 'HIGH', 'CRITICAL');
const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(model, { requiredKeys: [] });

const version = record({
  epoch: fc.integer({ min: 1, max: 9 }),
  name: text,
  revision: text,
  inclusive: fc.constant(true),
  kind: fc.constantFrom('NORMAL', 'MAXIMUM'),
});
const location = fc.record({ cpeUri: text, package: text, version });
const issue = fc.record(
  {
    affectedLocation: location,
    fixedLocation: location,
    severityName: text,
    packageType: text,
    effectiveSeverity: severity,
  },
  { requiredKeys: ['affectedLocation'] },
);
const details = fc.record(
  {
    type: text,
    severity,
    cvssScore: fc.double({ min: 0.1, max: 10, noNaN: true }).map(Math.fround),
    packageIssue: fc.array(issue, { minLength: 1, maxLength: 3 }),
    shortDescription: text,
    longDescription: text,
    relatedUrls: fc.array(record({ url: text, label: text }), { minLength: 1, maxLength: 3 }),
    effectiveSeverity: severity,
    cvssVersion: fc.constant('CVSS_VERSION_3'),
    cvssV3: record({
      baseScore: fc.constantFrom(1.5, 9.8),
      attackVector: fc.constant('ATTACK_VECTOR_NETWORK'),
    }),
  },
  { requiredKeys: ['packageIssue'] },
);

function convertParsed(stored: string): string {
  return JSON.stringify(
    vulnerabilityConversion.occurrence?.toV1(JSON.parse(stored) as Record<string, unknown>),
  );
}

it('converts details as scanners write them, whatever the texts contain', () => {
  fc.assert(
    fc.property(details, (value) => {
      const stored = JSON.stringify(value);
      expect(detailsTextToV1(stored)).toBe(convertParsed(stored));
    }),
    { numRuns: 2_000 },
  );
});

it.each([
  ['another member', { effectiveSeverity: 'HIGH', extraDetails: 'more' }],
  ['a severity that has no name', { effectiveSeverity: 99 }],
  ['texts that are very long', { longDescription: 'long '.repeat(20_000) }],
])('converts details with %s by parsing them', (_, others) => {
  const affectedLocation = { cpeUri: 'cpe:/o:x', package: 'p', version: { kind: 'MINIMUM' } };
  const stored = (more: object) => JSON.stringify({ packageIssue: [{ affectedLocation }], ...more });
  expect(detailsTextToV1(stored({}))).toBe(convertParsed(stored({})));
  expect(detailsTextToV1(stored(others))).toBeUndefined();
});

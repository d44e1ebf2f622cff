import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kinds } from '../../../src/kinds/index.js';
import { formConversion, type Json } from '../../../src/kinds/two-versions.js';
import { arbitraryOccurrence } from '../../setup/arbitraries.js';
import { registry } from './helpers.js';

/** The text of an occurrence is converted as the document would be, whatever its strings contain. */

const { toV1, textToV1 } = formConversion('occurrence');

/** Parts of the texts that the conversion looks for, and what they end with. */
const parts = [',"noteName":"', ',"kind":"', ',"resource":{"uri":', '"}', '"', '\\', ',', 'BUILD', '{'];
const hostile = fc
  .array(fc.constantFrom(...parts, ',"vulnerability":{', ',"build":{'))
  .map((all) => all.join(''));

/** As it is stored. */
function storedText(kind: string, value: Json): string {
  const times = { createTime: '2026-01-02T03:04:05Z', updateTime: '2026-01-02T03:04:05Z' };
  const whole: Json = { ...value, name: 'projects/p/occurrences/o', kind, ...times };
  const keys = registry.Occurrence.fields.map(({ jsonName }) => jsonName);
  return JSON.stringify(Object.fromEntries(keys.map((key) => [key, whole[key]])));
}

const withOccurrences = kinds.filter(({ occurrence }) => occurrence !== undefined);

describe.each(withOccurrences)('the text of a $name occurrence', (kind) => {
  const values = fc
    .tuple(arbitraryOccurrence(kind, 'projects/p/notes/n'), fc.option(hostile), fc.option(hostile))
    .map(([value, uri, remediation]) => ({
      ...value,
      ...(uri !== null && { resource: { uri: `https://r/${uri}` } }),
      ...(remediation && { remediation }),
    }));

  it('is converted like the document', () => {
    fc.assert(
      fc.property(values, (value) => {
        const text = storedText(kind.name, value);
        expect(textToV1(text)).toBe(JSON.stringify(toV1(JSON.parse(text) as Json)));
      }),
      { numRuns: 200 },
    );
  });
});

it('is copied except the artifact and the details', () => {
  const value = { resource: { uri: 'https://r/i' }, noteName: 'projects/p/notes/n', remediation: 'a b' };
  const text = storedText('DISCOVERY', { ...value, discovered: { discovered: {} } });
  // A spelling that printing a parsed document does not keep.
  const made = textToV1(text.replace('a b', '\\u0061 b'));
  expect(made).toContain('"resourceUri":"https://r/i","noteName":"projects/p/notes/n"');
  expect(made).toContain('"remediation":"\\u0061 b"');
});

import { describe, expect, it } from 'vitest';
import { additiveFormats } from '../../../src/importers/common/additive.js';
import { convert, fixture } from './kit.js';
import { fixtures, resourceFor } from './reports.js';

/** Of a bill of materials it says only that there is one. */
const isReplaced = ({ occurrence }: { occurrence: { noteName?: string | undefined } }): boolean =>
  occurrence.noteName?.endsWith('/sbom-status') === false;

describe('a format that only adds', () => {
  it.each(fixtures)('%s: only adds, or replaces the findings of its tool', (file) => {
    const format = file.split('/')[0] ?? '';
    const { replaces, partial, discovery } = convert(fixture(file), {
      resource: resourceFor(file),
      misconfig: true,
    });
    // CycloneDX is findings, a bill of materials or VEX.
    if (format !== 'cyclonedx')
      expect(additiveFormats.has(format)).toBe(
        replaces.length + partial.length + discovery.filter(isReplaced).length === 0,
      );
  });
});

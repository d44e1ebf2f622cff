import { readFileSync } from 'node:fs';
import { openReport } from '../../../src/importers/common/report.js';
import { bulkMembers, chooseImporter } from '../../../src/importers/registry.js';
import type { Converted, ConvertOptions } from '../../../src/importers/types.js';
import { kinds } from '../../../src/kinds/index.js';
import { buildRegistry, type OccurrenceDocument } from '../../../src/kinds/registry.js';
import { decode } from '../../../src/schema/codec.js';
import { checkNote, checkOccurrence } from '../../../src/services/rows.js';

export const registry = buildRegistry(kinds);

/** `test/fixtures/NAME`, bytes as they are. */
export function fixture(name: string): Buffer {
  return readFileSync(new URL(`../../fixtures/${name}`, import.meta.url));
}

export interface Vulnerability {
  readonly effectiveSeverity?: string;
  readonly packageIssue: readonly {
    readonly affectedLocation: {
      readonly cpeUri: string;
      readonly package: string;
      readonly version: object;
    };
    readonly fixedLocation: { readonly version: { readonly kind: string; readonly name?: string } };
    readonly effectiveSeverity?: string;
  }[];
  readonly extraDetails: string;
  readonly vexAssessment?: object;
  readonly type: string;
}

export function vulnerabilityOf(occurrence: OccurrenceDocument | undefined): Vulnerability {
  if (occurrence === undefined) throw new Error('no such occurrence');
  return occurrence.vulnerability as Vulnerability;
}

export function vulnerabilities(converted: Converted): OccurrenceDocument[] {
  return converted.occurrences.filter(({ vulnerability }) => vulnerability !== undefined);
}

/** Converts a report as the server does, and puts every document through its validator. */
export function convert(
  report: Buffer | object,
  options: Partial<ConvertOptions> = {},
  format?: string,
): Converted {
  const bytes = Buffer.isBuffer(report) ? report : Buffer.from(JSON.stringify(report));
  const opened = openReport(bytes, bulkMembers);
  const importer = chooseImporter(opened.head, format);
  const converted = importer.convert(opened, {
    provider: importer.format,
    now: '2024-06-01T00:00:00Z',
    ...options,
  });
  return {
    ...converted,
    notes: new Map(
      [...converted.notes].map(([name, note]) => {
        const value = decode(registry.Note, note, name);
        checkNote(registry, value);
        return [name, value];
      }),
    ),
    occurrences: converted.occurrences.map(canonical),
    discovery: converted.discovery.map((scan) => ({ ...scan, occurrence: canonical(scan.occurrence) })),
  };
}

function canonical(occurrence: OccurrenceDocument): OccurrenceDocument {
  const value = decode(registry.Occurrence, occurrence, 'occurrence');
  checkOccurrence(registry, value);
  return value;
}

import { readFileSync } from 'node:fs';
import { openReport } from '../../../src/importers/common/report.js';
import { bulkMembers, chooseImporter } from '../../../src/importers/registry.js';
import type { Converted, ConvertOptions } from '../../../src/importers/types.js';
import { openRegistry } from '../../../src/kinds/open-registry.js';
import type { OccurrenceDocument, Registry } from '../../../src/kinds/registry.js';
import { decode } from '../../../src/schema/codec.js';
import { checkNote, checkOccurrence } from '../../../src/services/rows.js';

export const registry = openRegistry();
const v1 = registry.v1?.registry as Registry;

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
  const importer = chooseImporter(opened.head, format, opened);
  const converted = importer.convert(opened, {
    provider: importer.format,
    now: '2024-06-01T00:00:00Z',
    reportBytes: bytes.length,
    ...options,
  });
  return {
    ...converted,
    notes: new Map(
      [...converted.notes].map(([name, note]) => {
        const own = registry.kindOfNote(note) === undefined ? v1 : registry;
        const value = decode(own.Note, note, name);
        checkNote(own, value);
        return [name, value];
      }),
    ),
    occurrences: converted.occurrences.map(canonical),
    discovery: converted.discovery.map((scan) => ({ ...scan, occurrence: canonical(scan.occurrence) })),
  };
}

function canonical(occurrence: OccurrenceDocument): OccurrenceDocument {
  const own = occurrence.resourceUri === undefined ? registry : v1;
  const value = decode(own.Occurrence, occurrence, 'occurrence');
  checkOccurrence(own, value);
  return value;
}

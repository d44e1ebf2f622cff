import { ApiError } from '../../../src/domain/errors.js';
import { openReport, reportLimits } from '../../../src/importers/common/report.js';
import { bulkMembers, chooseImporter } from '../../../src/importers/registry.js';
import { resourceFor } from './reports.js';

export { reportLimits };

export interface Becoming {
  /** Of the report. */
  readonly bytes: number;
  /** Reason of the refusal; empty if there is none. */
  readonly error: string;
  readonly message: string;
  /** Characters of its notes, occurrences and warnings as JSON. */
  readonly made: number;
}

/**
 * What a report becomes. Nothing is printed, as the result may be far larger than memory.
 *
 * @param allowance what a report of no bytes may become
 */
export function outcomeOf(
  file: string,
  document: unknown,
  allowance: number = reportLimits.outputBytes,
): Becoming {
  const report = Buffer.from(JSON.stringify(document));
  const bytes = report.length;
  const opened = openReport(report, bulkMembers);
  const [format = ''] = file.split('/');
  try {
    const converted = chooseImporter(opened.head, format, opened).convert(opened, {
      provider: 'p',
      now: '2024-06-01T00:00:00Z',
      resource: resourceFor(file),
      misconfig: true,
      secrets: true,
      packages: true,
      reportBytes: bytes - (reportLimits.outputBytes - allowance) / reportLimits.outputFactor,
    });
    const { notes, occurrences, discovery, warnings } = converted;
    return { bytes, error: '', message: '', made: sizeOf([[...notes], occurrences, discovery, warnings]) };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { bytes, error: error.reason, message: error.message, made: 0 };
  }
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 5;
  return Object.entries(value).reduce((sum, [name, member]) => sum + name.length + 4 + sizeOf(member), 2);
}

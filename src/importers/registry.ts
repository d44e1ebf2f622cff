import { ApiError } from '../domain/errors.js';
import { clair } from './clair.js';
import { isObject } from './common/view.js';
import { grype } from './grype.js';
import { harbor } from './harbor.js';
import { neuvector } from './neuvector.js';
import { trivy } from './trivy.js';
import type { Importer } from './types.js';

/** Every format that can be imported. A new one is a file of its own and a line here. */
export const importers: readonly Importer[] = [trivy, grype, clair, harbor, neuvector];

/** Root members that any format reads element by element. */
export const bulkMembers: readonly string[] = [...new Set(importers.flatMap(({ bulk }) => bulk))];

/** Formats that are recognised only to say what to send instead. */
const unsupported: readonly { is(head: Readonly<Record<string, unknown>>): boolean; advice: string }[] = [
  {
    is: (head) => typeof head['@context'] === 'string' && /spdx\.org\/rdf\/3/.test(head['@context']),
    advice: 'SPDX 3 is not supported; have the tool write SPDX 2.3 JSON',
  },
];

/**
 * The importer of a report: the one named, else the only one that recognises it.
 *
 * @throws INVALID_REPORT with the candidates; INVALID_PARAMETER where the name is not known.
 */
export function chooseImporter(head: unknown, format: string | undefined): Importer {
  const known = importers.map((importer) => importer.format).join(', ');
  if (format !== undefined && format !== '') {
    const named = importers.find((importer) => importer.format === format);
    if (named !== undefined) return named;
    const description = `${JSON.stringify(format.slice(0, 80))} is not a format; there are ${known}`;
    throw new ApiError('INVALID_PARAMETER', `format: ${description}`, {
      violations: [{ field: 'format', description }],
    });
  }
  const [only, ...others] = importers.filter((importer) => importer.detect(head));
  if (only !== undefined && others.length === 0) return only;
  if (only !== undefined) {
    const names = [only, ...others].map((importer) => importer.format).join(', ');
    throw new ApiError('INVALID_REPORT', `the report could be any of ${names}; say which with format`);
  }
  const advice = isObject(head) ? unsupported.find(({ is }) => is(head))?.advice : undefined;
  throw new ApiError(
    'INVALID_REPORT',
    advice ??
      `the report is of no known format; known are ${known}. Name it with format if it is one of them`,
  );
}

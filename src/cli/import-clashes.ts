import { additiveFormats } from '../importers/common/additive.js';
import type { ImportResult } from '../services/imports.js';

/** What a file says it is about. */
export interface Checked {
  readonly file: string;
  readonly result: Pick<ImportResult, 'format' | 'provider' | 'resources'>;
}

/**
 * The files that cannot be imported together, each with the reason: several reports of one tool about one
 * resource would each remove what the one before brought.
 */
export function clashesOf(checked: readonly Checked[]): Map<string, string> {
  const claims = new Map<string, Set<string>>();
  for (const { file, result } of checked) {
    if (additiveFormats.has(result.format)) continue;
    for (const uri of result.resources) {
      const claim = JSON.stringify([result.format, result.provider, uri]);
      claims.set(claim, (claims.get(claim) ?? new Set()).add(file));
    }
  }
  const clashes = new Map<string, string>();
  for (const [claim, files] of claims) {
    if (files.size < 2) continue;
    const [format, , uri] = JSON.parse(claim) as [string, string, string];
    for (const file of files) {
      const others = [...files].filter((other) => other !== file).join(', ');
      const reason = `is a report of ${format} on ${uri}, and so is ${others}; each would remove what only the others found. Import one of them, or all with --mode merge`;
      if (!clashes.has(file)) clashes.set(file, reason);
    }
  }
  return clashes;
}

import { additiveFormats } from '../importers/common/additive.js';
import type { ImportResult } from '../services/imports.js';

/** The format and resources of a file. */
export interface Checked {
  readonly file: string;
  readonly result: Pick<ImportResult, 'format' | 'provider' | 'resources'>;
}

/**
 * The files that cannot be imported together, each with the reason: each of several reports of one tool about one
 * resource would remove the findings of the one before.
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
      const reason = `is a report of ${format} on ${uri}, and so is ${others}; each would remove findings that only the others have. Import one of them, or all with --mode merge`;
      if (!clashes.has(file)) clashes.set(file, reason);
    }
  }
  return clashes;
}

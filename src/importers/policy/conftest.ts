import { append } from '../../domain/append.js';
import { isObject } from '../../domain/is-object.js';
import { numberIn, pointerTo, textIn, type View, viewOf, viewsIn, wrongType } from '../common/json-view.js';
import { outcomeOf } from '../common/outcome.js';
import { Reading } from '../common/reading.js';
import { resolveResource } from '../common/resource-uri.js';
import type { Converted, ConvertOptions, Importer, Report } from '../types.js';
import { policyErrors } from './errors.js';

/** Results of `conftest test --output json FILES`. */
export const conftest: Importer = {
  format: 'conftest',
  title: 'conftest JSON',
  bulk: [],
  missing(head) {
    const first: unknown = Array.isArray(head) ? head[0] : undefined;
    return isObject(first) && typeof first.filename === 'string' && typeof first.successes === 'number'
      ? undefined
      : 'a list of objects with "filename" and "successes"';
  },
  convert,
};

/** The members that conftest writes for a file; another list may have failures under a new name. */
const lists = new Set(['skipped', 'warnings', 'failures', 'exceptions', 'queries']);

function convert(report: Report, options: ConvertOptions): Converted {
  const reading = new Reading('conftest', options);
  const uri = resolveResource(options.resource, { isImage: false });
  const broken: string[] = [];
  const doubts: string[] = [];
  const counts = { checked: 0, warnings: 0, exceptions: 0 };
  for (const { value, pointer } of report.items('')) {
    const file = viewOf(value, pointer);
    const name = textIn(file, 'filename') ?? pointer;
    const failures = viewsIn(file, 'failures').map((failure) => messageOf(failure, name));
    const [warnings, exceptions] = [viewsIn(file, 'warnings').length, viewsIn(file, 'exceptions').length];
    const successes = numberIn(file, 'successes');
    if (successes === undefined)
      throw wrongType(pointerTo(file, 'successes'), 'a number', file.value.successes);
    append(broken, failures);
    counts.checked += successes + failures.length + warnings + exceptions;
    counts.warnings += warnings;
    counts.exceptions += exceptions;
    const unknown = Object.keys(file.value).find((key) => !lists.has(key) && Array.isArray(file.value[key]));
    if (unknown !== undefined) doubts.push(`${name}: the list ${unknown.slice(0, 80)} is not known`);
    const skipped = viewsIn(file, 'skipped').length;
    if (skipped > 0) doubts.push(`${name}: ${skipped} rules were skipped`);
    const { failures: _, ...rest } = file.value;
    const outcome = outcomeOf({ ...file, value: rest });
    if (outcome !== undefined) doubts.push(`${name}: ${outcome.reason}`);
  }
  if (counts.checked === 0) doubts.push('no rule was checked');
  for (const doubt of doubts) reading.warn('', doubt);
  for (const what of ['warnings', 'exceptions'] as const)
    if (counts[what] > 0) reading.warn('', `${counts[what]} ${what} were not imported`);
  reading.verdict({ uri, time: undefined, errors: policyErrors(broken, doubts) });
  return reading.converted([], { time: undefined });
}

function messageOf(failure: View, file: string): string {
  return `${file}: ${textIn(failure, 'msg') ?? 'a rule without a message'}`;
}

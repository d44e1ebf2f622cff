import { isObject } from '../../domain/is-object.js';
import type { Report, ReportItem } from '../types.js';

type Members = Readonly<Record<string, unknown>>;

/** The documents of a file: one, a list, or one per line. */
export function* documentsOf(report: Report): Iterable<ReportItem> {
  if (Array.isArray(report.head)) yield* report.items('');
  else yield { value: report.head, pointer: '', text: report.text };
}

/** The members of the first document, which shows what all of them are; undefined if it is no object. */
export function firstOf(head: unknown): Members | undefined {
  const first: unknown = Array.isArray(head) ? head[0] : head;
  return isObject(first) ? first : undefined;
}

export function isEnvelope(value: unknown): boolean {
  return (
    isObject(value) &&
    value.payload !== undefined &&
    value.payloadType !== undefined &&
    value.signatures !== undefined
  );
}

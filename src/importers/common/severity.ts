import type { Warn } from '../types.js';

/** Severities by rising weight; absent stands for SEVERITY_UNSPECIFIED. */
export const severities = ['MINIMAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const;

export type Severity = (typeof severities)[number];

const words: ReadonlyMap<string, Severity | undefined> = new Map<string, Severity | undefined>([
  ['critical', 'CRITICAL'],
  ['high', 'HIGH'],
  ['important', 'HIGH'],
  ['medium', 'MEDIUM'],
  ['moderate', 'MEDIUM'],
  ['low', 'LOW'],
  ['negligible', 'MINIMAL'],
  ['unimportant', 'MINIMAL'],
  ['minimal', 'MINIMAL'],
  ['info', 'MINIMAL'],
  ['informational', 'MINIMAL'],
  ['unknown', undefined],
  ['unspecified', undefined],
  ['undefined', undefined],
  ['none', undefined],
  ['untriaged', undefined],
  ['', undefined],
]);

export interface ParsedSeverity {
  readonly severity: Severity | undefined;
  /** False if no known tool writes the word. */
  readonly known: boolean;
}

/** The severity of a tool's word, in upper or lower case; absent is unspecified. */
export function parseSeverity(word: string | undefined): ParsedSeverity {
  const key = (word ?? '').trim().toLowerCase();
  return { severity: words.get(key), known: words.has(key) };
}

/** The severity of a row's word. A row with an unknown word counts as not understood, with a warning. */
export function severityOf(
  word: string | undefined,
  pointer: string,
  warn: Warn,
): { readonly severity: Severity | undefined; readonly isUnclear: boolean } {
  const { severity, known } = parseSeverity(word);
  if (!known) warn(pointer, `${JSON.stringify(word?.slice(0, 80))} is no known severity`);
  return { severity, isUnclear: !known };
}

/** The higher of two. */
export function higherSeverity(a: Severity | undefined, b: Severity | undefined): Severity | undefined {
  return severityRank(a) >= severityRank(b) ? a : b;
}

/** -1 for unspecified. */
export function severityRank(severity: Severity | undefined): number {
  return severity === undefined ? -1 : severities.indexOf(severity);
}

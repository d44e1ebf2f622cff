import type { Outcome } from './run.js';

/** One line for each case; if it differs, also what was seen and why it matters. */
export function formatOutcome({ case: one, seen }: Outcome): string {
  const line = `${seen === undefined ? 'holds  ' : 'DIFFERS'}  ${one.id.padEnd(42)} ${one.title}`;
  if (seen === undefined) return line;
  const indent = ' '.repeat(14);
  return `${line}\n${indent}seen:    ${seen}\n${indent}matters: ${one.why}`;
}

export function formatCount(outcomes: readonly Outcome[]): string {
  const differ = outcomes.filter(({ seen }) => seen !== undefined).length;
  return `${outcomes.length - differ} hold, ${differ} differ`;
}

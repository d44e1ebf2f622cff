import type { Outcome } from './run.js';

/** One line a case; beneath what differs, what was seen and why it matters. */
export function formatOutcome({ case: one, seen }: Outcome): string {
  const line = `${seen === undefined ? 'holds  ' : 'DIFFERS'}  ${one.section.padEnd(4)} ${one.id.padEnd(42)} ${one.title}`;
  if (seen === undefined) return line;
  const indent = ' '.repeat(14);
  return `${line}\n${indent}seen:    ${seen}\n${indent}matters: ${one.why}`;
}

export function formatCount(outcomes: readonly Outcome[]): string {
  const differ = outcomes.filter(({ seen }) => seen !== undefined).length;
  return `${outcomes.length - differ} hold, ${differ} differ`;
}

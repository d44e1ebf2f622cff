import type { NamedFinding } from './finding.js';

const maxBytes = 16 * 1024;

/**
 * The members of a finding that the contract has no fields for, as JSON with sorted keys. If it is too long, paths are left
 * out first, then the ends of its longest lists.
 */
export function extraDetails(rows: readonly NamedFinding[], importer: string): string {
  const findings = rows.map(({ finding }) => finding);
  const lists: Record<string, readonly string[]> = {
    advisory: distinct(rows.flatMap(({ advisory }) => advisory ?? [])),
    fixedVersions: distinct(findings.flatMap(({ fixes }) => fixes)),
    matchType: distinct(findings.flatMap(({ details }) => details.matchTypes ?? [])),
    paths: distinct(findings.flatMap(({ details }) => details.paths ?? [])),
    purls: distinct(findings.flatMap(({ details }) => details.purl ?? [])),
    srcName: distinct(findings.flatMap(({ details }) => details.srcName ?? [])),
    status: distinct(findings.flatMap(({ status }) => status ?? [])),
    vendorIds: distinct(findings.flatMap(({ details }) => details.vendorIds ?? [])),
  };
  const facts: Record<string, unknown> = { importer };
  const epss = findings.reduce((most, { details }) => Math.max(most, details.epss ?? 0), 0);
  if (epss > 0) facts.epss = epss;
  if (findings.some(({ details }) => details.kev === true)) facts.kev = true;
  let text = format(facts, lists);
  while (Buffer.byteLength(text) > maxBytes) {
    const longest = Object.keys(lists).reduce((a, b) => (size(lists[b]) > size(lists[a]) ? b : a));
    const cut = size(lists.paths) > 0 ? 'paths' : longest;
    const list = lists[cut] ?? [];
    lists[cut] = list.slice(0, Math.floor(list.length / 2));
    text = format(facts, lists);
  }
  return text;
}

function format(
  facts: Readonly<Record<string, unknown>>,
  lists: Readonly<Record<string, readonly string[]>>,
): string {
  const entries = [...Object.entries(lists).filter(([, list]) => list.length > 0), ...Object.entries(facts)];
  return JSON.stringify(Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))));
}

function size(list: readonly string[] | undefined): number {
  return (list ?? []).reduce((sum, text) => sum + text.length, 0);
}

function distinct(list: readonly string[]): string[] {
  return [...new Set(list)].sort();
}

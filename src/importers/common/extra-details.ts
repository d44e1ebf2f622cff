import type { NamedFinding } from './finding.js';

const maxBytes = 16 * 1024;

/**
 * The members of a finding that the contract has no fields for, as JSON with sorted keys. If it is too long, paths are left
 * out first, then the ends of its longest lists.
 */
export function extraDetails(rows: readonly NamedFinding[], importer: string): string {
  const lists: Record<string, string[]> = {};
  const facts: Record<string, unknown> = { importer };
  for (const { advisory, finding } of rows) {
    const { fixes, status, details } = finding;
    add(lists, 'advisory', advisory);
    add(lists, 'fixedVersions', fixes);
    add(lists, 'matchType', details.matchTypes);
    add(lists, 'paths', details.paths);
    add(lists, 'purls', details.purl);
    add(lists, 'srcName', details.srcName);
    add(lists, 'status', status);
    add(lists, 'vendorIds', details.vendorIds);
    const { epss = 0, kev } = details;
    if (epss > Number(facts.epss ?? 0)) facts.epss = epss;
    if (kev === true) facts.kev = kev;
  }
  for (const [name, list] of Object.entries(lists)) if (list.length > 1) lists[name] = distinct(list);
  let text = format(facts, lists);
  while (text.length * 3 > maxBytes && Buffer.byteLength(text) > maxBytes) {
    const names = Object.keys(lists).sort();
    const longest = names.reduce((a, b) => (size(lists[b]) > size(lists[a]) ? b : a), 'paths');
    const cut = size(lists.paths) > 0 ? 'paths' : longest;
    const list = lists[cut] ?? [];
    lists[cut] = list.slice(0, Math.floor(list.length / 2));
    text = format(facts, lists);
  }
  return text;
}

/** Adds a text or several to the list of a name. */
function add(
  lists: Record<string, string[]>,
  name: string,
  texts: string | readonly string[] | undefined,
): void {
  const added = typeof texts === 'string' ? [texts] : (texts ?? []);
  if (added.length === 0) return;
  lists[name] ??= [];
  for (const text of added) lists[name].push(text);
}

function format(
  facts: Readonly<Record<string, unknown>>,
  lists: Readonly<Record<string, readonly string[]>>,
): string {
  const sorted: Record<string, unknown> = {};
  for (const name of [...Object.keys(lists), ...Object.keys(facts)].sort())
    if (lists[name]?.length !== 0) sorted[name] = lists[name] ?? facts[name];
  return JSON.stringify(sorted);
}

function size(list: readonly string[] | undefined): number {
  return (list ?? []).reduce((sum, text) => sum + text.length, 0);
}

function distinct(list: readonly string[]): string[] {
  return [...new Set(list)].sort();
}

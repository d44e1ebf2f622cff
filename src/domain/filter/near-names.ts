/** At most three of `candidates` that are similar to the name, or else that it begins, or that begin it. */
export function nearNames(meant: string, candidates: Iterable<string>): string[] {
  const wanted = tidy(meant);
  const reach = Math.max(1, Math.floor(wanted.length / 3));
  const near: { readonly name: string; readonly distance: number }[] = [];
  const sameStart: string[] = [];
  for (const name of new Set(candidates)) {
    const candidate = tidy(name);
    if (Math.min(candidate.length, wanted.length) >= minStart && isStart(candidate, wanted))
      sameStart.push(name);
    if (Math.abs(candidate.length - wanted.length) > reach) continue;
    const distance = editDistance(wanted, candidate);
    if (distance <= reach) near.push({ name, distance });
  }
  if (near.length === 0) return sameStart.slice(0, 3);
  const least = Math.min(...near.map(({ distance }) => distance));
  return near
    .filter(({ distance }) => distance === least)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** `; did you mean a or b?`, or nothing. */
export function didYouMean(meant: string, candidates: Iterable<string>): string {
  const near = nearNames(meant, candidates);
  return near.length === 0 ? '' : `; did you mean ${near.join(' or ')}?`;
}

/** Differences in case and underscores are ignored, since they are the most common mistakes. */
function tidy(name: string): string {
  return name.slice(0, 100).toLowerCase().replaceAll('_', '');
}

/** Shorter names begin too many others. */
const minStart = 6;

const isStart = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a);

/** Levenshtein distance, one row at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

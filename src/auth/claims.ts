export type Claims = Readonly<Record<string, unknown>>;

/** The condition of a binding on a claim: equal to one of the values or, for a list claim, containing one. */
export interface ClaimMatch {
  readonly path: readonly string[];
  readonly values: readonly (string | number | boolean)[];
}

/**
 * Parses a claim name: segments joined by dots, quoted where a segment holds a dot, as in
 * `realm_access.roles` or `"kubernetes.io".serviceaccount.name`. Undefined if it does not parse.
 */
export function parseClaimPath(text: string): string[] | undefined {
  const segment = /(?:"([^"]+)"|([^".]+))(\.|$)/y;
  const path: string[] = [];
  let more = true;
  while (more) {
    const match = segment.exec(text);
    if (match === null) return undefined;
    path.push(match[1] ?? match[2] ?? '');
    more = match[3] === '.';
  }
  return path;
}

/** Whether the claim at the path equals one of the values, or is a list that contains one. */
export function matchesClaim(claims: Claims, match: ClaimMatch): boolean {
  const found = claimAt(claims, match.path);
  const candidates = Array.isArray(found) ? found : [found];
  return candidates.some((candidate) => match.values.some((value) => matchesValue(candidate, value)));
}

/** Equality of the same type; a text value ending in `*` is a prefix. */
export function matchesValue(candidate: unknown, value: string | number | boolean): boolean {
  if (typeof value !== 'string' || !value.endsWith('*')) return candidate === value;
  return typeof candidate === 'string' && candidate.startsWith(value.slice(0, -1));
}

function claimAt(claims: Claims, path: readonly string[]): unknown {
  let at: unknown = claims;
  for (const segment of path) {
    if (typeof at !== 'object' || at === null || Array.isArray(at) || !Object.hasOwn(at, segment))
      return undefined;
    at = (at as Claims)[segment];
  }
  return at;
}

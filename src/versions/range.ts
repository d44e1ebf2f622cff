import { compareVersions } from './compare-versions.js';

/** A condition on versions: a version must satisfy all of its bounds. */
export interface VersionRange {
  readonly bounds: readonly { readonly operator: Operator; readonly version: string }[];
}

type Operator = '<' | '<=' | '>' | '>=' | '=' | '!=';

const holds: Readonly<Record<Operator, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
  '=': (order) => order === 0,
  '!=': (order) => order !== 0,
};

/**
 * Parses bounds joined by commas: `>=2.0,<2.17.1`. A version alone means `=`. Undefined if the text is no range.
 */
export function parseVersionRange(text: string): VersionRange | undefined {
  const bounds = text.split(',').map((part) => /^\s*(<=|>=|!=|<|>|=)?\s*(\w[^\s<>=!,]*)\s*$/.exec(part));
  if (bounds.some((bound) => bound === null)) return undefined;
  return {
    bounds: bounds.map((bound) => ({
      operator: (bound?.[1] ?? '=') as Operator,
      version: bound?.[2] ?? '',
    })),
  };
}

/**
 * Whether a version is within the range, by the order of its ecosystem. Undefined if that is unknown: the version or a
 * bound is not valid there, or the ecosystem is unknown. Never throws.
 *
 * @param ecosystem a purl type, such as `maven`.
 * @example isInRange('maven', '2.14.1', { bounds: [{ operator: '<', version: '2.17.1' }] }) // true
 */
export function isInRange(ecosystem: string, version: string, range: VersionRange): boolean | undefined {
  let isKnown = true;
  for (const { operator, version: bound } of range.bounds) {
    const same = version === bound && (operator === '=' || operator === '!=');
    const order = same ? 0 : compareVersions(ecosystem, version, bound);
    if (order === undefined) isKnown = false;
    else if (!holds[operator](order)) return false;
  }
  return isKnown ? true : undefined;
}

/**
 * The order of versions in language ecosystems, near enough to tell which of several fixes lies on the
 * installed release's line: numbers by value, pre-releases before their release, and so on.
 */
export function compareVersions(a: string, b: string, packageType: string): number {
  const left = tokens(a, packageType);
  const right = tokens(b, packageType);
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const order = compareTokens(left[index] ?? 'end', right[index] ?? 'end', packageType);
    if (order !== 0) return order;
  }
  return 0;
}

/**
 * The fix to take: the smallest that is not below what is installed, else the first. Fixes of other
 * ecosystems than languages' are not compared.
 */
export function chooseFix(
  fixes: readonly string[],
  installed: string | undefined,
  packageType: string,
): string | undefined {
  if (installed === undefined || packageType === 'OS' || fixes.length < 2) return fixes[0];
  const above = fixes.filter((fix) => compareVersions(fix, installed, packageType) >= 0);
  return above.sort((a, b) => compareVersions(a, b, packageType))[0] ?? fixes[0];
}

/** `"1.2.9, >= 2.0.4"` into its versions. */
export function splitFixes(text: string | undefined): string[] {
  return (text ?? '')
    .split(/,|\|\|/)
    .map((part) => part.trim().replace(/^[~^<>=\s]+/, ''))
    .filter((part) => part !== '');
}

type Token = number | string;

function tokens(version: string, packageType: string): Token[] {
  let text = version.trim().toLowerCase();
  if (packageType.startsWith('GO')) text = text.replace(/^(?:v|go)(?=\d)/, '');
  else text = text.replace(/^v(?=\d)/, '');
  // Build metadata does not order, but for PEP 440 local versions, which come after.
  if (packageType !== 'PYPI') text = text.replace(/\+.*$/, '');
  const epoch = /^(\d+)!/.exec(text);
  const list: Token[] =
    packageType === 'PYPI'
      ? [epoch === null ? 0 : Number(epoch[1]), ...split(text.replace(/^\d+!/, ''))]
      : split(text);
  // 1.0 and 1.0.0 are one version.
  while (list.length > 1 && list.at(-1) === 0) list.pop();
  return list;
}

function split(text: string): Token[] {
  return (text.match(/\d+|[a-z]+/g) ?? []).map((part) => (/^\d/.test(part) ? Number(part) : part));
}

/** Words that come before the release they qualify, in order; `end` is the release itself. */
const qualifiers = ['dev', 'alpha', 'beta', 'milestone', 'rc', 'snapshot', 'end', 'sp', 'post'];
const spellings: Readonly<Record<string, string>> = {
  a: 'alpha',
  b: 'beta',
  m: 'milestone',
  c: 'rc',
  cr: 'rc',
  pre: 'rc',
  preview: 'rc',
  final: 'end',
  ga: 'end',
  release: 'end',
  rev: 'post',
  r: 'post',
  patch: 'post',
  p: 'post',
};

function compareTokens(a: Token, b: Token, packageType: string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [weight(a, packageType), weight(b, packageType)];
  if (left !== right) return left - right;
  return typeof a === 'string' && typeof b === 'string' && a !== b ? (a < b ? -1 : 1) : 0;
}

function weight(token: Token, packageType: string): number {
  if (typeof token === 'number') return token === 0 ? qualifiers.indexOf('end') : qualifiers.length + 1;
  const rank = qualifiers.indexOf(Object.hasOwn(spellings, token) ? (spellings[token] ?? token) : token);
  if (rank >= 0) return rank;
  // An unknown word is a pre-release by SemVer, a later variant to Maven.
  return packageType === 'MAVEN' ? qualifiers.length : 0.5;
}

import { compareAscii, compareDigits, compareLists } from './numbers.js';

/** The order of SemVer 2.0.0, also for the short forms that tools write: `v1.2`. Build metadata is ignored. */
export function compareSemver(a: string, b: string): number | undefined {
  const [left, right] = [parse(a), parse(b)];
  return left === undefined || right === undefined ? undefined : compareParsed(left, right, compareAscii);
}

/** The order of NuGet: as SemVer, with a fourth number and case-insensitive pre-releases. */
export function compareNuget(a: string, b: string): number | undefined {
  const [left, right] = [parse(a), parse(b)];
  if (left === undefined || right === undefined) return undefined;
  return compareParsed(left, right, (one, two) => compareAscii(one.toLowerCase(), two.toLowerCase()));
}

/** The order of Go modules, and of releases of its toolchain: `go1.21rc2`. */
export function compareGo(a: string, b: string): number | undefined {
  const normal = (text: string): string =>
    text.replace(/^go(?=\d)/, '').replace(/^(v?\d+(?:\.\d+)*)(alpha|beta|rc)(\d+)$/, '$1-$2.$3');
  return compareSemver(normal(a), normal(b));
}

interface Parsed {
  readonly numbers: readonly string[];
  readonly pre: readonly string[] | undefined;
}

const pattern = /^[v=]?(\d+(?:\.\d+){0,3})(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]*)?$/;

function parse(text: string): Parsed | undefined {
  const match = pattern.exec(text.trim());
  if (match === null) return undefined;
  return { numbers: (match[1] ?? '').split('.'), pre: match[2]?.split('.') };
}

function compareParsed(a: Parsed, b: Parsed, compareWords: (a: string, b: string) => number): number {
  const order = compareLists(a.numbers, b.numbers, '0', compareDigits);
  if (order !== 0) return order;
  if (a.pre === undefined || b.pre === undefined)
    return Number(b.pre !== undefined) - Number(a.pre !== undefined);
  return compareLists<string | undefined>(a.pre, b.pre, undefined, (one, two) => {
    if (one === undefined || two === undefined) return Number(one !== undefined) - Number(two !== undefined);
    const [isNumber, isOtherNumber] = [/^\d+$/.test(one), /^\d+$/.test(two)];
    if (isNumber && isOtherNumber) return compareDigits(one, two);
    if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
    return compareWords(one, two);
  });
}

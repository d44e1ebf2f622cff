import { compareAscii, compareDigits, compareLists } from './numbers.js';

/** The order of RubyGems: numbers sort after words, and a word makes a pre-release. */
export function compareGem(a: string, b: string): number | undefined {
  const valid = /^\s*\d+(?:\.[0-9A-Za-z]+)*(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?\s*$/;
  if (!valid.test(a) || !valid.test(b)) return undefined;
  const segments = (text: string): string[] => {
    const list = text.replaceAll('-', '.pre.').match(/\d+|[a-z]+/gi) ?? [];
    const word = list.findIndex((segment) => !isNumber(segment));
    // Zeros before the end or the first word are ignored: 1.0 is 1, 1.0.a is 1.a.
    const release = dropZeros(word < 0 ? list : list.slice(0, word));
    return word < 0 ? release : [...release, ...dropZeros(list.slice(word))];
  };
  return compareLists(segments(a), segments(b), '0', (one, two) => {
    if (isNumber(one) && isNumber(two)) return compareDigits(one, two);
    return isNumber(one) === isNumber(two)
      ? compareAscii(one, two)
      : Number(isNumber(one)) - Number(isNumber(two));
  });
}

function isNumber(segment: string): boolean {
  return /^\d/.test(segment);
}

function dropZeros(segments: readonly string[]): string[] {
  const list = [...segments];
  while (/^0+$/.test(list.at(-1) ?? '')) list.pop();
  return list;
}

const composerPattern =
  /^v?(\d+(?:\.\d+){0,3})(?:[._-]?(stable|beta|b|rc|alpha|a|patch|pl|p)(?:[.-]?(\d+(?:[.-]?\d+)*))?)?([.-]?dev)?(?:\+.*)?$/i;
const stabilities = ['dev', 'alpha', 'beta', 'rc', 'stable', 'patch'];

/** The order of Packagist: by numbers, then dev, alpha, beta, RC, the release and its patches. */
export function compareComposer(a: string, b: string): number | undefined {
  const [left, right] = [parseComposer(a), parseComposer(b)];
  if (left === undefined || right === undefined) return undefined;
  return (
    compareLists(left.numbers, right.numbers, '0', compareDigits) ||
    left.stability - right.stability ||
    compareDigits(left.number, right.number)
  );
}

function parseComposer(text: string): { numbers: string[]; stability: number; number: string } | undefined {
  const match = composerPattern.exec(text.trim());
  if (match === null) return undefined;
  const [, numbers = '', word = 'stable', number = '0', dev] = match;
  const lower = word.toLowerCase();
  const name = lower.startsWith('p') ? 'patch' : lower === 'a' ? 'alpha' : lower === 'b' ? 'beta' : lower;
  return {
    numbers: numbers.split('.'),
    stability: stabilities.indexOf(dev === undefined ? name : 'dev'),
    number,
  };
}

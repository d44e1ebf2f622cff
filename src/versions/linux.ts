import { compareAscii, compareDigits } from './numbers.js';

/** `epoch:version-revision` of packages of Linux distributions. */
interface LinuxVersion {
  readonly epoch: string;
  readonly version: string;
  readonly revision: string | undefined;
}

function split(text: string): LinuxVersion | undefined {
  if (text === '' || /\s/.test(text)) return undefined;
  const match = /^(\d+|\(none\)):(.+)$/.exec(text);
  const rest = match?.[2] ?? text;
  const dash = rest.lastIndexOf('-');
  const epoch = match?.[1] === undefined || match[1] === '(none)' ? '0' : match[1];
  return {
    epoch,
    version: dash > 0 ? rest.slice(0, dash) : rest,
    // Some tools repeat the epoch before the revision.
    revision: dash > 0 ? rest.slice(dash + 1).replace(/^(?:\d+|\(none\)):/, '') : undefined,
  };
}

/** deb-version(7): letters sort before other characters, and `~` before everything, even the end. */
export function compareDeb(a: string, b: string): number | undefined {
  const [left, right] = [split(a), split(b)];
  if (left === undefined || right === undefined) return undefined;
  return (
    compareDigits(left.epoch, right.epoch) ||
    compareDebPart(left.version, right.version) ||
    compareDebPart(left.revision ?? '0', right.revision ?? '0')
  );
}

function compareDebPart(a: string, b: string): number {
  let [left, right] = [a, b];
  while (left !== '' || right !== '') {
    const [words, otherWords] = [/^\D*/.exec(left)?.[0] ?? '', /^\D*/.exec(right)?.[0] ?? ''];
    for (let index = 0; index < Math.max(words.length, otherWords.length); index += 1) {
      const order = debWeight(words[index]) - debWeight(otherWords[index]);
      if (order !== 0) return order;
    }
    [left, right] = [left.slice(words.length), right.slice(otherWords.length)];
    const [digits, otherDigits] = [/^\d*/.exec(left)?.[0] ?? '', /^\d*/.exec(right)?.[0] ?? ''];
    const order = compareDigits(digits, otherDigits);
    if (order !== 0) return order;
    [left, right] = [left.slice(digits.length), right.slice(otherDigits.length)];
  }
  return 0;
}

function debWeight(sign: string | undefined): number {
  if (sign === undefined) return 0;
  if (sign === '~') return -1;
  return /[A-Za-z]/.test(sign) ? sign.charCodeAt(0) : sign.charCodeAt(0) + 256;
}

/** The order of rpm. Releases are compared only if both versions have one. Pacman uses the same rules. */
export function compareRpm(a: string, b: string): number | undefined {
  const [left, right] = [split(a), split(b)];
  if (left === undefined || right === undefined) return undefined;
  const order = compareDigits(left.epoch, right.epoch) || compareRpmPart(left.version, right.version);
  if (order !== 0 || left.revision === undefined || right.revision === undefined) return order;
  return compareRpmPart(left.revision, right.revision);
}

/** Compares runs of digits and of letters. Digits sort after letters, `~` before the end, `^` just after it. */
function compareRpmPart(a: string, b: string): number {
  const segments = (text: string): string[] => text.match(/\d+|[A-Za-z]+|[~^]/g) ?? [];
  const [left, right] = [segments(a), segments(b)];
  for (let index = 0; ; index += 1) {
    const [one, two] = [left[index], right[index]];
    if (one === undefined && two === undefined) return 0;
    const order = rpmWeight(one) - rpmWeight(two);
    if (order !== 0) return order;
    if (one === undefined || two === undefined) return 0;
    const within = /^\d/.test(one) ? compareDigits(one, two) : compareAscii(one, two);
    if (within !== 0) return within;
  }
}

function rpmWeight(segment: string | undefined): number {
  if (segment === '~') return 0;
  if (segment === undefined) return 1;
  if (segment === '^') return 2;
  return /^\d/.test(segment) ? 4 : 3;
}

const apkPattern =
  /^(\d+(?:\.\d+)*)([a-z])?((?:_(?:alpha|beta|pre|rc|cvs|svn|git|hg|p)\d*)*)(?:~([0-9a-f]+))?(?:-r(\d+))?$/;
const apkSuffixes = ['alpha', 'beta', 'pre', 'rc', '', 'cvs', 'svn', 'git', 'hg', 'p'];

/** The order of apk-tools: `1.2.3a_rc1-r4`. A suffix such as `_rc` sorts before the version, one such as `_p` after it. */
export function compareApk(a: string, b: string): number | undefined {
  const [left, right] = [apkPattern.exec(a), apkPattern.exec(b)];
  if (left === null || right === null) return undefined;
  const [numbers, others] = [(left[1] ?? '').split('.'), (right[1] ?? '').split('.')];
  for (let index = 0; index < Math.max(numbers.length, others.length); index += 1) {
    const order = compareApkNumber(numbers[index], others[index], index > 0);
    if (order !== 0) return order;
  }
  return (
    compareAscii(left[2] ?? '', right[2] ?? '') ||
    compareApkSuffixes(left[3] ?? '', right[3] ?? '') ||
    compareDigits(left[5] ?? '0', right[5] ?? '0')
  );
}

/** A number that follows a point and begins with 0 is compared as a fraction. */
function compareApkNumber(a: string | undefined, b: string | undefined, fraction: boolean): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  if (fraction && (/^0\d/.test(a) || /^0\d/.test(b))) return compareAscii(a, b);
  return compareDigits(a, b);
}

function compareApkSuffixes(a: string, b: string): number {
  const list = (text: string): string[] => text.split('_').slice(1);
  const [left, right] = [list(a), list(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const parse = (text = ''): [string, string] => [
      text.replace(/(?<!\d)\d+$/, ''),
      /(?<!\d)\d+$/.exec(text)?.[0] ?? '0',
    ];
    const [[word, number], [other, otherNumber]] = [parse(left[index]), parse(right[index])];
    const order =
      apkSuffixes.indexOf(word) - apkSuffixes.indexOf(other) || compareDigits(number, otherNumber);
    if (order !== 0) return order;
  }
  return 0;
}

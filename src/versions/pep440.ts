import { compareAscii, compareDigits, compareLists } from './numbers.js';

const pattern =
  /^v?(?:(\d+)!)?(\d+(?:\.\d+)*)(?:[-_.]?(alpha|beta|preview|pre|a|b|c|rc)[-_.]?(\d*))?(?:-(\d+)|[-_.]?(post|rev|r)[-_.]?(\d*))?(?:[-_.]?(dev)[-_.]?(\d*))?(?:\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/;

interface Parsed {
  readonly epoch: string;
  readonly release: readonly string[];
  /** The phase before the release: -2 for a development build only, -1 for a pre-release, 0 for the release. */
  readonly phase: number;
  readonly pre: readonly [string, string];
  readonly post: string | undefined;
  readonly dev: string | undefined;
  readonly local: readonly string[] | undefined;
}

/** The order of Python versions by PEP 440. */
export function comparePep440(a: string, b: string): number | undefined {
  const [left, right] = [parse(a), parse(b)];
  if (left === undefined || right === undefined) return undefined;
  return (
    compareDigits(left.epoch, right.epoch) ||
    compareLists(left.release, right.release, '0', compareDigits) ||
    left.phase - right.phase ||
    compareAscii(left.pre[0], right.pre[0]) ||
    compareDigits(left.pre[1], right.pre[1]) ||
    compareOptional(left.post, right.post, -1) ||
    compareOptional(left.dev, right.dev, 1) ||
    compareLocal(left.local, right.local)
  );
}

function parse(text: string): Parsed | undefined {
  const match = pattern.exec(text.trim().toLowerCase());
  if (match === null) return undefined;
  const [, epoch = '0', release = '', pre, preNumber, dashed, post, postNumber, dev, devNumber, local] =
    match;
  const hasPost = dashed !== undefined || post !== undefined;
  return {
    epoch,
    release: release.split('.'),
    phase: pre !== undefined ? -1 : dev !== undefined && !hasPost ? -2 : 0,
    pre: [pre === undefined ? '' : phaseOf(pre), preNumber ?? ''],
    post: hasPost ? (dashed ?? postNumber ?? '') : undefined,
    dev: dev === undefined ? undefined : (devNumber ?? ''),
    local: local?.split(/[-_.]/),
  };
}

/** `a`, `b` or `rc`. */
function phaseOf(word: string): string {
  return word.startsWith('a') || word.startsWith('b') ? word.slice(0, 1) : 'rc';
}

/** Compares by number. An absent one sorts before (-1) or after (1). */
function compareOptional(a: string | undefined, b: string | undefined, absent: 1 | -1): number {
  if (a !== undefined && b !== undefined) return compareDigits(a, b);
  return (Number(a === undefined) - Number(b === undefined)) * absent;
}

function compareLocal(a: readonly string[] | undefined, b: readonly string[] | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  return compareLists<string | undefined>(a, b, undefined, (one, two) => {
    if (one === undefined || two === undefined) return Number(one !== undefined) - Number(two !== undefined);
    const [isNumber, isOtherNumber] = [/^\d+$/.test(one), /^\d+$/.test(two)];
    if (isNumber && isOtherNumber) return compareDigits(one, two);
    return isNumber === isOtherNumber ? compareAscii(one, two) : Number(isNumber) - Number(isOtherNumber);
  });
}

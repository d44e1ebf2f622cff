import { compareAscii, compareDigits } from './numbers.js';

/** A part of a version: a number, a word, or the list that follows a hyphen or a change between digits and letters. */
type Item = string | readonly Item[];

/** Qualifiers in order; the empty one is the release. */
const qualifiers = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp'];
const spellings: Readonly<Record<string, string>> = { cr: 'rc', ga: '', final: '', release: '' };

/** The order of Maven's ComparableVersion. */
export function compareMaven(a: string, b: string): number | undefined {
  if (!/^[\w.+-]+$/.test(a) || !/^[\w.+-]+$/.test(b)) return undefined;
  return compareItems(parse(a), parse(b));
}

function parse(text: string): Item[] {
  const root: Item[] = [];
  let list = root;
  const lists = [root];
  const descend = (): void => {
    const inner: Item[] = [];
    list.push(inner);
    list = inner;
    lists.push(inner);
  };
  const tokens = text.toLowerCase().match(/\d+|[^\d.-]+|[.-]/g) ?? [];
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1];
    if (token === '.' || token === '-') {
      if (before === undefined || before === '.' || before === '-') list.push('0');
      if (token === '-') descend();
      continue;
    }
    const digits = isNumber(token);
    // A word stands after a hyphen or point alike; so do digits after letters, and letters after digits.
    if (before === '.' ? !digits : before !== undefined && before !== '-') descend();
    list.push(digits ? token : wordOf(token, tokens[index + 1]));
  }
  for (const inner of lists.reverse()) normalise(inner);
  return root;
}

/** `a1` is alpha 1; `a` without a number is an ordinary word. */
function wordOf(token: string, next: string | undefined): string {
  if (next !== undefined && isNumber(next)) {
    const short = { a: 'alpha', b: 'beta', m: 'milestone' }[token];
    if (short !== undefined) return short;
  }
  return Object.hasOwn(spellings, token) ? (spellings[token] ?? token) : token;
}

/** Removes trailing null parts, also before a list: 1.0 is 1, 1.0-a is 1-a. */
function normalise(list: Item[]): void {
  for (let index = list.length - 1; index >= 0; index -= 1) {
    const item = list[index];
    if (item !== undefined && isNull(item)) list.splice(index, 1);
    else if (!Array.isArray(item)) break;
  }
}

function isNull(item: Item): boolean {
  return typeof item === 'string' ? /^0*$/.test(item) : item.length === 0;
}

function isNumber(item: Item): boolean {
  return typeof item === 'string' && /^\d/.test(item);
}

function compareItems(a: readonly Item[], b: readonly Item[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const order = compareItem(a[index], b[index]);
    if (order !== 0) return order;
  }
  return 0;
}

/** A number sorts after a list, a list after a word. An absent item is the release itself. */
function compareItem(a: Item | undefined, b: Item | undefined): number {
  if (a === undefined) return b === undefined ? 0 : -compareItem(b, undefined);
  if (typeof a !== 'string') {
    if (b === undefined) return a.length === 0 ? 0 : compareItems(a, []);
    if (typeof b !== 'string') return compareItems(a, b);
    return isNumber(b) ? -1 : 1;
  }
  if (isNumber(a)) {
    if (b === undefined) return isNull(a) ? 0 : 1;
    return typeof b === 'string' && isNumber(b) ? compareDigits(a, b) : 1;
  }
  if (b === undefined) return compareWords(a, '');
  return typeof b === 'string' && !isNumber(b) ? compareWords(a, b) : -1;
}

function compareWords(a: string, b: string): number {
  const [left, right] = [qualifiers.indexOf(a), qualifiers.indexOf(b)];
  if (left >= 0 && right >= 0) return left - right;
  // Unknown words come after all known ones, in the order of letters.
  if (left >= 0 || right >= 0) return left >= 0 ? -1 : 1;
  return compareAscii(a, b);
}

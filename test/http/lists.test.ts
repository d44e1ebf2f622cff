import { describe, expect, it } from 'vitest';
import {
  ask,
  filled,
  given,
  type List,
  lists,
  listsIn,
  page,
  refuseTokens,
  useListServer,
  type Way,
  ways,
} from './lists-kit.js';

/** Pages of every list, in both versions and over both transports, of objects that both versions have written. */

/** All pages; `between` runs after each one that has a next one, with its names. */
async function walk(
  wayAt: (page: number) => Way,
  list: List,
  pageSize: number,
  between: (names: readonly string[]) => Promise<unknown> = async () => {},
): Promise<readonly (readonly string[])[]> {
  const pages: (readonly string[])[] = [];
  for (let pageToken = '', isLast = false; !isLast; ) {
    const { names, token } = await page(wayAt(pages.length), list, { pageSize, pageToken });
    pages.push(names);
    expect(pages.length, 'the pages end').toBeLessThan(500);
    pageToken = token;
    isLast = token === '';
    if (!isLast) await between(names);
  }
  return pages;
}

useListServer();

describe('a list whose pages are read in changing versions and transports', () => {
  it.each(lists)('%s returns each remaining item once, whatever is added and removed', async (what) => {
    const list = await filled(what, 12);
    const stays = new Set(list.names);
    let round = 0;
    const pages = await walk(
      (index) => ways[index % ways.length] as Way,
      list,
      2,
      async (names) => {
        round += 1;
        // Enough: what is added at the end is walked to as well.
        if (round > 12) return;
        await list.add();
        // The last item of this page, at which the next one begins, or one that was not reached yet.
        const left = list.names.filter((name) => name > (names.at(-1) ?? ''));
        const gone =
          round % 2 === 0 ? names.filter(list.isOwn).at(-1) : left.filter((name) => stays.has(name)).at(-1);
        if (gone === undefined || round > 6) return;
        stays.delete(gone);
        await list.remove(gone);
      },
    );
    const seen = pages.flat().filter(list.isOwn);
    expect(seen.filter((name) => stays.has(name))).toEqual([...stays].sort());
    expect(stays.size).toBeGreaterThan(5);
    expect(seen.length, 'none is listed twice').toBe(new Set(seen).size);
    expect(seen).toEqual(seen.toSorted());
  });
});

describe.each(ways)('lists of $version over $protocol', (way) => {
  it('are the lists of the operation table', () => {
    const known = lists.map((what) => what.split(' ')[0]);
    expect([...new Set(known)].sort()).toEqual(listsIn(way.version).sort());
  });

  it.each(lists)('%s has pages of 1 to 1,000 items, and a default', async (what) => {
    const list = await given(what);
    for (const pageSize of [-1, 1001, -(2 ** 31), 2 ** 31 - 1]) {
      const { code, body } = await ask(way, list.id, { ...list.request, pageSize });
      expect([pageSize, code]).toEqual([pageSize, 'INVALID_ARGUMENT']);
      if (way.protocol === 'REST') expect(body.message).toMatch(/^page_size: must be between 0 and 1000/);
    }
    expect((await page(way, list, { pageSize: 1 })).names.length).toBe(1);
    const all = await page(way, list, { pageSize: 1000 });
    expect(all.names.filter(list.isOwn)).toEqual(list.names);
    for (const more of [{}, { pageSize: 0 }, { pageToken: '' }])
      expect((await page(way, list, more)).names.length).toBeGreaterThan(1);
  });

  it.each(lists)(
    '%s returns each item once in pages of any size, the last page without a token',
    async (what) => {
      const list = await given(what);
      const total = (await page(way, list, { pageSize: 1000 })).names.length;
      // Lists of all projects have the items of other tests too.
      const sizes = total === list.names.length ? [1, 2, 3] : [];
      for (const pageSize of [...sizes, total - 1, total, total + 1]) {
        const pages = await walk(() => way, list, pageSize);
        expect([pageSize, pages.flat().filter(list.isOwn)]).toEqual([pageSize, list.names]);
        // Every page but the last is full, and none is empty.
        const last = total % pageSize === 0 ? pageSize : total % pageSize;
        const full = Array.from({ length: Math.ceil(total / pageSize) - 1 }, () => pageSize);
        expect([pageSize, ...pages.map((names) => names.length)]).toEqual([pageSize, ...full, last]);
      }
    },
  );
});

// Tokens in the other versions and transports are long: list-tokens.test.ts.
describe('lists of v1 over REST', () => refuseTokens({ version: 'v1', protocol: 'REST' }));

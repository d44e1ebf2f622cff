import { checkPageSize, fittingTexts, limits } from '../domain/limits.js';
import type { PageTokens } from '../domain/page-token.js';
import type { ListRequest } from './requests.js';

export interface Walk {
  readonly pageSize: number;
  /** The cursor the page starts after; undefined on the first page. */
  readonly after: readonly string[] | undefined;
  /** The cursor at which the store ended the page before it was full; see PageQuery. */
  stoppedAt: readonly string[] | undefined;
  /** The token of the page after an item. */
  next(cursor: readonly string[]): string;
}

/**
 * The page that a request asks for. `list` identifies the list (RPC and parent); a token is only valid for it and
 * its filter. @throws INVALID_PAGE_TOKEN
 */
export function openWalk(
  tokens: PageTokens,
  request: ListRequest,
  list: string,
  pageSize: number,
  cursorParts: number,
): Walk {
  const walk = `${list}\n${request.filter ?? ''}`;
  const token = request.pageToken ?? '';
  return {
    pageSize,
    after: token === '' ? undefined : tokens.parse(token, walk, cursorParts),
    stoppedAt: undefined,
    next: (cursor) => tokens.format(cursor, walk),
  };
}

/** The query of the page of a list within one scope, whose cursor is an id. */
export interface PagePart {
  readonly after: string | undefined;
  /** One more than a page, which shows whether there is a next page. */
  readonly limit: number;
  readonly onStop: (id: string) => void;
}

/** @example repository.listNotes({ scope, where, ...partOf(walk) }) */
export function partOf(walk: Walk): PagePart {
  return {
    after: walk.after?.[0],
    limit: walk.pageSize + 1,
    onStop: (id) => {
      walk.stoppedAt = [id];
    },
  };
}

/** The page size of notes and occurrences. @throws INVALID_PARAMETER */
export const pageSizeOf = (request: ListRequest): number => checkPageSize(request.pageSize, limits.pageSize);

/**
 * A list response as JSON text. `items` has one more than a page if there is a next page, or the store stopped; `shown` are
 * their texts. Empty members are omitted, as in proto3 JSON.
 */
export function formatPage<T>(
  member: string,
  items: readonly T[],
  shown: readonly string[],
  walk: Walk,
  cursorOf: (item: T) => readonly string[],
): string {
  const texts = shown.slice(0, walk.pageSize);
  const fitting = fittingTexts(texts);
  if (fitting < texts.length) texts.length = fitting;
  const last = items[texts.length - 1];
  const cursor = items.length > texts.length && last !== undefined ? cursorOf(last) : walk.stoppedAt;
  // Not joined again, which would copy the text: a page may have 100 kB.
  const list = texts.length === 0 ? '' : `"${member}":[${texts.join(',')}]`;
  const token = cursor === undefined ? '' : `"nextPageToken":"${walk.next(cursor)}"`;
  return `{${list}${list !== '' && token !== '' ? ',' : ''}${token}}`;
}

import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import { invalidField } from './errors.js';

/**
 * Page tokens: the position in a list, authenticated and bound to the list (RPC, parent, filter), so that foreign, damaged
 * and forged tokens are refused. The page size may change between pages.
 */
export interface PageTokens {
  format(cursor: readonly string[], walk: string): string;
  /** The cursor, of exactly `parts` texts. @throws INVALID_PAGE_TOKEN */
  parse(token: string, walk: string, parts: number): readonly string[];
}

const macBytes = 16;

export function createPageTokens(secret: Buffer): PageTokens {
  // Created once: that takes 40 µs in Node 24.
  const key = createSecretKey(secret);
  const sign = (cursor: Buffer, walk: string): Buffer =>
    createHmac('sha256', key).update(cursor).update('\0').update(walk).digest().subarray(0, macBytes);
  return {
    format(cursor, walk) {
      const body = Buffer.from(JSON.stringify(cursor));
      return Buffer.concat([sign(body, walk), body]).toString('base64url');
    },
    parse(token, walk, parts) {
      const raw = Buffer.from(token, 'base64url');
      const body = raw.subarray(macBytes);
      const genuine =
        raw.length > macBytes &&
        raw.toString('base64url') === token &&
        timingSafeEqual(raw.subarray(0, macBytes), sign(body, walk));
      const cursor: unknown = genuine ? JSON.parse(body.toString()) : undefined;
      if (!Array.isArray(cursor) || cursor.length !== parts) {
        const description =
          'not a page token of this list: it is damaged, or belongs to another parent or filter';
        throw invalidField('page_token', description, 'INVALID_PAGE_TOKEN');
      }
      return cursor as string[];
    },
  };
}

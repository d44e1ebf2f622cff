import { createHash } from 'node:crypto';
import { invalidField } from '../domain/errors.js';
import type { Scope } from '../domain/names.js';
import type { RequestRow, StoredRequest } from '../storage/repository-rows.js';
import type { RequestContext } from './context.js';

/** Creates that a caller may repeat without making anything twice (docs/adr/0025). */

/** Of a request that has a `requestId`: the fields of its message. */
export interface IdentifiedRequest {
  readonly requestId?: string | undefined;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * What the store is to remember of a request; undefined where the request has no id. `result` is what
 * gives the same answer again, together with the request. @throws INVALID_FIELD where the id is no UUID.
 */
export function requestRow<Request extends IdentifiedRequest>(
  operation: string,
  { requestId = '', ...fields }: Request,
  context: RequestContext,
  row: { readonly scope: Scope; readonly now: number; readonly result?: string },
): RequestRow | undefined {
  if (requestId === '') return undefined;
  if (!uuid.test(requestId) || /^[0-]+$/.test(requestId))
    throw invalidField('request_id', 'must be a UUID, and not the one of zeros');
  return {
    scope: row.scope,
    // Of one length whatever the principal holds.
    caller: sha256(context.access.principal),
    id: requestId.toLowerCase(),
    digest: sha256(JSON.stringify([operation, fields], inOneOrder)),
    time: row.now * 1000,
    result: row.result ?? '',
  };
}

/** The result of the request that was carried out before, if there was one. @throws REQUEST_ID_REUSED where it was another. */
export function earlierResult(
  asked: RequestRow | undefined,
  earlier: StoredRequest | undefined,
): string | undefined {
  if (earlier === undefined || asked === undefined) return undefined;
  if (earlier.digest === asked.digest) return earlier.result;
  throw invalidField(
    'request_id',
    `${asked.id} was the id of another request; give each request an id of its own`,
    'REQUEST_ID_REUSED',
  );
}

/** Members in the order of their names: however a request is spelt, it is the same. */
export function inOneOrder(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Base64url; stands for bytes and long texts in a request that is compared. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('base64url');
}

import { hash } from 'node:crypto';
import { invalidField } from '../domain/errors.js';
import { printJson } from '../domain/json-print.js';
import type { Scope } from '../domain/names.js';
import type { RequestRow, StoredRequest } from '../storage/repository-rows.js';
import type { RequestContext } from './context.js';

/** Idempotent creates by request ids (docs/adr/0025). */

/** The fields of a request message that has a `requestId`. */
export interface IdentifiedRequest {
  readonly requestId?: string | undefined;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * The row of a request for the store; undefined if the request has no id. `result` is the data that, with the request,
 * gives the same response again. @throws INVALID_FIELD if the id is no UUID.
 */
export async function requestRow<Request extends IdentifiedRequest>(
  operation: string,
  { requestId = '', ...fields }: Request,
  context: RequestContext,
  row: { readonly scope: Scope; readonly now: number; readonly result?: string },
): Promise<RequestRow | undefined> {
  if (requestId === '') return undefined;
  if (!uuid.test(requestId) || /^[0-]+$/.test(requestId))
    throw invalidField('request_id', 'must be a UUID, and not the one of zeros');
  return {
    scope: row.scope,
    // Hashed, so that its length does not depend on the principal.
    caller: sha256(context.access.principal),
    id: requestId.toLowerCase(),
    digest: sha256(await printJson([operation, fields], true)),
    time: row.now * 1000,
    result: row.result ?? '',
  };
}

/** The result of the request if it was executed before. @throws REQUEST_ID_REUSED if the id was used for another request. */
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

/** SHA-256 in base64url, for bytes and long texts in a request that is compared. */
export function sha256(data: string | Uint8Array): string {
  return hash('sha256', data, 'base64url');
}

import { requestBounds } from '../repository-bounds.js';
import type { RequestRow, StoredRequest } from '../repository-rows.js';
import type { Dialect } from './dialect.js';
import { execute, type Statement, select, type Work } from './statement.js';

/**
 * Runs `work` unless the request was executed before; then nothing is written, and the stored request is returned. The row is
 * inserted last: the loser of a race for the key starts again. `work` returns the request's result if it is only known then.
 * `sweeps` also removes old requests.
 */
export function* once(
  { removeRequests }: Pick<Dialect, 'removeRequests'>,
  request: RequestRow,
  sweeps: boolean,
  work: () => Work<string | undefined>,
): Work<StoredRequest | undefined> {
  const { scope, caller, id, digest, time } = request;
  const [earlier] = yield* select<StoredRequest>(earlierRequest(request));
  if (earlier !== undefined) return { digest: earlier.digest, result: earlier.result };
  const result = (yield* work()) ?? request.result;
  const insert = 'INSERT INTO requests (scope, caller, id, digest, time, result) VALUES (?, ?, ?, ?, ?, ?)';
  yield* execute([{ sql: insert, bindings: [scope, caller, id, digest, time, result] }]);
  if (sweeps) yield* execute(removeRequests(request));
  return undefined;
}

/** See Dialect. Removes a bounded number, but more than are added between two sweeps. */
export function removeRequests({
  scope,
  caller,
  time,
}: Pick<RequestRow, 'scope' | 'caller' | 'time'>): Statement[] {
  const { micros, count, sweepSize } = requestBounds;
  const remove = (which: string): string =>
    `DELETE FROM requests WHERE (scope, caller, id) IN (SELECT scope, caller, id FROM requests WHERE ${which})`;
  return [
    { sql: remove('time < ? ORDER BY time LIMIT ?'), bindings: [time - micros, sweepSize] },
    {
      sql: remove('scope = ? AND caller = ? ORDER BY time DESC LIMIT ? OFFSET ?'),
      bindings: [scope, caller, sweepSize, count],
    },
  ];
}

/** The scopes of as many old requests as one sweep removes, one row for each. */
export function scopesOfOldRequests({ time }: Pick<RequestRow, 'time'>): Statement {
  const { micros, sweepSize } = requestBounds;
  return {
    sql: 'SELECT scope FROM requests WHERE time < ? ORDER BY time LIMIT ?',
    bindings: [time - micros, sweepSize],
  };
}

export function earlierRequest({ scope, caller, id }: RequestRow): Statement {
  return {
    sql: 'SELECT digest, result FROM requests WHERE scope = ? AND caller = ? AND id = ?',
    bindings: [scope, caller, id],
  };
}

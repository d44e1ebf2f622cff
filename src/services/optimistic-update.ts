import { ApiError } from '../domain/errors.js';
import { type EtagOf, matchesEtag } from '../domain/etag.js';

/** How often a change is retried after a concurrent one. */
const attempts = 100;

/**
 * Reads, changes and writes back, and retries after concurrent changes, so that concurrent changes of different fields
 * are not lost. `load` throws the not-found error of its object.
 */
export async function readModifyWrite<Stored extends { document: string }, Row extends { document: string }>(
  load: () => Promise<Stored>,
  change: (stored: Stored) => Promise<Row> | Row,
  replace: (expected: string, row: Row) => Promise<boolean>,
): Promise<Row> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const stored = await load();
    const row = await change(stored);
    if (await replace(stored.document, row)) return row;
  }
  throw new ApiError(
    'CONFLICT',
    `the object changed ${attempts} times while this request tried to change it`,
  );
}

/** Creates rows and stores them. Creates them again if what they derive from changed in the meantime. */
export async function untilStored<Rows>(
  make: (isRepeated: boolean) => Promise<Rows>,
  store: (rows: Rows) => Promise<void>,
): Promise<Rows> {
  for (let attempt = 1; ; attempt += 1) {
    const rows = await make(attempt > 1);
    try {
      await store(rows);
      return rows;
    } catch (error) {
      if (!(error instanceof ApiError) || error.reason !== 'CONFLICT' || attempt === attempts) throw error;
    }
  }
}

/** Checks If-Match against the stored text. @throws ETAG_MISMATCH */
export function checkIfMatch(ifMatch: string | undefined, document: string, etagOf: EtagOf): void {
  if (ifMatch === undefined || matchesEtag(ifMatch, etagOf(document))) return;
  throw etagMismatch();
}

export function etagMismatch(): ApiError {
  return new ApiError(
    'ETAG_MISMATCH',
    'the object changed since it was read: If-Match does not name its current entity tag',
  );
}

import { ApiError } from '../../domain/errors.js';
import { storeUnavailable } from '../repository-errors.js';

/** Classes and codes of SQLSTATE for faults of the database, not of the request. */
const outages: readonly [prefix: string, message: string][] = [
  ['08', 'the database cannot be reached'],
  ['57014', 'the database timed out'],
  ['57P', 'the database is shutting down or starting'],
  ['53100', 'the database has no space left'],
  ['53300', 'the database has no connection left'],
  ['53', 'the database is out of resources'],
  ['58', 'the database has a system error'],
  ['25006', 'the database is read-only'],
  ['25P03', 'the database ended an idle transaction'],
  ['25P04', 'the database ended a transaction that took too long'],
  ['55', 'the database is not ready for the statement'],
  ['28', 'the database refuses the credentials of the server'],
  ['3D', 'the database does not exist'],
  ['42501', 'the database denies the server a privilege'],
  ['42P01', 'the schema of the database is not up to date: run grafeas migrate'],
  ['XX', 'the database has an internal error'],
  ['40', 'the database has too many concurrent changes'],
];

const uniqueViolation = '23505';
const repeatable = new Set([uniqueViolation, '40001', '40P01']);

const passedOn = /duplicate key value violates unique constraint|deadlock detected|could not serialize/;

/** Whether the transaction should be retried because another one won a race. */
export function lostRace(error: unknown): boolean {
  const state = sqlState(error);
  // A node may report an error of another node as an internal one.
  const isPassedOn = state === 'XX000' && passedOn.test((error as Error).message);
  return isPassedOn || repeatable.has(state ?? '');
}

/** Errors after which the server ends the connection. */
const endings = ['08', '57P', '25P03', '25P04'];

/** Whether the connection of an error may be used again: the server responded and still runs. */
export function connectionLives(error: unknown): boolean {
  const state = sqlState(error);
  if (state === undefined || endings.some((prefix) => state.startsWith(prefix))) return false;
  // Severities may be in the language of the server; the codes above cover the important ones.
  const { severity } = error as { severity?: unknown };
  return severity !== 'FATAL' && severity !== 'PANIC';
}

/** Maps faults of the database or the connection to STORE_UNAVAILABLE. Other errors are bugs and stay unchanged. */
export function toStoreError(error: unknown): unknown {
  const state = sqlState(error);
  if (state === undefined)
    return isOfConnection(error) ? storeUnavailable('the database cannot be reached', error) : error;
  const outage = outages.find(([prefix]) => state.startsWith(prefix));
  return outage === undefined ? error : storeUnavailable(outage[1], error);
}

/** Messages of the driver and knex's pool about connections; these errors have no code. */
const connectionLost = [
  /^Connection terminated/,
  /^Client (?:was closed|has encountered a connection error)/,
  /^(?:timeout expired|timeout exceeded when trying to connect)/,
  /^(?:Query read timeout|no response within)/,
  /^The server does not support SSL connections/,
  /^There was an error establishing an SSL connection/,
  /^(?:Received unexpected|SASL:)/,
  /^(?:aborted|Unable to acquire a connection)/,
];

/** Whether the connection failed. Errors of sockets, names and TLS have codes; those of the driver only have messages. */
function isOfConnection(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof ApiError) return false;
  if (error instanceof TypeError || error instanceof RangeError) return false;
  if ('code' in error && typeof error.code === 'string') return !error.code.startsWith('ERR_INVALID');
  if (error.name === 'TimeoutError' || error.name === 'KnexTimeoutError') return true;
  return connectionLost.some((sentence) => sentence.test(error.message));
}

/** The SQLSTATE of an error the server sent; errors of the driver and of sockets have none. */
function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('severity' in error)) return undefined;
  return typeof error.code === 'string' && error.code.length === 5 ? error.code : undefined;
}

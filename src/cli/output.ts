import { PolicyError } from '../auth/policy.js';
import { GrafeasError, InvalidNameError } from '../client/errors.js';
import { ConfigError } from '../config/load.js';
import { ApiError } from '../domain/errors.js';
import { hideConnections } from '../domain/secret.js';
import { oneLine } from './printable.js';

/** Exit codes of the command line. */
export const exitCodes = {
  /** Success. */
  ok: 0,
  /** Failure; stderr has the reason. */
  failure: 1,
  /** The command line or configuration is wrong. */
  usage: 2,
  /** A negative result: `check` found something above its limit, `doctor` a fault. */
  refused: 3,
} as const;

/** The command line is not valid. */
export class UsageError extends Error {}

/** Prints an error in one line (one for each problem of a configuration or policy) and sets the exit code. */
export function fail(error: unknown): void {
  if (error instanceof ConfigError || error instanceof PolicyError) {
    const where = error instanceof PolicyError ? `${error.file}: ` : '';
    for (const problem of error.problems)
      process.stderr.write(`grafeas: ${oneLine(hideConnections(where + problem))}\n`);
    process.exitCode = exitCodes.usage;
    return;
  }
  process.stderr.write(`grafeas: ${oneLine(hideConnections(describe(error)))}\n`);
  process.exitCode = isMisuse(error) ? exitCodes.usage : exitCodes.failure;
}

function isMisuse(error: unknown): boolean {
  if (error instanceof ApiError) return error.reason === 'INVALID_PARAMETER';
  return error instanceof UsageError || error instanceof InvalidNameError;
}

/** The error and what to do about it. */
export function describe(error: unknown): string {
  if (error instanceof GrafeasError) return describeAnswer(error);
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof ApiError) return `${message}${describeCause(error)}`;
  return fileProblem(error) ?? listenProblem(error) ?? message;
}

/** The message of the store's driver. API callers never see it; the user of the command may. */
function describeCause({ reason, cause }: ApiError): string {
  if (!(cause instanceof Error)) return '';
  const advice = reason === 'STORE_UNAVAILABLE' ? '; is --store right? `grafeas doctor` gives advice' : '';
  return `: ${cause.message}${advice}`;
}

/** The server's message, advice about the connection, and the request id for its log. */
function describeAnswer({ status, message, requestId }: GrafeasError): string {
  const advice: Readonly<Record<number, string>> = {
    0: '; check that it runs, and check --server or GRAFEAS_SERVER',
    401: '; set a token with --token or GRAFEAS_TOKEN',
  };
  return `${message}${advice[status] ?? ''}${requestId === undefined ? '' : ` (request ${requestId})`}`;
}

function listenProblem(error: unknown): string | undefined {
  const { code, address, port } = (error ?? {}) as { code?: unknown; address?: unknown; port?: unknown };
  if (code !== 'EADDRINUSE') return undefined;
  const where = typeof port === 'number' && port > 0 ? `${address}:${port}` : address;
  return `${where} is in use; stop the other process, or choose another address with --listen or --admin-listen`;
}

function fileProblem(error: unknown): string | undefined {
  const { code, path } = (error ?? {}) as { code?: unknown; path?: unknown };
  if (typeof path !== 'string') return undefined;
  if (code === 'ENOENT') return `${path}: no such file or folder`;
  if (code === 'EISDIR') return `${path}: is a folder`;
  if (code === 'EACCES') return `${path}: permission denied`;
  return undefined;
}

import { PolicyError } from '../auth/policy.js';
import { GrafeasError, InvalidNameError } from '../client/errors.js';
import { ConfigError } from '../config/load.js';
import { ApiError } from '../domain/errors.js';
import { hideConnections } from '../domain/secret.js';
import { oneLine } from './printable.js';

/** Exit codes of the command line. */
export const exitCodes = {
  /** Done, and the answer is yes. */
  ok: 0,
  /** Something failed; stderr says what. */
  failure: 1,
  /** The command line or configuration is wrong. */
  usage: 2,
  /** The answer is no: `check` found something above its limit, `doctor` a fault. */
  refused: 3,
} as const;

/** The command line says something that cannot be meant. */
export class UsageError extends Error {}

/** Prints an error in one readable line (problems of a configuration or policy a line each) and sets the exit code. */
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

/** What went wrong and what to do about it. */
export function describe(error: unknown): string {
  if (error instanceof GrafeasError) return describeAnswer(error);
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof ApiError) return `${message}${describeCause(error)}`;
  return fileProblem(error) ?? listenProblem(error) ?? message;
}

/** What the store's driver says, which no caller of the API gets to see, but whoever runs the command may. */
function describeCause({ reason, cause }: ApiError): string {
  const why = cause instanceof Error ? `: ${cause.message}` : '';
  return reason === 'STORE_UNAVAILABLE' ? `${why}; is --store right? \`grafeas doctor\` gives advice` : why;
}

/** What the server said, what to do where it is about the connection, and the id that finds the request in its log. */
function describeAnswer({ status, message, requestId }: GrafeasError): string {
  const advice: Readonly<Record<number, string>> = {
    0: '; is it running, and is --server or GRAFEAS_SERVER right?',
    401: '; give a token with --token or GRAFEAS_TOKEN',
  };
  return `${message}${advice[status] ?? ''}${requestId === undefined ? '' : ` (request ${requestId})`}`;
}

function listenProblem(error: unknown): string | undefined {
  const { code, address, port } = (error ?? {}) as { code?: unknown; address?: unknown; port?: unknown };
  if (code !== 'EADDRINUSE') return undefined;
  const where = typeof port === 'number' && port > 0 ? `${address}:${port}` : address;
  return `${where} is in use; stop what listens there, or choose another address with --listen or --admin-listen`;
}

function fileProblem(error: unknown): string | undefined {
  const { code, path } = (error ?? {}) as { code?: unknown; path?: unknown };
  if (typeof path !== 'string') return undefined;
  if (code === 'ENOENT') return `${path}: no such file or folder`;
  if (code === 'EISDIR') return `${path}: is a folder`;
  if (code === 'EACCES') return `${path}: permission denied`;
  return undefined;
}

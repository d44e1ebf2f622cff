import { isWrite, resourceOf, versionOf } from '../api/operation.js';
import type { Observer } from '../api/outcome.js';
import { auditCall } from '../auth/audit.js';
import type { ApiError } from '../domain/errors.js';
import type { Logger } from '../logging.js';
import { traceIdOf } from './tracing.js';

/** Maximum characters of a resource in an audit line: more than any existing name. */
const maxResource = 1024;

/** Maximum characters of a path in a line. */
const maxPath = 256;

/**
 * Errors that an unauthenticated client can cause: logged without stack, whatever the status. A failed fetch of keys has its own
 * line.
 */
const clientReasons: ReadonlySet<string> = new Set([
  'METHOD_NOT_ALLOWED',
  'UNIMPLEMENTED',
  'INVALID_MESSAGE',
  'FOREIGN_HOST',
  'TOO_LARGE',
  'TOO_SLOW',
  'KEYS_UNAVAILABLE',
]);

/** Audits and logs finished requests: refusals, writes and broken requests at info, faults at error, every request at debug. */
export function createRequestLog(log: Logger): Observer {
  const debug = log.isLevelEnabled('debug');
  return (outcome) => {
    const { operation, request, requestId, principal, peer, method, status, duration, error } = outcome;
    const write = operation !== undefined && isWrite(operation);
    // Most requests are successful reads, which have no line.
    if (!write && !debug && error === undefined) return;
    const path = outcome.path.slice(0, maxPath);
    const traceId = outcome.span?.traceId ?? traceIdOf(outcome.traceparent);
    const version = operation && versionOf(operation);
    const common = { requestId, traceId, operation: operation?.id, version, method, path, status };
    if (error !== undefined && isFault(error))
      log.error(
        { ...common, principal, peer: peer(), reason: error.reason, err: error.cause ?? error },
        'request failed',
      );
    const audited = auditCall((line) => log.info({ ...line, version, traceId }, line.event), {
      operation: operation?.id ?? `${method} ${path}`,
      permission: operation?.permissions[0]?.permission,
      resource: ((request && resourceOf(request)) ?? path).slice(0, maxResource),
      write,
      principal,
      requestId,
      peer,
      error,
    });
    if (error !== undefined && !audited && isBroken(error, operation === undefined))
      log.info({ ...common, peer: peer(), reason: error.reason }, 'request refused');
    if (debug) log.debug({ ...common, duration, principal }, 'request');
  };
}

/** Overload and drain are not faults of the server; they are counted, not logged. */
function isFault({ httpStatus, reason }: ApiError): boolean {
  return httpStatus >= 500 && reason !== 'OVERLOADED' && reason !== 'DRAINING' && !clientReasons.has(reason);
}

/** Whether a request cannot come from a client of this API. */
function isBroken({ httpStatus, reason }: ApiError, isUnknown: boolean): boolean {
  return clientReasons.has(reason) || (isUnknown && httpStatus >= 400 && httpStatus < 499);
}

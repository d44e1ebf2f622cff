import { isWrite, resourceOf } from '../api/operation.js';
import type { Observer } from '../api/outcome.js';
import { auditCall } from '../auth/audit.js';
import type { Logger } from '../logging.js';
import { traceIdOf } from './tracing.js';

/** Characters of a resource in an audit line: more than a name that exists can have. */
const maxResource = 1024;

/** Audits and logs finished requests: refusals and writes at info, faults at error, every request at debug. */
export function createRequestLog(log: Logger): Observer {
  const debug = log.isLevelEnabled('debug');
  return ({ operation, request, requestId, principal, method, path, status, duration, error, ...more }) => {
    const write = operation !== undefined && isWrite(operation);
    // Most requests are reads that succeed, and leave no line.
    if (!write && !debug && error === undefined) return;
    const traceId = more.span?.traceId ?? traceIdOf(more.traceparent);
    // Being busy or drained is no fault of the server; it is counted, not told each time.
    const isFault = status >= 500 && error?.reason !== 'OVERLOADED' && error?.reason !== 'DRAINING';
    if (isFault)
      log.error(
        {
          requestId,
          traceId,
          principal,
          operation: operation?.id,
          method,
          path,
          status,
          reason: error?.reason,
          err: error?.cause ?? error,
        },
        'request failed',
      );
    auditCall((line) => log.info({ ...line, traceId }, line.event), {
      operation: operation?.id ?? `${method} ${path}`,
      permission: operation?.permissions[0]?.permission,
      resource: ((request && resourceOf(request)) ?? path).slice(0, maxResource),
      write,
      principal,
      requestId,
      error,
    });
    if (debug)
      log.debug(
        { requestId, traceId, operation: operation?.id, method, path, status, duration, principal },
        'request',
      );
  };
}

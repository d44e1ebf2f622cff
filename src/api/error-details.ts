import type { ApiError } from '../domain/errors.js';

/** What identifies this server as the source of a reason in google.rpc.ErrorInfo. */
export const errorDomain = 'grafeas-ts';

/** google.rpc details of an error as JSON: ErrorInfo always, BadRequest where fields are at fault, RetryInfo where waiting helps. */
export function errorDetails(error: ApiError, requestId: string): readonly Record<string, unknown>[] {
  const { wwwAuthenticate: _challenge, ...metadata } = error.metadata;
  const details: Record<string, unknown>[] = [
    {
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason: error.reason,
      domain: errorDomain,
      metadata: { ...metadata, requestId },
    },
  ];
  if (error.violations.length > 0) {
    details.push({
      '@type': 'type.googleapis.com/google.rpc.BadRequest',
      fieldViolations: error.violations,
    });
  }
  if (error.retryAfter !== undefined) {
    details.push({ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: `${error.retryAfter}s` });
  }
  return details;
}

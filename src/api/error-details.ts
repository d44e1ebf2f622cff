import type { ApiError } from '../domain/errors.js';

/** The domain of google.rpc.ErrorInfo. */
export const errorDomain = 'grafeas-ts';

/** google.rpc details of an error as JSON: ErrorInfo always, BadRequest for errors of fields, RetryInfo if a later repeat can succeed. */
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

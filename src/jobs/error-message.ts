import { ApiError, type ApiErrorOptions, type Reason } from '../domain/errors.js';

/** The form of an error in messages between processes, which copy data but not classes. */
export interface ErrorMessage {
  readonly reason: Reason;
  readonly message: string;
  readonly options: Omit<ApiErrorOptions, 'cause'>;
  /** Stack of an internal error, for the log. */
  readonly stack?: string;
}

export function toErrorMessage(thrown: unknown): ErrorMessage {
  if (thrown instanceof ApiError) {
    const { reason, message, violations, metadata, retryAfter } = thrown;
    return {
      reason,
      message,
      options: { violations, metadata, ...(retryAfter === undefined ? {} : { retryAfter }) },
    };
  }
  const stack = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  return { reason: 'INTERNAL', message: 'internal error', options: {}, stack };
}

export function fromErrorMessage({ reason, message, options, stack }: ErrorMessage): ApiError {
  const cause =
    stack === undefined ? {} : { cause: Object.assign(new Error('in the process of a job'), { stack }) };
  return new ApiError(reason, message, { ...options, ...cause });
}

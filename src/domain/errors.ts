import { type Code, codes } from './codes.js';

interface ReasonEntry {
  readonly code: Code;
  /** HTTP status where it differs from the one of the code. */
  readonly http?: number;
  /** What happened and what the caller can do about it; printed in docs/errors.md. */
  readonly help: string;
}

/** Every error of the API: a stable reason, its google.rpc code and what the caller can do. */
export const reasons = {
  INVALID_NAME: {
    code: 'INVALID_ARGUMENT',
    help: 'A resource name or id does not have the required form, such as projects/P/notes/N. Correct the name.',
  },
  INVALID_JSON: {
    code: 'INVALID_ARGUMENT',
    help: 'The body is not one JSON object. The message gives the position.',
  },
  INVALID_MESSAGE: {
    code: 'INVALID_ARGUMENT',
    help: 'The gRPC request is not one complete message in the declared encoding.',
  },
  INVALID_FIELD: {
    code: 'INVALID_ARGUMENT',
    help: 'A field is unknown, has the wrong type or breaks a rule of its kind. Each violation names the path.',
  },
  INVALID_PARAMETER: {
    code: 'INVALID_ARGUMENT',
    help: 'A query parameter or header has the wrong form or range.',
  },
  INVALID_FILTER: {
    code: 'INVALID_ARGUMENT',
    help: 'The filter does not parse or names a field that cannot be filtered. The message gives the position; docs/filters.md lists the fields.',
  },
  INVALID_PAGE_TOKEN: {
    code: 'INVALID_ARGUMENT',
    help: 'The page token is damaged, was issued by another server or belongs to another parent or filter. Start again without a token.',
  },
  INVALID_MASK: { code: 'INVALID_ARGUMENT', help: 'The update mask names a path that does not exist.' },
  IMMUTABLE_FIELD: {
    code: 'INVALID_ARGUMENT',
    help: 'The update changes a field that cannot change. Delete the object and create another.',
  },
  DERIVED_FIELD: {
    code: 'FAILED_PRECONDITION',
    help: 'The update sends a value for a derived field that differs from the current derived value. Read the object again and repeat the update. To set your own value, name the field in the update mask or send If-Match. Nothing was changed.',
  },
  INVALID_BATCH: {
    code: 'INVALID_ARGUMENT',
    help: 'The batch has no items, too many items or items that cannot be created. Each violation names its item. Nothing was created.',
  },
  KIND_MISMATCH: {
    code: 'INVALID_ARGUMENT',
    help: 'The occurrence is of another kind than the note it refers to.',
  },
  REQUEST_ID_REUSED: {
    code: 'INVALID_ARGUMENT',
    help: 'The request id was already used for a different request. Repeat the original request, or use a new id. Nothing was written.',
  },
  INVALID_REPORT: {
    code: 'INVALID_ARGUMENT',
    help: 'The uploaded report cannot be imported. The message gives the position or JSON pointer. Nothing was written.',
  },
  INVALID_KEY: {
    code: 'INVALID_ARGUMENT',
    help: 'A key cannot be used for signatures: it cannot be read, is too weak or does not fit its algorithm. The violation names the field. docs/signatures.md lists what is accepted.',
  },
  INVALID_POLICY: {
    code: 'INVALID_ARGUMENT',
    help: 'A policy breaks a rule of policies. The violations name each field and its rule. docs/policies.md lists the rules.',
  },
  SIGNATURE_NOT_VERIFIED: {
    code: 'FAILED_PRECONDITION',
    help: 'The note demands that signatures are verified, and no trusted key verifies one of the occurrence. The violation says what was tried and why it failed; docs/signatures.md lists the reasons. Nothing was written.',
  },
  REPORT_OUTDATED: {
    code: 'ABORTED',
    help: 'A newer scan of the same tool is stored for this resource. Import with force to replace it.',
  },
  PROJECT_NOT_FOUND: { code: 'NOT_FOUND', help: 'The project does not exist.' },
  NOTE_NOT_FOUND: {
    code: 'NOT_FOUND',
    help: 'The note does not exist. Create the note before occurrences that refer to it.',
  },
  OCCURRENCE_NOT_FOUND: { code: 'NOT_FOUND', help: 'The occurrence does not exist in this project.' },
  ATTESTOR_NOT_FOUND: { code: 'NOT_FOUND', help: 'The attestor does not exist in this project.' },
  POLICY_NOT_FOUND: { code: 'NOT_FOUND', help: 'The policy does not exist in this project.' },
  ROUTE_NOT_FOUND: { code: 'NOT_FOUND', help: 'No such path in the API.' },
  PROJECT_EXISTS: { code: 'ALREADY_EXISTS', help: 'A project of this name exists.' },
  NOTE_EXISTS: { code: 'ALREADY_EXISTS', help: 'A note of this name exists. Update it instead.' },
  ATTESTOR_EXISTS: {
    code: 'ALREADY_EXISTS',
    help: 'An attestor of this name exists. Update it instead.',
  },
  POLICY_EXISTS: { code: 'ALREADY_EXISTS', help: 'A policy of this name exists. Replace it instead.' },
  NOTE_NAME_USED: {
    code: 'FAILED_PRECONDITION',
    help: 'A note of this name was deleted and its occurrences are still stored. They are of another kind, or they are evidence such as attestations, which is never valid for a later note. Choose another name, or delete the occurrences first: list them by the filter noteProjectId="…" AND noteId="…" in the projects that hold them.',
  },
  SOURCE_UNKNOWN: {
    code: 'FAILED_PRECONDITION',
    help: 'The address that reports of the event are fetched from is not configured. The message names the setting.',
  },
  ETAG_MISMATCH: {
    code: 'ABORTED',
    http: 412,
    help: 'The object changed since it was read (If-Match). Read it again and repeat the change.',
  },
  CONFLICT: { code: 'ABORTED', help: 'Too many concurrent changes to one object. Repeat the request.' },
  UNAUTHENTICATED: {
    code: 'UNAUTHENTICATED',
    help: 'The bearer token is missing or not valid. WWW-Authenticate gives the reason.',
  },
  KEYS_UNAVAILABLE: {
    code: 'UNAVAILABLE',
    help: 'The keys of the issuer of the token cannot be fetched, so the token cannot be checked. Repeat later; operators find the cause in the log.',
  },
  PERMISSION_DENIED: {
    code: 'PERMISSION_DENIED',
    help: 'The caller lacks the named permission on the named resource.',
  },
  FOREIGN_HOST: {
    code: 'PERMISSION_DENIED',
    help: 'The Host or Origin header names a host this server does not serve, or a page of another site tries to write. Allow it with --allow-host or --allow-origin.',
  },
  RATE_LIMITED: {
    code: 'RESOURCE_EXHAUSTED',
    help: 'The caller sends more requests than its limit allows. Repeat after the time in Retry-After.',
  },
  TOO_LARGE: {
    code: 'RESOURCE_EXHAUSTED',
    http: 413,
    help: 'The body, or what a policy says about the images in it, is larger than the limit named in the message. Send less at a time.',
  },
  TOO_SLOW: {
    code: 'DEADLINE_EXCEEDED',
    http: 408,
    help: 'The body arrived more slowly than the minimum rate. Send it again over a faster connection.',
  },
  OVERLOADED: { code: 'UNAVAILABLE', help: 'The server is busy. Repeat after the time in Retry-After.' },
  STORE_UNAVAILABLE: {
    code: 'UNAVAILABLE',
    help: 'The database cannot be reached or cannot write. Repeat later; operators find the cause in the log.',
  },
  SOURCE_UNAVAILABLE: {
    code: 'UNAVAILABLE',
    help: 'A system that the request needs cannot be reached at its configured address, or does not return what it should: the one that an event came from, or the issuer of the sign-in to the console. Repeat the request; operators find the cause in the log.',
  },
  DRAINING: { code: 'UNAVAILABLE', help: 'The server is shutting down. Repeat against another replica.' },
  DEADLINE_EXCEEDED: { code: 'DEADLINE_EXCEEDED', help: 'The request took longer than its deadline.' },
  CANCELLED: { code: 'CANCELLED', help: 'The caller cancelled the request.' },
  METHOD_NOT_ALLOWED: { code: 'UNIMPLEMENTED', help: 'The path exists, but not with this method.' },
  UNIMPLEMENTED: { code: 'UNIMPLEMENTED', help: 'The server does not know this method.' },
  INTERNAL: { code: 'INTERNAL', help: 'The server failed. The request id identifies the entry in its log.' },
} as const satisfies Record<string, ReasonEntry>;

export type Reason = keyof typeof reasons;

/** One thing wrong with one field, as google.rpc.BadRequest.FieldViolation. */
export interface FieldViolation {
  /** Path of the field, such as `vulnerability.package_issue[0].affected_location`. */
  readonly field: string;
  readonly description: string;
}

export interface ApiErrorOptions {
  readonly violations?: readonly FieldViolation[];
  /** Machine-readable facts, such as permission and resource. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Seconds after which to repeat; sent as Retry-After. */
  readonly retryAfter?: number;
  /** The underlying error; logged, never sent. */
  readonly cause?: unknown;
}

/** The only error type. Thrown where the fact is known; each transport maps it once. */
export class ApiError extends Error {
  readonly reason: Reason;
  readonly violations: readonly FieldViolation[];
  readonly metadata: Readonly<Record<string, string>>;
  readonly retryAfter: number | undefined;

  constructor(reason: Reason, message: string, options: ApiErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ApiError';
    this.reason = reason;
    this.violations = options.violations ?? [];
    this.metadata = options.metadata ?? {};
    this.retryAfter = options.retryAfter;
  }

  get code(): Code {
    return reasons[this.reason].code;
  }

  get httpStatus(): number {
    const entry: ReasonEntry = reasons[this.reason];
    return entry.http ?? codes[entry.code].http;
  }
}

/** An error about one field, in both the message and the violation. */
export function invalidField(field: string, description: string, reason: Reason = 'INVALID_FIELD'): ApiError {
  return invalidFields([{ field, description }], reason);
}

/** An error about several fields, in both the message and the violations. */
export function invalidFields(violations: readonly FieldViolation[], reason: Reason): ApiError {
  const message = violations.map(({ field, description }) => `${field}: ${description}`).join('; ');
  return new ApiError(reason, message, { violations });
}

/** The caller has gone, or its time is over. The reason of the signal if that is an ApiError, else CANCELLED. */
export function cancelled(signal?: AbortSignal): ApiError {
  const reason: unknown = signal?.reason;
  return reason instanceof ApiError ? reason : new ApiError('CANCELLED', 'the caller does not wait any more');
}

/** Maps any thrown value to an ApiError. Other errors become INTERNAL without their text. */
export function toApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  return new ApiError('INTERNAL', 'internal error', { cause: thrown });
}

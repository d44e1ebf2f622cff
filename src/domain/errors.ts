import { type Code, codes } from './codes.js';

interface ReasonEntry {
  readonly code: Code;
  /** HTTP status where it differs from the one of the code. */
  readonly http?: number;
  /** What happened and what the caller can do about it; printed in docs/errors.md. */
  readonly help: string;
}

/** Every error a caller can meet: one stable reason each, with its google.rpc code and what to do. */
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
    help: 'What arrived over gRPC is not one complete message in the announced encoding.',
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
    help: 'The page token is damaged, foreign or belongs to another parent or filter. Start again without a token.',
  },
  INVALID_MASK: { code: 'INVALID_ARGUMENT', help: 'The update mask names a path that does not exist.' },
  IMMUTABLE_FIELD: {
    code: 'INVALID_ARGUMENT',
    help: 'The update changes a field that cannot change. Delete the object and create another.',
  },
  DERIVED_FIELD: {
    code: 'FAILED_PRECONDITION',
    help: 'The update has another value than the server derived for a field, as where it was read before its source changed. Read it again; or name the field in the update mask, or send If-Match, to set a value of your own. Nothing was changed.',
  },
  INVALID_BATCH: {
    code: 'INVALID_ARGUMENT',
    help: 'Items of the batch are missing, too many or cannot be created; each violation names its item. Nothing was created.',
  },
  KIND_MISMATCH: {
    code: 'INVALID_ARGUMENT',
    help: 'The occurrence is of another kind than the note it refers to.',
  },
  REQUEST_ID_REUSED: {
    code: 'INVALID_ARGUMENT',
    help: 'The request id was given with another request before. Repeat a request as it was, or give it an id of its own. Nothing was written.',
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
    help: 'A newer scan of the same tool is stored for this resource. Import with force to go back.',
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
    help: 'A note of this name was deleted and its occurrences are still stored. They are of another kind, or evidence such as attestations, which never counts for a later note. Choose another name, or delete the occurrences first: list them by the filter noteProjectId="…" AND noteId="…" in the projects that hold them.',
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
    help: 'The bearer token is missing or not valid. WWW-Authenticate says why.',
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
    help: 'The caller sends more requests than its limit allows. Wait as Retry-After says.',
  },
  TOO_LARGE: {
    code: 'RESOURCE_EXHAUSTED',
    http: 413,
    help: 'The body is larger than the limit named in the message.',
  },
  TOO_SLOW: {
    code: 'DEADLINE_EXCEEDED',
    http: 408,
    help: 'The body arrived more slowly than the server waits for. Send it again over a faster connection.',
  },
  OVERLOADED: { code: 'UNAVAILABLE', help: 'The server is busy. Repeat after the time Retry-After says.' },
  STORE_UNAVAILABLE: {
    code: 'UNAVAILABLE',
    help: 'The database cannot be reached or cannot write. Repeat later; operators find the cause in the log.',
  },
  SOURCE_UNAVAILABLE: {
    code: 'UNAVAILABLE',
    help: 'The system that an event came from cannot be reached at its configured address, or does not return the report. Send the event again; operators find the cause in the log.',
  },
  DRAINING: { code: 'UNAVAILABLE', help: 'The server is shutting down. Repeat against another replica.' },
  DEADLINE_EXCEEDED: { code: 'DEADLINE_EXCEEDED', help: 'The request took longer than its deadline.' },
  CANCELLED: { code: 'CANCELLED', help: 'The caller gave the request up.' },
  METHOD_NOT_ALLOWED: { code: 'UNIMPLEMENTED', help: 'The path exists, but not with this method.' },
  UNIMPLEMENTED: { code: 'UNIMPLEMENTED', help: 'The server does not know this method.' },
  INTERNAL: { code: 'INTERNAL', help: 'A fault in the server. The request id finds it in the log.' },
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
  /** Machine-readable facts beside the message, such as permission and resource. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Seconds after which a repeat makes sense; sent as Retry-After. */
  readonly retryAfter?: number;
  /** What lies beneath; logged, never sent. */
  readonly cause?: unknown;
}

/** The one error type. Thrown where the fact is known, mapped once at each edge. */
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

/** An error about one field: message and violation say the same. */
export function invalidField(field: string, description: string, reason: Reason = 'INVALID_FIELD'): ApiError {
  return new ApiError(reason, `${field}: ${description}`, { violations: [{ field, description }] });
}

/** Turns whatever was thrown into an ApiError; what is not one becomes INTERNAL without its text. */
export function toApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  return new ApiError('INTERNAL', 'internal error', { cause: thrown });
}

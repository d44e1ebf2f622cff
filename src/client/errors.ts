/** One invalid field of the request. */
export interface FieldProblem {
  readonly field: string;
  readonly description: string;
}

/** An error response, with the message of the server. */
export class GrafeasError extends Error {
  constructor(
    /** HTTP status; 0 if the server was not reached. */
    readonly status: number,
    /** Name of the google.rpc code, such as NOT_FOUND; UNAVAILABLE if the server was not reached. */
    readonly code: string,
    /** The server's stable reason, such as NOTE_NOT_FOUND. */
    readonly reason: string | undefined,
    message: string,
    readonly fields: readonly FieldProblem[] = [],
    /** Id of the request in the server's log. */
    readonly requestId: string | undefined = undefined,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'GrafeasError';
  }
}

/** Converts an error body to a GrafeasError. The body may have any form. */
export function toGrafeasError(status: number, body: unknown): GrafeasError {
  const wrapper = member(body, 'error');
  const details = member(wrapper, 'details');
  const all = Array.isArray(details) ? details : [];
  const ofType = (type: string): unknown =>
    all.find((detail) => member(detail, '@type') === `type.googleapis.com/google.rpc.${type}`);
  const info = ofType('ErrorInfo');
  const violations = member(ofType('BadRequest'), 'fieldViolations');
  const fields = (Array.isArray(violations) ? violations : []).map((violation) => ({
    field: text(member(violation, 'field')) ?? '',
    description: text(member(violation, 'description')) ?? '',
  }));
  const requestId = text(member(member(info, 'metadata'), 'requestId'));
  const message =
    text(member(wrapper, 'message')) ??
    text(member(body, 'message')) ??
    `the server returned status ${status}`;
  return new GrafeasError(
    status,
    text(member(wrapper, 'status')) ?? 'UNKNOWN',
    text(member(info, 'reason')),
    message,
    fields,
    requestId,
  );
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A name of another form than the method takes. Thrown before a request is sent. */
export class InvalidNameError extends TypeError {
  override readonly name = 'InvalidNameError';
}

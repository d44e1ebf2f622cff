import { ApiError } from '../domain/errors.js';
import { Denial } from './access.js';
import { Limited } from './rate-limit.js';

/** One decision worth keeping: a refusal, or a write. */
export interface AuditLine {
  readonly event: 'denied' | 'write';
  /** Issuer and subject, `anonymous` in open mode, absent where nobody was authenticated. */
  readonly principal: string | undefined;
  readonly operation: string;
  /** The permission refused, or the one the operation needs. */
  readonly permission: string | undefined;
  /** The resource it was refused on, or the one the caller named. */
  readonly resource: string;
  /** `ok`, or the reason of the error. */
  readonly outcome: string;
  readonly requestId: string;
}

/** Where audit lines go. Must not throw; called once for each line. */
export type Audit = (line: AuditLine) => void;

/** What a transport knows about a call when it is over. */
export interface AuditedCall {
  readonly operation: string;
  readonly permission?: string | undefined;
  readonly resource: string;
  /** Whether the operation changes something. */
  readonly write: boolean;
  readonly principal: string | undefined;
  readonly requestId: string;
  readonly error?: unknown;
}

/**
 * Writes the audit line of a finished call: refusals of any call, and the outcome of every write. Reads
 * that were allowed leave none. Called by each transport once for each call, after success and error alike.
 */
export function auditCall(audit: Audit, call: AuditedCall): void {
  const { operation, requestId, error } = call;
  const cause = error instanceof ApiError ? error.cause : undefined;
  const principal = call.principal ?? (cause instanceof Limited ? cause.principal : undefined);
  const common = { principal, operation, requestId, outcome: outcomeOf(error) };
  if (cause instanceof Denial)
    audit({ event: 'denied', ...common, permission: cause.permission, resource: cause.resource });
  else if (error instanceof ApiError && refusals.has(error.reason))
    audit({ event: 'denied', ...common, permission: call.permission, resource: call.resource });
  else if (call.write)
    audit({ event: 'write', ...common, permission: call.permission, resource: call.resource });
}

const refusals: ReadonlySet<string> = new Set(['UNAUTHENTICATED', 'PERMISSION_DENIED', 'RATE_LIMITED']);

function outcomeOf(error: unknown): string {
  if (error === undefined) return 'ok';
  return error instanceof ApiError ? error.reason : 'INTERNAL';
}

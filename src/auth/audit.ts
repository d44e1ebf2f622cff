import { ApiError } from '../domain/errors.js';
import { Denial } from './access.js';
import { Limited } from './rate-limit.js';

/** A refusal or a write. */
export interface AuditLine {
  readonly event: 'denied' | 'write';
  /** Issuer and subject, `anonymous` in open mode, absent if no caller was authenticated. */
  readonly principal: string | undefined;
  readonly operation: string;
  /** The permission refused, or the one the operation needs. */
  readonly permission: string | undefined;
  /** The resource it was refused on, or the one the caller named. */
  readonly resource: string;
  /** `ok`, or the reason of the error. */
  readonly outcome: string;
  readonly requestId: string;
  /** The address of the caller. */
  readonly peer: string;
}

/** Receives audit lines. Must not throw; called once for each line. */
export type Audit = (line: AuditLine) => void;

/** Facts about a finished call. */
export interface AuditedCall {
  readonly operation: string;
  readonly permission?: string | undefined;
  readonly resource: string;
  /** Whether the operation changes something. */
  readonly write: boolean;
  readonly principal: string | undefined;
  readonly requestId: string;
  readonly peer: () => string;
  readonly error?: unknown;
}

/**
 * Writes the audit line of a finished call: refusals of any call, and the outcome of every write. Allowed
 * reads have no line. Each transport calls this once for each call, on success and error. Returns whether a line was
 * written.
 */
export function auditCall(audit: Audit, call: AuditedCall): boolean {
  const { operation, requestId, error } = call;
  const cause = error instanceof ApiError ? error.cause : undefined;
  const principal = call.principal ?? (cause instanceof Limited ? cause.principal : undefined);
  const common = { principal, operation, requestId, outcome: outcomeOf(error) };
  const line = (event: AuditLine['event'], { permission, resource }: Denied): boolean => {
    audit({ event, ...common, permission, resource, peer: call.peer() });
    return true;
  };
  if (cause instanceof Denial) return line('denied', cause);
  if (error instanceof ApiError && refusals.has(error.reason)) return line('denied', call);
  return call.write && line('write', call);
}

interface Denied {
  readonly permission?: string | undefined;
  readonly resource: string;
}

const refusals: ReadonlySet<string> = new Set(['UNAUTHENTICATED', 'PERMISSION_DENIED', 'RATE_LIMITED']);

function outcomeOf(error: unknown): string {
  if (error === undefined) return 'ok';
  return error instanceof ApiError ? error.reason : 'INTERNAL';
}

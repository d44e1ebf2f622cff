import { grantsOf, principalOf } from '../auth/authenticator.js';
import { explainPermission, needsAttach } from '../auth/explain.js';
import { formatGrant, formatTarget, parseTarget } from '../auth/grants.js';
import type { Policy, PolicyIssuer } from '../auth/policy.js';
import { isPermission } from '../auth/roles.js';
import { decodeToken, openTokenVerifier, type VerifiedToken } from '../auth/token-verifier.js';
import type { Clock } from '../domain/clock.js';
import { ApiError } from '../domain/errors.js';
import type { Permission, Target } from '../services/context.js';

/** One call of --can. */
export interface Question {
  readonly permission: Permission;
  readonly target: Target;
}

/** Parses `notes.create@projects/P`; undefined if the permission or the resource is not valid. */
export function parseQuestion(value: string): Question | undefined {
  const [permission = '', ...rest] = value.split('@');
  const target = parseTarget(rest.join('@'));
  return isPermission(permission) && target !== undefined ? { permission, target } : undefined;
}

export interface Inspection {
  readonly text: string;
  /** Whether the token is valid and allows all calls of --can. */
  readonly allowed: boolean;
}

/** Explains how the server would treat a token now. The text never holds the token. */
export async function inspectToken(
  policy: Policy,
  token: string,
  questions: readonly Question[],
  clock: Clock,
): Promise<Inspection> {
  try {
    const verified = await openTokenVerifier(policy.issuers, clock).verify(token);
    return explainValid(policy, verified, questions, clock);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const lines = [`state    refused: ${error.message}`, ...unverifiedLines(token)];
    for (const question of questions) lines.push(`${formatQuestion(question)}: no, the token is refused`);
    return { text: `${lines.join('\n')}\n`, allowed: false };
  }
}

function explainValid(
  policy: Policy,
  verified: VerifiedToken<PolicyIssuer>,
  questions: readonly Question[],
  clock: Clock,
): Inspection {
  const { grants, ignored } = grantsOf(policy, verified);
  const minutes = Math.floor((verified.expiresAt - clock.now()) / 60_000);
  const lines = [
    `who      ${printable(principalOf(verified))}`,
    `state    valid until ${formatInstant(verified.expiresAt)} (${minutes} min, clock skew included)`,
    ...(grants.length === 0 ? ['grants   none: it allows nothing'] : []),
    ...grants.map((grant) => `grants   ${printable(formatGrant(grant))}`),
    ...ignored.map((problem) => `ignored  ${printable(problem)}`),
  ];
  let allowed = true;
  for (const question of questions) {
    const verdict = explainPermission(grants, question.permission, question.target);
    const hint =
      verdict.allowed && needsAttach(question.permission)
        ? ' (the note it refers to needs notes.attachOccurrence as well)'
        : '';
    lines.push(
      `${formatQuestion(question)}: ${verdict.allowed ? 'yes' : 'no'}, ${printable(verdict.because)}${hint}`,
    );
    allowed &&= verdict.allowed;
  }
  return { text: `${lines.join('\n')}\n`, allowed };
}

/** The unverified claims of a refused token, for debugging. */
function unverifiedLines(token: string): string[] {
  let payload: Readonly<Record<string, unknown>>;
  try {
    payload = decodeToken(token).payload;
  } catch {
    return [];
  }
  return ['iss', 'sub', 'aud', 'exp', 'nbf', 'grants']
    .filter((claim) => Object.hasOwn(payload, claim))
    .map(
      (claim) =>
        `claims   ${claim} ${printable(JSON.stringify(payload[claim]))}${instant(claim, payload[claim])}`,
    );
}

function instant(claim: string, value: unknown): string {
  const timed = (claim === 'exp' || claim === 'nbf') && typeof value === 'number';
  return timed ? ` (${formatInstant(value * 1000)})` : '';
}

/** Formats milliseconds as a date; handles times out of range. */
function formatInstant(milliseconds: number): string {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? 'a time out of range' : date.toISOString();
}

function formatQuestion(question: Question): string {
  return `${question.permission}@${printable(formatTarget(question.target))}`;
}

/** Names come from tokens, so terminal control characters are escaped. */
function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (char) => `\\u{${char.codePointAt(0)?.toString(16) ?? ''}}`,
  );
}

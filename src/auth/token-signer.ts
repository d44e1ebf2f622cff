import jwt from 'jsonwebtoken';
import type { Clock } from '../domain/clock.js';
import { formatGrant, type Grant } from './grants.js';
import type { Policy, PolicyIssuer } from './policy.js';

export interface TokenRequest {
  readonly subject: string;
  readonly grants: readonly Grant[];
  /** Milliseconds from now. */
  readonly lifetime: number;
}

/**
 * The issuer whose tokens this installation can sign: one with a secret and `grants: claim`. Returns the problem as text if
 * there is none, or if `name` is needed to choose.
 */
export function signingIssuer(policy: Policy, name?: string): PolicyIssuer | string {
  const able = policy.issuers.filter((issuer) => issuer.grantsClaim && issuer.signer !== undefined);
  const named = name === undefined ? able : able.filter((issuer) => issuer.name === name);
  const [issuer] = named;
  if (issuer !== undefined && named.length === 1) return issuer;
  if (able.length === 0)
    return 'the policy has no issuer with a secret and `grants: claim`, so no token can be signed';
  const names = able.map((each) => each.name).join(', ');
  return `name the issuer to sign as with --issuer: ${names}`;
}

/** Signs a token with its grants as a claim, in the given order. */
export function signToken(issuer: PolicyIssuer, request: TokenRequest, clock: Clock): string {
  const { signer } = issuer;
  const [algorithm] = issuer.algorithms;
  const [audience] = issuer.audience;
  if (signer === undefined || algorithm === undefined) throw new TypeError('the issuer has no signing key');
  const now = Math.floor(clock.now() / 1000);
  const claims = {
    iss: issuer.issuer,
    aud: audience,
    sub: request.subject,
    iat: now,
    exp: now + Math.floor(request.lifetime / 1000),
    grants: request.grants.map(formatGrant),
  };
  return jwt.sign(claims, signer.key, {
    algorithm,
    ...(signer.kid === undefined ? {} : { keyid: signer.kid }),
  });
}

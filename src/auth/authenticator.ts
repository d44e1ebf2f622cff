import type { Clock } from '../domain/clock.js';
import { ApiError } from '../domain/errors.js';
import { type Access, openAccess } from '../services/context.js';
import { createAccess } from './access.js';
import { BoundedMap } from './bounded-map.js';
import { invalidCredentials, invalidToken, missingToken } from './challenge.js';
import type { Claims } from './claims.js';
import { FailureLimit } from './failure-limit.js';
import { type Grant, parseGrant } from './grants.js';
import { findPathKey } from './path-keys.js';
import type { Policy, PolicyFile, PolicyIssuer } from './policy.js';
import { type Bucket, openLimiter } from './rate-limit.js';
import {
  maxTokenLength,
  openTokenVerifier,
  type TokenVerifier,
  type VerifiedToken,
} from './token-verifier.js';

/** The credentials of a request. */
export interface Credentials {
  /** The Authorization header; a list if there are several. */
  readonly authorization?: string | readonly string[] | undefined;
  /** The client certificate, verified by the listener. */
  readonly certificate?: ClientCertificate | undefined;
  /** The key in the path of a webhook. If it is present, other credentials are ignored. */
  readonly pathKey?: string | undefined;
  /** The address it came from; failures are counted by it. */
  readonly peer?: (() => string) | undefined;
}

export interface ClientCertificate {
  /** Distinguished name, such as `CN=scanner,O=example`. */
  readonly subject: string;
  /** Subject alternative names with their type, such as `URI:spiffe://example/scanner` or `DNS:gate`. */
  readonly sans: readonly string[];
}

export interface Authenticator {
  /**
   * Identifies the caller and its permissions, once a request. Returns a promise only if the token is new and the
   * keys of its issuer must be fetched.
   * @throws UNAUTHENTICATED with metadata `wwwAuthenticate`, RATE_LIMITED, KEYS_UNAVAILABLE
   */
  authenticate(credentials: Credentials): Access | Promise<Access>;
}

/** Open mode: everything is allowed and credentials are ignored. */
export const openAuthenticator: Authenticator = { authenticate: () => openAccess };

/** Maximum number of cached tokens and certificates. A token has some 1,000 characters, 16 Ki at most. */
const maxRemembered = 4_000;
/** Longer tokens are not cached, so that the cache stays within 16 MiB. */
const maxRememberedLength = 4 * 1024;
/** Milliseconds after which a cached token is verified again, so that a revoked key takes effect. */
const recheckAfter = 5 * 60_000;

interface Session {
  readonly access: Access;
  readonly bucket: Bucket | undefined;
  /** Milliseconds since the epoch: the end of the token. Absent for certificates. */
  readonly expiresAt: number;
  /** By `Clock.elapsed()`: verified again from then on, independent of the wall clock. */
  readonly recheckAt: number;
}

/** The sessions of one version of the policy. A reload starts with none. */
interface PolicySession {
  readonly policy: Policy;
  readonly verifier: TokenVerifier<PolicyIssuer>;
  readonly limiter: ReturnType<typeof openLimiter>;
  readonly sessions: BoundedMap<Session>;
}

/** Authenticates bearer tokens and client certificates by the policy in force. */
export function createAuthenticator(
  policyFile: PolicyFile,
  clock: Clock,
  failures = new FailureLimit(),
): Authenticator {
  let current = openPolicySession(policyFile.current, clock);
  return {
    authenticate({ authorization, certificate, pathKey, peer }) {
      if (current.policy !== policyFile.current) current = openPolicySession(policyFile.current, clock);
      // Not limited by failures: hashing a key is cheap, and other callers behind the same proxy must not block a webhook.
      if (pathKey !== undefined) return authenticateKey(current, pathKey);
      if (authorization === undefined) return authenticateCertificate(current, certificate, clock);
      if (typeof authorization !== 'string')
        throw invalidCredentials('the request has more than one Authorization header');
      const session = current.sessions.get(authorization);
      if (session !== undefined) {
        if (isCurrent(session, clock)) return enter(session);
        current.sessions.delete(authorization);
      }
      return limited(failures, peer, (beforeCheck) =>
        authenticateToken(current, authorization, clock, beforeCheck),
      );
    },
  };
}

function openPolicySession(policy: Policy, clock: Clock): PolicySession {
  return {
    policy,
    verifier: openTokenVerifier(policy.issuers, clock),
    limiter: openLimiter(policy.rateLimits, clock),
    sessions: new BoundedMap(maxRemembered),
  };
}

function enter(session: Session): Access {
  session.bucket?.take();
  return session.access;
}

/** Verifies a token unless its address has failed too often, checked before and after keys are fetched. */
function limited(
  failures: FailureLimit,
  peer: (() => string) | undefined,
  verify: (beforeCheck: () => void) => Access | Promise<Access>,
): Access | Promise<Access> {
  if (peer === undefined) return verify(() => {});
  const address = peer();
  const check = (): void => failures.check(address);
  check();
  const fail = (error: unknown): never => {
    if (error instanceof ApiError && error.reason === 'UNAUTHENTICATED') failures.failed(address);
    throw error;
  };
  try {
    const verified = verify(check);
    return verified instanceof Promise ? verified.catch(fail) : verified;
  } catch (error) {
    return fail(error);
  }
}

function authenticateToken(
  current: PolicySession,
  authorization: string,
  clock: Clock,
  beforeCheck: () => void,
): Access | Promise<Access> {
  const admit = (verified: VerifiedToken<PolicyIssuer>): Access => {
    const identity = formatIdentity(current.policy, verified);
    const session = openSession(
      current,
      principalOf(verified),
      grantsOf(current.policy, verified).grants,
      identity,
      {
        expiresAt: verified.expiresAt,
        recheckAt: clock.elapsed() + recheckAfter,
      },
    );
    if (authorization.length <= maxRememberedLength) current.sessions.set(authorization, session);
    return enter(session);
  };
  const verified = current.verifier.verify(bearerToken(authorization), beforeCheck);
  return verified instanceof Promise ? verified.then(admit) : admit(verified);
}

function authenticateCertificate(
  current: PolicySession,
  certificate: ClientCertificate | undefined,
  clock: Clock,
): Access {
  const issuer = current.policy.certificateIssuer;
  if (certificate === undefined || issuer === undefined || certificate.subject === '') throw missingToken();
  // A header cannot hold a line break, so this key never equals that of a token.
  const key = `\n${JSON.stringify([certificate.subject, certificate.sans])}`;
  let session = current.sessions.get(key);
  if (session === undefined || !isCurrent(session, clock)) {
    const { subject, sans } = certificate;
    const grants = current.policy.boundGrants(issuer, subject, { subject, san: sans });
    const identity = JSON.stringify({ issuer, subject, claims: { subject, san: sans } });
    session = openSession(current, `${issuer}:${subject}`, grants, identity, {
      expiresAt: Number.POSITIVE_INFINITY,
      recheckAt: clock.elapsed() + recheckAfter,
    });
    current.sessions.set(key, session);
  }
  return enter(session);
}

function authenticateKey(current: PolicySession, pathKey: string): Access {
  const found = findPathKey(current.policy.pathKeys, pathKey);
  if (found === undefined) throw invalidToken('the key in the path is not known');
  const { issuer, subject } = found;
  const principal = `${issuer}:${subject}`;
  current.limiter.bucketOf(principal)?.take();
  const grants = current.policy.boundGrants(issuer, subject, {});
  return createAccess(
    grants,
    principal,
    current.policy.deny,
    JSON.stringify({ issuer, subject, claims: {} }),
  );
}

function openSession(
  current: PolicySession,
  principal: string,
  grants: readonly Grant[],
  identity: string,
  times: Pick<Session, 'expiresAt' | 'recheckAt'>,
): Session {
  return {
    access: createAccess(grants, principal, current.policy.deny, identity),
    bucket: current.limiter.bucketOf(principal),
    ...times,
  };
}

function isCurrent({ expiresAt, recheckAt }: Session, clock: Clock): boolean {
  return clock.now() < expiresAt && clock.elapsed() < recheckAt;
}

/** The token of a Bearer credential (RFC 6750, 2.1). @throws UNAUTHENTICATED */
export function bearerToken(authorization: string): string {
  if (authorization.length > maxTokenLength + 16) throw invalidCredentials('the token is too long');
  const match = /^Bearer +([A-Za-z0-9._~+/=-]+) *$/i.exec(authorization);
  if (match?.[1] === undefined) throw invalidCredentials('the Authorization header has no bearer token');
  return match[1];
}

/** The name of the caller in logs, audit lines and rate limits: issuer name, colon, subject. */
export function principalOf(verified: VerifiedToken): string {
  return `${verified.issuer.name}:${verified.subject}`;
}

/** Maximum number of entries of the `grants` claim; a token has no room for many more. */
const maxClaimGrants = 500;

/** The identity from which `accessOfIdentity` restores a caller's grants, with the claims that grants depend on. */
function formatIdentity(policy: Policy, { issuer, subject, claims }: VerifiedToken<PolicyIssuer>): string {
  const kept = Object.entries(claims).filter(
    ([name]) => policy.matchedClaims.has(name) || (issuer.grantsClaim && name === 'grants'),
  );
  return JSON.stringify({ issuer: issuer.name, subject, claims: Object.fromEntries(kept) });
}

/**
 * The access of an earlier caller by the current policy: removed bindings grant nothing. The stored claims are used. An identity of
 * another mode or of a removed issuer may do nothing.
 */
export function accessOfIdentity(policy: Policy, identity: string): Access {
  const { issuer: name, subject, claims } = parseIdentity(identity);
  const issuer = policy.issuers.find((each) => each.name === name);
  const isCertificate = name !== '' && policy.certificateIssuer === name;
  if (issuer === undefined && !isCertificate) return createAccess([], identity, policy.deny);
  const bound = policy.boundGrants(name, subject, claims);
  const claimed = issuer?.grantsClaim === true ? claimedGrants(claims) : [];
  const grants = claimed
    .map((text) => (typeof text === 'string' ? parseGrant(text) : ''))
    .filter((grant) => typeof grant !== 'string');
  return createAccess([...bound, ...grants], `${name}:${subject}`, policy.deny, identity);
}

function parseIdentity(text: string): { issuer: string; subject: string; claims: Claims } {
  const none = { issuer: '', subject: '', claims: {} };
  return text === '' ? none : { ...none, ...(JSON.parse(text) as Partial<typeof none>) };
}

export interface TokenGrants {
  readonly grants: readonly Grant[];
  /** Ignored entries of the `grants` claim, with the reason. */
  readonly ignored: readonly string[];
}

/** The grants of a verified token: its own if its issuer may give them, and those bound to it. */
export function grantsOf(policy: Policy, verified: VerifiedToken<PolicyIssuer>): TokenGrants {
  const { issuer, subject, claims } = verified;
  const grants = policy.boundGrants(issuer.name, subject, claims);
  const ignored: string[] = [];
  if (issuer.grantsClaim) {
    for (const text of claimedGrants(claims)) {
      const grant = typeof text === 'string' ? parseGrant(text) : 'is not text';
      if (typeof grant === 'string') ignored.push(`${JSON.stringify(text)} ${grant}`);
      else grants.push(grant);
    }
  }
  return { grants, ignored };
}

function claimedGrants(claims: Claims): readonly unknown[] {
  const claimed = Object.hasOwn(claims, 'grants') ? claims.grants : [];
  return Array.isArray(claimed) ? claimed.slice(0, maxClaimGrants) : [];
}

/**
 * All Authorization headers of a request, from the raw header list of node:http, whose parsed headers
 * silently keep only the first. Undefined for none, a string for one.
 */
export function authorizationOf(rawHeaders: readonly string[]): string | readonly string[] | undefined {
  let found: string | string[] | undefined;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (name?.length !== 13 || name.toLowerCase() !== 'authorization') continue;
    const value = rawHeaders[index + 1] ?? '';
    found = found === undefined ? value : typeof found === 'string' ? [found, value] : [...found, value];
  }
  return found;
}

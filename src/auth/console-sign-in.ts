import type { Clock } from '../domain/clock.js';
import { ApiError } from '../domain/errors.js';
import {
  describeFetchProblem,
  type FetchJson,
  isLoopbackUrl,
  isTrustworthyUrl,
  openFetchJson,
} from '../outbound/fetch-json.js';
import { openIdConfiguration } from './openid-configuration.js';
import { PolicyError, type PolicyFile } from './policy.js';

/** What a browser needs to sign in at an issuer with the authorization code and PKCE. Nothing of it is secret. */
export interface ConsoleSignIn {
  readonly issuer: string;
  readonly clientId: string;
  /** Separated by spaces. */
  readonly scope: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  /** Whether the issuer names itself in its responses (RFC 9207). */
  readonly namesIssuer: boolean;
  /** The token that this server accepts: that of the API, or the ID token where the client itself is an audience. */
  readonly bearer: 'access_token' | 'id_token';
}

export interface ConsoleSignInConfig {
  readonly consoleIssuer?: string | undefined;
  readonly consoleClientId?: string | undefined;
  readonly consoleScope: readonly string[];
}

/** Milliseconds for which the endpoints of the issuer are kept. */
const fresh = 10 * 60_000;
/** Milliseconds after a failure in which no request is sent to the issuer. */
const cooldown = 5_000;

/**
 * Fetches the endpoints of the issuer when a user signs in, and caches them. Concurrent callers share a request. The function
 * returns undefined if no issuer is configured, or the policy does not list it.
 *
 * `onProblem` receives a log message for each failed fetch.
 *
 * @throws SOURCE_UNAVAILABLE while the issuer returns no usable endpoints; at once PolicyError for an issuer that cannot be used
 */
export function openConsoleSignIn(
  { consoleIssuer: issuer, consoleClientId: clientId, consoleScope: scopes }: ConsoleSignInConfig,
  policy: Pick<PolicyFile, 'current'>,
  clock: Clock,
  onProblem: (problem: string) => void,
  fetchJson: FetchJson = openFetchJson(),
): () => Promise<ConsoleSignIn | undefined> {
  if (issuer === undefined || clientId === undefined) return async () => undefined;
  const trustedIssuer = () => policy.current.issuers.find((candidate) => candidate.issuer === issuer);
  if (!isTrustworthyUrl(issuer))
    throw new PolicyError('--console-issuer', ['must be an https URL (http only to localhost)']);
  if (trustedIssuer() === undefined)
    throw new PolicyError('--console-issuer', [`${issuer} is not among the issuers of the policy`]);
  let known: { readonly endpoints: Promise<Endpoints>; readonly until: number } | undefined;

  const endpoints = (): Promise<Endpoints> => {
    if (known !== undefined && clock.elapsed() < known.until) return known.endpoints;
    const fetched = readEndpoints(issuer, fetchJson).catch((error: unknown) => {
      known = { endpoints: fetched, until: clock.elapsed() + cooldown };
      onProblem(`the sign-in of the console: the issuer ${describeFetchProblem(error)}`);
      throw new ApiError('SOURCE_UNAVAILABLE', 'the issuer of the sign-in does not return its endpoints', {
        retryAfter: cooldown / 1000,
        cause: error,
      });
    });
    known = { endpoints: fetched, until: clock.elapsed() + fresh };
    return fetched;
  };
  return async () => {
    const trusted = trustedIssuer();
    if (trusted === undefined) return undefined;
    const bearer = trusted.audience.includes(clientId) ? 'id_token' : 'access_token';
    return { issuer, clientId, scope: scopes.join(' '), ...(await endpoints()), bearer };
  };
}

type Endpoints = Pick<ConsoleSignIn, 'authorizationEndpoint' | 'tokenEndpoint' | 'namesIssuer'>;

async function readEndpoints(issuer: string, fetchJson: FetchJson): Promise<Endpoints> {
  const document = await openIdConfiguration(issuer, fetchJson);
  const endpoint = (name: string): string => {
    const url = document[name];
    // A remote issuer must not direct browsers to services of their machine.
    if (typeof url !== 'string' || !isTrustworthyUrl(url) || (isLoopbackUrl(url) && !isLoopbackUrl(issuer)))
      throw new Error(`names a ${name} that is not https`);
    return url;
  };
  const methods = document.code_challenge_methods_supported;
  if (Array.isArray(methods) && !methods.includes('S256')) throw new Error('does not know PKCE with S256');
  return {
    authorizationEndpoint: endpoint('authorization_endpoint'),
    tokenEndpoint: endpoint('token_endpoint'),
    namesIssuer: document.authorization_response_iss_parameter_supported === true,
  };
}

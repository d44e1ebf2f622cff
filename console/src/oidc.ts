import * as oauth from 'oauth4webapi';

/** How people sign in at the issuer, as the server says it. */
export interface SignInSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly namesIssuer: boolean;
  readonly bearer: 'access_token' | 'id_token';
}

/** A sign-in that did not succeed, in words for the reader. */
export class SignInProblem extends Error {}

/** What a tab keeps while its reader is at the issuer. No token is ever kept. */
interface Pending {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** The page that the reader was on, as the part of its address after `#`. */
  readonly hash: string;
}

const pendingKey = 'grafeas sign-in';
/** Where the issuer sends the browser back to; the server names it too. */
const returnPath = '/console/signed-in';

/** Undefined if no issuer is configured. @throws SignInProblem */
export async function loadSignIn(): Promise<SignInSettings | undefined> {
  const response = await fetch('/console/sign-in.json').catch(() => undefined);
  if (response?.ok !== true)
    throw new SignInProblem('Signing in with an account is not possible now: its issuer cannot be reached.');
  const settings = (await response.json()) as SignInSettings | Record<string, never>;
  return 'issuer' in settings ? (settings as SignInSettings) : undefined;
}

/** Goes to the issuer, which sends the browser back to this page. @throws SignInProblem */
export async function leaveToSignIn(settings: SignInSettings): Promise<void> {
  if (!isSecureContext)
    throw new SignInProblem('Signing in with an account needs https. Open this page by its https address.');
  const pending: Pending = {
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    verifier: oauth.generateRandomCodeVerifier(),
    hash: location.hash,
  };
  const url = new URL(settings.authorizationEndpoint);
  const parameters = {
    response_type: 'code',
    client_id: settings.clientId,
    redirect_uri: location.origin + returnPath,
    scope: settings.scope,
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  sessionStorage.setItem(pendingKey, JSON.stringify(pending));
  location.assign(url);
}

/**
 * Finishes a sign-in where the browser came back from the issuer; undefined on any other page. At once it forgets what the
 * tab kept, takes the code out of the address and shows the page that the reader was on: that page comes from the tab
 * itself, never from the address.
 */
export function returnFromIssuer(): Promise<string> | undefined {
  if (location.pathname !== returnPath) return undefined;
  const address = new URL(location.href);
  const kept = sessionStorage.getItem(pendingKey);
  sessionStorage.removeItem(pendingKey);
  const pending = kept === null ? undefined : (JSON.parse(kept) as Pending);
  history.replaceState(null, '', `/${pending?.hash ?? ''}`);
  return redeem(address, pending);
}

async function redeem(address: URL, pending: Pending | undefined): Promise<string> {
  if (pending === undefined)
    throw new SignInProblem(
      'This sign-in was not started in this tab, or was finished before. Sign in again.',
    );
  const settings = await loadSignIn();
  if (settings === undefined) throw new SignInProblem('The server has no issuer to sign in with any more.');
  const { issuer, clientId, tokenEndpoint, namesIssuer, bearer } = settings;
  const server: oauth.AuthorizationServer = {
    issuer,
    token_endpoint: tokenEndpoint,
    authorization_response_iss_parameter_supported: namesIssuer,
  };
  const client: oauth.Client = { client_id: clientId, [oauth.clockTolerance]: 60 };
  try {
    const code = oauth.validateAuthResponse(server, client, address, pending.state);
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      oauth.None(),
      code,
      location.origin + returnPath,
      pending.verifier,
      // The server names an address of plain http only on this machine.
      { [oauth.allowInsecureRequests]: tokenEndpoint.startsWith('http:') },
    );
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
      expectedNonce: pending.nonce,
      requireIdToken: true,
    });
    return tokens[bearer] ?? '';
  } catch (error) {
    throw new SignInProblem(explain(error));
  }
}

/** Errors of the issuer that its user can do something about (RFC 6749, 4.1.2.1 and 5.2; OpenID Connect Core, 3.1.2.6). */
const refusals: Readonly<Record<string, string>> = {
  access_denied: 'The issuer refused the sign-in, or it was cancelled there.',
  login_required: 'The issuer asks you to sign in there first.',
  interaction_required: 'The issuer needs an answer of yours first.',
  consent_required: 'The issuer needs your consent first.',
  temporarily_unavailable: 'The issuer is busy. Sign in again in a moment.',
  server_error: 'The issuer has a problem. Sign in again in a moment.',
  invalid_grant:
    'The issuer no longer accepts this sign-in: it was used before, took too long, or is not yours.',
};

function explain(error: unknown): string {
  if (error instanceof oauth.AuthorizationResponseError || error instanceof oauth.ResponseBodyError) {
    const { error: code, error_description: description = '' } = error;
    const what =
      (Object.hasOwn(refusals, code) ? refusals[code] : undefined) ??
      'The issuer refused the sign-in. The console may not be set up there as it should.';
    const own = [code, description].filter((text) => text !== '').join(': ');
    return `${what} It says: ${own.slice(0, 300)}`;
  }
  if (error instanceof oauth.OperationProcessingError)
    return 'The response of the issuer does not belong to this sign-in, so it was not used. Sign in again.';
  if (error instanceof TypeError)
    return 'The issuer cannot be reached from this page. Its token endpoint must allow requests of this address (CORS).';
  return 'The issuer refused the sign-in without a reason that can be read. Sign in again.';
}

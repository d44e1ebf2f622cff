import { GrafeasError } from 'grafeas-ts/client';
import { useEffect, useState } from 'preact/hooks';
import { useValue } from './load.js';
import { openSession, type Session } from './session.js';

interface State {
  /** In the memory of this tab and nowhere else. */
  readonly token?: string | undefined;
  /** Counts sign-ins, so that pages read again. */
  readonly attempt: number;
  /** Whether the issuer's response is still looked at. */
  readonly arriving: boolean;
  /** Why signing in at the issuer failed. */
  readonly failure?: string | undefined;
  /** The attempt whose token the server refused after it had accepted it. */
  readonly ended?: number | undefined;
}

export interface SignedIn {
  readonly token: string | undefined;
  readonly attempt: number;
  readonly session: Session | undefined;
  readonly error: unknown;
  /** Whether a sign-in is needed to go on. What was read before stays on the page. */
  readonly refused: boolean;
  /** Why the last sign-in failed or ended. Undefined before the first attempt. */
  readonly problem: string | undefined;
  /** Without a token it signs out. */
  signIn(token: string | undefined): void;
}

/** Who is signed in. `arrival` is the token that comes from the issuer, if the browser comes from there. */
export function useSignIn(arrival: Promise<string> | undefined): SignedIn {
  const [state, setState] = useState<State>({ attempt: 0, arriving: arrival !== undefined });
  const { token, attempt, arriving, failure, ended } = state;
  const signIn = (next: string | undefined, reason?: string): void =>
    setState(({ attempt: last }) => ({ token: next, attempt: last + 1, arriving: false, failure: reason }));
  useEffect(() => {
    arrival?.then(signIn, (error: unknown) =>
      signIn(undefined, error instanceof Error ? error.message : String(error)),
    );
  }, []);
  const end = (): void => setState((now) => (now.attempt === attempt ? { ...now, ended: attempt } : now));
  const { value: session, error } = useValue(arriving ? undefined : `attempt ${attempt}`, () =>
    openSession(location.origin, token, end),
  );
  const denied = error instanceof GrafeasError && error.status === 401;
  return {
    token,
    attempt,
    session,
    error,
    refused: denied || (session !== undefined && ended === attempt),
    problem: failure ?? (token === undefined ? undefined : problemOf(error)),
    signIn,
  };
}

function problemOf(error: unknown): string {
  return error instanceof Error
    ? `The server refused this token: ${error.message}.`
    : 'Your sign-in has ended. Sign in again to go on: this page stays.';
}

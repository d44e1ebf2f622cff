import { useState } from 'preact/hooks';
import { useValue } from '../load.js';
import { leaveToSignIn, loadSignIn, type SignInSettings } from '../oidc.js';
import { Text } from '../text.js';

interface SignInProps {
  /** Why the last sign-in did not succeed, or has ended. */
  readonly problem?: string | undefined;
  signIn(token: string): void;
}

/** Asks for an account or a bearer token. Tokens stay in the memory of this tab: a reload forgets them. */
export function SignIn({ problem, signIn }: SignInProps) {
  const { value: settings, error } = useValue('sign-in', async () => ({ issuer: await loadSignIn() }));
  const issuer = settings?.issuer;
  const problems = [problem, error instanceof Error ? error.message : undefined];
  return (
    <section class="signin">
      <h1>Sign in</h1>
      {problems.map(
        (text, index) =>
          text !== undefined && (
            <p key={index} class="problem" role="alert">
              <Text limit={1000}>{text}</Text>
            </p>
          ),
      )}
      {issuer !== undefined && <WithAccount issuer={issuer} />}
      {issuer === undefined ? (
        (settings !== undefined || error !== undefined) && <WithToken signIn={signIn} />
      ) : (
        <details>
          <summary>Sign in with a token</summary>
          <WithToken signIn={signIn} />
        </details>
      )}
    </section>
  );
}

function WithAccount({ issuer }: { readonly issuer: SignInSettings }) {
  const [failure, setFailure] = useState<string>();
  const leave = (): void => {
    leaveToSignIn(issuer).catch((error: unknown) =>
      setFailure(error instanceof Error ? error.message : String(error)),
    );
  };
  return (
    <>
      {failure !== undefined && (
        <p class="problem" role="alert">
          {failure}
        </p>
      )}
      <button type="button" onClick={leave}>
        Sign in at <Text>{new URL(issuer.issuer).host}</Text>
      </button>
      <p class="muted">You come back to this page. A reload signs you out of the console.</p>
    </>
  );
}

function WithToken({ signIn }: Pick<SignInProps, 'signIn'>) {
  const [token, setToken] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (token.trim() !== '') signIn(token.trim());
      }}
    >
      <label>
        Token
        <input
          type="password"
          autocomplete="off"
          value={token}
          onInput={(event) => setToken(event.currentTarget.value)}
        />
      </label>
      <button type="submit">Sign in</button>
      <p class="muted">
        The token stays in the memory of this tab and is forgotten when the tab is reloaded or closed. Make
        one with <code>grafeas token create --grant viewer@projects/my-project --ttl 1h</code>
      </p>
    </form>
  );
}

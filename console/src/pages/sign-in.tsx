import { useState } from 'preact/hooks';

interface SignInProps {
  /** Whether a token was refused. */
  readonly failed: boolean;
  signIn(token: string): void;
}

/** Asks for a bearer token. It stays in the memory of this tab: it is not stored, and a reload forgets it. */
export function SignIn({ failed, signIn }: SignInProps) {
  const [token, setToken] = useState('');
  return (
    <form
      class="signin"
      onSubmit={(event) => {
        event.preventDefault();
        if (token.trim() !== '') signIn(token.trim());
      }}
    >
      <h1>Sign in</h1>
      {failed && (
        <p class="problem" role="alert">
          The server refused this token. It may have expired, or be from another issuer.
        </p>
      )}
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

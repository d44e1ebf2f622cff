import { ApiError } from '../domain/errors.js';

/**
 * UNAUTHENTICATED with the challenge of RFC 6750, section 3, as metadata `wwwAuthenticate`, which the HTTP
 * edge sends as WWW-Authenticate. `description` is a fixed text, never a part of the token.
 */
export function invalidToken(description: string, cause?: unknown): ApiError {
  return challenge('invalid_token', description, cause);
}

/** More than one credential, or one that is not a bearer token. */
export function invalidCredentials(description: string): ApiError {
  return challenge('invalid_request', description);
}

/** No credential: section 3.1 requires a challenge without an error code. */
export function missingToken(): ApiError {
  return new ApiError('UNAUTHENTICATED', 'a bearer token is required', {
    metadata: { wwwAuthenticate: 'Bearer realm="grafeas"' },
  });
}

function challenge(error: string, description: string, cause?: unknown): ApiError {
  return new ApiError('UNAUTHENTICATED', description, {
    metadata: {
      wwwAuthenticate: `Bearer realm="grafeas", error="${error}", error_description="${description}"`,
    },
    cause,
  });
}

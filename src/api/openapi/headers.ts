import type { Schema } from './schemas.js';

/** Headers of responses. */
export const headers = {
  'X-Request-Id': {
    description: 'Identifies the request in the log of the server.',
    required: true,
    schema: { type: 'string', minLength: 1 },
  },
  ETag: {
    description: 'Entity tag of the response, for If-Match and If-None-Match.',
    required: true,
    schema: { type: 'string', pattern: '^(?:W/)?".+"$' },
  },
  'WWW-Authenticate': {
    description: 'The problem with the token (RFC 6750).',
    required: true,
    schema: { type: 'string' },
  },
  'Retry-After': {
    description: 'Seconds after which to repeat the request.',
    schema: { type: 'integer', minimum: 0 },
  },
} as const satisfies Record<string, Schema>;

/** The header's entry in a response. */
export function headerRef(name: keyof typeof headers): Schema {
  return { [name]: { $ref: `#/components/headers/${name}` } };
}

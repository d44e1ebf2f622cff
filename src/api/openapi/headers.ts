import type { Schema } from './schemas.js';

/** Headers of answers. */
export const headers = {
  'X-Request-Id': {
    description: 'Finds the request in the log of the server.',
    required: true,
    schema: { type: 'string', minLength: 1 },
  },
  ETag: {
    description: 'Entity tag of the answer, for If-Match and If-None-Match.',
    required: true,
    schema: { type: 'string', pattern: '^(?:W/)?".+"$' },
  },
  'WWW-Authenticate': {
    description: 'What is wrong with the token (RFC 6750).',
    required: true,
    schema: { type: 'string' },
  },
  'Retry-After': {
    description: 'Seconds after which a repeat makes sense.',
    schema: { type: 'integer', minimum: 0 },
  },
} as const satisfies Record<string, Schema>;

/** The header's entry in a response. */
export function headerRef(name: keyof typeof headers): Schema {
  return { [name]: { $ref: `#/components/headers/${name}` } };
}

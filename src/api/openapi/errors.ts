import { codes } from '../../domain/codes.js';
import { ApiError, type Reason, reasons } from '../../domain/errors.js';
import { errorDetails } from '../error-details.js';
import { headerRef } from './headers.js';
import type { Schema } from './schemas.js';

/** Error bodies and their statuses. */

const detail = {
  type: 'object',
  description:
    'A google.rpc detail: ErrorInfo (always), BadRequest (which fields), RetryInfo (when to repeat).',
  properties: { '@type': { type: 'string', description: 'Type URL of the detail.' } },
  required: ['@type'],
  additionalProperties: true,
} as const;

const list = {
  type: 'array',
  description: 'Machine-readable facts.',
  items: { $ref: '#/components/schemas/ErrorDetail' },
} as const;
const text = { type: 'string', description: 'The problem, with its field or position.' } as const;

export const errorSchemas: Readonly<Record<string, Schema>> = {
  ErrorDetail: detail,
  Error: {
    type: 'object',
    description:
      'google.rpc.Status at the top level, and the `error` wrapper that Google’s client libraries read.',
    properties: {
      code: {
        type: 'integer',
        format: 'int32',
        description: 'google.rpc code.',
        enum: Object.values(codes).map(({ number }) => number),
      },
      message: text,
      details: list,
      error: {
        type: 'object',
        description: 'The same error with the HTTP status and the name of the code.',
        properties: {
          code: { type: 'integer', format: 'int32', description: 'HTTP status.' },
          message: text,
          status: { type: 'string', description: 'Name of the google.rpc code.', enum: Object.keys(codes) },
          details: list,
        },
        required: ['code', 'message', 'status', 'details'],
        additionalProperties: false,
      },
    },
    required: ['code', 'message', 'details', 'error'],
    additionalProperties: false,
  },
};

const statusText: Readonly<Record<number, string>> = {
  400: 'The request is not valid.',
  401: 'The bearer token is missing or not valid.',
  403: 'The caller lacks a permission, or the host is not served here.',
  404: 'Not found.',
  409: 'The object already exists, or too many concurrent requests changed it.',
  412: 'The object changed since it was read (If-Match).',
  413: 'The body is too large.',
  429: 'Too many requests.',
  499: 'The caller cancelled the request.',
  500: 'The server failed.',
  501: 'The path exists, but not with this method.',
  503: 'The server or its database is not available.',
  504: 'The deadline of the request has passed.',
};

/** Every status an error can have, from the catalogue of reasons. */
const statuses = [
  ...new Set(
    Object.values(reasons).map((reason) => ('http' in reason ? reason.http : codes[reason.code].http)),
  ),
].sort((a, b) => a - b);

/** A field that an example of an error about the request names. */
const exampleViolation = { field: 'pageSize', description: 'must be a 32-bit integer' };

/** One example for each reason of the status. */
function errorExamples(status: number): Schema {
  const all = (Object.keys(reasons) as Reason[]).map((reason) => {
    const { code, help }: { code: keyof typeof codes; help: string } = reasons[reason];
    const error = new ApiError(reason, help, {
      ...(code === 'INVALID_ARGUMENT' ? { violations: [exampleViolation] } : {}),
      ...(code === 'RESOURCE_EXHAUSTED' && reason !== 'TOO_LARGE' ? { retryAfter: 1 } : {}),
    });
    const details = errorDetails(error, 'Zk3vQ0pXyT7a');
    const { message, httpStatus } = error;
    const value = {
      code: codes[code].number,
      message,
      details,
      error: { code: httpStatus, message, status: code, details },
    };
    return { reason, httpStatus, example: { summary: reason, description: help, value } };
  });
  return Object.fromEntries(
    all.filter(({ httpStatus }) => httpStatus === status).map(({ reason, example }) => [reason, example]),
  );
}

export const errorResponses: Readonly<Record<string, Schema>> = Object.fromEntries(
  statuses.map((status) => [
    `Error${status}`,
    {
      description: statusText[status] ?? 'An error.',
      headers: {
        ...headerRef('X-Request-Id'),
        ...(status === 401 ? headerRef('WWW-Authenticate') : {}),
        ...(status === 429 || status === 503 ? headerRef('Retry-After') : {}),
      },
      content: {
        'application/json': {
          schema: { $ref: '#/components/schemas/Error' },
          examples: errorExamples(status),
        },
      },
    },
  ]),
);

/**
 * References to the error responses of an operation; `without` leaves out those it cannot give. `own` is the response of all of
 * them, where the operation words failures in its own form.
 */
export function errorReferences(without: readonly number[], own?: string): Record<string, Schema> {
  return Object.fromEntries(
    statuses
      .filter((status) => !without.includes(status))
      .map((status) => [String(status), { $ref: `#/components/responses/${own ?? `Error${status}`}` }]),
  );
}

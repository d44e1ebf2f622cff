import { z } from 'zod';
import { parseAttestorName, parseNoteName } from '../domain/names.js';
import { isTrustworthyUrl } from '../outbound/fetch-json.js';
import { algorithmNames } from './algorithms.js';
import { parseClaimPath } from './claims.js';
import { parseDuration } from './duration.js';
import { type Grant, parseGrant } from './grants.js';

const text = z.string().min(1);
const name = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and hyphens, starting with a letter');

/** One value or a list of them, read as a list. */
const listOf = <T extends z.ZodType>(item: T, max = 100) =>
  z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(item).min(1).max(max));

const url = z
  .string()
  .refine(isTrustworthyUrl, 'must be an https URL (http only to localhost), without user and password');

const maxClockSkew = 300_000;
const duration = z.string().transform((value, context) => {
  const milliseconds = parseDuration(value);
  if (milliseconds !== undefined) return milliseconds;
  context.addIssue({ code: 'custom', message: 'must be a duration such as 30s, 15m or 1h' });
  return z.NEVER;
});

const grant = z.string().transform((value, context): Grant => {
  const parsed = parseGrant(value);
  if (typeof parsed !== 'string') return parsed;
  context.addIssue({ code: 'custom', message: `${JSON.stringify(value)} ${parsed}` });
  return z.NEVER;
});

const fixedSources = ['secret_file', 'secret_env', 'pem', 'pem_file'] as const;
const fetchedSources = ['jwks', 'discovery'] as const;
const sourceNames = [...fixedSources, 'jwks_file', ...fetchedSources] as const;

const keySource = z
  .strictObject({
    secret_file: text.optional(),
    secret_env: text.optional(),
    pem: text.optional(),
    pem_file: text.optional(),
    jwks_file: text.optional(),
    jwks: url.optional(),
    discovery: z.literal(true).optional(),
    kid: text.optional(),
    token_file: text.optional(),
  })
  .superRefine((value, context) => {
    const problem = (message: string) => context.addIssue({ code: 'custom', message });
    if (sourceNames.filter((source) => value[source] !== undefined).length !== 1)
      problem(`must have exactly one of ${sourceNames.join(', ')}`);
    else if (value.kid !== undefined && !fixedSources.some((source) => value[source] !== undefined))
      problem(`kid goes with ${fixedSources.join(', ')} only; a key set names its keys itself`);
    else if (value.token_file !== undefined && !fetchedSources.some((source) => value[source] !== undefined))
      problem(`token_file goes with ${fetchedSources.join(', ')} only`);
  });

/** The source of an issuer's keys; exactly one member is set. */
export type KeySourceConfig = z.infer<typeof keySource>;

export const tokenIssuerSchema = z
  .strictObject({
    name,
    type: z.literal('jwt', 'must be jwt, certificate or key').default('jwt'),
    issuer: text,
    audience: listOf(text),
    algorithms: z.array(z.enum(algorithmNames)).min(1),
    keys: listOf(keySource, 10),
    grants: z.enum(['claim', 'bindings']).default('bindings'),
    clock_skew: duration.pipe(z.number().max(maxClockSkew, 'must not be above 5m')).default(60_000),
  })
  .superRefine((value, context) => {
    for (const [index, source] of value.keys.entries()) {
      if (source.discovery === true && !isTrustworthyUrl(value.issuer))
        context.addIssue({
          code: 'custom',
          path: ['keys', index, 'discovery'],
          message: 'needs an issuer that is an https URL',
        });
      // Prevents confusion of secrets and public keys of the same algorithm.
      const secret = source.secret_file !== undefined || source.secret_env !== undefined;
      if (value.algorithms.some((algorithm) => algorithm.startsWith('HS') !== secret))
        context.addIssue({
          code: 'custom',
          path: ['algorithms'],
          message: 'must be HS256, HS384 or HS512 for secrets, and none of these for public keys',
        });
    }
  });

export type TokenIssuerConfig = z.infer<typeof tokenIssuerSchema>;

export const certificateIssuerSchema = z.strictObject({ name, type: z.literal('certificate') });

/** Keys in the paths of webhooks, each under the subject that bindings name. */
export const keyIssuerSchema = z.strictObject({
  name,
  type: z.literal('key'),
  keys: z
    .array(
      z
        .strictObject({ subject: text, secret_file: text.optional(), secret_env: text.optional() })
        .refine(
          ({ secret_file: inFile, secret_env: inEnv }) => (inFile === undefined) !== (inEnv === undefined),
          {
            message: 'must have exactly one of secret_file, secret_env',
          },
        ),
    )
    .min(1)
    .max(100),
});

export type KeyIssuerConfig = z.infer<typeof keyIssuerSchema>;

const claimPath = z.string().refine((value) => parseClaimPath(value) !== undefined, {
  message: 'must be claim names joined by dots, quoted where a name holds a dot',
});

const binding = z
  .strictObject({
    issuer: text,
    subject: listOf(text).optional(),
    match: z.record(claimPath, listOf(z.union([text, z.number(), z.boolean()]))).optional(),
    grants: z.array(grant).min(1),
  })
  .refine((value) => value.subject !== undefined || Object.keys(value.match ?? {}).length > 0, {
    message: 'needs a subject or a match',
  });

export type BindingConfig = z.infer<typeof binding>;

const rateLimit = z.strictObject({
  rate: z.number().positive().max(1_000_000),
  burst: z.number().min(1).max(1_000_000),
});

/** The name of a resource as its parser takes it. */
const resourceName = (parse: (name: string, field: string) => unknown) =>
  z.string().superRefine((value, context) => {
    try {
      parse(value, 'name');
    } catch (error) {
      context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'is no name' });
    }
  });

const verifyRule = z.strictObject({
  note: resourceName(parseNoteName),
  mode: z.enum(['REQUIRE', 'MARK']),
  attestors: listOf(resourceName(parseAttestorName), 10),
});

/** The whole file; each issuer is parsed by the schema of its type. */
export const policySchema = z.strictObject({
  deny: z.enum(['explain', 'hide']).default('explain'),
  issuers: z.array(z.record(z.string(), z.unknown())).min(1),
  bindings: z.array(binding).default([]),
  verify: z
    .array(verifyRule)
    .refine((rules) => new Set(rules.map(({ note }) => note)).size === rules.length, {
      message: 'must not name a note twice',
    })
    .default([]),
  rate_limits: z
    .strictObject({ default: rateLimit.optional(), principals: z.record(text, rateLimit).default({}) })
    .default({ principals: {} }),
});

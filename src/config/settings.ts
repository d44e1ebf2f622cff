import { z } from 'zod';
import { isNetwork } from '../domain/peer.js';
import { secretStore } from '../domain/secret.js';

/**
 * The settings of the server: flag, environment variable, key in the configuration file, default and help.
 * Precedence: flags, environment, file, defaults.
 */
interface Setting<S extends z.ZodType = z.ZodType> {
  readonly flag: string;
  readonly env: string;
  /** Key in the configuration file. */
  readonly key: string;
  readonly schema: S;
  /** The default as it would be written; absent where there is none. */
  readonly fallback?: unknown;
  /** Placeholder of the flag's value; absent for flags without a value. */
  readonly value?: string;
  /** The flag may be given more than once. */
  readonly list?: true;
  readonly help: string;
}

const setting = <S extends z.ZodType>(declaration: Setting<S>): Setting<S> => declaration;

const flagBoolean = z.preprocess(
  (value) => (value === 'true' || value === '1' ? true : value === 'false' || value === '0' ? false : value),
  z.boolean('must be true or false'),
);
const wholeNumber = (min: number, max: number) =>
  z.preprocess(
    (value) => (typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value),
    z.number('must be a whole number').int('must be a whole number').min(min).max(max),
  );
const textList = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(',').map((part) => part.trim()) : value),
  z.array(z.string().min(1)),
);
const file = z.string('must be a file name').min(1, 'must not be empty');

const sourceUrl = z
  .string('must be a URL')
  .refine(isSourceUrl, 'must be an http or https URL without user, password, query and fragment');

const storePattern = /^(?:memory:|sqlite:.+|postgres(?:ql)?:\/\/.+|module:.+)$/s;

export const settings = {
  listen: setting({
    flag: '--listen',
    env: 'GRAFEAS_LISTEN',
    key: 'listen',
    value: 'ADDRESS',
    schema: z
      .string('must be host:port or unix:///path')
      .refine(isListenAddress, 'must be host:port (port 0 for any free one) or unix:///path'),
    fallback: '127.0.0.1:8080',
    help: 'where to listen: host:port (port 0: any free one) or unix:///path',
  }),
  store: setting({
    flag: '--store',
    env: 'GRAFEAS_STORE',
    key: 'store',
    value: 'STORE',
    schema: z
      .string('must be text')
      .regex(storePattern, 'must be sqlite:FILE, memory:, postgres://… or module:PACKAGE')
      .transform(secretStore),
    fallback: 'sqlite:./data/grafeas.db',
    help: 'where to keep notes and occurrences: sqlite:FILE, memory:, postgres://USER:PASSWORD@HOST/DATABASE or module:PACKAGE',
  }),
  access: setting({
    flag: '--access',
    env: 'GRAFEAS_ACCESS',
    key: 'access',
    value: 'MODE',
    schema: z.enum(['open', 'jwt'], 'must be open or jwt'),
    fallback: 'open',
    help: 'open: anyone who can connect may do everything; jwt: bearer tokens and a policy decide',
  }),
  policy: setting({
    flag: '--policy',
    env: 'GRAFEAS_POLICY',
    key: 'policy',
    value: 'FILE',
    schema: file.optional(),
    help: 'the access policy, required with --access jwt; reloaded on SIGHUP',
  }),
  openToNetwork: setting({
    flag: '--open-to-network',
    env: 'GRAFEAS_OPEN_TO_NETWORK',
    key: 'open_to_network',
    schema: flagBoolean,
    fallback: false,
    help: 'allow access open on an address other than loopback',
  }),
  allowHost: setting({
    flag: '--allow-host',
    env: 'GRAFEAS_ALLOW_HOST',
    key: 'allow_host',
    value: 'NAME',
    list: true,
    schema: textList,
    fallback: [],
    help: 'a further host name to accept in requests on loopback, for a proxy in front',
  }),
  allowOrigin: setting({
    flag: '--allow-origin',
    env: 'GRAFEAS_ALLOW_ORIGIN',
    key: 'allow_origin',
    value: 'ORIGIN',
    list: true,
    schema: textList,
    fallback: [],
    help: 'an origin whose pages may call the API from a browser (CORS); may hold one *',
  }),
  trustProxy: setting({
    flag: '--trust-proxy',
    env: 'GRAFEAS_TRUST_PROXY',
    key: 'trust_proxy',
    value: 'ADDRESS',
    list: true,
    schema: textList.refine((entries) => entries.every(isNetwork), 'must be addresses, networks or unix'),
    fallback: [],
    help: 'a proxy whose X-Forwarded-For is trusted: an address, a network such as 10.0.0.0/8, or unix',
  }),
  logLevel: setting({
    flag: '--log-level',
    env: 'GRAFEAS_LOG_LEVEL',
    key: 'log_level',
    value: 'LEVEL',
    schema: z.enum(
      ['debug', 'info', 'warn', 'error', 'silent'],
      'must be debug, info, warn, error or silent',
    ),
    fallback: 'info',
    help: 'debug (every request), info (writes, refusals, start and stop), warn, error or silent',
  }),
  tlsCert: setting({
    flag: '--tls-cert',
    env: 'GRAFEAS_TLS_CERT',
    key: 'tls_cert',
    value: 'FILE',
    schema: file.optional(),
    help: 'certificate chain in PEM; reloaded when it changes',
  }),
  tlsKey: setting({
    flag: '--tls-key',
    env: 'GRAFEAS_TLS_KEY',
    key: 'tls_key',
    value: 'FILE',
    schema: file.optional(),
    help: 'private key in PEM',
  }),
  tlsClientCa: setting({
    flag: '--tls-client-ca',
    env: 'GRAFEAS_TLS_CLIENT_CA',
    key: 'tls_client_ca',
    value: 'FILE',
    schema: file.optional(),
    help: 'certificate authorities for client certificates; the server then requests one',
  }),
  tlsClientAuth: setting({
    flag: '--tls-client-auth',
    env: 'GRAFEAS_TLS_CLIENT_AUTH',
    key: 'tls_client_auth',
    value: 'MODE',
    schema: z.enum(['optional', 'required'], 'must be optional or required'),
    fallback: 'required',
    help: 'whether clients must show a certificate when --tls-client-ca is set',
  }),
  storeReplica: setting({
    flag: '--store-replica',
    env: 'GRAFEAS_STORE_REPLICA',
    key: 'store_replica',
    value: 'URL',
    schema: z
      .string('must be text')
      .regex(/^postgres(?:ql)?:\/\/.+$/s, 'must be postgres://…')
      .transform(secretStore)
      .optional(),
    help: 'a streaming replica of a Postgres store that serves gets and lists',
  }),
  storePool: setting({
    flag: '--store-pool',
    env: 'GRAFEAS_STORE_POOL',
    key: 'store_pool',
    value: 'N',
    schema: wholeNumber(1, 1000),
    fallback: 10,
    help: 'maximum number of connections to Postgres',
  }),
  storeTimeout: setting({
    flag: '--store-timeout',
    env: 'GRAFEAS_STORE_TIMEOUT',
    key: 'store_timeout',
    value: 'MS',
    schema: wholeNumber(1, 3_600_000),
    fallback: 10_000,
    help: 'milliseconds after which a Postgres statement times out',
  }),
  storeCa: setting({
    flag: '--store-ca',
    env: 'GRAFEAS_STORE_CA',
    key: 'store_ca',
    value: 'FILE',
    schema: file.optional(),
    help: 'certificate authority that must have signed the certificate of Postgres',
  }),
  adminListen: setting({
    flag: '--admin-listen',
    env: 'GRAFEAS_ADMIN_LISTEN',
    key: 'admin_listen',
    value: 'ADDRESS',
    schema: z
      .string('must be host:port or unix:///path')
      .refine(isListenAddress, 'must be host:port (port 0 for any free one) or unix:///path')
      .optional(),
    help: 'a second address that serves only probes and metrics, in plain HTTP',
  }),
  harborUrl: setting({
    flag: '--harbor-url',
    env: 'GRAFEAS_HARBOR_URL',
    key: 'harbor_url',
    value: 'URL',
    schema: sourceUrl.optional(),
    help: 'the Harbor whose events are received; reports are fetched from there alone',
  }),
  harborAuthorization: setting({
    flag: '--harbor-authorization',
    env: 'GRAFEAS_HARBOR_AUTHORIZATION',
    key: 'harbor_authorization',
    value: 'FILE',
    schema: file.optional(),
    help: 'file with the value of the Authorization header for Harbor',
  }),
  clairUrl: setting({
    flag: '--clair-url',
    env: 'GRAFEAS_CLAIR_URL',
    key: 'clair_url',
    value: 'URL',
    schema: sourceUrl.optional(),
    help: 'the Clair whose notifications are received; reports are fetched from there alone',
  }),
  clairAuthorization: setting({
    flag: '--clair-authorization',
    env: 'GRAFEAS_CLAIR_AUTHORIZATION',
    key: 'clair_authorization',
    value: 'FILE',
    schema: file.optional(),
    help: 'file with the value of the Authorization header for Clair',
  }),
  githubUrl: setting({
    flag: '--github-url',
    env: 'GRAFEAS_GITHUB_URL',
    key: 'github_url',
    value: 'URL',
    schema: sourceUrl.optional(),
    help: 'the API of the GitHub whose events are received, such as https://api.github.com; attestations are fetched from there alone',
  }),
  githubAuthorization: setting({
    flag: '--github-authorization',
    env: 'GRAFEAS_GITHUB_AUTHORIZATION',
    key: 'github_authorization',
    value: 'FILE',
    schema: file.optional(),
    help: 'file with the value of the Authorization header for GitHub',
  }),
  githubSecret: setting({
    flag: '--github-secret',
    env: 'GRAFEAS_GITHUB_SECRET',
    key: 'github_secret',
    value: 'FILE',
    schema: file.optional(),
    help: 'file with the secrets that GitHub signs events with, one per line; unsigned events are then refused',
  }),
  consoleIssuer: setting({
    flag: '--console-issuer',
    env: 'GRAFEAS_CONSOLE_ISSUER',
    key: 'console_issuer',
    value: 'URL',
    schema: sourceUrl.optional(),
    help: 'the OpenID Connect issuer for signing in to the console; the policy must list it',
  }),
  consoleClientId: setting({
    flag: '--console-client-id',
    env: 'GRAFEAS_CONSOLE_CLIENT_ID',
    key: 'console_client_id',
    value: 'ID',
    schema: z.string('must be text').min(1, 'must not be empty').optional(),
    help: 'the id of the console as a public client of --console-issuer',
  }),
  consoleScope: setting({
    flag: '--console-scope',
    env: 'GRAFEAS_CONSOLE_SCOPE',
    key: 'console_scope',
    value: 'SCOPE',
    list: true,
    schema: textList.refine(
      (scopes) =>
        scopes.includes('openid') && scopes.every((scope) => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(scope)),
      'must be scopes, openid among them',
    ),
    fallback: ['openid'],
    help: 'a scope that the console requests from --console-issuer',
  }),
  maxInFlight: setting({
    flag: '--max-in-flight',
    env: 'GRAFEAS_MAX_IN_FLIGHT',
    key: 'max_in_flight',
    value: 'N',
    schema: wholeNumber(1, 100_000),
    fallback: 1000,
    help: 'maximum number of concurrent requests; further ones are refused with 503 and Retry-After',
  }),
  requestTimeout: setting({
    flag: '--request-timeout',
    env: 'GRAFEAS_REQUEST_TIMEOUT',
    key: 'request_timeout',
    value: 'MS',
    schema: wholeNumber(1, 600_000),
    fallback: 30_000,
    help: 'milliseconds after which a request times out; ten times as long for uploads of reports',
  }),
  drainDelay: setting({
    flag: '--drain-delay',
    env: 'GRAFEAS_DRAIN_DELAY',
    key: 'drain_delay',
    value: 'MS',
    schema: wholeNumber(0, 600_000),
    fallback: 1000,
    help: 'milliseconds to accept connections after SIGTERM, while /readyz returns 503',
  }),
  drainTimeout: setting({
    flag: '--drain-timeout',
    env: 'GRAFEAS_DRAIN_TIMEOUT',
    key: 'drain_timeout',
    value: 'MS',
    schema: wholeNumber(0, 600_000),
    fallback: 10_000,
    help: 'milliseconds that running requests have to finish after SIGTERM',
  }),
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;
export type Config = { readonly [K in SettingName]: z.output<(typeof settings)[K]['schema']> };

/** Host and port of `host:port`, with IPv6 in brackets; undefined for unix sockets. */
export function parseHostPort(listen: string): { host: string; port: number } | undefined {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]/]*)):(\d{1,5})$/.exec(listen);
  const port = Number(match?.[3] ?? 65536);
  return match === null || port > 65535 ? undefined : { host: match[1] ?? (match[2] || '0.0.0.0'), port };
}

/** The path of `unix:///path`; undefined for others. */
export function parseUnixPath(listen: string): string | undefined {
  return /^unix:\/\/(\/.+)$/.exec(listen)?.[1];
}

function isListenAddress(listen: string): boolean {
  return parseHostPort(listen) !== undefined || parseUnixPath(listen) !== undefined;
}

/** Whether only this machine can connect. */
export function isPrivateAddress(listen: string): boolean {
  const host = parseHostPort(listen)?.host.toLowerCase();
  return host === undefined || host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

function isSourceUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return /^https?:$/.test(protocol) && username + password + search + hash === '';
}

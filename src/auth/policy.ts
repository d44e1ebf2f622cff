import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { openFetchJson } from '../outbound/fetch-json.js';
import type { DenyMode } from './access.js';
import { type Claims, matchesClaim, matchesValue, parseClaimPath } from './claims.js';
import type { Grant } from './grants.js';
import { type IssuerKeys, type KeyDeps, openIssuerKeys } from './issuer-keys.js';
import { type PathKey, readPathKeys } from './path-keys.js';
import {
  type BindingConfig,
  certificateIssuerSchema,
  keyIssuerSchema,
  policySchema,
  tokenIssuerSchema,
} from './policy-schema.js';
import type { RateLimits } from './rate-limit.js';
import type { TokenIssuer } from './token-verifier.js';

export interface PolicyIssuer extends TokenIssuer {
  /** Whether the `grants` claim of its tokens counts. */
  readonly grantsClaim: boolean;
  readonly signer: IssuerKeys['signer'];
}

/** A note whose occurrences are verified with the keys of these attestors. */
export interface VerifyRule {
  readonly verify: 'REQUIRE' | 'MARK';
  readonly attestors: readonly string[];
}

/** Who is trusted, and who may do what. Never changes; a reload makes a new one. */
export interface Policy {
  readonly deny: DenyMode;
  readonly issuers: readonly PolicyIssuer[];
  /** Name of the issuer for client certificates, if any. */
  readonly certificateIssuer: string | undefined;
  /** Keys that webhooks may have in their path, of all issuers of type `key`. */
  readonly pathKeys: readonly PathKey[];
  readonly rateLimits: RateLimits;
  /** What is demanded of the occurrences of a note, by its name. */
  readonly demands: ReadonlyMap<string, VerifyRule>;
  /** The grants bound to a caller, of all bindings that match. */
  boundGrants(issuer: string, subject: string, claims: Claims): Grant[];
  /** The claims that bindings look at. */
  readonly matchedClaims: ReadonlySet<string>;
}

/** The policy file is not valid: all problems, each with its path. */
export class PolicyError extends Error {
  constructor(
    readonly file: string,
    readonly problems: readonly string[],
  ) {
    super(`${file}:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'PolicyError';
  }
}

/** A policy file with its current policy, which can be reloaded. */
export interface PolicyFile {
  readonly current: Policy;
  /** Reads the file and the keys it names again. @throws PolicyError; the current policy then stays in force */
  reload(): void;
}

export type PolicyDeps = Pick<KeyDeps, 'clock' | 'env' | 'onProblem'> & Partial<Pick<KeyDeps, 'fetchJson'>>;

/** Reads a policy file (YAML or JSON). @throws PolicyError */
export function openPolicy(file: string, deps: PolicyDeps): PolicyFile {
  const path = resolve(file);
  const base = { fetchJson: openFetchJson(), ...deps, folder: dirname(path) };
  let fetched: KeyDeps['fetched'] = new Map();
  const read = (): Policy => {
    const kept: KeyDeps['fetched'] = new Map(fetched);
    const policy = parsePolicy(readPolicyText(path), file, { ...base, fetched: kept });
    fetched = kept;
    return policy;
  };
  let current = read();
  return {
    get current() {
      return current;
    },
    reload() {
      current = read();
    },
  };
}

function readPolicyText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new PolicyError(path, ['the file cannot be read']);
  }
}

/** Parses the text of a policy file; `file` names it in problems. @throws PolicyError with all problems at once */
export function parsePolicy(text: string, file: string, deps: KeyDeps): Policy {
  const raw = parseYaml(text, file);
  const problems: string[] = [];
  const parsed = policySchema.safeParse(raw);
  if (!parsed.success) problems.push(...describeIssues(parsed.error, ''));

  const issuers = parseIssuers(raw, deps, problems);
  checkBindingIssuers(raw, issuers.names, problems);
  if (!parsed.success || problems.length > 0) throw new PolicyError(file, problems);

  const { deny, bindings, rate_limits, verify } = parsed.data;
  const compiled = bindings.map(compileBinding);
  return {
    deny,
    issuers: issuers.token,
    certificateIssuer: issuers.certificate,
    pathKeys: issuers.pathKeys,
    rateLimits: { default: rate_limits.default, principals: new Map(Object.entries(rate_limits.principals)) },
    matchedClaims: new Set(
      bindings.flatMap(({ match }) =>
        Object.keys(match ?? {}).map((path) => parseClaimPath(path)?.[0] ?? ''),
      ),
    ),
    demands: new Map(verify.map(({ note, mode, attestors }) => [note, { verify: mode, attestors }])),
    boundGrants: (issuer, subject, claims) =>
      compiled.flatMap((binding) => (binding.matches(issuer, subject, claims) ? binding.grants : [])),
  };
}

function parseYaml(text: string, file: string): unknown {
  const document = parseDocument(text, { prettyErrors: true });
  if (document.errors.length > 0) {
    throw new PolicyError(
      file,
      document.errors.map((error) => error.message.split('\n')[0] ?? ''),
    );
  }
  try {
    return document.toJS() as unknown;
  } catch {
    // Aliases that expand to more than the file could hold.
    throw new PolicyError(file, ['file: is not plain YAML']);
  }
}

interface Issuers {
  readonly token: PolicyIssuer[];
  certificate: string | undefined;
  readonly pathKeys: PathKey[];
  readonly names: Set<string>;
}

/** Parses the issuers even where other parts of the file are wrong, so that all problems show at once. */
function parseIssuers(raw: unknown, deps: KeyDeps, problems: string[]): Issuers {
  const found: Issuers = { token: [], certificate: undefined, pathKeys: [], names: new Set() };
  for (const [index, item] of itemsOf(raw, 'issuers').entries()) {
    const at = `issuers[${index}]`;
    const name = fieldOf(item, 'name');
    if (typeof name === 'string') {
      if (found.names.has(name)) problems.push(`${at}.name: ${name} is the name of another issuer`);
      found.names.add(name);
    }
    if (fieldOf(item, 'type') === 'certificate') {
      const parsed = certificateIssuerSchema.safeParse(item);
      if (!parsed.success) problems.push(...describeIssues(parsed.error, at));
      else if (found.certificate !== undefined)
        problems.push(`${at}.type: there is another certificate issuer`);
      else found.certificate = parsed.data.name;
      continue;
    }
    if (fieldOf(item, 'type') === 'key') {
      const parsed = keyIssuerSchema.safeParse(item);
      if (!parsed.success) problems.push(...describeIssues(parsed.error, at));
      else
        found.pathKeys.push(
          ...readPathKeys(parsed.data, deps, (path, text) => problems.push(`${at}.${path}: ${text}`)),
        );
      continue;
    }
    const parsed = tokenIssuerSchema.safeParse(item);
    if (!parsed.success) {
      problems.push(...describeIssues(parsed.error, at));
      continue;
    }
    const config = parsed.data;
    if (found.token.some((other) => other.issuer === config.issuer))
      problems.push(`${at}.issuer: ${config.issuer} is configured twice`);
    const keys = openIssuerKeys(config, deps, (path, text) => problems.push(`${at}.${path}: ${text}`));
    found.token.push({
      name: config.name,
      issuer: config.issuer,
      audience: config.audience,
      algorithms: config.algorithms,
      clockSkew: config.clock_skew,
      grantsClaim: config.grants === 'claim',
      keys: keys.source,
      signer: keys.signer,
    });
  }
  return found;
}

function checkBindingIssuers(raw: unknown, names: ReadonlySet<string>, problems: string[]): void {
  for (const [index, item] of itemsOf(raw, 'bindings').entries()) {
    const issuer = fieldOf(item, 'issuer');
    if (typeof issuer === 'string' && !names.has(issuer))
      problems.push(`bindings[${index}].issuer: ${issuer} is the name of no issuer`);
  }
}

interface CompiledBinding {
  readonly grants: readonly Grant[];
  matches(issuer: string, subject: string, claims: Claims): boolean;
}

function compileBinding(config: BindingConfig): CompiledBinding {
  const matches = Object.entries(config.match ?? {}).map(([path, values]) => ({
    path: parseClaimPath(path) ?? [],
    values,
  }));
  return {
    grants: config.grants,
    matches: (issuer, subject, claims) =>
      issuer === config.issuer &&
      (config.subject === undefined || config.subject.some((value) => matchesValue(subject, value))) &&
      matches.every((match) => matchesClaim(claims, match)),
  };
}

function describeIssues(error: z.ZodError, at: string): string[] {
  return error.issues.map((issue) => {
    const path = issue.path.reduce<string>((done, part) => {
      if (typeof part === 'number') return `${done}[${part}]`;
      return done === '' ? String(part) : `${done}.${String(part)}`;
    }, at);
    return `${path === '' ? 'file' : path}: ${issue.message}`;
  });
}

function itemsOf(raw: unknown, field: string): readonly unknown[] {
  const value = fieldOf(raw, field);
  return Array.isArray(value) ? value : [];
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, field)
    ? (value as Record<string, unknown>)[field]
    : undefined;
}

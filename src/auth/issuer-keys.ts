import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Clock } from '../domain/clock.js';
import type { FetchJson } from '../outbound/fetch-json.js';
import { type Algorithm, keyProblem } from './algorithms.js';
import { joinSources, type KeySource, parseJwks, parsePem, secretKey, staticKeys } from './key-source.js';
import type { KeySourceConfig, TokenIssuerConfig } from './policy-schema.js';
import { remoteKeys } from './remote-keys.js';

export interface KeyDeps {
  readonly clock: Clock;
  readonly fetchJson: FetchJson;
  /** The environment, for `secret_env`. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder that file names in the policy are relative to. */
  readonly folder: string;
  /** Called with a log message if a key set cannot be fetched. */
  readonly onProblem?: ((problem: string) => void) | undefined;
  /** Fetched key sets by configuration, so that a reload of the policy keeps fetched keys. */
  readonly fetched: Map<string, KeySource>;
}

export interface IssuerKeys {
  readonly source: KeySource;
  /** A secret with which this server can sign tokens of the issuer. */
  readonly signer?: { readonly key: KeyObject; readonly kid?: string | undefined } | undefined;
}

/** Opens the configured keys of an issuer. Reports problems with their path, never key material. */
export function openIssuerKeys(
  issuer: TokenIssuerConfig,
  deps: KeyDeps,
  report: (path: string, problem: string) => void,
): IssuerKeys {
  const sources: KeySource[] = [];
  let signer: IssuerKeys['signer'];
  for (const [index, config] of issuer.keys.entries()) {
    const problem = (text: string) => report(`keys[${index}]`, text);
    if (config.jwks !== undefined || config.discovery === true)
      sources.push(fetchedKeys(issuer, config, deps));
    else if (config.jwks_file !== undefined) {
      const keys = parseJwks(parseJson(readText(config.jwks_file, deps, problem)));
      if (keys === undefined) problem(`${config.jwks_file} is not a key set with a usable public key`);
      else sources.push(staticKeys(keys));
    } else {
      const key = fixedKey(config, deps, problem);
      if (key === undefined) continue;
      const misfits = issuer.algorithms.map((algorithm: Algorithm) => keyProblem(key, algorithm));
      const misfit = misfits.find((found) => found !== undefined);
      if (misfit !== undefined) problem(misfit);
      sources.push(staticKeys([{ key, kid: config.kid }]));
      if (key.type === 'secret') signer ??= { key, kid: config.kid };
    }
  }
  return { source: joinSources(sources), signer };
}

function fetchedKeys(issuer: TokenIssuerConfig, config: KeySourceConfig, deps: KeyDeps): KeySource {
  const identity = JSON.stringify([issuer.name, issuer.issuer, config]);
  const known = deps.fetched.get(identity);
  if (known !== undefined) return known;
  const tokenFile = config.token_file;
  const source = remoteKeys({
    from: config.jwks === undefined ? { discover: issuer.issuer } : { jwks: config.jwks },
    bearer:
      tokenFile === undefined
        ? undefined
        : async () => (await readFile(resolve(deps.folder, tokenFile), 'utf8')).trim(),
    fetchJson: deps.fetchJson,
    clock: deps.clock,
    onProblem: (problem) => deps.onProblem?.(`fetching the keys of issuer ${issuer.name}: ${problem}`),
  });
  deps.fetched.set(identity, source);
  return source;
}

function fixedKey(
  config: KeySourceConfig,
  deps: KeyDeps,
  problem: (text: string) => void,
): KeyObject | undefined {
  if (config.secret_env !== undefined) {
    const value = deps.env[config.secret_env];
    if (value === undefined || value === '') {
      problem(`the environment variable ${config.secret_env} is not set`);
      return undefined;
    }
    return secretKey(value);
  }
  if (config.secret_file !== undefined) {
    const value = readText(config.secret_file, deps, problem);
    return value === undefined ? undefined : secretKey(value);
  }
  const pem = config.pem ?? readText(config.pem_file ?? '', deps, problem);
  if (pem === undefined) return undefined;
  const key = parsePem(pem);
  if (key === undefined)
    problem(`${config.pem_file ?? 'pem'} is not a public key or certificate in PEM form`);
  return key;
}

function readText(file: string, deps: KeyDeps, problem: (text: string) => void): string | undefined {
  try {
    return readFileSync(resolve(deps.folder, file), 'utf8');
  } catch {
    problem(`${file} cannot be read`);
    return undefined;
  }
}

function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { type Config, isPrivateAddress, type SettingName, settings } from './settings.js';
import { fromUpstream } from './upstream.js';

/** All problems of the configuration, one per line. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
  }
}

export interface Sources {
  /** Values of flags by setting name; undefined where not given. */
  readonly flags: Readonly<Partial<Record<SettingName, unknown>>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The configuration file, if any. */
  readonly file?: string | undefined;
  /** Words of the command line that are not known flags. */
  readonly unknown?: readonly string[];
}

const names = Object.keys(settings) as SettingName[];
/** Settings that name a file; in the configuration file they are relative to it. */
const fileSettings: readonly SettingName[] = ['policy', 'tlsCert', 'tlsKey', 'tlsClientCa', 'storeCa'];

/** Flags over environment over file over defaults. @throws ConfigError naming every problem */
export function loadConfig({ flags, env, file, unknown = [] }: Sources): Config {
  const problems = unknown.map((word) => `${word}: unknown setting`);
  const fromFile = file === undefined ? {} : readConfigFile(file, problems);
  const config: Record<string, unknown> = {};
  for (const name of names) {
    const { flag, env: variable, key, schema, ...rest } = settings[name];
    const candidates: [string, unknown][] = [
      [flag, flags[name]],
      [variable, env[variable]],
      [`${key} in ${file}`, fromFile[name]],
      [flag, 'fallback' in rest ? rest.fallback : undefined],
    ];
    const [source, value] = candidates.find(([, candidate]) => candidate !== undefined) ?? [flag, undefined];
    const parsed = schema.safeParse(value);
    if (parsed.success) config[name] = parsed.data;
    else for (const issue of parsed.error.issues) problems.push(`${source}: ${issue.message}`);
  }
  if (problems.length === 0) problems.push(...contradictions(config as Config));
  if (problems.length > 0) throw new ConfigError(problems);
  return config as Config;
}

/** Checks that involve several settings. */
function contradictions(config: Config): string[] {
  const problems: string[] = [];
  if (config.access === 'jwt' && config.policy === undefined)
    problems.push('--access jwt needs --policy FILE; `grafeas init --dir DIR` writes one');
  if (config.access === 'open' && !isPrivateAddress(config.listen) && !config.openToNetwork) {
    problems.push(
      `--listen ${config.listen} can be reached from the network, but access is open: set --access jwt with --policy FILE ` +
        '(`grafeas init --dir DIR` writes both), listen on 127.0.0.1, or say --open-to-network',
    );
  }
  if (config.storeReplica !== undefined && !config.store.reveal().startsWith('postgres'))
    problems.push('--store-replica needs --store postgres://…');
  if ((config.tlsCert === undefined) !== (config.tlsKey === undefined))
    problems.push('--tls-cert and --tls-key must be set together');
  if ((config.consoleIssuer === undefined) !== (config.consoleClientId === undefined))
    problems.push('--console-issuer and --console-client-id must be set together');
  if (config.consoleIssuer !== undefined && config.access === 'open')
    problems.push('--console-issuer needs --access jwt');
  if (config.tlsClientCa !== undefined && config.tlsCert === undefined)
    problems.push('--tls-client-ca needs --tls-cert and --tls-key');
  return problems;
}

function readConfigFile(file: string, problems: string[]): Partial<Record<SettingName, unknown>> {
  let content: unknown;
  try {
    content = parseYaml(readFileSync(file, 'utf8')) ?? {};
  } catch (error) {
    const { code, message } = error as { code?: unknown; message?: unknown };
    problems.push(`--config ${file}: ${code === 'ENOENT' ? 'no such file' : (message ?? 'cannot be read')}`);
    return {};
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    problems.push(`--config ${file}: must hold a mapping of settings`);
    return {};
  }
  // The Go server ignores the case of keys.
  const isUpstream = (key: string): boolean => key.toLowerCase() === 'grafeas';
  const entries = Object.entries(content);
  const upstream = entries.find(([key]) => isUpstream(key));
  const values: Partial<Record<SettingName, unknown>> =
    upstream === undefined ? {} : fromUpstream(upstream[1], file, problems);
  for (const [key, value] of entries) {
    if (isUpstream(key)) continue;
    const name = names.find((candidate) => settings[candidate].key === key);
    if (name === undefined) problems.push(`${key} in ${file}: unknown setting`);
    else
      values[name] =
        fileSettings.includes(name) && typeof value === 'string'
          ? resolve(dirname(file), value)
          : relativeStore(name, value, file);
  }
  return values;
}

function relativeStore(name: SettingName, value: unknown, file: string): unknown {
  if (name !== 'store' || typeof value !== 'string' || !value.startsWith('sqlite:')) return value;
  return `sqlite:${resolve(dirname(file), value.slice('sqlite:'.length))}`;
}

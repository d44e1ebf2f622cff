import { dirname, resolve } from 'node:path';
import type { SettingName } from './settings.js';

type Values = Partial<Record<SettingName, unknown>>;
type Mapping = Readonly<Record<string, unknown>>;

/**
 * Reads the configuration file of the Go server (`grafeas:` with `api`, `storage_type` and the section of that
 * storage), so that a deployment keeps its file. The case of keys is ignored. A key without a counterpart is
 * reported as a problem.
 */
export function fromUpstream(grafeas: unknown, file: string, problems: string[]): Values {
  const root = lowerKeys(grafeas);
  const at = (path: string): string => `grafeas.${path} in ${file}`;
  const values: Values = {};
  for (const [key, value] of Object.entries(lowerKeys(root.api))) {
    if (value === undefined || value === null || value === '') continue;
    if (key === 'address') values.listen = value;
    else if (key === 'certfile') values.tlsCert = resolve(dirname(file), String(value));
    else if (key === 'keyfile') values.tlsKey = resolve(dirname(file), String(value));
    else if (key === 'cafile') values.tlsClientCa = resolve(dirname(file), String(value));
    else if (key === 'cors_allowed_origins') values.allowOrigin = value;
    else problems.push(`${at(`api.${key}`)}: unknown setting`);
  }
  // Without a CA the Go server ignores certificate and key and stays plaintext.
  if (values.tlsClientCa === undefined) {
    delete values.tlsCert;
    delete values.tlsKey;
  }
  const storage = String(root.storage_type ?? 'memstore');
  values.store = storeOf(storage, lowerKeys(root[storage]), file, (path, problem) =>
    problems.push(`${at(path)}: ${problem}`),
  );
  for (const key of Object.keys(root)) {
    if (!['api', 'storage_type', 'memstore', 'embedded', 'postgres', storage].includes(key))
      problems.push(`${at(key)}: unknown setting`);
  }
  return values;
}

function storeOf(
  storage: string,
  section: Mapping,
  file: string,
  problem: (path: string, text: string) => void,
): string | undefined {
  switch (storage) {
    case 'memstore':
      return 'memory:';
    case 'embedded':
      if (section.path !== undefined)
        return `sqlite:${resolve(dirname(file), String(section.path), 'grafeas.db')}`;
      return undefined;
    case 'postgres':
      return postgresUrl(section, problem);
    default:
      problem(
        'storage_type',
        `${JSON.stringify(storage)} is not supported; use memstore, embedded or postgres`,
      );
      return undefined;
  }
}

function postgresUrl(section: Mapping, problem: (path: string, text: string) => void): string {
  const known = [
    'host',
    'dbname',
    'user',
    'password',
    'sslmode',
    'sslrootcert',
    'pagination_key',
    'paginationkey',
  ];
  for (const key of Object.keys(section))
    if (!known.includes(key)) problem(`postgres.${key}`, 'unknown setting');
  const credentials = `${encodeURIComponent(String(section.user ?? 'postgres'))}:${encodeURIComponent(String(section.password ?? ''))}`;
  const query = new URLSearchParams();
  if (section.sslmode !== undefined) query.set('sslmode', String(section.sslmode));
  if (section.sslrootcert !== undefined) query.set('sslrootcert', String(section.sslrootcert));
  const search = query.size > 0 ? `?${query}` : '';
  return `postgres://${credentials}@${String(section.host ?? 'localhost')}/${encodeURIComponent(String(section.dbname ?? 'postgres'))}${search}`;
}

function lowerKeys(value: unknown): Mapping {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key.toLowerCase(), child]));
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from '../../../src/config/load.js';
import type { Config } from '../../../src/config/settings.js';
import { secretStore } from '../../../src/domain/secret.js';

const folder = mkdtempSync(join(tmpdir(), 'upstream-'));
afterAll(() => rmSync(folder, { recursive: true }));

function load(text: string): Config {
  const file = join(folder, 'config.yaml');
  writeFileSync(file, text);
  return loadConfig({ flags: { openToNetwork: true }, env: {}, file });
}

function problems(text: string): readonly string[] {
  try {
    load(text);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('configuration of the Go server', () => {
  it('is read unchanged', () => {
    const config = load(`
grafeas:
  api:
    address: "0.0.0.0:8080"
    certfile: cert.pem
    keyfile: key.pem
    cafile: ca.pem
    cors_allowed_origins: ["http://example.net"]
  storage_type: "embedded"
  embedded:
    path: "data"
`);
    expect(config).toMatchObject({
      listen: '0.0.0.0:8080',
      store: secretStore(`sqlite:${join(folder, 'data/grafeas.db')}`),
      tlsCert: join(folder, 'cert.pem'),
      tlsKey: join(folder, 'key.pem'),
      tlsClientCa: join(folder, 'ca.pem'),
      allowOrigin: ['http://example.net'],
    });
  });

  it('uses plaintext without a CA, like the Go server', () => {
    const config = load(
      'grafeas: { api: { address: "127.0.0.1:1", certfile: c.pem, keyfile: k.pem, cafile: "" } }',
    );
    expect([config.tlsCert, config.tlsKey, config.tlsClientCa]).toEqual([undefined, undefined, undefined]);
  });

  it('stores in memory if no store is named, like the Go server', () => {
    expect(load('grafeas: { api: { address: "127.0.0.1:1" } }').store.reveal()).toBe('memory:');
    expect(load('grafeas: { storage_type: memstore }').store.reveal()).toBe('memory:');
  });

  it('names the Postgres database, credentials encoded', () => {
    const config = load(`
grafeas:
  storage_type: postgres
  postgres: { host: "db:5432", dbname: grafeas, user: "us er", password: "p@ss/word", sslmode: verify-full, sslrootcert: /ca.pem, pagination_key: abc }
`);
    expect(config.store.reveal()).toBe(
      'postgres://us%20er:p%40ss%2Fword@db:5432/grafeas?sslmode=verify-full&sslrootcert=%2Fca.pem',
    );
  });

  it('accepts keys in upper and lower case', () => {
    expect(load('Grafeas: { API: { Address: "127.0.0.1:7" }, Storage_Type: memstore }')).toMatchObject({
      listen: '127.0.0.1:7',
      store: secretStore('memory:'),
    });
  });

  it('may be combined with settings of this server, which take precedence', () => {
    expect(
      load('grafeas: { api: { address: "127.0.0.1:7" } }\nlisten: 127.0.0.1:8\nlog_level: warn\n'),
    ).toMatchObject({ listen: '127.0.0.1:8', logLevel: 'warn' });
    expect(load('listen: 127.0.0.1:8\ngrafeas: { api: { address: "127.0.0.1:7" } }\n').listen).toBe(
      '127.0.0.1:8',
    );
  });

  it('is refused if a setting has no counterpart, which the error names', () => {
    const seen = problems(`
grafeas:
  api: { address: nowhere, endpoint: x }
  storage_type: spanner
  spanner: {}
  tracing: {}
`);
    for (const part of [
      'grafeas.api.endpoint',
      'grafeas.storage_type',
      '"spanner" is not supported',
      'grafeas.tracing',
    ])
      expect(seen.some((problem) => problem.includes(part))).toBe(true);
    expect(problems('grafeas: { storage_type: postgres, postgres: { host: db, nonsense: 1 } }')).toEqual([
      expect.stringContaining('grafeas.postgres.nonsense'),
    ]);
  });
});

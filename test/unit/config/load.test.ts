import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ConfigError, loadConfig, type Sources } from '../../../src/config/load.js';
import { isPrivateAddress, parseHostPort, parseUnixPath, settings } from '../../../src/config/settings.js';
import { secretStore } from '../../../src/domain/secret.js';

const folder = mkdtempSync(join(tmpdir(), 'config-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(text: string): string {
  const path = join(folder, 'grafeas.yaml');
  writeFileSync(path, text);
  return path;
}

const load = (sources: Partial<Sources> = {}) => loadConfig({ flags: {}, env: {}, ...sources });

function problems(sources: Partial<Sources>): readonly string[] {
  try {
    load(sources);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('loadConfig', () => {
  it('has defaults for a first start', () => {
    expect(load()).toMatchObject({
      listen: '127.0.0.1:8080',
      store: secretStore('sqlite:./data/grafeas.db'),
      access: 'open',
      logLevel: 'info',
      allowHost: [],
      openToNetwork: false,
    });
  });

  it('prefers flags over environment over file over defaults', () => {
    const path = file('log_level: warn\nstore: "memory:"\nlisten: 127.0.0.1:1\n');
    const env = { GRAFEAS_LOG_LEVEL: 'error', GRAFEAS_LISTEN: '127.0.0.1:2' };
    expect(load({ file: path })).toMatchObject({
      logLevel: 'warn',
      store: secretStore('memory:'),
      listen: '127.0.0.1:1',
    });
    expect(load({ file: path, env })).toMatchObject({
      logLevel: 'error',
      store: secretStore('memory:'),
      listen: '127.0.0.1:2',
    });
    expect(load({ file: path, env, flags: { listen: '127.0.0.1:3' } })).toMatchObject({
      logLevel: 'error',
      listen: '127.0.0.1:3',
    });
  });

  it('reads every setting from flag, environment and file alike', () => {
    const samples: Record<string, unknown> = {
      listen: 'localhost:9',
      store: 'memory:',
      openToNetwork: true,
      allowHost: ['a'],
      allowOrigin: ['https://a'],
      logLevel: 'debug',
      storePool: 3,
      storeTimeout: 5,
      drainTimeout: 0,
    };
    for (const [name, value] of Object.entries(samples)) {
      const { env, key } = settings[name as keyof typeof settings];
      const expected = { [name]: name === 'store' ? secretStore(String(value)) : value };
      expect(load({ flags: { [name]: value } })).toMatchObject(expected);
      expect(load({ env: { [env]: String(value) } })).toMatchObject(expected);
      expect(load({ file: file(JSON.stringify({ [key]: value })) })).toMatchObject(expected);
    }
  });

  it('reads lists, bools and numbers from text', () => {
    const env = {
      GRAFEAS_ALLOW_HOST: 'a.example.com, b.example.com',
      GRAFEAS_OPEN_TO_NETWORK: '1',
      GRAFEAS_STORE_POOL: '7',
    };
    expect(load({ env })).toMatchObject({
      allowHost: ['a.example.com', 'b.example.com'],
      openToNetwork: true,
      storePool: 7,
    });
  });

  it('reports all errors at once, each with the place of the setting', () => {
    const path = file('listen: nowhere\nnonsense: 1\nlog_level: loud\n');
    const seen = problems({
      file: path,
      env: { GRAFEAS_STORE: 'mysql://x', GRAFEAS_STORE_POOL: '0' },
      flags: { access: 'maybe' },
    });
    expect(seen).toHaveLength(6);
    for (const part of [
      'nonsense in',
      'listen in',
      'log_level in',
      'GRAFEAS_STORE: must be sqlite:FILE',
      'GRAFEAS_STORE_POOL:',
      '--access: must be open or jwt',
    ])
      expect(seen.filter((problem) => problem.includes(part))).toHaveLength(1);
  });

  it('refuses open access on the network without --open-to-network', () => {
    for (const listen of [
      '0.0.0.0:8080',
      ':8080',
      '[::]:8080',
      '10.0.0.1:8080',
      'grafeas.example.com:80',
      '[::ffff:127.0.0.1]:1',
      '128.0.0.1:1',
    ]) {
      const [problem, ...more] = problems({ flags: { listen } });
      expect(more).toEqual([]);
      for (const part of [listen, '--access jwt', '--policy', '127.0.0.1', '--open-to-network'])
        expect(problem).toContain(part);
      expect(load({ flags: { listen, openToNetwork: true } }).listen).toBe(listen);
      expect(load({ flags: { listen, access: 'jwt', policy: 'policy.yaml' } }).listen).toBe(listen);
    }
    for (const listen of ['127.0.0.1:0', '127.1.2.3:1', 'localhost:1', '[::1]:1', 'unix:///run/x.sock'])
      expect(load({ flags: { listen } }).listen).toBe(listen);
  });

  it('requires settings that belong together', () => {
    expect(problems({ flags: { access: 'jwt' } })).toEqual([expect.stringContaining('--policy FILE')]);
    expect(problems({ flags: { consoleIssuer: 'https://sso.example.com' } })).toEqual([
      '--console-issuer and --console-client-id must be set together',
      '--console-issuer needs --access jwt',
    ]);
    expect(problems({ flags: { consoleScope: 'profile' } })).toEqual([
      '--console-scope: must be scopes, openid among them',
    ]);
    expect(problems({ flags: { tlsCert: 'c.pem' } })).toEqual([
      '--tls-cert and --tls-key must be set together',
    ]);
    expect(problems({ flags: { tlsClientCa: 'ca.pem' } })).toEqual([
      '--tls-client-ca needs --tls-cert and --tls-key',
    ]);
  });

  it('reads the files that a configuration file names relative to its folder', () => {
    const path = file(
      'policy: policy.yaml\naccess: jwt\nstore: sqlite:data/grafeas.db\ntls_cert: /abs/c.pem\ntls_key: k.pem\n',
    );
    expect(load({ file: path })).toMatchObject({
      policy: join(folder, 'policy.yaml'),
      store: secretStore(`sqlite:${join(folder, 'data/grafeas.db')}`),
      tlsCert: '/abs/c.pem',
      tlsKey: join(folder, 'k.pem'),
    });
  });

  it('reports errors of the file itself', () => {
    expect(problems({ file: join(folder, 'absent.yaml') })).toEqual([
      expect.stringMatching(/^--config .*absent\.yaml: /),
    ]);
    expect(problems({ file: file('a: [') })).toEqual([expect.stringMatching(/^--config .*grafeas\.yaml: /)]);
    for (const text of ['- a', 'just text', '7'])
      expect(problems({ file: file(text) })).toEqual([
        expect.stringContaining('must hold a mapping of settings'),
      ]);
    expect(load({ file: file('') }).logLevel).toBe('info');
  });
});

describe('addresses', () => {
  it('are host:port, IPv6 in brackets, or a unix socket', () => {
    expect(parseHostPort('127.0.0.1:0')).toEqual({ host: '127.0.0.1', port: 0 });
    expect(parseHostPort('[::1]:65535')).toEqual({ host: '::1', port: 65535 });
    expect(parseHostPort(':8080')).toEqual({ host: '0.0.0.0', port: 8080 });
    for (const bad of [
      '',
      '8080',
      'a',
      'a:',
      'a:b',
      '::1:80',
      '[::1]',
      'a:65536',
      'a:-1',
      'http://a:1',
      'a/b:1',
    ])
      expect(parseHostPort(bad)).toBeUndefined();
    expect(parseUnixPath('unix:///run/grafeas.sock')).toBe('/run/grafeas.sock');
    for (const bad of ['unix://', 'unix://relative', '/run/x.sock'])
      expect(parseUnixPath(bad)).toBeUndefined();
  });

  it('count as private only on loopback', () => {
    for (const listen of ['127.0.0.1:1', 'LOCALHOST:1', '[::1]:1', 'unix:///x'])
      expect(isPrivateAddress(listen)).toBe(true);
    for (const listen of [
      ':1',
      '0.0.0.0:1',
      '[::]:1',
      '192.168.0.1:1',
      '127.0.0.1.example.com:1',
      'localhost.example.com:1',
    ])
      expect(isPrivateAddress(listen)).toBe(false);
  });
});

import { inspect } from 'node:util';
import fc from 'fast-check';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from '../../../src/config/load.js';
import { type SettingName, settings } from '../../../src/config/settings.js';
import { hideConnections, Secret, secretStore } from '../../../src/domain/secret.js';
import { grafeas } from '../../cli/kit.js';
import { openLogSink } from '../../setup/log-sink.js';

const marker = 'MARKER';
const names = Object.keys(settings) as SettingName[];

/** Everything that a value becomes where it is printed. */
function printed(value: unknown): string {
  const log = openLogSink();
  pino({}, log.sink).info({ value, nested: { value } });
  return [
    `${value}`,
    inspect(value, { depth: 9, showHidden: true }),
    JSON.stringify({ value }),
    log.text(),
  ].join('\n');
}

/** Spellings of a password, escaped or not, of which none may be seen. */
const spellings = [
  `postgres://user:${marker}@host:5432/base`,
  `postgresql://user:${marker}@host/base?sslmode=require`,
  `postgres://user:a@${marker}@host/base`,
  `postgres://user:a/${marker}@host/base`,
  `postgres://user:12/${marker}@host/base`,
  `postgres://user:12?${marker}@host/base`,
  `postgres://user:12#${marker}@host/base`,
  `postgres://user:12%2F${marker}@host/base`,
  `postgres://user:12/${marker}%40host/base`,
  `postgres://${marker}@host/base`,
  `postgres://host/base?user=u&password=${marker}`,
  `postgres:///base?host=/run&password=${marker}`,
  `postgres://user:${marker}@[::1]:5432/base`,
  `postgres://user:${marker}@one,two/base`,
  `postgres://user: ${marker}@host/base`,
  `postgres://${marker}`.replace(marker, `:${marker}@`),
];

describe('connection strings', () => {
  it.each(spellings)('show host, port and database at most: %s', (text) => {
    const secret = secretStore(text);
    expect(secret.reveal()).toBe(text);
    expect(printed(secret)).not.toContain(marker);
    expect(hideConnections(`--store: ${text.replace(' ', '')} is wrong`)).not.toContain(marker);
  });

  it('show messages of the server unchanged', () => {
    const message = '--store must be sqlite:FILE, postgres://… or module:PACKAGE; write postgres://…';
    expect(hideConnections(message)).toBe(message);
    const once = hideConnections(`${spellings[4]} is wrong`);
    expect(hideConnections(once)).toBe(once);
  });

  it('show the parts that locate the database, and other stores unchanged', () => {
    expect(secretStore('postgres://user:p%40ss@db.example:5433/grafeas?sslmode=require').shown).toBe(
      'postgres://db.example:5433/grafeas',
    );
    for (const store of ['memory:', 'sqlite:./data/grafeas.db', 'module:./mine.js'])
      expect(secretStore(store).shown).toBe(store);
  });

  it('show no part of a password, whatever it is made of', () => {
    const character = fc.constantFrom(...'@/?#:%[]\\ ;=&1a2F4');
    const noise = fc.array(character, { maxLength: 6 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(noise, noise, (before, after) => {
        expect(printed(secretStore(`postgres://user:${before}${marker}${after}@host/base`))).not.toContain(
          marker,
        );
      }),
      { numRuns: 1000 },
    );
  });
});

describe('settings', () => {
  /** Names of files, hosts and origins are no secrets. */
  const open: readonly SettingName[] = [
    'policy',
    'tlsCert',
    'tlsKey',
    'tlsClientCa',
    'storeCa',
    'harborAuthorization',
    'clairAuthorization',
    'githubAuthorization',
    'githubSecret',
    'allowHost',
    'allowOrigin',
  ];

  it.each(names.filter((name) => !open.includes(name)))('%s never prints a given password', (name) => {
    for (const value of spellings) {
      let shown: string;
      try {
        const flags = { store: 'postgres://host/base', [name]: value };
        const config = loadConfig({ flags, env: {} });
        expect(config[name]).toBeInstanceOf(Secret);
        shown = printed(config) + inspect(config, { depth: 9 });
      } catch (error) {
        expect(error).toBeInstanceOf(ConfigError);
        shown = String(error);
      }
      expect(shown).not.toContain(marker);
    }
  });

  it.each([
    ['a flag that does not exist', ['serve', `--stor=postgres://u:${marker}@h/b`]],
    ['an extra argument', ['serve', `postgres://u:${marker}@h/b`]],
    ['another command', ['backup', 'x', `--stor=postgres://u:${marker}@h/b`]],
    [
      'a store that cannot be reached',
      ['migrate', 'status', '--store', `postgres://u:${marker}@127.0.0.1:1/b`],
    ],
    ['a store that is not a URL', ['migrate', 'status', '--store', `postgres://u:p#${marker}@127.0.0.1:x/b`]],
    ['the wrong kind of store', ['backup', 'x', '--store', `postgres://u:${marker}@h/b`]],
  ])('are not printed by commands: %s', async (_, args) => {
    const { out, err, code } = await grafeas(args);
    expect(code).not.toBe(0);
    expect(out + err).not.toContain(marker);
  });
});

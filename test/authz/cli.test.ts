import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { createAuthenticator } from '../../src/auth/authenticator.js';
import { type Grant, parseGrant } from '../../src/auth/grants.js';
import { openPolicy } from '../../src/auth/policy.js';
import { initFolder } from '../../src/cli/init.js';
import { createToken } from '../../src/cli/token.js';
import { inspectToken, parseQuestion, type Question } from '../../src/cli/token-inspect.js';
import { openServer } from '../../src/compose.js';
import { ConfigError, loadConfig } from '../../src/config/load.js';
import { secretStore } from '../../src/domain/secret.js';
import { createLogger } from '../../src/logging.js';
import { program } from '../setup/program.js';
import { login, movableClock, rawToken, tempFolder } from './kit.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const clock = movableClock();
const folder = tempFolder();
afterAll(folder.remove);
const dir = join(folder.path, 'new');
initFolder(dir);
const config = loadConfig({ flags: {}, env: {}, file: join(dir, 'grafeas.yaml') });
const file = openPolicy(config.policy ?? '', { clock, env: {} });

function token(...grants: string[]): string {
  const grant = grants.map((text) => parseGrant(text) as Grant);
  return createToken(file.current, { grant, ttl: 3_600_000, subject: 'scanner' }, clock);
}

function inspect(text: string, ...can: string[]) {
  return inspectToken(
    file.current,
    text,
    can.map((question) => parseQuestion(question) as Question),
    clock,
  );
}

describe('grafeas init', () => {
  it('writes a configuration with access control, a policy, and a key that only its owner can read', () => {
    expect(config.access).toBe('jwt');
    expect(statSync(join(dir, 'signing.key')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(dir, 'signing.key'), 'utf8').trim()).toHaveLength(64);
    const other = join(folder.path, 'other');
    initFolder(other);
    expect(readFileSync(join(other, 'signing.key'))).not.toEqual(readFileSync(join(dir, 'signing.key')));
  });

  it.each(['grafeas.yaml', 'policy.yaml', 'signing.key'])('overwrites nothing if %s exists', (name) => {
    const present = tempFolder({ [name]: 'mine' });
    try {
      expect(() => initFolder(present.path)).toThrow(name);
      expect(readFileSync(join(present.path, name), 'utf8')).toBe('mine');
      expect(
        ['grafeas.yaml', 'policy.yaml', 'signing.key'].filter((each) => existsSync(join(present.path, each))),
      ).toEqual([name]);
    } finally {
      present.remove();
    }
  });
});

describe('a policy with mistakes', () => {
  it('makes serve print a line for each and exit with the code of a wrong configuration', () => {
    const path = join(folder.path, 'wrong.yaml');
    writeFileSync(path, 'deny: maybe\nissuers: [{ name: mtls, type: certificate }]\nextra: 1');
    const flags = ['--store', 'memory:', '--listen', '127.0.0.1:0', '--access', 'jwt', '--policy', path];
    const ended = spawnSync(process.execPath, [program, 'serve', ...flags], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(ended.status).toBe(2);
    expect(ended.stderr.trim().split('\n')).toEqual([
      expect.stringContaining(`grafeas: ${path}: deny: `),
      expect.stringContaining(`grafeas: ${path}: file: `),
    ]);
  });

  it('never starts a server without access control', async () => {
    const without = { ...config, listen: '127.0.0.1:0', store: secretStore('memory:'), policy: undefined };
    await expect(openServer(without, createLogger('silent'))).rejects.toThrow('without a policy');
  });
});

describe('grafeas token create', () => {
  it('signs a token that the server accepts, with exactly its grants', async () => {
    const access = await login(
      createAuthenticator(file, clock),
      token('occurrences.editor@projects/shop', 'notes.attacher@projects/feed/notes/CVE-1'),
    );
    expect(access.principal).toBe('own:scanner');
    expect(access.allows('occurrences.create', { project: 'shop' })).toBe(true);
    expect(access.allows('occurrences.create', { project: 'feed' })).toBe(false);
    expect(access.allows('notes.attachOccurrence', { project: 'feed', note: 'CVE-1' })).toBe(true);
    expect(access.allows('notes.attachOccurrence', { project: 'feed', note: 'CVE-2' })).toBe(false);
  });

  it('reports that the policy has no key to sign with', () => {
    const path = join(folder.path, 'foreign.yaml');
    writeFileSync(path, 'issuers: [{ name: mtls, type: certificate }]');
    const { current } = openPolicy(path, { clock, env: {} });
    const options = { grant: [{ role: 'admin' } as const], ttl: 1000, subject: 's' };
    expect(() => createToken(current, options, clock)).toThrow(ConfigError);
    expect(() => createToken(file.current, { ...options, issuer: 'other' }, clock)).toThrow('own');
  });
});

describe('grafeas token inspect', () => {
  it('prints subject, grants and expiry', async () => {
    const { text, allowed } = await inspect(token('viewer@projects/p'));
    expect(allowed).toBe(true);
    expect(text).toBe(
      `who      own:scanner\nstate    valid until ${new Date(clock.now() + 3_660_000).toISOString()} (61 min, clock skew included)\ngrants   viewer@projects/p\n`,
    );
  });

  it.each([
    ['notes.get@projects/p', true, 'yes, granted by viewer@projects/p'],
    [
      'notes.create@projects/p',
      false,
      'no, viewer@projects/p does not include notes.create; any of these roles',
    ],
    ['notes.get@projects/q', false, 'no, viewer@projects/p does not reach projects/q'],
    [
      'occurrences.create@projects/q',
      false,
      'no, no grant reaches projects/q; any of these roles on it would: occurrences.editor, editor, admin',
    ],
  ])('prints whether %s is allowed', async (question, allowed, words) => {
    const inspection = await inspect(token('viewer@projects/p'), question);
    expect(inspection.allowed).toBe(allowed);
    expect(inspection.text).toContain(`${question}: ${words}`);
  });

  it('prints why a token is refused, and never the token', async () => {
    const one = token('viewer@projects/p');
    clock.move(86_400_000);
    const { text, allowed } = await inspect(one, 'notes.get@projects/p');
    clock.move(-86_400_000);
    expect(allowed).toBe(false);
    expect(text).toContain('refused: the token has expired');
    expect(text).toContain('notes.get@projects/p: no, the token is refused');
    expect(text).not.toContain(one.slice(0, 20));
    const forged = await inspect(rawToken({ alg: 'none' }, { iss: 'grafeas', sub: '\u001b[2J\u202e' }));
    expect(forged.text).toMatch(/not allowed/);
    for (const char of ['\u001b', '\u202e']) expect(forged.text).not.toContain(char);
    expect((await inspect('x')).text).toContain('not a signed JWT');
  });

  it.each(['notes.create', 'notes.fly@projects/p', 'notes.get@projects', '@projects/p'])(
    '%s is refused',
    (text) => {
      expect(parseQuestion(text)).toBeUndefined();
    },
  );
});

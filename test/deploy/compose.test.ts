import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { openPolicy } from '../../src/auth/policy.js';
import { loadConfig } from '../../src/config/load.js';
import { settings } from '../../src/config/settings.js';
import { systemClock } from '../../src/domain/clock.js';
import { temporaryFolder } from '../setup/temporary.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

interface Service {
  readonly image: string;
  readonly environment?: Record<string, string>;
  readonly env_file: string;
  readonly volumes: readonly string[];
  readonly ports?: readonly string[];
  readonly depends_on?: Record<string, { condition: string }>;
  readonly healthcheck?: { test: readonly string[] };
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly restart?: string;
}

const compose = parse(readFileSync(`${root}docker-compose.yml`, 'utf8')) as {
  services: Record<'grafeas' | 'postgres', Service>;
  volumes: Record<string, unknown>;
};
const { grafeas, postgres } = compose.services;

/** What make-secrets.sh writes into a copy of its folder. */
function makeSecrets(): { env: Record<string, string>; modes: number[]; again: () => string } {
  const folder = temporaryFolder();
  try {
    const script = join(folder.path, 'make-secrets.sh');
    cpSync(`${root}deploy/compose/make-secrets.sh`, script);
    execFileSync('sh', [script]);
    let refused = '';
    try {
      execFileSync('sh', [script], { stdio: 'pipe' });
    } catch (error) {
      refused = String((error as { stderr: Buffer }).stderr);
    }
    const files = ['grafeas.env', 'postgres.env'].map((name) => join(folder.path, name));
    const lines = files.flatMap((file) => readFileSync(file, 'utf8').trim().split('\n'));
    const env = Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2)));
    return { env, modes: files.map((file) => statSync(file).mode & 0o777), again: () => refused };
  } finally {
    folder.remove();
  }
}

describe('docker-compose.yml', () => {
  it('waits for a healthy database and checks both for health', () => {
    expect(grafeas.depends_on?.postgres?.condition).toBe('service_healthy');
    for (const service of [grafeas, postgres]) {
      expect(service.healthcheck?.test[0]).toMatch(/^CMD(?:-SHELL)?$/);
      expect(service.restart).toBe('unless-stopped');
      expect(service.image).toMatch(/:\d+\.\d+/);
    }
  });

  it('is reachable from this machine only, runs read-only and without privileges', () => {
    for (const port of grafeas.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
    expect(postgres.ports).toBeUndefined();
    expect(grafeas.read_only).toBe(true);
    expect(grafeas.cap_drop).toEqual(['ALL']);
    for (const service of [grafeas, postgres])
      expect(service.security_opt).toContain('no-new-privileges:true');
  });

  it('keeps the database in a named volume', () => {
    const named = postgres.volumes.map((volume) => volume.split(':')[0] ?? '');
    expect(named.filter((name) => name in compose.volumes)).toEqual(['postgres']);
  });

  it('gives settings the server knows, and with its files a configuration the server accepts', () => {
    const { env } = makeSecrets();
    const known = Object.values(settings).map((setting) => setting.env as string);
    const given = { ...grafeas.environment, GRAFEAS_STORE: env.GRAFEAS_STORE };
    expect(Object.keys(given).filter((name) => !known.includes(name))).toEqual([]);
    const config = loadConfig({ flags: {}, env: given });
    expect(config.access).toBe('jwt');
    expect(config.store.reveal()).toBe(
      `postgres://${env.POSTGRES_USER}:${env.POSTGRES_PASSWORD}@postgres:5432/${env.POSTGRES_DB}`,
    );
    const mounted =
      grafeas.volumes.find((volume) => volume.split(':')[1] === config.policy)?.split(':')[0] ?? '';
    const problems: string[] = [];
    const policy = openPolicy(join(root, mounted), {
      clock: systemClock(),
      env,
      onProblem: (problem) => problems.push(problem),
    });
    expect(policy).toBeDefined();
    expect(problems).toEqual([]);
  });
});

describe('deploy/compose/make-secrets.sh', () => {
  it('writes files of their owner alone, different each time, and never over old ones', () => {
    const [first, second] = [makeSecrets(), makeSecrets()];
    expect(first.modes).toEqual([0o600, 0o600]);
    expect(first.env.POSTGRES_PASSWORD).toMatch(/^[\w-]{48}$/);
    expect(first.env.GRAFEAS_SIGNING_KEY).toMatch(/^[\w-]{48}$/);
    expect(first.env.POSTGRES_PASSWORD).not.toBe(second.env.POSTGRES_PASSWORD);
    expect(first.again()).toBe('grafeas.env exists; nothing was written\n');
  });

  it('writes to names that git ignores', () => {
    for (const file of [grafeas.env_file, postgres.env_file]) {
      if (!existsSync(`${root}.git`)) return;
      expect(execFileSync('git', ['check-ignore', file], { cwd: root, encoding: 'utf8' }).trim()).toBe(file);
    }
    expect([grafeas.env_file, postgres.env_file]).toHaveLength(2);
  });
});

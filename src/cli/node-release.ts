import { readFileSync } from 'node:fs';

/**
 * A line to print if package.json does not support the running Node; undefined if it does. Imports nothing else: an
 * old release cannot load the SQLite driver and exits without a message.
 *
 * `refuseOldNode('20.20.2')` is `grafeas needs Node.js ^22.14 || >=24, but this is Node.js 20.20.2 (/usr/bin/node)`.
 * @param running as in `process.versions.node`
 */
export function refuseOldNode(running: string): string | undefined {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    engines: { node: string };
  };
  const range = manifest.engines.node;
  if (range.split(' || ').some((part) => isIn(part, running))) return undefined;
  return `grafeas needs Node.js ${range}, but this is Node.js ${running} (${process.execPath})`;
}

/** @param part `^22.14`: of 22, and 22.14 or newer; `>=24`: 24 or newer */
function isIn(part: string, version: string): boolean {
  const [least = 0, leastMinor = 0] = part.replace(/^\D+/, '').split('.').map(Number);
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major === least) return minor >= leastMinor;
  return part.startsWith('>=') && major > least;
}

import { readFileSync } from 'node:fs';

/**
 * What to print where the running Node is older than package.json allows, in one line; undefined where it is not.
 * Imports nothing else: an old release cannot load the SQLite driver, and ends without a word.
 *
 * `refuseOldNode('20.20.2')` is `grafeas needs Node.js 22.13 or newer, but this is Node.js 20.20.2 (/usr/bin/node)`.
 * @param running as in `process.versions.node`
 */
export function refuseOldNode(running: string): string | undefined {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    engines: { node: string };
  };
  const least = manifest.engines.node.replace('>=', '');
  if (!isOlder(numbersOf(running), numbersOf(least))) return undefined;
  return `grafeas needs Node.js ${least} or newer, but this is Node.js ${running} (${process.execPath})`;
}

function numbersOf(version: string): readonly number[] {
  return version.split(/[.-]/, 3).map(Number);
}

function isOlder(version: readonly number[], least: readonly number[]): boolean {
  const different = least.findIndex((part, index) => part !== version[index]);
  return different >= 0 && (version[different] as number) < (least[different] as number);
}

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { kinds, v1Kinds } from '../../../src/kinds/index.js';

/** Only these may name a kind; a new kind must not need a change anywhere else. */
const allowed = [
  'kinds/',
  'importers/',
  'client/generated/', // made from the declarations
  'policy/', // its checks are about kinds
  'cli/policy', // the command that asks about what runs
  'cli/who.ts', // the command that says where images run
  'cli/check.ts', // the command that asks about one kind: vulnerabilities
  'conformance/', // checks other servers against the published contract, from the outside
];

const source = fileURLToPath(new URL('../../../src/', import.meta.url));

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .map((path) => relative(source, join(source, path)).replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !allowed.some((prefix) => path.startsWith(prefix)));

const names = [...kinds, ...v1Kinds].flatMap(({ name, aliases = [] }) => [name, ...aliases]);
/** Not kinds: an npm package in help texts, and the heading of a column. */
const lookalikes = /module:PACKAGE|'NOTE', 'PACKAGE', 'VERSION'/g;
const pattern = new RegExp(`\\b(?:${names.join('|')})\\b`);

function offenders(path: string, text: string): string[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      pattern.test(line.replace(lookalikes, '')) ? [`src/${path}:${index + 1}: ${line.trim()}`] : [],
    );
}

describe('code outside kinds and importers', () => {
  it('is searched, and a name of a kind in it is reported', () => {
    expect(files.length).toBeGreaterThan(20);
    expect(offenders('x.ts', "a\nif (kind === 'BUILD') {}")).toEqual([
      "src/x.ts:2: if (kind === 'BUILD') {}",
    ]);
    expect(offenders('x.ts', 'a REBUILD of BUILDERS')).toEqual([]);
  });

  it('contains no name of a kind', () => {
    expect(files.flatMap((path) => offenders(path, readFileSync(join(source, path), 'utf8')))).toEqual([]);
  });
});

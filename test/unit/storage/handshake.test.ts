import { describe, expect, it } from 'vitest';
import { contractVersion, openBackend } from '../../../src/storage/handshake.js';
import { openMemory } from '../../../src/storage/memory/open-memory.js';

async function refusalOf(module: Readonly<Record<string, unknown>>): Promise<string> {
  const error = await openBackend('mine', module).catch((thrown: unknown) => thrown);
  return error instanceof Error ? error.message : 'opened';
}

describe('the handshake with a module backend', () => {
  const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(openMemory()));

  it('opens one that has everything', async () => {
    const repository = await openBackend('mine', {
      contractVersion,
      openRepository: async () => openMemory(),
    });
    expect(await repository.listProjects({ limit: 1 })).toEqual([]);
  });

  it('names each method that is missing, and closes what was opened', async () => {
    let checked = 0;
    for (const lacking of methods) {
      let closed = 0;
      const whole = Object.assign(Object.create(openMemory()) as object, {
        close: async () => {
          closed += 1;
        },
      });
      const lame = Object.assign(Object.create(whole) as object, { [lacking]: undefined });
      const message = await refusalOf({ contractVersion, openRepository: async () => lame });
      // Methods that are no part of the contract are the memory store's own.
      if (message === 'opened') continue;
      checked += 1;
      expect(message).toBe(
        `--store module:mine: its repository lacks ${lacking}() of contract version ${contractVersion} (docs/storage.md)`,
      );
      expect(closed).toBe(lacking === 'close' ? 0 : 1);
    }
    expect(checked).toBe(45);
  });

  it('says what a module lacks that is of another version, or of none, or no store', async () => {
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

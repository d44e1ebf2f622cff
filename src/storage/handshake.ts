import { ApiError } from '../domain/errors.js';
import type { Repository } from './repository.js';
import { methodNames } from './repository-methods.js';

/**
 * Version of the contract in repository.ts. A release increments it if the meaning of an existing method changes: an argument,
 * a member of a row, an error, or a method of a session. A new method of the repository does not increment it: a backend
 * without it is refused by the method's name, and one that has it needs no other change. The first release has 1.
 */
export const contractVersion = 1;

/** What a `module:PACKAGE` backend exports. */
export interface StoreModule {
  /** The version of the contract that it was written for; see contractVersion. */
  readonly contractVersion: number;
  /** Opens the store and migrates its schema. */
  openRepository(): Promise<Repository>;
}

/**
 * Opens the repository of a module after checking its version of the contract.
 * @throws INVALID_PARAMETER naming what the module lacks
 */
export async function openBackend(
  name: string,
  module: Readonly<Record<string, unknown>>,
): Promise<Repository> {
  const { openRepository, contractVersion: version } = module as Partial<StoreModule>;
  if (typeof openRepository !== 'function') throw unfit(name, 'the module does not export openRepository()');
  if (version !== contractVersion) {
    const stated =
      version === undefined ? 'exports no contractVersion' : `has contractVersion ${String(version)}`;
    throw unfit(name, `the module ${stated}; this server needs ${contractVersion} (docs/storage.md)`);
  }
  const opened: unknown = await openRepository();
  const repository = (typeof opened === 'object' && opened !== null ? opened : {}) as Partial<Repository>;
  const missing = methodNames.filter((method) => typeof repository[method] !== 'function');
  if (missing.length === 0) return repository as Repository;
  if (typeof repository.close === 'function') await repository.close();
  const list = missing.map((method) => `${method}()`).join(', ');
  throw unfit(name, `its repository lacks ${list} of contract version ${contractVersion} (docs/storage.md)`);
}

function unfit(name: string, problem: string): ApiError {
  return new ApiError('INVALID_PARAMETER', `--store module:${name}: ${problem}`);
}

import { afterAll, beforeAll, expect } from 'vitest';
import { ApiError, type FieldViolation, type Reason } from '../domain/errors.js';
import type { Repository } from '../storage/repository.js';
import { Rows } from './rows.js';

export interface ContractOptions {
  /** Names the backend in the report. */
  readonly name: string;
  /** Opens an empty repository. Called once; the suite closes it. */
  readonly open: () => Promise<Repository>;
  /** For the area `reopen`, which proves that acknowledged writes are durable. Without it, `skip` must state the reason. */
  readonly reopen?: Reopen;
  /** Areas that this backend does not run, each with the reason, which is printed. */
  readonly skip?: Readonly<Partial<Record<Area, string>>>;
}

/** How the suite opens a store that keeps its data in a folder. */
export interface Reopen {
  /** Opens the store of a folder, which is empty at first. */
  readonly open: (folder: string) => Promise<Repository>;
  /**
   * The reason if the store does not sync its files through `node:fs`, as for native code. The suite then cannot simulate
   * a power cut; it only copies the files of a running store.
   */
  readonly syncs?: string;
}

export type Area =
  | 'projects'
  | 'notes'
  | 'occurrences'
  | 'across'
  | 'packages'
  | 'paging'
  | 'filters'
  | 'updates'
  | 'batch'
  | 'concurrency'
  | 'import'
  | 'requests'
  | 'summary'
  | 'days'
  | 'attestors'
  | 'policies'
  | 'demands'
  | 'limits'
  | 'forms'
  | 'rescores'
  | 'assessments'
  | 'reopen';

/** Shared by the tests: one repository, and scopes that no other test uses. */
export interface Bench {
  readonly repository: Repository;
  readonly rows: Rows;
  /** A new scope, which sorts after all scopes returned before. */
  scope(): string;
}

/** Opens the repository before the tests of the enclosing describe and closes it after them. */
export function bench(open: () => Promise<Repository>): Bench {
  let repository: Repository | undefined;
  let scopes = 0;
  beforeAll(async () => {
    repository = await open();
    await repository.ping();
    // Otherwise every test below would fail with a less clear message.
    if ((await repository.listProjects({ limit: 1 })).length > 0)
      throw new Error('open() must return an empty repository');
  });
  afterAll(async () => repository?.close());
  return {
    get repository(): Repository {
      if (repository === undefined) throw new Error('open() did not return a repository');
      return repository;
    },
    rows: new Rows(),
    scope() {
      scopes += 1;
      return `p${String(scopes).padStart(5, '0')}`;
    },
  };
}

/** Expects a rejection with this reason and returns its violations. */
export async function refused(outcome: Promise<unknown>, reason: Reason): Promise<readonly FieldViolation[]> {
  const error = await outcome.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ApiError);
  expect(error instanceof ApiError ? error.reason : undefined).toBe(reason);
  return error instanceof ApiError ? error.violations : [];
}

export function names(violations: readonly FieldViolation[]): string[] {
  return violations.map((violation) => violation.field);
}

export function ids(rows: readonly { readonly id: string }[]): string[] {
  return rows.map((row) => row.id);
}

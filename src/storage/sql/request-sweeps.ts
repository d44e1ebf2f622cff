import type { Scope } from '../../domain/names.js';
import { requestBounds } from '../repository-bounds.js';
import type { RequestRow } from '../repository-rows.js';
import type { SqlDriver } from './driver.js';
import { scopesOfOldRequests } from './requests.js';

/** Decides which writes with a request id also remove old requests. */
export class RequestSweeps {
  private writes = 0;

  /** @param holdOpen runs a sweep during which the store is not closed. */
  constructor(
    private readonly driver: SqlDriver,
    private readonly holdOpen: (sweep: () => Promise<void>) => Promise<void>,
  ) {}

  /** Whether this write removes old requests of its scope. Those of all scopes are then removed in the background. */
  isDue({ time }: RequestRow): boolean {
    this.writes += 1;
    const isDue = this.writes % requestBounds.sweepEvery === 0;
    // Not awaited. If a node is unavailable, the next sweep removes them.
    if (isDue && !this.driver.dialect.crossesScopes) this.holdOpen(() => this.sweep(time)).catch(() => {});
    return isDue;
  }

  /** Removes old requests of all scopes, including scopes without new writes. */
  private async sweep(time: number): Promise<void> {
    const old = (await this.driver.read(scopesOfOldRequests({ time }))) as readonly { scope: Scope }[];
    for (const scope of new Set(old.map((row) => row.scope)))
      for (const statement of this.driver.dialect.removeRequests({ scope, caller: '', time }))
        await this.driver.write(statement);
  }
}

import { requestBounds } from '../repository-bounds.js';
import type { RequestRow, StoredRequest } from '../repository-rows.js';

/** The executed requests, in order of arrival. */
export class MemoryRequests {
  private readonly byCaller = new Map<string, Map<string, RequestRow>>();
  private added = 0;

  find({ scope, caller, id }: RequestRow): StoredRequest | undefined {
    const found = this.byCaller.get(keyOf(scope, caller))?.get(id);
    return found === undefined ? undefined : { digest: found.digest, result: found.result };
  }

  add(request: RequestRow): void {
    const key = keyOf(request.scope, request.caller);
    const own = this.byCaller.get(key) ?? new Map<string, RequestRow>();
    this.byCaller.set(key, own);
    own.set(request.id, request);
    if (own.size > requestBounds.count) own.delete(own.keys().next().value ?? '');
    this.added += 1;
    if (this.added % requestBounds.sweepEvery === 0) this.removeOld(request.time - requestBounds.micros);
  }

  private removeOld(before: number): void {
    for (const [key, requests] of this.byCaller) {
      for (const [id, { time }] of requests) {
        if (time >= before) break;
        requests.delete(id);
      }
      if (requests.size === 0) this.byCaller.delete(key);
    }
  }
}

/** A map key; neither part contains NUL. */
function keyOf(scope: string, caller: string): string {
  return `${scope}\0${caller}`;
}

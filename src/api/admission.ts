import { ApiError } from '../domain/errors.js';
import { type Lane, type Share, Shares } from './shares.js';

export interface AdmissionLimits {
  /** Concurrent requests. */
  readonly requests: number;
  /** Concurrent uploads of reports, and as many events of other systems. */
  readonly uploads: number;
  /** Bytes of bodies in memory, over all requests. */
  readonly bodyBytes: number;
  /** Bytes of reports in memory. */
  readonly uploadBytes: number;
  /** Bytes of responses that callers have not read yet. */
  readonly unreadBytes: number;
  /** Milliseconds a request may take. */
  readonly requestTime: number;
  readonly uploadTime: number;
  /** Milliseconds before `bodyRate` applies to a body. */
  readonly bodyGrace: number;
  /** Mean bytes a second at which a body must arrive after the grace. */
  readonly bodyRate: number;
}

export const defaultLimits: AdmissionLimits = {
  requests: 1000,
  uploads: 4,
  bodyBytes: 64 * 1024 * 1024,
  uploadBytes: 512 * 1024 * 1024,
  unreadBytes: 128 * 1024 * 1024,
  requestTime: 30_000,
  uploadTime: 300_000,
  bodyGrace: 10_000,
  bodyRate: 16 * 1024,
};

/** The part of every limit that one principal may use. */
const principalPart = 0.75;

/** Bodies and responses up to this size count only as requests, not as bytes. */
export const smallBytes = 64 * 1024;

/** A request as the admission sees it. */
export interface InFlight {
  /** `performance.now()` when its head arrived. */
  readonly started: number;
  /** Set by the admission: counted bytes of the body, the lane of an upload, and its slot in a list. */
  held: number;
  lane?: Lane | undefined;
  slot?: Slot | undefined;
  /** Set by the admission: bytes of the body that arrived since `readFrom` (`performance.now()`). */
  arrived?: number;
  readFrom?: number;
  /** Set by the admission: what all requests of the caller hold. */
  share?: Share | undefined;
  /** Whether the request is still arriving. No work has begun then. */
  readonly isReading: boolean;
  /** Called at the time limit: responds with the error unless a response was sent. */
  expire(error: ApiError): void;
}

/**
 * A list of requests. Not a Set: a long-lived Set that grows leaves old hash tables in old space, which keep every
 * request that passed through them alive until a full collection.
 */
class RequestList {
  private readonly members: InFlight[] = [];

  get size(): number {
    return this.members.length;
  }

  add(request: InFlight): void {
    request.slot = { list: this, index: this.members.length };
    this.members.push(request);
  }

  static remove(request: InFlight): void {
    const { slot } = request;
    if (slot === undefined) return;
    request.slot = undefined;
    const { members } = slot.list;
    const last = members.pop();
    if (last === undefined || last === request) return;
    members[slot.index] = last;
    last.slot = slot;
  }

  startedUntil(time: number): readonly InFlight[] {
    return this.members.filter(({ started }) => started <= time);
  }
}

interface Slot {
  readonly list: RequestList;
  readonly index: number;
}

function partOf(limit: number): number {
  return Math.max(1, Math.ceil(limit * principalPart));
}

/** A response that is being sent. */
export interface Outgoing {
  readonly destroyed: boolean;
  destroy(): unknown;
  once(event: 'close', listener: () => void): unknown;
}

interface Unread {
  readonly response: Outgoing;
  readonly bytes: number;
}

export type ShedCause =
  | 'requests'
  | 'uploads'
  | 'body_bytes'
  | 'upload_bytes'
  | 'slow_senders'
  | 'slow_bodies'
  | 'slow_readers'
  | 'principal';

/** Milliseconds after which a request that is still arriving may be dropped while the server is full. */
const sendTime = 1000;

/**
 * Limits the concurrent work of the server. Beyond its limits it refuses requests with OVERLOADED and Retry-After,
 * so that queues and memory do not grow. Shared by all transports of a server.
 */
export class Admission {
  private readonly running = new RequestList();
  /** An event may wait long for its source, so events take no places of uploads. */
  private readonly uploading: Readonly<Record<Lane, RequestList>> = {
    reports: new RequestList(),
    events: new RequestList(),
  };
  /** Requests past their time limit whose work has not ended. */
  private readonly overdue = new RequestList();
  /** In the order they were sent. A list, not a Map, for the reason given at RequestList. */
  private readonly unread: Unread[] = [];
  private unreadBytes = 0;
  private readonly shares = new Shares();
  private bodyBytes = 0;
  private uploadBytes = 0;
  private readonly sweeper: NodeJS.Timeout;
  readonly shed: Record<ShedCause, number> = {
    requests: 0,
    uploads: 0,
    body_bytes: 0,
    upload_bytes: 0,
    slow_senders: 0,
    slow_bodies: 0,
    slow_readers: 0,
    principal: 0,
  };

  constructor(readonly limits: AdmissionLimits) {
    const interval = Math.max(10, Math.min(1000, limits.requestTime / 4));
    this.sweeper = setInterval(() => this.sweep(), interval).unref();
  }

  /** Requests whose work has not ended. */
  get inFlight(): number {
    const { reports, events } = this.uploading;
    return this.running.size + reports.size + events.size + this.overdue.size;
  }

  /** Bytes of request bodies in memory. */
  get heldBytes(): number {
    return this.bodyBytes + this.uploadBytes;
  }

  /** Admits a request. If the server is full, it replaces one that is slow to arrive. @throws OVERLOADED */
  enter(request: InFlight): void {
    if (this.inFlight >= this.limits.requests && !this.dropSlowSender()) throw this.refusal('requests');
    this.running.add(request);
  }

  /**
   * Records the caller of an admitted request, whose body is read from now on. One caller may use three quarters of each
   * limit. Without authentication (`principal` undefined) there is only one caller, who may use all of it.
   * @throws OVERLOADED
   */
  identify(request: InFlight, principal: string | undefined): void {
    request.readFrom = performance.now();
    if (principal === undefined) return;
    const share = this.shares.of(principal);
    if (share.requests >= partOf(this.limits.requests)) throw this.refusal('principal');
    share.requests += 1;
    request.share = share;
  }

  /** Counts an admitted request as an upload: fewer may run, for longer. @throws OVERLOADED */
  enterUpload(request: InFlight, lane: Lane): void {
    const { share } = request;
    const { uploads } = this.limits;
    if (this.uploading[lane].size >= uploads) throw this.refusal('uploads');
    if (share !== undefined && share.uploads[lane] >= partOf(uploads)) throw this.refusal('principal');
    RequestList.remove(request);
    this.uploading[lane].add(request);
    request.lane = lane;
    if (share !== undefined) share.uploads[lane] += 1;
  }

  /** Called when the work of a request ends; has no effect on a request that was not admitted. */
  leave(request: InFlight): void {
    RequestList.remove(request);
    if (request.held > 0) this.count(request, -request.held);
    const { share, lane } = request;
    if (share === undefined) return;
    request.share = undefined;
    share.requests -= 1;
    if (lane !== undefined) share.uploads[lane] -= 1;
  }

  /** Counts the bytes of the body that have arrived. @throws OVERLOADED */
  hold(request: InFlight, length: number): void {
    request.arrived = length;
    if (length <= smallBytes) return;
    const more = length - request.held;
    const { bodyBytes, uploadBytes } = this.limits;
    const { share } = request;
    const isUpload = request.lane !== undefined;
    if (share !== undefined) {
      const held = isUpload ? share.uploadBytes : share.bodyBytes;
      if (held + more > partOf(isUpload ? uploadBytes : bodyBytes)) throw this.refusal('principal');
    }
    if (isUpload && this.uploadBytes + more > uploadBytes) throw this.refusal('upload_bytes');
    if (!isUpload && this.bodyBytes + more > bodyBytes) throw this.refusal('body_bytes');
    this.count(request, more);
  }

  /** Counts a large response until it is read. If too many bytes are unread, the oldest response is dropped. */
  sent(response: Outgoing, bytes: number): void {
    // The client disconnected; no further event follows.
    if (response.destroyed) return;
    const entry = { response, bytes };
    this.unread.push(entry);
    this.unreadBytes += bytes;
    response.once('close', () => this.forget(entry));
    while (this.unreadBytes > this.limits.unreadBytes) {
      const [oldest] = this.unread;
      if (oldest === undefined) return;
      this.shed.slow_readers += 1;
      this.forget(oldest);
      oldest.response.destroy();
    }
  }

  close(): void {
    clearInterval(this.sweeper);
  }

  private forget(entry: Unread): void {
    const index = this.unread.indexOf(entry);
    if (index < 0) return;
    this.unread.splice(index, 1);
    this.unreadBytes -= entry.bytes;
  }

  private count(request: InFlight, bytes: number): void {
    request.held += bytes;
    const { lane, share } = request;
    if (lane !== undefined) this.uploadBytes += bytes;
    else this.bodyBytes += bytes;
    if (share === undefined) return;
    if (lane !== undefined) share.uploadBytes += bytes;
    else share.bodyBytes += bytes;
  }

  private dropSlowSender(): boolean {
    const slow = this.running.startedUntil(performance.now() - sendTime).find(({ isReading }) => isReading);
    if (slow === undefined) return false;
    this.drop(slow, this.refusal('slow_senders'));
    return true;
  }

  /** The request still counts until its work ends. */
  private drop(request: InFlight, error: ApiError): void {
    RequestList.remove(request);
    this.overdue.add(request);
    request.expire(error);
  }

  private refusal(cause: ShedCause): ApiError {
    this.shed[cause] += 1;
    const message =
      cause === 'principal'
        ? 'the caller has reached its limit of concurrent work; repeat when some of it is done'
        : 'the server is busy';
    return new ApiError('OVERLOADED', message, { retryAfter: 1 });
  }

  private sweep(): void {
    const now = performance.now();
    this.expire(this.running, now - this.limits.requestTime);
    const uploads = Object.values(this.uploading);
    for (const requests of uploads) this.expire(requests, now - this.limits.uploadTime);
    for (const requests of [this.running, ...uploads]) this.dropSlowBodies(requests, now);
  }

  private dropSlowBodies(requests: RequestList, now: number): void {
    const { bodyGrace, bodyRate } = this.limits;
    for (const request of requests.startedUntil(now - bodyGrace)) {
      const { isReading, readFrom = now, arrived = 0 } = request;
      const seconds = (now - readFrom - bodyGrace) / 1000;
      if (!isReading || seconds <= 0 || arrived >= seconds * bodyRate) continue;
      this.shed.slow_bodies += 1;
      const took = Math.round((now - readFrom) / 1000);
      const message = `body: ${arrived} bytes arrived in ${took} s; the minimum after the first ${bodyGrace / 1000} s is ${bodyRate / 1024} KiB a second`;
      this.drop(request, new ApiError('TOO_SLOW', message));
    }
  }

  private expire(requests: RequestList, before: number): void {
    for (const request of requests.startedUntil(before)) {
      this.drop(request, new ApiError('DEADLINE_EXCEEDED', 'the request took longer than the server allows'));
    }
  }
}

import { ApiError } from '../domain/errors.js';
import { type Share, Shares } from './shares.js';

export interface AdmissionLimits {
  /** Requests worked on at once. */
  readonly requests: number;
  /** Uploads of reports worked on at once. */
  readonly uploads: number;
  /** Bytes of bodies held at once, all requests together. */
  readonly bodyBytes: number;
  /** Bytes of reports held at once. */
  readonly uploadBytes: number;
  /** Bytes of answers that callers are slow to read. */
  readonly unreadBytes: number;
  /** Milliseconds a request may take. */
  readonly requestTime: number;
  readonly uploadTime: number;
  /** Milliseconds after which a body must have come at `bodyRate`. */
  readonly bodyGrace: number;
  /** Bytes a second at which a body must arrive in the mean, those of the grace not counted. */
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

/** The part of every limit that one principal may take. */
const principalPart = 0.75;

/** Bodies and answers up to this size are bounded by the number of requests alone. */
export const smallBytes = 64 * 1024;

/** A request as the admission sees it. */
export interface InFlight {
  /** `performance.now()` at its head. */
  readonly started: number;
  /** Kept by the admission: bytes of the body that count, whether it is an upload, and where it is counted. */
  held: number;
  isUpload: boolean;
  place?: Place | undefined;
  /** Kept by the admission: bytes of the body that have come since `performance.now()` was `readFrom`. */
  arrived?: number;
  readFrom?: number;
  /** Kept by the admission: what the caller holds with all of its requests. */
  share?: Share | undefined;
  /** Whether some of it has yet to arrive; nothing has been done for it then. */
  readonly isReading: boolean;
  /** Its time is over: it is to answer the error, unless it has answered. */
  expire(error: ApiError): void;
}

/**
 * A list of requests. Not a Set: one that is used for long leaves a chain of outgrown tables, and those that have
 * become old keep every request that passed through alive until the engine collects all of its memory.
 */
class RequestList {
  private readonly members: InFlight[] = [];

  get size(): number {
    return this.members.length;
  }

  add(request: InFlight): void {
    request.place = { crowd: this, index: this.members.length };
    this.members.push(request);
  }

  static remove(request: InFlight): void {
    const { place } = request;
    if (place === undefined) return;
    request.place = undefined;
    const { members } = place.crowd;
    const last = members.pop();
    if (last === undefined || last === request) return;
    members[place.index] = last;
    last.place = place;
  }

  startedUntil(time: number): readonly InFlight[] {
    return this.members.filter(({ started }) => started <= time);
  }
}

interface Place {
  readonly crowd: RequestList;
  readonly index: number;
}

function partOf(limit: number): number {
  return Math.max(1, Math.ceil(limit * principalPart));
}

/** An answer on its way out. */
export interface Outgoing {
  readonly destroyed: boolean;
  destroy(): unknown;
  once(event: 'close', listener: () => void): unknown;
}

interface Unread {
  readonly answer: Outgoing;
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

/** Milliseconds a request may take to arrive while the server is full. */
const sendTime = 1000;

/**
 * What the server takes on at once. Beyond its limits it refuses at the door, with OVERLOADED and the time
 * after which to come again, rather than let queues and memory grow. Shared by all transports of a server.
 */
export class Admission {
  private readonly running = new RequestList();
  private readonly uploading = new RequestList();
  /** Those that were told their time is over, and still hold what they hold. */
  private readonly late = new RequestList();
  /** In the order they were sent; a list, not a Map, for the reason of RequestList. */
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

  /** Requests that are being worked on. */
  get inFlight(): number {
    return this.running.size + this.uploading.size + this.late.size;
  }

  /** Bytes of request bodies that are held. */
  get heldBytes(): number {
    return this.bodyBytes + this.uploadBytes;
  }

  /** Where all places are taken, one whose request is slow to arrive gives way. @throws OVERLOADED */
  enter(request: InFlight): void {
    if (this.inFlight >= this.limits.requests && !this.dropSlowSender()) throw this.refusal('requests');
    this.running.add(request);
  }

  /**
   * The caller of an entered request is known, and its body is read from now on. One caller takes three quarters of any
   * limit at most; where nobody is asked who he is (`principal` undefined) there is but one, who may have all.
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

  /** An entered request turns out to be an upload, of which there may be few, but for longer. @throws OVERLOADED */
  enterUpload(request: InFlight): void {
    const { share } = request;
    if (this.uploading.size >= this.limits.uploads) throw this.refusal('uploads');
    if (share !== undefined && share.uploads >= partOf(this.limits.uploads)) throw this.refusal('principal');
    RequestList.remove(request);
    this.uploading.add(request);
    request.isUpload = true;
    if (share !== undefined) share.uploads += 1;
  }

  /** Of every request that has been entered; harmless for others. */
  leave(request: InFlight): void {
    RequestList.remove(request);
    if (request.held > 0) this.count(request, -request.held);
    const { share } = request;
    if (share === undefined) return;
    request.share = undefined;
    share.requests -= 1;
    if (request.isUpload) share.uploads -= 1;
  }

  /** So many bytes of the body have arrived. @throws OVERLOADED */
  hold(request: InFlight, length: number): void {
    request.arrived = length;
    if (length <= smallBytes) return;
    const more = length - request.held;
    const { bodyBytes, uploadBytes } = this.limits;
    const { share, isUpload } = request;
    if (share !== undefined) {
      const held = isUpload ? share.uploadBytes : share.bodyBytes;
      if (held + more > partOf(isUpload ? uploadBytes : bodyBytes)) throw this.refusal('principal');
    }
    if (request.isUpload && this.uploadBytes + more > uploadBytes) throw this.refusal('upload_bytes');
    if (!request.isUpload && this.bodyBytes + more > bodyBytes) throw this.refusal('body_bytes');
    this.count(request, more);
  }

  /** Watches a large answer until it is read; where too much is unread, who has waited longest is dropped. */
  sent(answer: Outgoing, bytes: number): void {
    // The client disconnected; no further event follows.
    if (answer.destroyed) return;
    const entry = { answer, bytes };
    this.unread.push(entry);
    this.unreadBytes += bytes;
    answer.once('close', () => this.forget(entry));
    while (this.unreadBytes > this.limits.unreadBytes) {
      const [oldest] = this.unread;
      if (oldest === undefined) return;
      this.shed.slow_readers += 1;
      this.forget(oldest);
      oldest.answer.destroy();
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
    const { isUpload, share } = request;
    if (isUpload) this.uploadBytes += bytes;
    else this.bodyBytes += bytes;
    if (share === undefined) return;
    if (isUpload) share.uploadBytes += bytes;
    else share.bodyBytes += bytes;
  }

  private dropSlowSender(): boolean {
    const slow = this.running.startedUntil(performance.now() - sendTime).find(({ isReading }) => isReading);
    if (slow === undefined) return false;
    this.drop(slow, this.refusal('slow_senders'));
    return true;
  }

  /** Its place counts until it has left, by itself or when its work is done. */
  private drop(request: InFlight, error: ApiError): void {
    RequestList.remove(request);
    this.late.add(request);
    request.expire(error);
  }

  private refusal(cause: ShedCause): ApiError {
    this.shed[cause] += 1;
    const message =
      cause === 'principal'
        ? 'the caller has as much running as one caller may; repeat when some of it is done'
        : 'the server is busy';
    return new ApiError('OVERLOADED', message, { retryAfter: 1 });
  }

  private sweep(): void {
    const now = performance.now();
    this.expire(this.running, now - this.limits.requestTime);
    this.expire(this.uploading, now - this.limits.uploadTime);
    for (const crowd of [this.running, this.uploading]) this.dropSlowBodies(crowd, now);
  }

  private dropSlowBodies(crowd: RequestList, now: number): void {
    const { bodyGrace, bodyRate } = this.limits;
    for (const request of crowd.startedUntil(now - bodyGrace)) {
      const { isReading, readFrom = now, arrived = 0 } = request;
      const seconds = (now - readFrom - bodyGrace) / 1000;
      if (!isReading || seconds <= 0 || arrived >= seconds * bodyRate) continue;
      this.shed.slow_bodies += 1;
      const took = Math.round((now - readFrom) / 1000);
      const message = `body: ${arrived} bytes came in ${took} s; it must come at ${bodyRate / 1024} KiB a second after the first ${bodyGrace / 1000} s`;
      this.drop(request, new ApiError('TOO_SLOW', message));
    }
  }

  private expire(requests: RequestList, before: number): void {
    for (const request of requests.startedUntil(before)) {
      this.drop(request, new ApiError('DEADLINE_EXCEEDED', 'the request took longer than the server allows'));
    }
  }
}

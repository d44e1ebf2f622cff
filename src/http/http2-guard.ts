import { constants, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2';

/** Limits of one connection: a burst, and a rate a second. Above them it is closed with ENHANCE_YOUR_CALM. */
interface Allowance {
  readonly burst: number;
  readonly perSecond: number;
}

/** Streams that end without a response: reset by the client or refused by the server. */
const resets: Allowance = { burst: 200, perSecond: 50 };
/** Settings and pings; some clients send several pings a second to measure the connection. */
const controlFrames: Allowance = { burst: 200, perSecond: 50 };

/** Limits enforced by node:http2 itself. */
export const http2Limits = {
  maxSessionMemory: 16,
  maxHeaderListPairs: 100,
  maxOutstandingPings: 10,
  maxSettings: 32,
  maxSessionInvalidFrames: 50,
  maxSessionRejectedStreams: 50,
} as const;

export interface SessionTimeouts {
  /** Milliseconds without a frame after which a connection without calls is closed, and one with calls is pinged. */
  readonly idle: number;
  /** Milliseconds a ping may take. */
  readonly ping: number;
  /** Milliseconds from the start of a connection until it is first checked for refused requests. */
  readonly refusals: number;
}

/** A request that node:http2 reset before it reached the server, since its headers or their number break rules of HTTP/2. */
export interface RefusedRequest {
  readonly streamId: number;
}

/** Closes a connection that is abusive or whose peer is gone, and reports when node:http2 refuses its requests. */
export function guardSession(
  session: ServerHttp2Session,
  timeouts: SessionTimeouts,
  onRefused: (request: RefusedRequest) => void,
): void {
  const checkRefusals = watchRefusals(session, timeouts.refusals, onRefused);
  const takeReset = bucket(resets);
  const takeControl = bucket(controlFrames);
  let open = 0;
  const calm = (): void => {
    if (!session.destroyed)
      session.destroy(new Error('abuse of HTTP/2'), constants.NGHTTP2_ENHANCE_YOUR_CALM);
  };
  const onControl = (): void => {
    if (!takeControl()) calm();
  };
  session.on('error', () => {});
  session.on('remoteSettings', onControl);
  session.on('ping', onControl);
  // One shared function, since every stream keeps a reference to it for long.
  function onClose(this: ServerHttp2Stream): void {
    open -= 1;
    if (this.rstCode !== constants.NGHTTP2_NO_ERROR && !takeReset()) calm();
  }
  session.on('stream', (stream: ServerHttp2Stream) => {
    open += 1;
    stream.on('close', onClose);
  });
  session.setTimeout(timeouts.idle, () => {
    checkRefusals();
    if (open === 0) session.close();
    else pingOrDrop(session, timeouts.ping);
  });
}

/**
 * Reports the first request of a connection that node:http2 refused. There is no event for it, but the connection counts the
 * stream as received, and no stream follows. So it is checked a moment after the start, when the connection is idle, and at its end.
 *
 * @returns checks now.
 */
function watchRefusals(
  session: ServerHttp2Session,
  afterStart: number,
  onRefused: (request: RefusedRequest) => void,
): () => void {
  let [lastSeen, isReported] = [0, false];
  const check = (): void => {
    // After the server's GOAWAY, node:http2 also drops streams that are allowed.
    if (isReported || session.closed || session.destroyed) return;
    const { lastProcStreamID = 0 } = session.state;
    if (lastProcStreamID <= lastSeen) return;
    isReported = true;
    onRefused({ streamId: lastProcStreamID });
  };
  session.on('stream', ({ id = 0 }: ServerHttp2Stream) => {
    lastSeen = id;
  });
  session.on('goaway', check);
  // Before the listener of node:http2, which destroys the session.
  session.socket.prependListener('close', check);
  const timer = setTimeout(check, afterStart).unref();
  session.once('close', () => clearTimeout(timer));
  return check;
}

function pingOrDrop(session: ServerHttp2Session, timeout: number): void {
  if (session.destroyed) return;
  const timer = setTimeout(() => session.destroy(), timeout);
  session.once('close', () => clearTimeout(timer));
  session.ping(() => clearTimeout(timer));
}

/** A token bucket over monotonic time. */
function bucket({ burst, perSecond }: Allowance): () => boolean {
  let tokens = burst;
  let at = performance.now();
  return () => {
    const now = performance.now();
    tokens = Math.min(burst, tokens + ((now - at) / 1000) * perSecond) - 1;
    at = now;
    return tokens >= 0;
  };
}

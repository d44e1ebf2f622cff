import { constants, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2';

/** What one connection may do before it is told to calm down: a burst, and so many a second after it. */
interface Allowance {
  readonly burst: number;
  readonly perSecond: number;
}

/** Streams that end without their answer, by the caller's reset or by our refusal. */
const resets: Allowance = { burst: 200, perSecond: 50 };
/** Settings and pings; some clients measure the line with pings, several a second. */
const controlFrames: Allowance = { burst: 200, perSecond: 50 };

/** Bounds of node:http2's own: what it refuses before the server hears of it. */
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
}

/** Watches one connection for abuse, and for peers that are gone. */
export function guardSession(session: ServerHttp2Session, timeouts: SessionTimeouts): void {
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
  // One function for all streams, as each of them keeps it for long.
  function onClose(this: ServerHttp2Stream): void {
    open -= 1;
    if (this.rstCode !== constants.NGHTTP2_NO_ERROR && !takeReset()) calm();
  }
  session.on('stream', (stream: ServerHttp2Stream) => {
    open += 1;
    stream.on('close', onClose);
  });
  session.setTimeout(timeouts.idle, () => {
    if (open === 0) session.close();
    else pingOrDrop(session, timeouts.ping);
  });
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

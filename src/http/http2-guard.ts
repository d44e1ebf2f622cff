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
}

/** Closes a connection that is abusive or whose peer is gone. */
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

import type { ServerHttp2Stream } from 'node:http2';
import { ApiError } from '../domain/errors.js';
import { openPause } from '../domain/slices.js';
import { decodeMessage, encodeMessage } from '../schema/wire/message-codec.js';
import type { Call } from './call.js';
import { FrameReader, malformed, unpackFrame } from './frames.js';
import type { StreamMethod, StreamReceiver } from './method.js';

/** Maximum number of open streams of one method on one connection. */
const perConnection = 16;

/** The open streams. They need no authentication, so their number is limited by method and by connection. */
export class OpenStreams {
  private readonly calls = new Set<Call>();
  private readonly counts = new Map<StreamMethod, number>();
  private readonly ofSession = new WeakMap<object, number>();

  /** Counts a call until its stream is closed. @throws OVERLOADED */
  enter(call: Call, method: StreamMethod): void {
    const { counts, ofSession, calls } = this;
    const { stream } = call;
    const session: object = stream.session ?? this;
    const all = counts.get(method) ?? 0;
    const own = ofSession.get(session) ?? 0;
    if (all >= method.atOnce || own >= perConnection)
      throw new ApiError('OVERLOADED', 'too many streams are open', { retryAfter: 1 });
    counts.set(method, all + 1);
    ofSession.set(session, own + 1);
    calls.add(call);
    stream.once('close', () => {
      calls.delete(call);
      counts.set(method, (counts.get(method) ?? 1) - 1);
      ofSession.set(session, (ofSession.get(session) ?? 1) - 1);
    });
  }

  drain(): void {
    for (const call of this.calls) call.fail(new ApiError('DRAINING', 'the server is shutting down'));
  }
}

/**
 * Runs a call with a response stream. A request is read after the response to the previous one was sent, so that a client
 * that does not read has only one response waiting.
 */
export function runStream(call: Call, method: StreamMethod): void {
  if (!call.startDeadline(method.isShort ? call.facts.admission.limits.requestTime : undefined)) return;
  const { stream } = call;
  const receiver = method.start({
    send: (response, rest) => call.send(encodeMessage(method.response, response), rest),
    end: () => call.end(),
  });
  stream.once('close', () => receiver.closed?.());
  receiveAll(call, method, (request) => receiver.receive(request))
    .then(() => {
      if (!call.over) receiver.end();
    })
    // An aborted stream already has its outcome.
    .catch((error: unknown) => call.fail(error));
}

async function receiveAll(
  call: Call,
  method: StreamMethod,
  receive: StreamReceiver['receive'],
): Promise<void> {
  const { stream, headers, facts } = call;
  const reader = new FrameReader(facts.maxMessage);
  const encoding = headers['grpc-encoding'] as string | undefined;
  // A read from the connection may hold ten thousand empty messages, and nothing else ends the turn between them.
  const pause = openPause();
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    for (const frame of reader.push(chunk as Buffer)) {
      const content = frame.compressed ? await unpackFrame(frame, encoding, facts.maxMessage) : frame.content;
      if (call.over) return;
      await receive(decodeMessage(method.request, content));
      if (call.over) return;
      await drained(stream);
      await pause();
      if (call.over) return;
    }
  }
  if (!reader.isEmpty) throw malformed('the last message is cut off');
}

/** Resolves when more may be written, or the stream has ended. */
function drained(stream: ServerHttp2Stream): Promise<void> {
  return new Promise((resolve) => {
    if (!stream.writableNeedDrain || stream.destroyed) {
      resolve();
      return;
    }
    const done = (): void => {
      stream.off('drain', done);
      stream.off('close', done);
      resolve();
    };
    stream.on('drain', done);
    stream.on('close', done);
  });
}

import { decodeMessage, encodeMessage } from '../kinds/wire.js';
import type { Call } from './call.js';
import { FrameReader, malformed, unpackFrame } from './frames.js';
import type { StreamMethod } from './method.js';

/** Requests that may wait for their answers, so that a caller who does not read cannot fill the memory. */
const maxBuffered = 1024 * 1024;

/** Runs a call with a stream of answers; requests are taken in order. */
export function runStream(call: Call, method: StreamMethod): void {
  if (!call.startDeadline()) return;
  const { stream } = call;
  const reader = new FrameReader(call.facts.maxMessage);
  const receiver = method.start({
    send(response) {
      call.send(encodeMessage(method.response, response));
      if (stream.writableLength > maxBuffered) stream.pause();
    },
    end: () => call.end(),
  });
  stream.on('drain', () => stream.resume());
  stream.once('close', () => receiver.closed?.());
  let work: Promise<void> = Promise.resolve();
  const inOrder = (step: () => void | Promise<void>): void => {
    work = work.then(step).catch((error: unknown) => call.fail(error));
  };
  stream.on('data', (chunk: Buffer) => {
    inOrder(async () => {
      if (call.over) return;
      for (const frame of reader.push(chunk)) {
        const encoding = call.headers['grpc-encoding'] as string | undefined;
        const content = frame.compressed
          ? await unpackFrame(frame, encoding, call.facts.maxMessage)
          : frame.content;
        if (call.over) return;
        receiver.receive(decodeMessage(method.request, content));
      }
    });
  });
  stream.once('end', () =>
    inOrder(() => {
      if (!reader.isEmpty) throw malformed('the last message is cut off');
      receiver.end();
    }),
  );
}

import { ApiError } from '../domain/errors.js';
import { decodeMessage, encodeMessage } from '../kinds/wire.js';
import type { Access } from '../services/context.js';
import type { Call, Receiver } from './call.js';
import { type Frame, FrameReader, malformed, prefixLength, unpackFrame } from './frames.js';
import type { UnaryMethod } from './method.js';

/** Runs a unary call: who asks, one message in, one message out. */
export function runUnary(
  call: Call,
  method: UnaryMethod,
  authenticate: () => Access | Promise<Access>,
): void {
  const { admission } = call.facts;
  const { operation } = method;
  // The admission bounds the time of operations; what everybody may call has the same bound here.
  if (!call.startDeadline(operation === undefined ? admission.limits.requestTime : undefined)) return;
  let access: Access | Promise<Access> | undefined;
  try {
    if (operation !== undefined) {
      admission.enter(call);
      // Before the body is taken: nobody unknown makes the server keep messages.
      access = authenticate();
      if (operation.http.raw !== undefined) admission.enterUpload(call);
    }
  } catch (error) {
    admission.leave(call);
    call.fail(error);
    return;
  }
  if (access instanceof Promise) access.catch((error: unknown) => call.fail(error));
  call.receive(new UnaryReceiver(call, method, access));
}

class UnaryReceiver implements Receiver {
  private readonly reader: FrameReader;
  private received: Frame | undefined;
  private arrived = 0;
  private executing = false;

  constructor(
    private readonly call: Call,
    private readonly method: UnaryMethod,
    private readonly access: Access | Promise<Access> | undefined,
  ) {
    this.reader = new FrameReader(call.facts.maxMessage);
  }

  data(chunk: Buffer): void {
    const { call } = this;
    if (call.over) return;
    try {
      this.arrived += chunk.length;
      call.facts.admission.hold(call, this.arrived);
      for (const frame of this.reader.push(chunk)) {
        if (this.received !== undefined) throw malformed('a unary call takes one message');
        this.received = frame;
      }
    } catch (error) {
      call.fail(error);
    }
  }

  end(): void {
    const { call, received } = this;
    if (call.over) return;
    if (received === undefined || !this.reader.isEmpty) call.fail(malformed('the message is cut off'));
    else {
      this.executing = true;
      void execute(call, this.method, received, this.access);
    }
  }

  /** Work that has begun goes on where the caller has left, and counts until it is done. */
  closed(): void {
    if (!this.executing) this.call.facts.admission.leave(this.call);
  }
}

async function execute(
  call: Call,
  method: UnaryMethod,
  frame: Frame,
  authenticated: Access | Promise<Access> | undefined,
): Promise<void> {
  try {
    const content = frame.compressed
      ? await unpackFrame(frame, call.headers['grpc-encoding'] as string | undefined, call.facts.maxMessage)
      : frame.content;
    const access = authenticated instanceof Promise ? await authenticated : authenticated;
    if (call.over) return;
    const request = decodeMessage(method.request, content);
    call.request = request;
    const { operation, answer } = method;
    let response: unknown;
    if (operation !== undefined && access !== undefined)
      response = JSON.parse(await call.run(() => operation.handle(request, call.contextOf(access))));
    else if (answer !== undefined) response = await answer(request);
    else throw new ApiError('UNIMPLEMENTED', 'the method has no handler');
    if (call.over) return;
    if (call.packs) await call.answerPacked(encodeMessage(method.response, response));
    else call.answer(encodeMessage(method.response, response, prefixLength));
  } catch (error) {
    call.fail(error);
  } finally {
    call.facts.admission.leave(call);
  }
}

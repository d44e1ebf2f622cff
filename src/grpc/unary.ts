import type { Operation } from '../api/operation.js';
import { ApiError } from '../domain/errors.js';
import { parseText } from '../domain/json.js';
import {
  decodeMessage,
  decodeMessageInSlices,
  encodeMessage,
  longMessage,
} from '../schema/wire/message-codec.js';
import { scanMessage } from '../schema/wire/scan.js';
import { type Access, identityOf } from '../services/context.js';
import type { Call, Receiver } from './call.js';
import { type Frame, FrameReader, malformed, prefixLength, unpackFrame } from './frames.js';
import type { UnaryMethod } from './method.js';

/** Runs a unary call: authentication, request message, response message. */
export function runUnary(
  call: Call,
  method: UnaryMethod,
  authenticate: () => Access | Promise<Access>,
): void {
  const { admission } = call.facts;
  const { operation } = method;
  // The admission limits the time of operations. Methods without authentication have the same limit here.
  if (!call.startDeadline(operation === undefined ? admission.limits.requestTime : undefined)) return;
  if (operation === undefined) {
    call.receive(new UnaryReceiver(call, method, undefined));
    return;
  }
  const refuse = (error: unknown): void => {
    admission.leave(call);
    call.fail(error);
  };
  // The message is read after authentication: the server buffers nothing of an unknown caller.
  const admit = (access: Access): void => {
    if (call.over) {
      admission.leave(call);
      return;
    }
    call.principal = access.principal;
    admission.identify(call, identityOf(access));
    const { raw } = operation.http;
    if (raw !== undefined) admission.enterUpload(call, raw.lane);
    call.receive(new UnaryReceiver(call, method, access));
  };
  try {
    admission.enter(call);
    const access = authenticate();
    if (access instanceof Promise) access.then(admit).catch(refuse);
    else admit(access);
  } catch (error) {
    refuse(error);
  }
}

/** Checks the guard before the message is decoded. @throws INVALID_FIELD, and as guards do */
function checkGuard(call: Call, { guard, http, request }: Operation, content: Buffer, access: Access): void {
  if (guard === undefined) return;
  const { texts, present } = scanMessage(request, content);
  call.request = texts;
  const body = http.body === undefined ? undefined : request.byName.get(http.body);
  // A request without a body costs nothing to read, and its absence may be the first error.
  if (body === undefined || present.has(body.number)) guard(texts, access);
}

class UnaryReceiver implements Receiver {
  private readonly reader: FrameReader;
  private received: Frame | undefined;
  private arrived = 0;
  private executing = false;

  constructor(
    private readonly call: Call,
    private readonly method: UnaryMethod,
    private readonly access: Access | undefined,
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

  /** Work that has begun continues after the client disconnects, and counts until it ends. */
  closed(): void {
    if (!this.executing) this.call.facts.admission.leave(this.call);
  }
}

async function execute(
  call: Call,
  method: UnaryMethod,
  frame: Frame,
  access: Access | undefined,
): Promise<void> {
  try {
    const content = frame.compressed
      ? await unpackFrame(frame, call.headers['grpc-encoding'] as string | undefined, call.facts.maxMessage)
      : frame.content;
    if (call.over) return;
    if (frame.compressed) call.facts.admission.hold(call, content.length);
    const { operation, answer } = method;
    if (operation !== undefined && access !== undefined) checkGuard(call, operation, content, access);
    const request =
      content.length < longMessage
        ? decodeMessage(method.request, content)
        : await decodeMessageInSlices(method.request, content);
    if (call.over) return;
    call.request = request;
    let response: unknown;
    if (operation !== undefined && access !== undefined)
      response = await parseText(await call.run(() => operation.handle(request, call.contextOf(access))));
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

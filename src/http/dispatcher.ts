import type { IncomingMessage, ServerResponse } from 'node:http';
import { constants } from 'node:http2';
import { type Admission, type InFlight, smallBytes } from '../api/admission.js';
import { type FailureText, isUpdate, type Operation, type RequestFields } from '../api/operation.js';
import type { Observer, RequestSpan } from '../api/outcome.js';
import type { Tracing } from '../api/tracing.js';
import { ApiError, cancelled, toApiError } from '../domain/errors.js';
import { type EtagOf, longText, matchesEtag } from '../domain/etag.js';
import type { PeerOf } from '../domain/peer.js';
import { encodeText } from '../domain/text.js';
import { type Access, identityOf, type RequestContext } from '../services/context.js';
import { bindRequest } from './bind.js';
import type { OnBody } from './body.js';
import { compressedFrom, takesGzip } from './compress.js';
import { deadlineOf, withDeadline } from './deadline.js';
import { numericEnums, wantsNumericEnums } from './enum-encoding.js';
import { errorBody } from './error-body.js';
import type { HostCheck, SiteCheck } from './hosts.js';
import { effectiveMethod, withForm } from './method-override.js';
import { hidePathKeys, takePathKey } from './path-key.js';
import { parseQuery } from './query.js';
import { cleanPath, createRouter, type Router } from './router.js';

export interface DispatcherOptions {
  readonly operations: readonly Operation[];
  /** Who calls; answers at once where it can. @throws UNAUTHENTICATED, RATE_LIMITED */
  readonly authenticate: (
    request: IncomingMessage,
    peer: () => string,
    pathKey: string | undefined,
  ) => Access | Promise<Access>;
  readonly peerOf: PeerOf;
  readonly checkHost: HostCheck;
  readonly checkSite: SiteCheck;
  readonly newRequestId: () => string;
  readonly etagOf: EtagOf;
  readonly compress: (content: Buffer) => Promise<Buffer | undefined>;
  readonly observe: Observer;
  readonly admission: Admission;
  /** Absent if traces are not collected. */
  readonly tracing?: Tracing | undefined;
  /** Whether clients should open their next connection to another replica. */
  readonly isDraining: () => boolean;
}

/** Handles the requests of the operation table. Never throws: every failure becomes an error body. */
export function createDispatcher(
  options: DispatcherOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const router = createRouter(options.operations);
  return (request, response) => new Exchange(options, router, request, response).run();
}

/** Creates the signal on first use: few requests need one, and it is expensive. */
class Context implements RequestContext {
  private made: AbortSignal | undefined;

  constructor(
    readonly access: Access,
    readonly requestId: string,
    readonly ifMatch: string | undefined,
    private readonly makeSignal: () => AbortSignal,
  ) {}

  get signal(): AbortSignal {
    this.made ??= this.makeSignal();
    return this.made;
  }
}

/** One request and its response. */
class Exchange implements InFlight {
  readonly started = performance.now();
  held = 0;
  lane: InFlight['lane'];
  slot: InFlight['slot'];
  arrived = 0;
  readFrom = 0;
  share: InFlight['share'];
  private readonly id: string;
  private readonly path: string;
  /** The credential that stood in the path; see path-key.ts. */
  private readonly pathKey: string | undefined;
  private readonly search: string;
  private readonly span: RequestSpan | undefined;
  private operation: Operation | undefined;
  private fields: RequestFields | undefined;
  private access: Access | undefined;
  private isOver = false;
  private over: AbortController | undefined;
  isReading = true;

  constructor(
    private readonly options: DispatcherOptions,
    private readonly router: Router,
    private readonly request: IncomingMessage,
    private readonly response: ServerResponse,
  ) {
    this.id = options.newRequestId();
    const url = request.url ?? '/';
    const question = url.indexOf('?');
    const { path, key } = takePathKey(question < 0 ? url : url.slice(0, question));
    this.path = path;
    this.pathKey = key;
    this.search = question < 0 ? '' : url.slice(question + 1);
    this.span = options.tracing?.start(request.headers);
  }

  async run(): Promise<void> {
    const { admission } = this.options;
    try {
      admission.enter(this);
      await this.answer();
    } catch (thrown) {
      this.fail(thrown);
    } finally {
      admission.leave(this);
    }
  }

  expire(error: ApiError): void {
    this.fail(error);
    // The rest of the body is not waited for. Work that has begun counts until it ends.
    if (this.isReading) this.options.admission.leave(this);
  }

  private async answer(): Promise<void> {
    const { options, router, request, response, path, search, span, id } = this;
    options.checkHost(request.headers.host, request.headers.origin);
    options.checkSite(request.method ?? '', request.headers);
    if (!path.startsWith('/')) throw new ApiError('INVALID_NAME', 'Bad Request');
    const cleaned = cleanPath(path);
    if (cleaned !== undefined) {
      redirect(response, search === '' ? cleaned : `${cleaned}?${search}`);
      this.settle(301, undefined);
      return;
    }
    const onBody: OnBody = (length) => {
      if (this.isOver) throw new ApiError('CANCELLED', 'the request has been answered');
      options.admission.hold(this, length);
    };
    const effective = effectiveMethod(request, path, router);
    const routed = router.route(effective.method, path);
    const { operation } = routed;
    if (this.pathKey !== undefined && operation.plain === undefined)
      throw new ApiError('ROUTE_NOT_FOUND', 'Not Found: only webhooks take a key in their path');
    this.operation = operation;
    if (routed.field !== undefined) this.fields = { [routed.field]: routed.value };
    const authenticated = options.authenticate(request, this.peer, this.pathKey);
    const access = authenticated instanceof Promise ? await authenticated : authenticated;
    this.access = access;
    options.admission.identify(this, identityOf(access));
    const { raw } = operation.http;
    if (raw !== undefined) options.admission.enterUpload(this, raw.lane);
    const asked = effective.isForm ? await withForm(request, search, onBody) : search;
    // The whole request is read before any work: an error here has no effect.
    const query = parseQuery(asked);
    const isNumeric = wantsNumericEnums(query);
    const fields = await bindRequest(routed, request, query, access, onBody);
    if (this.isOver) return;
    this.isReading = false;
    this.fields = fields;
    const deadline = deadlineOf(request.headers['grpc-timeout']);
    const context = new Context(access, id, request.headers['if-match'], () => this.gone(deadline));
    const running =
      span === undefined
        ? operation.handle(fields, context)
        : span.run(() => operation.handle(fields, context));
    const canonical = await (deadline === undefined ? running : withDeadline(running, deadline));
    const text = isNumeric ? await numericEnums(operation.response, canonical) : canonical;
    if (this.isOver) return;
    await this.send(operation, canonical, text);
  }

  /** `canonical` is the answer as the store has it, which is what entity tags are of; `text` is what is sent. */
  private async send(operation: Operation, canonical: string, text: string): Promise<void> {
    const { request } = this;
    const { etagOf, compress } = this.options;
    const length = Buffer.byteLength(text);
    // A long text is encoded once, for the tag and for sending.
    const content = length < longText ? text : encodeText(text, length);
    const tagOf = (): string => etagOf(text === canonical ? content : canonical);
    const headers: Record<string, string | number> = {
      'content-type': 'application/json',
      'x-content-type-options': 'nosniff',
      'x-request-id': this.id,
    };
    const isGet = operation.http.verb === 'GET';
    if (isGet) {
      const etag = tagOf();
      headers.etag = etag;
      headers['cache-control'] = 'no-cache';
      const known = request.headers['if-none-match'];
      if (known !== undefined && matchesEtag(known, etag)) return this.sendHead(304, headers);
    } else if (isUpdate(operation.http.verb)) headers.etag = tagOf();
    if (length >= compressedFrom) {
      headers.vary = 'accept-encoding';
      if (request.method !== 'HEAD' && takesGzip(request.headers['accept-encoding'])) {
        const packed = await compress(typeof content === 'string' ? Buffer.from(content) : content);
        if (this.isOver) return;
        if (packed !== undefined) {
          headers['content-encoding'] = 'gzip';
          this.sendContent(headers, packed, packed.length, false);
          return;
        }
      }
    }
    this.sendContent(headers, content, length, length === text.length);
  }

  private sendHead(status: number, headers: Record<string, string | number>): void {
    this.prepareHead();
    this.response.writeHead(status, headers);
    this.response.end();
    this.settle(status, undefined);
  }

  private sendContent(
    headers: Record<string, string | number>,
    content: string | Buffer,
    length: number,
    isAscii: boolean,
  ): void {
    const { request, response } = this;
    headers['content-length'] = length;
    if (request.method === 'HEAD') {
      this.sendHead(200, headers);
      return;
    }
    this.prepareHead();
    response.writeHead(200, headers);
    // ASCII is the same in both encodings, and faster written as Latin-1. Bytes are sent as they are.
    response.end(content, isAscii ? 'latin1' : 'utf8');
    if (length > smallBytes) this.options.admission.sent(response, length);
    this.settle(200, undefined);
  }

  /** Aborted when the response is no longer needed: at the deadline, after an error, or when the client disconnects. */
  private gone(deadline: AbortSignal | undefined): AbortSignal {
    const { response } = this;
    const over = new AbortController();
    this.over = over;
    if (this.isOver || response.destroyed) over.abort(cancelled());
    response.once('close', () => {
      if (!response.writableFinished) over.abort(cancelled());
    });
    return deadline === undefined ? over.signal : AbortSignal.any([over.signal, deadline]);
  }

  private fail(thrown: unknown): void {
    if (this.isOver) return;
    this.over?.abort(cancelled());
    const error = toApiError(thrown);
    const { request, response, id } = this;
    this.prepareHead();
    const status = answerError(request, response, error, id, (failed) =>
      this.operation?.plain?.failure?.(failed, id, this.fields),
    );
    this.settle(status, error);
  }

  private prepareHead(): void {
    const { response, span } = this;
    // Also for requests that began before the drain.
    if (this.options.isDraining()) response.shouldKeepAlive = false;
    if (span !== undefined && !response.headersSent) response.setHeader('traceparent', span.traceparent);
  }

  /** A closed socket no longer has its address. */
  private readonly peer = (): string =>
    this.options.peerOf(
      this.request.socket?.remoteAddress ?? 'gone',
      this.request.headers['x-forwarded-for'],
    );

  private settle(status: number, error: ApiError | undefined): void {
    this.isOver = true;
    const { request } = this;
    this.options.observe({
      transport: 'rest',
      operation: this.operation,
      request: this.fields,
      requestId: this.id,
      principal: this.access?.principal,
      peer: this.peer,
      method: request.method ?? '',
      path: hidePathKeys(this.path),
      status,
      duration: performance.now() - this.started,
      error,
      traceparent: request.headers.traceparent as string | undefined,
      span: this.span,
    });
  }
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(301, { location, 'content-length': '0' });
  response.end();
}

/**
 * Sends an error. If the body was not fully read, closes the connection afterwards.
 *
 * @returns the status that was sent, or would have been.
 */
export function answerError(
  request: IncomingMessage,
  response: ServerResponse,
  error: ApiError,
  id: string,
  wordingOf: (error: ApiError) => FailureText | undefined = () => undefined,
): number {
  const { status, text } = wordingOf(error) ?? { status: error.httpStatus, text: errorBody(error, id) };
  if (response.headersSent || response.destroyed) return status;
  response.setHeader('content-type', 'application/json');
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('x-request-id', id);
  response.setHeader('content-length', Buffer.byteLength(text));
  if (error.metadata.wwwAuthenticate !== undefined)
    response.setHeader('www-authenticate', error.metadata.wwwAuthenticate);
  if (error.retryAfter !== undefined) response.setHeader('retry-after', Math.ceil(error.retryAfter));
  if (!request.complete && announcesBody(request)) {
    if (request.httpVersionMajor < 2) response.setHeader('connection', 'close');
    // Tells a client that is still sending to stop (RFC 9113, 8.1).
    else response.once('finish', () => closeStream(response));
  }
  response.statusCode = status;
  if (request.method === 'HEAD') response.end();
  else response.end(text);
  return status;
}

function closeStream(response: object): void {
  const { stream } = response as { readonly stream?: { close(code: number): void } };
  stream?.close(constants.NGHTTP2_NO_ERROR);
}

function announcesBody({ headers, httpVersionMajor }: IncomingMessage): boolean {
  // HTTP/2 does not declare a body in the head.
  if (httpVersionMajor >= 2) return true;
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

import type { IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import type { Admission } from '../api/admission.js';
import { messageLimit, type Operation } from '../api/operation.js';
import type { Observer } from '../api/outcome.js';
import type { Tracing } from '../api/tracing.js';
import { unservedMethod } from '../api/unserved.js';
import { ApiError } from '../domain/errors.js';
import type { PeerOf } from '../domain/peer.js';
import { runInSlices } from '../domain/slices.js';
import { errorDetails } from '../kinds/common/rpc-error-details.js';
import {
  type DescriptorFile,
  descriptorSteps,
  type ServiceDescription,
} from '../schema/descriptors/descriptors.js';
import type { Message } from '../schema/message.js';
import { Call } from './call.js';
import { healthMethods, healthService } from './health.js';
import type { Authenticate, Method } from './method.js';
import { reflectionMethods, reflectionServices } from './reflection.js';
import { OpenStreams, runStream } from './streaming.js';
import { runUnary } from './unary.js';

export interface GrpcOptions {
  readonly operations: readonly Operation[];
  /** Identifies the caller; synchronous if possible. @throws UNAUTHENTICATED, RATE_LIMITED */
  readonly authenticate: Authenticate;
  /** Refuses calls of web pages of other sites. @throws FOREIGN_HOST */
  readonly checkSite: (method: string, headers: IncomingHttpHeaders) => void;
  /** The address of the caller, from that of the connection and X-Forwarded-For. */
  readonly peerOf: PeerOf;
  readonly newRequestId: () => string;
  /** Called for every finished call. */
  readonly observe: Observer;
  readonly admission: Admission;
  /** Absent if traces are not collected. */
  readonly tracing?: Tracing | undefined;
  /** Throws if the server is not ready. */
  readonly ready: () => Promise<void>;
  /** Maximum bytes of a message, decompressed. */
  readonly maxMessage?: number;
}

export interface GrpcHandler {
  /** Handles a stream of node:http2 whose content type is application/grpc; never throws. */
  handle(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, rawHeaders: readonly string[]): void;
  /** Ends the calls that would stay open, such as watches of health. */
  drain(): void;
}

/** The limit of the reference server. */
const defaultMaxMessage = 4 * 1024 * 1024;
/** Health and reflection, which need no authentication, have short requests. */
const ownMessage = 4 * 1024;

/** Serves the operation table over gRPC, with health and reflection. */
export function createGrpcHandler(options: GrpcOptions): GrpcHandler {
  const { operations, newRequestId, ready, admission, tracing, maxMessage = defaultMaxMessage } = options;
  const services = [...new Set(operations.map(({ service }) => service))];
  const methods = buildMethods(operations, services, ready);
  const streams = new OpenStreams();
  return {
    handle(stream, headers, rawHeaders) {
      const path = headers[':path'] ?? '';
      const method = methods.get(path);
      const operation = method?.form === 'unary' ? method.operation : undefined;
      const peer = (): string =>
        options.peerOf(stream.session?.socket?.remoteAddress ?? 'gone', headers['x-forwarded-for']);
      const call = new Call(
        stream,
        headers,
        {
          path,
          operation,
          requestId: newRequestId(),
          peer,
          maxMessage:
            operation === undefined ? ownMessage : Math.min(maxMessage, messageLimit(operation, maxMessage)),
          admission,
          span: operation === undefined ? undefined : tracing?.start(headers),
        },
        options.observe,
      );
      const problem = problemOf(headers, path, method, services) ?? siteProblemOf(options.checkSite, headers);
      if (problem !== undefined || method === undefined) call.fail(problem);
      else if (method.form === 'unary') {
        runUnary(call, method, () => options.authenticate({ rawHeaders, session: stream.session, peer }));
      } else {
        try {
          streams.enter(call, method);
        } catch (error) {
          call.fail(error);
          return;
        }
        runStream(call, method);
      }
    },
    drain: () => streams.drain(),
  };
}

const contentType = /^application\/grpc(?:\+proto)?(?:\s*;.*)?$/;

function problemOf(
  headers: IncomingHttpHeaders,
  path: string,
  method: Method | undefined,
  services: readonly string[],
): ApiError | undefined {
  if (headers[':method'] !== 'POST')
    return new ApiError('METHOD_NOT_ALLOWED', 'gRPC calls are POST requests');
  if (!contentType.test(headers['content-type'] ?? ''))
    return new ApiError('UNIMPLEMENTED', 'only application/grpc and application/grpc+proto are supported');
  if (method === undefined) return unknownMethod(path, services);
  const encoding = headers['grpc-encoding'];
  if (encoding !== undefined && encoding !== 'identity' && encoding !== 'gzip')
    return new ApiError('UNIMPLEMENTED', 'only grpc-encoding identity and gzip are supported');
  return undefined;
}

function siteProblemOf(checkSite: GrpcOptions['checkSite'], headers: IncomingHttpHeaders): unknown {
  try {
    checkSite('POST', headers);
    return undefined;
  } catch (error) {
    return error;
  }
}

function unknownMethod(path: string, services: readonly string[]): ApiError {
  const unserved = unservedMethod(path.slice(path.lastIndexOf('/') + 1));
  if (unserved !== undefined) return unserved;
  const [, service = ''] = path.split('/');
  const others = services.filter((one) => one.startsWith('grafeas.'));
  const hint =
    service.startsWith('grafeas.') && !services.includes(service)
      ? `; this server serves ${others.join(', ')}`
      : '';
  return new ApiError('UNIMPLEMENTED', `unknown method ${JSON.stringify(path.slice(0, 200))}${hint}`);
}

function buildMethods(
  operations: readonly Operation[],
  services: readonly string[],
  ready: () => Promise<void>,
): ReadonlyMap<string, Method> {
  const methods = new Map<string, Method>();
  for (const operation of operations) {
    const { request, response } = operation;
    methods.set(`/${operation.service}/${operation.id}`, { form: 'unary', request, response, operation });
  }
  for (const [name, method] of healthMethods(services, ready))
    methods.set(`/${healthService}/${name}`, method);
  const reflection = reflectionMethods(async () => ({
    services: [...services, healthService, ...reflectionServices].sort(),
    files: await runInSlices(describeMethods(methods)),
  }));
  for (const [service, method] of reflection) methods.set(`/${service}/ServerReflectionInfo`, method);
  return methods;
}

/** Descriptors of all methods and of the details of errors, in steps: they take some 70 ms the first time. */
function describeMethods(methods: ReadonlyMap<string, Method>): Generator<void, readonly DescriptorFile[]> {
  const services = new Map<string, ServiceDescription['methods'][number][]>();
  const messages: Message<unknown>[] = [...errorDetails];
  for (const [path, { request, response, form }] of methods) {
    const [, service = '', name = ''] = path.split('/');
    const list = services.get(service) ?? [];
    const streams = form === 'stream';
    list.push({
      name,
      request: request.name,
      response: response.name,
      clientStreaming: streams && service !== healthService,
      serverStreaming: streams,
    });
    services.set(service, list);
    messages.push(request, response);
  }
  return descriptorSteps(
    messages,
    [...services].map(([name, list]) => ({ name, methods: list })),
  );
}

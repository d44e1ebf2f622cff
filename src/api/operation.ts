import type { ApiError } from '../domain/errors.js';
import type { Message } from '../schema/message.js';
import type { Access, Permission, RequestContext } from '../services/context.js';
import type { Lane } from './shares.js';

/** One RPC as data. Transports, OpenAPI, permission docs, log and metric labels loop over a table of operations. */
export type Operation = OperationOf<RequestFields>;

/**
 * Declares an operation. A handler that reads a field which the request message lacks does not compile.
 *
 * @example operation({ id: 'GetNote', request: GetNoteRequest, handle: (request, context) => getNote(request, context), … })
 */
export function operation<Request>(declaration: OperationOf<Request>): Operation {
  return declaration as unknown as Operation;
}

/** An operation whose handler takes `Request`, the value of its request message. */
export interface OperationOf<Request> {
  /** RPC name, such as CreateNote. */
  readonly id: string;
  /** Full protobuf name of the service. */
  readonly service: string;
  readonly http: HttpBinding;
  /** Decodes the whole request; the body field within is decoded by its own message. */
  readonly request: Message<Request>;
  readonly response: Message<unknown>;
  readonly summary: string;
  readonly description: string;
  /** The permissions that the caller needs, each with its resource in words. */
  readonly permissions: readonly { readonly permission: Permission; readonly on: string }[];
  /** Checked before the body is read; an operation without it accepts only small messages (`smallMessage`). */
  readonly guard?: Guard;
  /**
   * Runs the RPC. `request` is the request message in canonical JSON form, path parameters included;
   * `updateMask` is a comma-joined list of paths as the caller spelt them, absent when there is none. If it is
   * implied by the body, `isMaskImplied` is true.
   * Returns the response message as JSON text.
   */
  readonly handle: (request: Request, context: RequestContext) => Promise<string>;
  /** Changes nothing, although its verb is not GET. */
  readonly readOnly?: true;
  /** Only for an operation of another protocol, such as Kubernetes admission reviews. */
  readonly plain?: PlainForm;
}

/**
 * Checks made before the body of a request is read: the names outside the body, then the permissions on them, with the
 * same errors as the service. Services repeat all checks, since they are also called without transports. A guard only
 * saves reading a body that would be refused.
 *
 * @param request the fields known without the body: path and query over REST, the top-level texts of the message over gRPC.
 * @throws INVALID_NAME, PERMISSION_DENIED (or not-found with `deny: hide`)
 *
 * @example onParent('notes.create')({ parent: 'projects/p' }, access)
 */
export type Guard = (request: RequestFields, access: Access) => void;

/**
 * An operation of this form is served over REST alone. Its body is a JSON object of the other protocol, declared as `struct()`
 * and given to the handler as it was parsed. Authentication, limits, log and metrics are those of every operation; a key in the
 * path counts as well (`src/http/path-key.ts`).
 *
 * @example plain: { failure: (error) => ({ status: 200, text: JSON.stringify({ response: { systemError: error.message } }) }) }
 */
export interface PlainForm {
  /**
   * How the protocol words a failure; in the usual form where absent. Failures before the operation is found have the usual form.
   *
   * @param request the fields that were read: at least what the path binds.
   */
  readonly failure?: (error: ApiError, requestId: string, request: RequestFields | undefined) => FailureText;
}

export interface FailureText {
  /** Of HTTP. */
  readonly status: number;
  /** JSON. */
  readonly text: string;
}

/** Bytes of a message that is decoded before the permission of its caller is known. */
export const smallMessage = 64 * 1024;

/** Maximum bytes of a request message; `most` is the limit of guarded operations. */
export function messageLimit({ guard, http }: Operation, most: number): number {
  if (guard === undefined) return Math.min(most, smallMessage);
  return http.raw?.limit ?? most;
}

export type RequestFields = Readonly<Record<string, unknown>>;

/** The version of the API that has the operation: the first segment of its paths, such as `v1beta1`. */
export function versionOf({ http }: Operation): string {
  return http.paths[0]?.split('/', 2)[1] ?? '';
}

/** Whether an operation changes something. */
export function isWrite({ http, readOnly }: Operation): boolean {
  return http.verb !== 'GET' && readOnly !== true;
}

/** Whether a REST verb changes an existing object and returns it. */
export function isUpdate(verb: HttpBinding['verb']): boolean {
  return verb === 'PATCH' || verb === 'PUT';
}

/** The resource name in a request: of the object, else of its parent. */
export function resourceOf(request: RequestFields): string | undefined {
  const { name, parent, resource, project, attestor, policy } = request as {
    readonly [field: string]: unknown;
    readonly project?: { readonly name?: unknown };
    readonly attestor?: string | { readonly name?: unknown };
    readonly policy?: { readonly name?: unknown };
  };
  const attestorName = typeof attestor === 'object' ? attestor.name : attestor;
  const named = [name, parent, resource, project?.name, attestorName, policy?.name].find(
    (value) => typeof value === 'string' && value !== '',
  );
  return named as string | undefined;
}

export interface HttpBinding {
  readonly verb: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path templates, the main one first; a variable in braces binds a request field, or one within it (`attestor.name`), to the segments after its `=`. */
  readonly paths: readonly string[];
  /** The request field that the body sets; `*` for the whole request; absent without a body. */
  readonly body?: string;
  /** The body is the bytes of the field; the limit replaces that of JSON bodies. */
  readonly raw?: { readonly limit: number; readonly lane: Lane };
  /** Request fields taken from headers, which are named in lower case: `{ event: 'x-github-event' }`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON names of request fields taken from the query. */
  readonly query: readonly string[];
}

/** @param version of the API: `v1beta1` or `v1`. */
export function pathsUnder(version: string) {
  return {
    /** Paths under a project and under a location of it. */
    ofParent: (rest: string): HttpBinding['paths'] => [
      `/${version}/{parent=projects/*}${rest}`,
      `/${version}/{parent=projects/*/locations/*}${rest}`,
    ],
    ofName: (collection: string, rest = ''): HttpBinding['paths'] => [
      `/${version}/{name=projects/*/${collection}/*}${rest}`,
      `/${version}/{name=projects/*/locations/*/${collection}/*}${rest}`,
    ],
  };
}

/** Common fields of requests. The messages of every API version have these fields under these names. */

export interface NameRequest {
  /** Full name of the object. */
  readonly name?: string | undefined;
}

export interface ParentRequest {
  /** The project, or a location of it. */
  readonly parent?: string | undefined;
}

export interface CreateRequest extends ParentRequest {
  /** A UUID; the same request with it is executed once. */
  readonly requestId?: string | undefined;
}

export interface UpdateRequest extends NameRequest {
  /** Paths to change, joined by commas; absent if the request has none. */
  readonly updateMask?: string | undefined;
  /** Whether the client sent no mask, so that it was derived from the body. */
  readonly isMaskImplied?: boolean | undefined;
}

export interface ListRequest {
  readonly filter?: string | undefined;
  readonly pageSize?: number | undefined;
  readonly pageToken?: string | undefined;
}

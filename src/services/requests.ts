/** What requests have in common; a request message of any API version has these fields under these names. */

export interface NameRequest {
  /** Full name of the object. */
  readonly name?: string | undefined;
}

export interface ParentRequest {
  /** The project, or a location of it. */
  readonly parent?: string | undefined;
}

export interface CreateRequest extends ParentRequest {
  /** A UUID; the same request under it is carried out once. */
  readonly requestId?: string | undefined;
}

export interface UpdateRequest extends NameRequest {
  /** Paths to change, joined by commas; absent where the request has none. */
  readonly updateMask?: string | undefined;
  /** The caller gave no mask: it follows from the body. */
  readonly isMaskImplied?: boolean | undefined;
}

export interface ListRequest {
  readonly filter?: string | undefined;
  readonly pageSize?: number | undefined;
  readonly pageToken?: string | undefined;
}

import type { Operation } from './operation.js';

/** One version of the API. REST, gRPC, reflection, OpenAPI, documentation and clients loop over versions. */
export interface ApiVersion {
  /** Used in the URLs of its documents, such as `v1beta1`. */
  readonly name: string;
  /** The path of a collection of it, such as `/v1beta1/projects`; of its document where it has none. */
  readonly root: string;
  readonly operations: readonly Operation[];
  /** Makes the OpenAPI document of the operations. */
  readonly document: () => object;
}

export function operationsOf(versions: readonly ApiVersion[]): readonly Operation[] {
  return versions.flatMap(({ operations }) => operations);
}

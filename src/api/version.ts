import type { Operation } from './operation.js';

/** One version of the API. REST, gRPC, reflection, OpenAPI, documentation and clients are loops over these. */
export interface ApiVersion {
  /** First segment of its paths, such as `v1beta1`. */
  readonly name: string;
  readonly operations: readonly Operation[];
  /** Makes the OpenAPI document of the operations. */
  readonly document: () => object;
}

export function operationsOf(versions: readonly ApiVersion[]): readonly Operation[] {
  return versions.flatMap(({ operations }) => operations);
}

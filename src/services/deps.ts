import type { Clock } from '../domain/clock.js';
import type { EtagOf } from '../domain/etag.js';
import type { Predicate } from '../domain/filter/predicate.js';
import type { IdSource } from '../domain/ids.js';
import type { PageTokens } from '../domain/page-token.js';
import type { Registry } from '../kinds/registry.js';
import type { Repository } from '../storage/repository.js';
import type { KeyMemory } from './attestor-keys.js';
import type { Background } from './background.js';
import type { ProvenanceReader } from './provenance-reader.js';
import type { SignatureChecks } from './signature-checks.js';
import type { Verifier } from './signature-verifier.js';
import type { View } from './views.js';

/** The dependencies of the services. compose.ts creates them. */
export interface ServiceDeps {
  readonly repository: Repository;
  /** The registry of v1beta1, the form in which everything is stored. */
  readonly registry: Registry;
  /** The version of the API that the services are for. */
  readonly view: View;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly pageTokens: PageTokens;
  readonly etagOf: EtagOf;
  readonly filters: Filters;
  readonly keys: KeyMemory;
  readonly verify: Verifier;
  readonly readProvenance: ProvenanceReader;
  /** What is found out about signatures before occurrences are written. */
  readonly signatures: SignatureChecks;
  /** Woken when something is left to be done that no request waits for. */
  readonly background: Background;
}

/** Parses filter text to a predicate, for each type of list. Empty text is no filter. @throws INVALID_FILTER */
export interface Filters {
  occurrence(text: string): Predicate | undefined;
  note(text: string): Predicate | undefined;
  project(text: string): Predicate | undefined;
}

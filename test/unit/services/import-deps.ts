import type { Clock } from '../../../src/domain/clock.js';
import { randomIdSource } from '../../../src/domain/ids.js';
import { KeyMemory } from '../../../src/services/attestor-keys.js';
import { Background } from '../../../src/services/background.js';
import { createSignatureChecks } from '../../../src/services/signature-checks.js';
import { createVerifier } from '../../../src/services/signature-verifier.js';
import type { Repository } from '../../../src/storage/repository.js';
import { registry } from '../importers/kit.js';

/** What the import service needs, over a store and a clock. */
export function importDeps(repository: Repository, clock: Clock) {
  const verify = createVerifier(new KeyMemory());
  return {
    repository,
    registry,
    clock,
    ids: randomIdSource(),
    background: new Background(),
    signatures: createSignatureChecks({ repository, registry, clock, verify }),
  };
}

import { v1Frame } from './common/v1/frame.js';
import { kinds, v1Kinds } from './index.js';
import { buildRegistry, type Registry } from './registry.js';
import { formConversion } from './two-versions.js';

/** The registry of v1beta1 with that of v1, over all kinds the server knows. */
export function openRegistry(): Registry {
  return buildRegistry(kinds, undefined, {
    registry: buildRegistry(v1Kinds, v1Frame),
    note: formConversion('note'),
    occurrence: formConversion('occurrence'),
  });
}

import { v1Frame } from './common/v1/frame.js';
import { noteConversion, occurrenceConversion } from './convert.js';
import { kinds, v1Kinds } from './index.js';
import { buildRegistry, type Registry } from './registry.js';

/** The registry of v1beta1 with that of v1, over all kinds the server knows. */
export function openRegistry(): Registry {
  const v1 = buildRegistry(v1Kinds, v1Frame);
  return buildRegistry(kinds, undefined, {
    registry: v1,
    note: noteConversion(v1),
    occurrence: occurrenceConversion(v1),
  });
}

import { Resource } from '../../kinds/common/resource.js';
import type { Registry } from '../../kinds/registry.js';
import { Severity } from '../../kinds/vulnerability/v1beta1.js';
import { field } from '../../schema/message.js';
import { grafeasMessages, type Messages } from '../messages.js';

/** Request and response messages of v1beta1. */
export function buildMessages(registry: Registry): Messages {
  return grafeasMessages(registry, {
    package: 'grafeas.v1beta1',
    partialNumber: 7,
    summaryPackage: 'grafeas.v1beta1',
    partialSummary: true,
    artifact: { resource: field(1, Resource, 'The artifact.') },
    severity: Severity,
  });
}

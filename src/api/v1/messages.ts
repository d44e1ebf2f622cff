import { Severity } from '../../kinds/common/v1/messages.js';
import type { Registry } from '../../kinds/registry.js';
import { field } from '../../schema/message.js';
import { text } from '../../schema/scalars.js';
import { grafeasMessages, type Messages } from '../messages.js';

/** Request and response messages of v1. The summary belongs to the service of Container Analysis. */
export function buildV1Messages(registry: Registry): Messages {
  return grafeasMessages(registry, {
    package: 'grafeas.v1',
    partialNumber: 5,
    summaryPackage: 'google.devtools.containeranalysis.v1',
    partialSummary: false,
    artifact: { resourceUri: field(1, text(), 'The artifact.') },
    severity: Severity,
  });
}

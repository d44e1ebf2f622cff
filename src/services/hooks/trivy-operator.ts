import { printJson } from '../../domain/json-print.js';
import { type Deliveries, type HookRequest, membersOf, nothing, parseEvent, textOf } from './event.js';

/**
 * Reports that trivy-operator sends, bare or with a verb. Of its kinds only VulnerabilityReports are imported. A report that is
 * deleted changes nothing: the image may run no more, and what was found in it stays true.
 */
export async function readTrivyOperatorEvent({ event, repository }: HookRequest): Promise<Deliveries> {
  const body = await parseEvent(event);
  const object = body.operatorObject === undefined ? body : membersOf(body.operatorObject);
  const kind = textOf(object.kind);
  if (textOf(body.verb).toLowerCase() === 'delete') return nothing(`${kind || 'the object'} was deleted`);
  if (!/^(?:Cluster)?VulnerabilityReport$/.test(kind))
    return nothing(`${kind || 'the body'} is no VulnerabilityReport`);
  // Bare, the bytes are as they came.
  const report = object === body ? event : Buffer.from(await printJson(object));
  return {
    deliveries: [{ resource: repository, format: 'trivy-operator', fetch: async () => report }],
    ignored: [],
  };
}

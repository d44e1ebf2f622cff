import { type Deliveries, type HookRequest, membersOf, nothing, parseEvent, textOf } from './event.js';

/**
 * Reports that trivy-operator sends, bare or with a verb. Of its kinds only VulnerabilityReports are imported. A report that is
 * deleted changes nothing: the image may run no more, and what was found in it stays true.
 */
export function readTrivyOperatorEvent({ event, repository }: HookRequest): Deliveries {
  const body = parseEvent(event);
  const object = body.operatorObject === undefined ? body : membersOf(body.operatorObject);
  const kind = textOf(object.kind);
  if (textOf(body.verb).toLowerCase() === 'delete') return nothing(`${kind || 'the object'} was deleted`);
  if (!/^(?:Cluster)?VulnerabilityReport$/.test(kind))
    return nothing(`${kind || 'the body'} is no VulnerabilityReport`);
  // Bare, the bytes are as they came. Integers beyond 2^53 are read as bigint.
  const text =
    object === body ? undefined : JSON.stringify(object, (_key, value: unknown) => numberOf(value));
  const report = text === undefined ? event : Buffer.from(text);
  return {
    deliveries: [{ resource: repository, format: 'trivy-operator', fetch: async () => report }],
    ignored: [],
  };
}

const numberOf = (value: unknown): unknown => (typeof value === 'bigint' ? Number(value) : value);

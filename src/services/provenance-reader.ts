import type { Caller } from '../domain/permits.js';
import type { JobRunner } from '../jobs/in-this-thread.js';
import { readProvenance } from '../policy/checks/provenance.js';
import { walksLists } from '../policy/constraints.js';
import type { Provenance } from '../policy/facts.js';
import type { Refusal } from '../signatures/results.js';
import { maxOnTheLoop } from './signature-verifier.js';

/** Reads the provenance in an envelope; as `readProvenance`. */
export type ProvenanceReader = (
  envelope: string,
  constraint: string,
  caller?: Caller,
) => ReturnType<typeof readProvenance>;

interface Question {
  readonly envelope: string;
  readonly constraint: string;
}

/**
 * Reads short envelopes in this thread. Long ones, and constraints that walk lists, go to a process of the pool, if there is one.
 *
 * @example const provenance = await createProvenanceReader(pool)(envelope, 'payload.subject.size() == 1');
 */
export function createProvenanceReader(pool?: JobRunner): ProvenanceReader {
  return (envelope, constraint, caller) => {
    const isLong = envelope.length > maxOnTheLoop || (constraint !== '' && walksLists(constraint));
    if (pool === undefined || !isLong) return readProvenance(envelope, constraint);
    const question: Question = { envelope, constraint };
    return pool.run((process) => process.call<Provenance | Refusal>('readProvenance', question), caller);
  };
}

/** What a process of the pool runs. */
export function openProvenanceJob() {
  return {
    readProvenance: ({ envelope, constraint }: Question) => readProvenance(envelope, constraint),
  };
}

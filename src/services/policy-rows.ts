import { formatPolicyName, type PolicyKey } from '../domain/names.js';
import type { StoredPolicy } from '../storage/repository-rows.js';

/**
 * A policy is stored as its JSON text with the identity of its writer (see Access):
 * `{"writer":"…","policy":{…}}`. It reads with the access of its writer.
 */
export interface PolicyText {
  /** The JSON text without entity tag, as the client wrote it. */
  readonly text: string;
  readonly writer: string;
}

export function formatStored(writer: string, policy: object): string {
  return JSON.stringify({ writer, policy });
}

export function parseStored({ document }: StoredPolicy): PolicyText {
  const { writer, policy } = JSON.parse(document) as { writer: string; policy: object };
  return { writer, text: JSON.stringify(policy) };
}

/** The policy of a project that has none: everything may run, as the API defines. */
export function defaultPolicy(key: PolicyKey): string {
  return JSON.stringify({
    name: formatPolicyName(key),
    defaultAdmissionRule: {
      evaluationMode: 'ALWAYS_ALLOW',
      enforcementMode: 'ENFORCED_BLOCK_AND_AUDIT_LOG',
    },
  });
}

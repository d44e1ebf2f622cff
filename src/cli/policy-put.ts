import { GrafeasError } from '../client/errors.js';
import { requestV1 } from './api-request.js';
import type { ConnectionOptions } from './connection.js';

/** Replaces a policy, or creates it where it is not there. */
export function putPolicy(name: string, policy: object, options: ConnectionOptions): Promise<string> {
  return put(name, policy, options, { idField: 'policyId', missing: 'POLICY_NOT_FOUND' });
}

/** The same of an attestor. */
export function putAttestor(name: string, attestor: object, options: ConnectionOptions): Promise<string> {
  return put(name, attestor, options, { idField: 'attestorId', missing: 'ATTESTOR_NOT_FOUND' });
}

async function put(
  name: string,
  body: object,
  options: ConnectionOptions,
  { idField, missing }: { readonly idField: string; readonly missing: string },
): Promise<string> {
  try {
    await requestV1(options, 'PUT', name, { body });
    return 'replaced';
  } catch (error) {
    if (!(error instanceof GrafeasError) || error.reason !== missing) throw error;
  }
  const slash = name.lastIndexOf('/');
  const query = { [idField]: name.slice(slash + 1) };
  await requestV1(options, 'POST', name.slice(0, slash), { query, body });
  return 'created';
}

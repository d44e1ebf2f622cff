import { GrafeasError } from '../client/errors.js';
import { requestV1 } from './api-request.js';
import type { ConnectionOptions } from './connection.js';

/** Replaces a policy, or creates it where it is not there. */
export async function putPolicy(name: string, policy: object, options: ConnectionOptions): Promise<string> {
  try {
    await requestV1(options, 'PUT', name, { body: policy });
    return 'replaced';
  } catch (error) {
    if (!(error instanceof GrafeasError) || error.reason !== 'POLICY_NOT_FOUND') throw error;
  }
  const slash = name.lastIndexOf('/');
  const query = { policyId: name.slice(slash + 1) };
  await requestV1(options, 'POST', name.slice(0, slash), { query, body: policy });
  return 'created';
}

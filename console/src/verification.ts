import type { CallResponse } from 'grafeas-ts/client';
import type { Client } from './session.js';

/** What the server found out about the signatures of an occurrence when it was last written. */
export type Verification = CallResponse<'v1', 'GetOccurrenceVerification'>;

/** @throws GrafeasError */
export function readVerification(client: Client, name: string): Promise<Verification> {
  const [, project = '', location, occurrence = ''] =
    /^projects\/([^/]+)(?:\/locations\/([^/]+))?\/occurrences\/([^/]+)$/.exec(name) ?? [];
  return location === undefined
    ? client.call('GetOccurrenceVerification', { path: { project, occurrence } })
    : client.call('GetOccurrenceVerificationInLocation', { path: { project, location, occurrence } });
}

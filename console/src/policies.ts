import { type CallResponse, GrafeasError } from 'grafeas-ts/client';
import { eachOf } from './load.js';
import { type Client, everywhere, projectNames, type Session } from './session.js';

/** A policy that may be asked, or a project whose policies the caller may not list. */
export interface PolicyEntry {
  readonly name: string;
  readonly description: string;
  readonly listed: boolean;
}

export type Evaluation = CallResponse<'v1', 'EvaluateGkePolicy'>;

/** The policies of a project, or of all projects that the caller may read: the project's own, then those of its platform. */
export async function* policiesUnder({ client }: Session, parent: string): AsyncGenerator<PolicyEntry> {
  const projects = parent === everywhere ? projectNames(client) : [parent];
  for await (const entries of eachOf(projects, (project) => policiesOf(client, project))) yield* entries;
}

async function policiesOf(client: Client, name: string): Promise<PolicyEntry[]> {
  const path = { project: name.replace(/^projects\//, '') };
  const entries: PolicyEntry[] = [];
  try {
    const own = await client.call('GetPolicy', { path });
    // If no policy is set, the API returns a default that allows everything, without an update time.
    if (own.updateTime !== undefined) entries.push(toEntry(own));
    for (let pageToken = ''; ; ) {
      const query = { pageSize: 1000, ...(pageToken === '' ? {} : { pageToken }) };
      const page = await client.call('ListPlatformPolicies', { path, query });
      entries.push(...(page.platformPolicies ?? []).map(toEntry));
      pageToken = page.nextPageToken ?? '';
      if (pageToken === '') return entries;
    }
  } catch (error) {
    if (!(error instanceof GrafeasError) || error.status !== 403) throw error;
    return [...entries, { name, description: '', listed: false }];
  }
}

const toEntry = (policy: { name?: string; description?: string }): PolicyEntry => ({
  name: policy.name ?? '',
  description: policy.description ?? '',
  listed: true,
});

/** The path of `:evaluate` of a policy. */
export const evaluatePath = (policy: string): string => `${policy}:evaluate`;

/**
 * Asks the server whether an object may run by a policy.
 *
 * @throws GrafeasError; Error where the name is none of a policy
 */
export function evaluate(
  client: Client,
  name: string,
  resource: Record<string, unknown>,
): Promise<Evaluation> {
  const [, project, id] =
    /^projects\/([^/]+)\/(?:policy|platforms\/gke\/policies\/([^/]+))$/.exec(name) ?? [];
  const body = { resource };
  if (project === undefined)
    throw new Error(
      'A policy is named projects/PROJECT/policy or projects/PROJECT/platforms/gke/policies/POLICY.',
    );
  return id === undefined
    ? client.call('EvaluateGkePolicyOfProject', { path: { project }, body })
    : client.call('EvaluateGkePolicy', { path: { project, id }, body });
}

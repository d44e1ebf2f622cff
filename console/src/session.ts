import {
  createClient,
  type GrafeasClient,
  GrafeasError,
  type Note,
  type Occurrence,
} from 'grafeas-ts/client';

export type Client = GrafeasClient<'v1'>;
export type AnOccurrence = Occurrence<'v1'>;
export type ANote = Note<'v1'>;

/** How the pages speak to the server that sent them. The token is in the memory of this tab only. */
export interface Session {
  readonly server: string;
  readonly signedIn: boolean;
  /** Whether the server lists all projects together. If not, projects that were never created are not searched. */
  readonly wide: boolean;
  readonly client: Client;
  /** For kinds that v1 lacks. */
  readonly v1beta1: GrafeasClient;
}

/**
 * `onRefused` is called when the server refuses the token later on, as when it has expired.
 *
 * @throws GrafeasError where the server refuses the token, or asks for one
 */
export async function openSession(server: string, token?: string, onRefused = () => {}): Promise<Session> {
  const send: typeof fetch = async (...request) => {
    const response = await fetch(...request);
    if (response.status === 401) onRefused();
    return response;
  };
  const options = { server, fetch: send, ...(token === undefined ? {} : { token }) };
  const client = createClient({ ...options, version: 'v1' });
  return {
    server,
    signedIn: token !== undefined,
    wide: await listsEverywhere(client),
    client,
    v1beta1: createClient(options),
  };
}

/** Names of the projects that the caller may read. */
export async function* projectNames(client: Client): AsyncGenerator<string> {
  for await (const { name } of client.projects.list({ pageSize: 1000 })) if (name !== undefined) yield name;
}

/** Every project together. */
export const everywhere = 'projects/-';

/** Whether the server lists all projects together; see listUnder. */
export async function listsEverywhere(client: Client): Promise<boolean> {
  try {
    for await (const _ of client.occurrences.list(everywhere, { pageSize: 1 })) break;
    return true;
  } catch (error) {
    if (error instanceof GrafeasError && error.reason === 'INVALID_NAME') return false;
    throw error;
  }
}

/**
 * Lists under a project, or under all that the caller may read. A server that does not list all projects together is
 * asked for one project of its list after another. A failure of one project is a failure of the list.
 */
export async function* listUnder<T>(
  { client, wide }: Session,
  parent: string,
  list: (parent: string) => AsyncIterable<T>,
): AsyncGenerator<T> {
  if (wide || parent !== everywhere) yield* list(parent);
  else for await (const project of projectNames(client)) yield* list(project);
}

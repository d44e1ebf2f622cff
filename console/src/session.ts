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
  readonly client: Client;
  /** For kinds that v1 lacks. */
  readonly v1beta1: GrafeasClient;
}

export function openSession(server: string, token?: string): Session {
  const options = { server, ...(token === undefined ? {} : { token }) };
  return {
    server,
    signedIn: token !== undefined,
    client: createClient({ ...options, version: 'v1' }),
    v1beta1: createClient(options),
  };
}

/** Names of the projects that the caller may read. */
export async function* projectNames(client: Client): AsyncGenerator<string> {
  for await (const { name } of client.projects.list({ pageSize: 1000 })) if (name !== undefined) yield name;
}

/** Every project together; a server that cannot do so is asked for one project after another. */
export const everywhere = 'projects/-';

/** Lists under a project, or under all that the caller may read. A failure of one project is a failure of the list. */
export async function* listUnder<T>(
  client: Client,
  parent: string,
  list: (parent: string) => AsyncIterable<T>,
): AsyncGenerator<T> {
  try {
    yield* list(parent);
    return;
  } catch (error) {
    if (parent !== everywhere || !(error instanceof GrafeasError) || error.reason !== 'INVALID_NAME')
      throw error;
  }
  for await (const project of projectNames(client)) yield* list(project);
}

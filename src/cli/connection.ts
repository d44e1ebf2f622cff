import type { Command } from 'commander';
import { createClient, type GrafeasClient } from '../client/client.js';
import { environment } from '../config/environment.js';
import { UsageError } from './output.js';

/** Flags of the commands that talk to a server. */
export interface ConnectionOptions {
  readonly server?: string;
  readonly token?: string;
}

export function addConnection(command: Command): Command {
  return command
    .option('--server <url>', 'where the server is (GRAFEAS_SERVER, default http://127.0.0.1:8080)')
    .option('--token <token>', 'bearer token (GRAFEAS_TOKEN)');
}

/** Where to go and as whom. @throws UsageError where the server is no URL of HTTP, or the token none that can be sent */
export function connectionOf(options: ConnectionOptions): { server: string; token: string | undefined } {
  const server = options.server ?? environment.GRAFEAS_SERVER ?? 'http://127.0.0.1:8080';
  if (!URL.canParse(server) || !/^https?:$/.test(new URL(server).protocol))
    throw new UsageError(
      `--server: ${JSON.stringify(server)} is not an http or https URL such as http://127.0.0.1:8080`,
    );
  const token = options.token ?? environment.GRAFEAS_TOKEN;
  if (token !== undefined && !/^[\x21-\x7e]*$/.test(token))
    throw new UsageError(
      'the token of --token or GRAFEAS_TOKEN holds a space, a line break or a letter that no token has',
    );
  return { server: server.replace(/(?<!\/)\/+$/, ''), token: token === '' ? undefined : token };
}

/** Where the notes or occurrences of a project are. @throws UsageError where `parent` is not named like one */
export function collectionUrl(server: string, parent: string, collection: string): URL {
  if (!/^projects\/[^/]+(?:\/locations\/[^/]+)?$/.test(parent))
    throw new UsageError(`${JSON.stringify(parent)} must have the form projects/PROJECT`);
  return new URL(`${server}/v1beta1/${parent.split('/').map(encodeURIComponent).join('/')}/${collection}`);
}

export function openClient(options: ConnectionOptions): GrafeasClient {
  const { server, token } = connectionOf(options);
  return createClient({ server, ...(token === undefined ? {} : { token }) });
}

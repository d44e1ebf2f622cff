import { type Command, Option } from 'commander';
import { createClient, type GrafeasClient, type Version } from '../client/client.js';
import { environment } from '../config/environment.js';
import { UsageError } from './output.js';

/** Flags of the commands that call a server. */
export interface ConnectionOptions {
  readonly server?: string;
  readonly token?: string;
}

export function addConnection(command: Command): Command {
  return command
    .option('--server <url>', 'URL of the server (GRAFEAS_SERVER, default http://127.0.0.1:8080)')
    .option('--token <token>', 'bearer token (GRAFEAS_TOKEN)');
}

/** The server URL and the token. @throws UsageError if the URL is not HTTP, or the token cannot be sent in a header */
export function connectionOf(options: ConnectionOptions): { server: string; token: string | undefined } {
  const server = options.server ?? environment.GRAFEAS_SERVER ?? 'http://127.0.0.1:8080';
  if (!URL.canParse(server) || !/^https?:$/.test(new URL(server).protocol))
    throw new UsageError(
      `--server: ${JSON.stringify(server)} is not an http or https URL such as http://127.0.0.1:8080`,
    );
  const token = options.token ?? environment.GRAFEAS_TOKEN;
  if (token !== undefined && !/^[\x21-\x7e]*$/.test(token))
    throw new UsageError(
      'the token of --token or GRAFEAS_TOKEN holds a space, a line break or another character that is not allowed in a token',
    );
  return { server: server.replace(/(?<!\/)\/+$/, ''), token: token === '' ? undefined : token };
}

/** The path of the notes or occurrences of a project. @throws UsageError if `parent` has another form */
export function collectionUrl(server: string, parent: string, collection: string): URL {
  if (!/^projects\/[^/]+(?:\/locations\/[^/]+)?$/.test(parent))
    throw new UsageError(`${JSON.stringify(parent)} must have the form projects/PROJECT`);
  return new URL(`${server}/v1beta1/${parent.split('/').map(encodeURIComponent).join('/')}/${collection}`);
}

/** Of a command whose filter or output has fields of one version. */
export interface ApiOptions extends ConnectionOptions {
  readonly api: Version;
}

export function apiOption(): Option {
  return new Option('--api <version>', 'API version whose fields filters and output have')
    .choices(['v1beta1', 'v1'])
    .default('v1beta1');
}

export function openClient(options: ConnectionOptions): GrafeasClient;
export function openClient(options: ApiOptions): GrafeasClient<Version>;
export function openClient(options: ConnectionOptions & Partial<ApiOptions>): GrafeasClient<Version> {
  const { server, token } = connectionOf(options);
  const version = options.api ?? 'v1beta1';
  return createClient({ server, version, ...(token === undefined ? {} : { token }) });
}

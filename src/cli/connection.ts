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

/** Where to go and as whom. @throws UsageError where the server is no URL of HTTP */
export function connectionOf(options: ConnectionOptions): { server: string; token: string | undefined } {
  const server = options.server ?? environment.GRAFEAS_SERVER ?? 'http://127.0.0.1:8080';
  if (!URL.canParse(server) || !/^https?:$/.test(new URL(server).protocol))
    throw new UsageError(
      `--server: ${JSON.stringify(server)} is not an http or https URL such as http://127.0.0.1:8080`,
    );
  const token = options.token ?? environment.GRAFEAS_TOKEN;
  return { server: server.replace(/\/+$/, ''), token: token === '' ? undefined : token };
}

export function openClient(options: ConnectionOptions): GrafeasClient {
  const { server, token } = connectionOf(options);
  return createClient({ server, ...(token === undefined ? {} : { token }) });
}

import { tempFolder } from '../authz/kit.js';
import { startServer, type TestServer } from '../setup/server.js';
import { post } from './kit.js';
import { type SourceServer, serveSource } from './sources.js';

/** The image that the fixtures are about. */
export const image = `sha256:${'8a'.repeat(32)}`;

export interface Outcome {
  readonly status: number;
  readonly imported: readonly {
    readonly resource: string;
    readonly created: number;
    readonly updated: number;
  }[];
  readonly ignored: readonly string[];
  readonly message: string;
}

/** A server and the system that its events come from. */
export interface Receiver {
  readonly source: SourceServer;
  readonly server: TestServer;
  send(path: string, event: unknown, headers?: Record<string, string>): Promise<Outcome>;
  close(): Promise<void>;
}

export async function openReceiver(): Promise<Receiver> {
  const source = await serveSource();
  const folder = tempFolder({ auth: 'Basic cm9ib3Q6c2VjcmV0\n', secrets: 'old secret\nnew secret\n' });
  const authorization = `${folder.path}/auth`;
  const server = await startServer({
    harborUrl: source.url,
    harborAuthorization: authorization,
    clairUrl: `${source.url}/clair`,
    githubUrl: source.url,
    githubAuthorization: authorization,
    githubSecret: `${folder.path}/secrets`,
  });
  return {
    source,
    server,
    async send(path, event, headers = {}) {
      const sent = await post(`${server.url}/hooks/${path}`, event, headers);
      const { imported = [], ignored = [], message = '' } = sent.body as unknown as Partial<Outcome>;
      return { status: sent.status, imported, ignored, message };
    },
    async close() {
      await server.close();
      await source.close();
      folder.remove();
    },
  };
}

import { globalAgent } from 'node:https';
import { type ChannelCredentials, credentials } from '@grpc/grpc-js';
import { type Certificates, makeCertificates } from './certificates.js';
import { startServer, type TestServer } from './server.js';

/** A transport of Google's client libraries for Node, and the options with which it reaches a test server. */
export interface GoogleTransport {
  readonly name: string;
  readonly tls: boolean;
  options(server: TestServer, certificates: Certificates): GoogleOptions;
}

export type GoogleOptions = {
  readonly servicePath: string;
  readonly port: number;
  readonly projectId: string;
  readonly sslCreds?: ChannelCredentials;
};

const place = (server: TestServer, host = server.address.split(':')[0] as string) => ({
  servicePath: host,
  port: Number(server.address.split(':')[1]),
  projectId: 'p',
});

/** The REST transport calls this for authentication headers. The declared options do not include it. */
const overRest = (protocol: string): object => ({
  fallback: true,
  protocol,
  auth: { getRequestHeaders: async () => ({}) },
});

export const googleTransports: readonly GoogleTransport[] = [
  {
    name: 'gRPC in plain text',
    tls: false,
    options: (server) => ({ ...place(server), sslCreds: credentials.createInsecure() }),
  },
  {
    name: 'gRPC with mutual TLS',
    tls: true,
    options: (server, { caPem, client }) => ({
      ...place(server, 'localhost'),
      sslCreds: credentials.createSsl(
        Buffer.from(caPem),
        Buffer.from(client.keyPem),
        Buffer.from(client.certPem),
      ),
    }),
  },
  {
    name: 'REST over http',
    tls: false,
    options: (server) => ({ ...place(server, '127.0.0.1'), ...overRest('http') }),
  },
  {
    name: 'REST over https',
    tls: true,
    // It has no option for certificates, so it uses those of the process.
    options(server, { caPem, client }) {
      Object.assign(globalAgent.options, { ca: caPem, cert: client.certPem, key: client.keyPem });
      return { ...place(server, 'localhost'), ...overRest('https') };
    },
  },
];

/** A server that the transport can reach, and the options of a client for it. */
export async function serveGoogle(
  transport: GoogleTransport,
): Promise<{ server: TestServer; options: GoogleOptions; close(): Promise<void> }> {
  const certificates = await makeCertificates();
  const { server: pair, ca } = certificates;
  const tls = { tlsCert: pair.cert, tlsKey: pair.key, tlsClientCa: ca };
  const server = await startServer(transport.tls ? tls : {});
  return {
    server,
    options: transport.options(server, certificates),
    async close() {
      await server.close();
      certificates.remove();
      for (const key of ['ca', 'cert', 'key'] as const) delete globalAgent.options[key];
      globalAgent.destroy();
    },
  };
}

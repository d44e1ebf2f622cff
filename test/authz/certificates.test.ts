import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ContractVersion } from '../../src/kinds/known-kinds.js';
import { type Certificates, makeCertificates } from '../setup/certificates.js';
import { startServer, type TestServer } from '../setup/server.js';
import { bodiesIn, operationsIn } from '../setup/versions.js';
import { grpcTransport } from './grpc-transport.js';
import { type MatrixTransport, runMatrix, sampleRequests } from './matrix.js';
import { matrixCells, matrixRows, rowsOf } from './matrix-table.js';
import { restTransport } from './rest-transport.js';

type Closing = MatrixTransport & { close(): void };

describe('the matrix with client certificates', () => {
  let certificates: Certificates;
  let server: TestServer;
  let url: string;
  /** Certificates by the grants that the policy binds to their subject. */
  const identities = new Map<string, { cert: string; key: string }>();

  beforeAll(async () => {
    certificates = await makeCertificates();
    const sets = [['admin@*'], ...matrixCells(matrixRows).map(({ grants }) => grants)];
    const bindings: string[] = [];
    for (const grants of sets) {
      if (identities.has(grants.join())) continue;
      const subject = `CN=caller-${identities.size}`;
      const { certPem, keyPem } = await certificates.issueClient(subject, String(100 + identities.size));
      identities.set(grants.join(), { cert: certPem, key: keyPem });
      // A policy file does not take grants that can never allow anything, as a token does.
      const meant = grants.filter((grant) => !/^occurrences\..*@projects\/.*\/notes\//.test(grant));
      const bound = { issuer: 'mtls', subject, grants: meant };
      if (meant.length > 0) bindings.push(`  - ${JSON.stringify(bound)}`);
    }
    const policy = join(certificates.folder, 'policy.yaml');
    const issuers = 'issuers:\n  - { name: mtls, type: certificate }';
    writeFileSync(policy, `deny: explain\n${issuers}\nbindings:\n${bindings.join('\n')}\n`);
  });
  // A store for each case: what one leaves behind would count in the sums of the next.
  beforeEach(async () => {
    const { server: pair, ca: tlsClientCa } = certificates;
    server = await startServer({
      access: 'jwt',
      policy: join(certificates.folder, 'policy.yaml'),
      tlsCert: pair.cert,
      tlsKey: pair.key,
      tlsClientCa,
      tlsClientAuth: 'optional',
    });
    url = `https://${server.address}`;
  });
  afterEach(() => server.close());
  afterAll(() => certificates.remove());

  /** One connection for each certificate; what the matrix takes for a token names the certificate. */
  const transportOf = (open: (tls: object) => Closing | Promise<Closing>): Closing => {
    const opened = new Map<string, Promise<Closing>>();
    const of = (name: string): Promise<Closing> => {
      const transport =
        opened.get(name) ?? Promise.resolve(open({ ca: certificates.caPem, ...identities.get(name) }));
      opened.set(name, transport);
      return transport;
    };
    return {
      call: async (id, request, name) => (await of(name)).call(id, request, ''),
      close() {
        for (const transport of opened.values()) void transport.then((one) => one.close());
      },
    };
  };

  const tokenOf = (grants: readonly string[]): string => grants.join();
  // Over REST those that together ask each permission; certificates are read in one place for both.
  const some = [
    'CreateProject',
    'ListProjects',
    'GetNote',
    'CreateNote',
    'CreateOccurrence',
    'ListNoteOccurrences',
  ];

  it.each<[string, ContractVersion]>([
    ['gRPC', 'v1beta1'],
    ['gRPC', 'v1'],
    ['REST', 'v1beta1'],
    ['REST', 'v1'],
  ])('holds over %s of %s', async (protocol, version) => {
    const bodies = bodiesIn[version];
    const operations = await operationsIn(version);
    const all = rowsOf(operations);
    const rows = protocol === 'gRPC' ? all : all.filter(({ operation }) => some.includes(operation));
    const transport = transportOf((tls) =>
      protocol === 'REST' ? restTransport(url, operations, tls) : grpcTransport(url, operations, tls),
    );
    try {
      expect(await runMatrix({ transport, tokenOf, rows, bodies })).toEqual([]);
      for (const [id, request] of sampleRequests(all, bodies))
        expect([id, (await transport.call(id, request, 'nobody')).code]).toEqual([id, 'UNAUTHENTICATED']);
    } finally {
      transport.close();
    }
  });
});

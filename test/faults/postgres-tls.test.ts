import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { secretStore } from '../../src/domain/secret.js';
import type { Repository } from '../../src/storage/repository.js';
import { openStore } from '../../src/store.js';
import { type Certificates, makeCertificates } from '../setup/certificates.js';
import { connectPostgres } from '../setup/postgres-client.js';
import { type PostgresServer, postgresBinaries, startPostgres } from '../setup/postgres-server.js';

const [binaries] = postgresBinaries();

describe('a PostgreSQL server that speaks TLS', () => {
  if (inject('postgresUrl') === undefined || binaries === undefined) {
    // The certificate is made by the test, so the server has to be started by it too.
    it.skip('no server binaries of PostgreSQL to start with a certificate', () => {});
    return;
  }
  let certificates: Certificates;
  let server: PostgresServer;
  let url = '';
  const stranger = (): string => join(certificates.folder, 'stranger-ca.crt');

  beforeAll(async () => {
    certificates = await makeCertificates();
    writeFileSync(stranger(), certificates.stranger.certPem);
    const { certPem, keyPem } = certificates.server;
    server = await startPostgres(binaries, { tls: { certPem, keyPem, caPem: certificates.caPem } });
    url = `${server.url.replace('127.0.0.1', 'localhost')}/postgres`;
  });
  afterAll(async () => {
    await server.remove();
    certificates.remove();
  });

  const open = (query: string, storeCa?: string): Promise<Repository> =>
    openStore({ store: secretStore(`${url}${query}`), storePool: 2, storeTimeout: 5000, storeCa });

  /** What the server sees of the connections of a store. */
  async function seen(repository: Repository): Promise<unknown> {
    await repository.ping();
    const admin = await connectPostgres(url);
    const { rows } = await admin.query(
      "SELECT DISTINCT ssl, client_dn FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name = 'grafeas-ts'",
    );
    await repository.close();
    // What is left of it for a moment is not to be taken for a connection of the next store.
    const left = "SELECT 1 FROM pg_stat_activity WHERE application_name = 'grafeas-ts'";
    while ((await admin.query(left)).rowCount !== 0);
    await admin.end();
    return rows;
  }

  it.each([
    '',
    '?sslmode=require',
    '?sslmode=verify-full',
    '?sslmode=disable',
    '?ssl=false',
    '?sslmode=no-verify',
  ])('is verified by the authority of the configuration, whatever the URL says: %s', async (query) => {
    expect(await seen(await open(query, certificates.ca))).toEqual([{ ssl: true, client_dn: null }]);
    await expect(open(query, stranger())).rejects.toMatchObject({ reason: 'STORE_UNAVAILABLE' });
  });

  it('is verified by the authority of the URL', async () => {
    const words = (ca: string) => `?sslmode=verify-full&sslrootcert=${encodeURIComponent(ca)}`;
    expect(await seen(await open(words(certificates.ca)))).toEqual([{ ssl: true, client_dn: null }]);
    await expect(open(words(stranger()))).rejects.toMatchObject({ reason: 'STORE_UNAVAILABLE' });
  });

  it('receives the client certificate that the URL names, also if the configuration has an authority', async () => {
    const { cert, key } = certificates.client;
    const client = `?sslcert=${encodeURIComponent(cert)}&sslkey=${encodeURIComponent(key)}`;
    const shown = [{ ssl: true, client_dn: expect.stringContaining('scanner') }];
    expect(await seen(await open(client, certificates.ca))).toEqual(shown);
    const ca = `&sslmode=verify-full&sslrootcert=${encodeURIComponent(certificates.ca)}`;
    expect(await seen(await open(`${client}${ca}`))).toEqual(shown);
  });
});

import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { generateKey } from 'openpgp';
import { afterAll, beforeAll, expect } from 'vitest';
import { otherImage, image as uri } from '../setup/attestations.js';
import { startServer, type TestServer } from '../setup/server.js';
import { temporaryFolder } from '../setup/temporary.js';
import { type Ended, grafeas } from './kit.js';

/** Images without a scheme, as the commands take them. */
export const image = uri.replace('https://', '');
export const other = otherImage.replace('https://', '');

/** A server for the tests of a file, and a folder with keys: `ci` (EC), `rsa` and `qa` (PGP), the last two with the passphrase in `pass`. */
export function attestorServer() {
  const folder = temporaryFolder();
  let server: TestServer;
  const file = (name: string): string => `${folder.path}/${name}`;
  const run = (...args: string[]): Promise<Ended> => grafeas(args, { GRAFEAS_SERVER: server.url });

  async function ok(...args: string[]): Promise<string> {
    const { code, out, err } = await run(...args);
    expect([code, err]).toEqual([0, '']);
    return out;
  }

  async function send(path: string, body?: object) {
    const method = body === undefined ? 'GET' : 'POST';
    const init = {
      method,
      headers: { 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    };
    const response = await fetch(`${server.url}/${path}`, init as RequestInit);
    return (await response.json()) as Record<string, unknown>;
  }

  const pems = { cipher: 'aes-256-cbc', passphrase: 'secret words' } as const;

  beforeAll(async () => {
    server = await startServer();
    for (const note of ['ci', 'qa', 'rsa', 'kritis'])
      await send(`v1/projects/team/notes?noteId=${note}`, {
        attestation: { hint: { humanReadableName: note } },
      });
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    writeFileSync(file('ci.pem'), ec.privateKey.export({ format: 'pem', type: 'pkcs8' }));
    writeFileSync(file('ci.pub'), ec.publicKey.export({ format: 'pem', type: 'spki' }));
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    writeFileSync(file('rsa.pem'), rsa.privateKey.export({ format: 'pem', type: 'pkcs8', ...pems }));
    writeFileSync(file('rsa.pub'), rsa.publicKey.export({ format: 'pem', type: 'spki' }));
    const pgp = await generateKey({
      userIDs: [{ name: 'QA' }],
      passphrase: pems.passphrase,
      date: new Date(Date.now() - 60_000),
    });
    writeFileSync(file('qa.key'), pgp.privateKey);
    writeFileSync(file('qa.asc'), pgp.publicKey);
    writeFileSync(file('pass'), `${pems.passphrase}\n`);
    writeFileSync(file('wrong'), 'other words');
  });
  afterAll(async () => {
    await server.close();
    folder.remove();
  });
  return { file, run, ok, send };
}

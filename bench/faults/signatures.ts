import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { generateKey } from 'openpgp';
import { createHttpClient } from '../../src/conformance/http-client.js';
import { formatSimpleSigning } from '../../src/signatures/sign.js';
import { type Abuse, pause, under } from './abuse.js';
import { keyAccess } from './doors.js';
import type { Replica } from './replica.js';

const hex = '4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a';
const reference = 'registry.example.com/shop/cart';

/** OpenPGP messages of some kilobytes that decompress to a million packets, as signatures to be verified, 50 at a time. */
export function unfoldingSignatures(replica: Replica, count: number): Promise<Abuse> {
  const marker = Buffer.from([0xca, 3, 0x50, 0x47, 0x50]);
  const zipped = deflateRawSync(Buffer.concat(Array<Buffer>(800_000).fill(marker)));
  const head = Buffer.from([0xc8, 0xff, 0, 0, 0, 0, 1]);
  head.writeUInt32BE(zipped.length + 1, 2);
  const message = Buffer.concat([head, zipped]);
  const payload = formatSimpleSigning({ reference, digest: { algorithm: 'sha256', hex } });
  return under(
    replica,
    `${count} signatures of ${message.length} bytes with 800,000 packets`,
    async (tell) => {
      const client = createHttpClient(new URL(replica.url), undefined, 120_000);
      const send = async (path: string, body: object): Promise<string> =>
        String((await client.send({ method: 'POST', path, body: JSON.stringify(body) })).status);
      const { publicKey } = await generateKey({ userIDs: [{ name: 'x' }], format: 'armored' });
      await send('/v1beta1/projects/p/notes?noteId=by', {
        attestationAuthority: { hint: { humanReadableName: 'x' } },
      });
      const userOwnedGrafeasNote = {
        noteReference: 'projects/p/notes/by',
        publicKeys: [{ asciiArmoredPgpPublicKey: publicKey }],
      };
      const stored = await send('/v1/projects/p/attestors?attestorId=by', { userOwnedGrafeasNote });
      if (stored !== '200') throw new Error(`an attestor is answered ${stored}`);
      const body = {
        attestation: {
          serializedPayload: Buffer.from(payload).toString('base64'),
          signatures: [{ signature: message.toString('base64'), publicKeyId: 'x' }],
        },
        occurrenceNote: 'projects/p/notes/by',
        occurrenceResourceUri: `https://${reference}@sha256:${hex}`,
      };
      await times(count, 50, async () =>
        tell(await send('/v1/projects/p/attestors/by:validateAttestationOccurrence', body)),
      );
      client.close();
    },
  );
}

/** A second issuer in the policy, which takes 3 s for its keys. */
export async function slowIssuer(): Promise<typeof keyAccess> {
  const server = createServer((_request, response) => {
    void pause(3000).then(() => response.end('{"keys":[]}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return (folder) => {
    const access = keyAccess(folder);
    const file = join(folder, 'policy.yaml');
    const issuer = `  - { name: far, issuer: far, audience: g, algorithms: [RS256], keys: { jwks: "${url}" } }\n`;
    writeFileSync(file, readFileSync(file, 'utf8') + issuer);
    return access;
  };
}

/** Tokens of an issuer whose keys are still fetched, signed by nobody, 500 at a time. */
export function tokensOfSlowIssuer(
  replica: Replica,
  count: number,
  token: string | undefined,
): Promise<Abuse> {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const flood = async (tell: (answer: string) => void): Promise<void> =>
    times(count, 500, async (n) => {
      const claims = { iss: 'far', aud: 'g', sub: `x${n}`, exp: 2_000_000_000 };
      const forged = `${part({ alg: 'RS256', kid: `k${n}` })}.${part(claims)}.${'A'.repeat(342)}`;
      const client = createHttpClient(new URL(replica.url), forged, 60_000);
      const answer = await client
        .send({ method: 'GET', path: '/v1beta1/projects/p/notes/n' })
        .catch(() => ({ status: 'closed' }));
      tell(String(answer.status));
      client.close();
    });
  return under(replica, `${count} tokens of an issuer that takes 3 s for its keys`, flood, token);
}

async function times(count: number, atOnce: number, act: (n: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) await act(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

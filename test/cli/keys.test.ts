import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { parsePkixKey } from '../../src/signatures/pkix-key.js';
import { pgpPair } from '../unit/signatures/kit.js';
import { grafeas } from './kit.js';

const folder = mkdtempSync(join(tmpdir(), 'keys-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function idOf(text: string) {
  const file = join(folder, 'key');
  writeFileSync(file, text);
  return grafeas(['keys', 'id', file]);
}

it('prints the id of a key in PEM, and of a PGP key', async () => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString();
  const { id } = parsePkixKey({ publicKeyPem: pem, signatureAlgorithm: 'ECDSA_P256_SHA256' });
  expect(await idOf(pem)).toEqual({ out: `${id}\n`, err: '', code: 0 });
  const { key, armour } = await pgpPair();
  expect(await idOf(armour)).toEqual({ out: `${key.id}\n`, err: '', code: 0 });
});

it('refuses weak keys, private keys, and files that are not keys', async () => {
  const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;
  const cases = [
    [weak.export({ format: 'pem', type: 'spki' }).toString(), /RSA key of 1024 bits/],
    [(await pgpPair()).privateKey.armor(), /holds a private key/],
    ['text', /must be one PEM block/],
  ] as const;
  for (const [text, message] of cases) {
    const { out, err, code } = await idOf(text);
    expect({ out, code }).toEqual({ out: '', code: 1 });
    expect(err).toMatch(message);
  }
  expect((await grafeas(['keys', 'id', join(folder, 'missing')])).code).toBe(1);
});

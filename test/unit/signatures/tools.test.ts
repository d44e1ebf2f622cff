import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parsePgpKey } from '../../../src/signatures/pgp-key.js';
import { parsePkixKey } from '../../../src/signatures/pkix-key.js';
import { parsePgpSigner, parsePkixSigner, signPgp, signPkix } from '../../../src/signatures/sign.js';
import { verifyDetached } from '../../../src/signatures/verify-detached.js';
import { verifyPgpMessage } from '../../../src/signatures/verify-pgp.js';
import { foreign, payload, trust, words } from './kit.js';

function has(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    try {
      execFileSync(program, ['version'], { stdio: 'ignore' });
      return true;
    } catch {
      console.log(`skipped: no ${program} on this machine`);
      return false;
    }
  }
}

let folder: string;
const path = (name: string) => join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sg-'));
  writeFileSync(path('payload'), payload);
  writeFileSync(path('foreign'), foreign);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const quiet = { stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'] };

describe.skipIf(!has('openssl'))('openssl', () => {
  const openssl = (...args: string[]) => execFileSync('openssl', args, quiet);
  const pss = ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:digest'];
  const kinds = [
    ['RSA_SIGN_PKCS1_2048_SHA256', ['RSA', 'rsa_keygen_bits:2048'], '-sha256', []],
    ['RSA_PSS_3072_SHA256', ['RSA', 'rsa_keygen_bits:3072'], '-sha256', pss],
    ['ECDSA_P256_SHA256', ['EC', 'ec_paramgen_curve:P-256'], '-sha256', []],
    ['ECDSA_P384_SHA384', ['EC', 'ec_paramgen_curve:P-384'], '-sha384', []],
    ['ECDSA_P521_SHA512', ['EC', 'ec_paramgen_curve:P-521'], '-sha512', []],
  ] as const;

  it.each(kinds)(
    'signs %s and verifies the signatures of this program',
    async (signatureAlgorithm, [type, option], hash, more) => {
      openssl('genpkey', '-algorithm', type, '-pkeyopt', option, '-out', path('key.pem'));
      openssl('pkey', '-in', path('key.pem'), '-pubout', '-out', path('public.pem'));
      openssl('dgst', hash, '-sign', path('key.pem'), ...more, '-out', path('sig'), path('payload'));
      const publicKeyPem = readFileSync(path('public.pem'), 'utf8');
      const key = parsePkixKey({ publicKeyPem, signatureAlgorithm });
      const signatures = [{ signature: readFileSync(path('sig')), keyId: key.id }];
      expect(words(await verifyDetached(payload, signatures, trust(key)))).toBe('verified');
      expect(words(await verifyDetached(foreign, signatures, trust(key)))).toBe(
        'PAYLOAD_OF_ANOTHER_ARTIFACT',
      );
      openssl('pkey', '-in', path('public.pem'), '-pubin', '-outform', 'DER', '-out', path('public.der'));
      const digest = openssl('dgst', '-sha256', '-binary', path('public.der')).toString('base64url');
      expect(key.id).toBe(`ni:///sha-256;${digest}`);
      const privateKeyPem = readFileSync(path('key.pem'), 'utf8');
      const { signature } = signPkix(payload, parsePkixSigner({ privateKeyPem, signatureAlgorithm }));
      writeFileSync(path('ours'), signature);
      const verify = ['dgst', hash, '-verify', path('public.pem'), ...more, '-signature', path('ours')];
      expect(openssl(...verify, path('payload')).toString()).toContain('Verified OK');
    },
  );

  it('writes keys that are protected by a passphrase', () => {
    openssl(
      'genpkey',
      '-algorithm',
      'EC',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-aes256',
      '-pass',
      'pass:right',
      '-out',
      path('locked.pem'),
    );
    const locked = {
      privateKeyPem: readFileSync(path('locked.pem'), 'utf8'),
      signatureAlgorithm: 'ECDSA_P256_SHA256',
    };
    expect(parsePkixSigner({ ...locked, passphrase: 'right' }).publicKey.kind).toBe('pkix');
    for (const passphrase of ['wrong', ''])
      expect(() => parsePkixSigner({ ...locked, passphrase })).toThrow(
        /^private_key_pem: is not a private key/,
      );
    expect(() => parsePkixSigner(locked)).toThrow(/^private_key_pem: is not a private key/);
  });
});

describe.skipIf(!has('gpg'))('gpg', () => {
  const gpg = (...args: string[]) =>
    execFileSync(
      'gpg',
      ['--homedir', folder, '--batch', '--yes', '--pinentry-mode', 'loopback', '--passphrase', '', ...args],
      quiet,
    );
  // The agent that gpg starts is ours to end.
  afterAll(() => void execFileSync('gpgconf', ['--homedir', folder, '--kill', 'all'], quiet));
  const now = () => ({ at: new Date() });

  const newKey = async (name: string, algorithm: string, ...more: string[]) => {
    gpg(...more, '--quick-gen-key', name, algorithm, 'sign', '1y');
    return parsePgpKey(gpg('--armor', '--export', name).toString());
  };
  const signed = (name: string, form: string, ...more: string[]) => {
    gpg('--armor', '-u', name, '-o', path('sig.asc'), ...more, form, path('payload'));
    return readFileSync(path('sig.asc'), 'utf8');
  };

  it.each(['rsa3072', 'nistp256', 'ed25519'])(
    'signs by %s and verifies the signatures of this program',
    async (algorithm) => {
      const name = `${algorithm}@example.com`;
      const key = await newKey(name, algorithm);
      const listed = gpg('--list-keys', '--with-colons', name).toString();
      expect(listed).toContain(`fpr:::::::::${key.id}:`);
      const asked = { ...trust(key), ...now() };
      for (const more of [[], ['--compress-algo', 'bzip2'], ['--compress-algo', 'none'], ['--textmode']])
        expect(words(await verifyPgpMessage(signed(name, '--sign', ...more), asked)), more.join(' ')).toBe(
          'verified',
        );
      expect(words(await verifyPgpMessage(signed(name, '--clearsign'), asked))).toBe('verified');
      const detached = Buffer.from(signed(name, '--detach-sign'));
      expect(words(await verifyDetached(payload, [{ signature: detached, keyId: key.id }], asked))).toBe(
        'verified',
      );
      // Elsewhere gpg itself refuses a hash that is shorter than the key.
      if (algorithm === 'rsa3072')
        expect(words(await verifyPgpMessage(signed(name, '--sign', '--digest-algo', 'SHA1'), asked))).toBe(
          'WEAK_HASH',
        );
      const brief = signed(name, '--sign', '--default-sig-expire', '2d');
      const inDays = (days: number) => ({ ...asked, at: new Date(Date.now() + days * 86_400_000) });
      expect(words(await verifyPgpMessage(brief, inDays(1)))).toBe('verified');
      expect(words(await verifyPgpMessage(brief, inDays(3)))).toBe('SIGNATURE_EXPIRED');
      const secret = await parsePgpSigner(gpg('--armor', '--export-secret-keys', name).toString());
      for (const form of ['attached', 'clear'] as const) {
        writeFileSync(path('ours.asc'), await signPgp(payload, secret, new Date(), form));
        const plain = gpg('--status-fd', '2', '--decrypt', path('ours.asc')).toString();
        expect(plain.trimEnd()).toBe(payload.toString());
      }
    },
  );

  it('revokes a key', async () => {
    const name = 'revoked@example.com';
    const before = await newKey(name, 'ed25519');
    const message = signed(name, '--sign');
    expect(words(await verifyPgpMessage(message, { ...trust(before), ...now() }))).toBe('verified');
    const file = join(folder, 'openpgp-revocs.d', `${before.id}.rev`);
    // gpg writes it with a colon before the first line, so that nobody revokes by accident.
    writeFileSync(path('revocation'), readFileSync(file, 'utf8').replace(':-----BEGIN', '-----BEGIN'));
    gpg('--import', path('revocation'));
    const after = await parsePgpKey(gpg('--armor', '--export', name).toString());
    expect(after.id).toBe(before.id);
    expect(words(await verifyPgpMessage(message, { ...trust(after), ...now() }))).toBe('KEY_REVOKED');
  });

  it('makes keys that are refused by name', async () => {
    await expect(newKey('curve@example.com', 'secp256k1')).rejects.toThrow(/secp256k1/);
    await expect(newKey('dsa@example.com', 'dsa2048')).rejects.toThrow(/key of dsa/);
    await expect(newKey('sha1@example.com', 'rsa2048', '--cert-digest-algo', 'SHA1')).rejects.toThrow(
      /SHA-1/,
    );
  });
});

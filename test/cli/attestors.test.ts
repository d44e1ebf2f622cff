import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { generateKey, readKey, revokeKey } from 'openpgp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAuthorities } from '../../src/cli/attestation-authority.js';
import { otherImage, image as uri } from '../setup/attestations.js';
import { startServer, type TestServer } from '../setup/server.js';
import { temporaryFolder } from '../setup/temporary.js';
import { type Ended, grafeas } from './kit.js';

/** `grafeas attestors`, `attest` and `verify` against a real server, with keys in files. */
const image = uri.replace('https://', '');
const other = otherImage.replace('https://', '');
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

describe('grafeas attestors', () => {
  it('creates, lists, gets, updates and deletes', async () => {
    const name = 'projects/own/attestors/a';
    await ok(
      'attestors',
      'create',
      name,
      '--note',
      'projects/team/notes/ci',
      '--public-key',
      file('ci.pub'),
      '--algorithm',
      'ECDSA_P256_SHA256',
      '--verify',
      'MARK',
    );
    expect(await ok('attestors', 'list', 'projects/own')).toMatch(
      /^NAME +NOTE +KEYS +VERIFY\nprojects\/own\/attestors\/a +projects\/team\/notes\/ci +1 +MARK\n$/,
    );
    await ok('attestors', 'update', name, '--public-key', file('qa.asc'), '--description', 'two keys');
    const shown = await ok('attestors', 'get', name);
    for (const part of ['description: two keys', 'verify: MARK', 'asciiArmoredPgpPublicKey', 'pkixPublicKey'])
      expect(shown).toContain(part);
    const id = (await ok('keys', 'id', file('ci.pub'))).trim();
    await ok('attestors', 'update', name, '--remove-key', id, '--verify', 'OFF');
    const left = await ok('attestors', 'get', name);
    expect(left).not.toContain('pkixPublicKey');
    expect(left).not.toContain('verify:');
    expect((await run('attestors', 'update', name, '--remove-key', id)).code).toBe(2);
    expect((await run('attestors', 'create', name, '--note', 'projects/team/notes/ci')).err).toContain(
      'already exists',
    );
    expect((await run('attestors', 'create', 'a', '--note', 'projects/team/notes/ci')).code).toBe(2);
    expect(
      (
        await run(
          'attestors',
          'create',
          'projects/own/attestors/b',
          '--note',
          'projects/team/notes/ci',
          '--public-key',
          file('ci.pub'),
        )
      ).err,
    ).toContain('--algorithm');
    expect(await ok('attestors', 'delete', name)).toBe(`deleted ${name}\n`);
    expect((await run('attestors', 'get', name)).code).toBe(1);
  });

  it('imports the AttestationAuthority documents of Kritis', async () => {
    const armour = Buffer.from('-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n').toString('base64');
    expect(
      parseAuthorities(`
kind: AttestationAuthority
metadata: { name: old }
spec: { noteReference: v1beta1/projects/team, publicKeyData: ${armour} }
---
kind: List
items:
  - kind: AttestationAuthority
    metadata: { name: new }
    spec:
      noteReference: projects/team/notes/n
      publicKeys:
        - { keyType: PKIX, keyId: 'x:y', pkixPublicKey: { publicKey: PEM, signatureAlgorithm: ECDSA_P256_SHA256 } }
`),
    ).toMatchObject([
      {
        id: 'old',
        attestor: {
          userOwnedGrafeasNote: {
            noteReference: 'projects/team/notes/old',
            publicKeys: [{ asciiArmoredPgpPublicKey: expect.stringContaining('-----BEGIN PGP PUBLIC') }],
          },
        },
      },
      {
        id: 'new',
        attestor: {
          userOwnedGrafeasNote: {
            noteReference: 'projects/team/notes/n',
            publicKeys: [
              { id: 'x:y', pkixPublicKey: { publicKeyPem: 'PEM', signatureAlgorithm: 'ECDSA_P256_SHA256' } },
            ],
          },
        },
      },
    ]);
    for (const [text, says] of [
      ['kind: Pod', 'document 1: kind must be AttestationAuthority'],
      ['', 'there is no AttestationAuthority'],
      [
        'kind: AttestationAuthority\nmetadata: { name: a }\nspec: { noteReference: projects/p }',
        'spec has no publicKeys',
      ],
      ['kind: AttestationAuthority\nspec: {}', 'document 1: metadata must be an object'],
    ] as const)
      expect(() => parseAuthorities(text), text).toThrow(says);
    const { readFileSync } = await import('node:fs');
    const key = readFileSync(file('qa.asc')).toString('base64');
    writeFileSync(
      file('kritis.yaml'),
      `kind: AttestationAuthority\nmetadata: { name: kritis }\nspec:\n  noteReference: v1beta1/projects/team\n  publicKeyData: ${key}\n`,
    );
    expect(await ok('attestors', 'import', file('kritis.yaml'), '--in', 'projects/team')).toBe(
      'created projects/team/attestors/kritis\n',
    );
  });
});

describe('grafeas attest and verify', () => {
  it.each([
    ['ci', 'ci.pub', ['--key', 'ci.pem'], ['--algorithm', 'ECDSA_P256_SHA256']],
    [
      'rsa',
      'rsa.pub',
      ['--key', 'rsa.pem', '--passphrase-file', 'pass'],
      ['--algorithm', 'RSA_PSS_2048_SHA256'],
    ],
    ['qa', 'qa.asc', ['--key', 'qa.key', '--passphrase-file', 'pass'], []],
    ['message', 'qa.asc', ['--key', 'qa.key', '--passphrase-file', 'pass', '--form', 'pgp-message'], []],
  ])('sign and verify as %s', async (id, publicKey, key, more) => {
    const attestor = `projects/team/attestors/t-${id}`;
    const project = `projects/shop-${id}`;
    await ok(
      'attestors',
      'create',
      attestor,
      '--note',
      'projects/team/notes/qa',
      '--public-key',
      file(publicKey),
      ...more,
    );
    const only = ['--in', project, '--attestor', attestor];
    const before = await run('verify', image, ...only);
    expect([before.code, before.out]).toEqual([3, expect.stringContaining('no attestation')]);
    const files = key.map((word, at) =>
      ['--key', '--passphrase-file'].includes(key[at - 1] ?? '') ? file(word) : word,
    );
    const name = (await ok('attest', image, '--attestor', attestor, '--in', project, ...files)).trim();
    expect(name).toMatch(new RegExp(`^${project}/occurrences/`));
    const after = await ok('verify', image, ...only);
    expect(after).toMatch(/^VERIFIED +projects\/team\/attestors\/t-.*: projects\/shop-/);
    expect(after).toContain('PASSED');
    expect((await run('verify', other, ...only)).code).toBe(3);
    // A copy of the attestation beside another image is there, and is void.
    const {
      name: _name,
      createTime: _create,
      updateTime: _update,
      kind: _kind,
      ...copied
    } = await send(`v1beta1/${name}`);
    await send(`v1beta1/${project}/occurrences`, { ...copied, resource: { uri: otherImage } });
    const replayed = await run('verify', other, ...only);
    expect([replayed.code, replayed.out]).toEqual([
      3,
      expect.stringContaining('PAYLOAD_OF_ANOTHER_ARTIFACT'),
    ]);
  });

  it('refuse keys that the attestor has not, and wrong passphrases, before anything is written', async () => {
    const attestor = 'projects/team/attestors/strict';
    await ok(
      'attestors',
      'create',
      attestor,
      '--note',
      'projects/team/notes/rsa',
      '--public-key',
      file('rsa.pub'),
      '--algorithm',
      'RSA_PSS_2048_SHA256',
    );
    const attest = (...more: string[]) =>
      run('attest', image, '--attestor', attestor, '--in', 'projects/nothing', ...more);
    expect((await attest('--key', file('ci.pem'))).err).toContain("none of the attestor's keys");
    expect((await attest('--key', file('rsa.pem'))).err).toContain('passphrase');
    expect((await attest('--key', file('rsa.pem'), '--passphrase-file', file('wrong'))).err).toContain(
      'passphrase',
    );
    expect((await attest('--key', file('qa.key'), '--passphrase-file', file('pass'))).err).toContain(
      "none of the attestor's keys",
    );
    expect((await attest('--key', file('ci.pub'))).code).toBe(1);
    expect(
      (
        await run(
          'attest',
          'r.example.com/app:1',
          '--attestor',
          attestor,
          '--in',
          'projects/nothing',
          '--key',
          file('ci.pem'),
        )
      ).code,
    ).toBe(2);
    expect(await send('v1/projects/nothing/occurrences')).toEqual({});
  });

  it('refuse to write what the attestor would not verify', async () => {
    const userIDs = [{ name: 'Gone' }];
    const { privateKey, publicKey, revocationCertificate } = await generateKey({
      userIDs,
      date: new Date(Date.now() - 60_000),
    });
    const key = await readKey({ armoredKey: publicKey });
    const revoked = await revokeKey({ key, revocationCertificate });
    writeFileSync(file('gone.key'), privateKey);
    writeFileSync(file('gone.asc'), String(revoked.publicKey));
    const attestor = 'projects/team/attestors/gone';
    await ok(
      'attestors',
      'create',
      attestor,
      '--note',
      'projects/team/notes/qa',
      '--public-key',
      file('gone.asc'),
    );
    const made = await run(
      'attest',
      image,
      '--attestor',
      attestor,
      '--in',
      'projects/nothing',
      '--key',
      file('gone.key'),
    );
    expect([made.code, made.err]).toEqual([1, expect.stringContaining('KEY_REVOKED')]);
    expect(await send('v1/projects/nothing/occurrences')).toEqual({});
  });

  it('cannot pass without attestors, and take all of the project', async () => {
    const none = await run('verify', image, '--in', 'projects/empty');
    expect([none.code, none.err]).toEqual([1, expect.stringContaining('has no attestors')]);
    expect((await run('verify', 'r.example.com/app:1', '--in', 'projects/team')).code).toBe(2);
    const all = await run('verify', image, '--in', 'projects/team');
    expect(all.code).toBe(3);
    expect(all.out).toContain('attestors/t-ci: no attestation');
  });
});

it('check shows what was found out when an attestation was written', async () => {
  await ok(
    'attestors',
    'create',
    'projects/team/attestors/marks',
    '--note',
    'projects/team/notes/kritis',
    '--public-key',
    file('ci.pub'),
    '--algorithm',
    'ECDSA_P256_SHA256',
    '--verify',
    'MARK',
  );
  await ok(
    'attest',
    image,
    '--attestor',
    'projects/team/attestors/marks',
    '--key',
    file('ci.pem'),
    '--in',
    'projects/marked',
  );
  const id = (await ok('keys', 'id', file('ci.pub'))).trim();
  const shown = await run('check', image, '--in', 'projects/marked', '--allow-unscanned');
  expect(shown.out).toMatch(/team\/kritis +verified 20\S+ by /);
  expect(shown.out).toContain(id.slice(0, 20));
  await ok(
    'attestors',
    'create',
    'projects/team/attestors/unmarked',
    '--note',
    'projects/team/notes/ci',
    '--public-key',
    file('ci.pub'),
    '--algorithm',
    'ECDSA_P256_SHA256',
  );
  await ok(
    'attest',
    image,
    '--attestor',
    'projects/team/attestors/unmarked',
    '--key',
    file('ci.pem'),
    '--in',
    'projects/marked',
  );
  expect((await run('check', image, '--in', 'projects/marked', '--allow-unscanned')).out).toMatch(
    /team\/ci +not checked/,
  );
});

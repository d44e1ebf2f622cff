import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAuthorities } from '../../src/cli/attestation-authority.js';
import { attestorServer } from './attestors-kit.js';

const { file, run, ok } = attestorServer();

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

import { writeFileSync } from 'node:fs';
import { generateKey, readKey, revokeKey } from 'openpgp';
import { describe, expect, it } from 'vitest';
import { otherImage } from '../setup/attestations.js';
import { attestorServer, image, other } from './attestors-kit.js';

const { file, run, ok, send } = attestorServer();

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

  it('refuse keys that the attestor lacks, and wrong passphrases, before anything is written', async () => {
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

  it('refuse to write an attestation that the attestor would not verify', async () => {
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

  it('fail without attestors, and use all of the project', async () => {
    const none = await run('verify', image, '--in', 'projects/empty');
    expect([none.code, none.err]).toEqual([1, expect.stringContaining('has no attestors')]);
    expect((await run('verify', 'r.example.com/app:1', '--in', 'projects/team')).code).toBe(2);
    const all = await run('verify', image, '--in', 'projects/team');
    expect(all.code).toBe(3);
    expect(all.out).toContain('attestors/t-ci: no attestation');
  });
});

it('check shows the result of the verification when an attestation was written', async () => {
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

import { generateKey } from 'openpgp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signPgp, signPkix } from '../../src/signatures/sign.js';
import { attestationOf, image, makeSigner, otherImage, payloadOf } from '../setup/attestations.js';
import { envelopeOf, type PolicyKit, policyKit } from '../setup/policies.js';
import { startServer, type TestServer } from '../setup/server.js';

/** The checks that rest on signatures. */
describe('checks of signatures', () => {
  let server: TestServer;
  let kit: PolicyKit;
  let qa: string;
  const own = makeSigner();
  const stranger = makeSigner();
  const bare = image.replace('https://', '');
  const pkix = ({ publicKeyPem }: { publicKeyPem: string }) => ({
    publicKeyPem,
    signatureAlgorithm: 'ECDSA_P256_SHA256',
  });
  const attestor = async (id: string, noteReference: string, ...publicKeys: object[]): Promise<string> => {
    await kit.send('POST', `v1/projects/p/attestors?attestorId=${id}`, {
      userOwnedGrafeasNote: { noteReference, publicKeys },
    });
    return `projects/p/attestors/${id}`;
  };
  const authority = { attestationAuthority: { hint: { humanReadableName: 'QA' } } };

  beforeAll(async () => {
    server = await startServer();
    kit = policyKit(server);
    qa = await kit.note('keys', 'qa', authority);
  });
  afterAll(() => server.close());

  const say = async (check: object, text = bare, project = 'p') => {
    const { verdict, codes } = await kit.ask(project, [check], text);
    return [verdict, ...codes];
  };

  describe('attestationCheck', () => {
    let first: string;
    let second: string;
    beforeAll(async () => {
      first = await attestor('first', qa, { pkixPublicKey: pkix(own) });
      second = await attestor('second', await kit.note('keys', 'second', authority), {
        pkixPublicKey: pkix(own),
      });
    });
    const by = (...attestors: string[]) => ({ attestationCheck: { attestors } });

    it('denies without an attestation, and with one by an unknown key, of another image or of another note', async () => {
      expect(await say(by(first))).toEqual(['NON_CONFORMANT', 'NOT_ATTESTED']);
      await kit.inV1('store', image, qa, { attestation: attestationOf(image, stranger) });
      expect(await say(by(first))).toEqual(['NON_CONFORMANT', 'ATTESTATION_REFUSED']);
      await kit.inV1('store', image, qa, { attestation: attestationOf(otherImage, own) });
      expect(await say(by(first))).toEqual(['NON_CONFORMANT', 'ATTESTATION_REFUSED']);
      const other = await kit.note('keys', 'other', authority);
      for (const project of ['p', 'store'])
        await kit.inV1(project, image, other, { attestation: attestationOf(image, own) });
      expect(await say(by(first))).toEqual(['NON_CONFORMANT', 'ATTESTATION_REFUSED']);
    });

    it('passes with one by the attestor, wherever it is stored, and names both', async () => {
      const name = await kit.inV1('elsewhere', image, qa, { attestation: attestationOf(image, own) });
      const { raw, text } = await kit.ask('p', [by(first)], bare);
      expect(raw.verdict).toBe('CONFORMANT');
      const [result] = raw.results[0]?.imageResults[0]?.checkSetResult?.checkResults?.results ?? [];
      expect(result?.reasons).toEqual([
        expect.objectContaining({ code: 'ATTESTED', occurrences: [name], attestors: [first] }),
      ]);
      expect(text).toContain(name);
      // Of the same image by its other names, and not of another one.
      expect(await say(by(first), bare.replace('@', ':1.2@'))).toContain('CONFORMANT');
      expect(await say(by(first), otherImage)).toContain('NON_CONFORMANT');
    });

    it('requires all attestors, or any', async () => {
      expect(await say(by(first, second))).toEqual(['NON_CONFORMANT', 'NOT_ATTESTED']);
      const any = { attestationCheck: { attestors: [second, first], require: 'ANY' } };
      expect(await say(any)).toEqual(['CONFORMANT', 'ATTESTED']);
      await kit.inV1('p', image, 'projects/keys/notes/second', { attestation: attestationOf(image, own) });
      expect(await say(by(first, second))).toEqual(['CONFORMANT', 'ATTESTED', 'ATTESTED']);
    });

    it('accepts PGP keys, in the form of Kritis', async () => {
      const made = await generateKey({ userIDs: [{ name: 'qa' }], format: 'object' });
      const note = await kit.note('keys', 'pgp', authority);
      const name = await attestor('pgp', note, { asciiArmoredPgpPublicKey: made.publicKey.armor() });
      const signature = await signPgp(payloadOf(image), made.privateKey, new Date());
      const pgpKeyId = made.publicKey.getFingerprint().toUpperCase();
      await kit.occurrence('p', image, note, {
        attestation: { attestation: { pgpSignedAttestation: { signature, pgpKeyId } } },
      });
      expect(await say(by(name))).toEqual(['CONFORMANT', 'ATTESTED']);
    });

    it('denies if an attestor was deleted or has no keys', async () => {
      const bareAttestor = await attestor('bare', qa);
      expect(await say(by(bareAttestor))).toEqual(['NON_CONFORMANT', 'ATTESTOR_WITHOUT_KEYS']);
      const gone = await attestor('gone', qa, { pkixPublicKey: pkix(own) });
      const policy = { gkePolicy: { checkSets: [{ checks: [by(gone)] }] } };
      await kit.send('POST', 'v1/projects/p/platforms/gke/policies?policyId=gone', policy);
      await kit.send('DELETE', `v1/${gone}`);
      const { verdict, codes } = await kit.evaluate('projects/p/platforms/gke/policies/gone', {
        kind: 'Pod',
        spec: { containers: [{ name: 'a', image: bare }] },
      });
      expect([verdict, ...codes]).toEqual(['NON_CONFORMANT', 'ATTESTOR_UNKNOWN']);
    });
  });

  it('simpleSigningAttestationCheck accepts an attestation by a key of the policy, in the named projects', async () => {
    const by = (key: { publicKeyPem: string }, ...projects: string[]) => ({
      simpleSigningAttestationCheck: {
        attestationAuthenticators: [{ pkixPublicKeySet: { pkixPublicKeys: [pkix(key)] } }],
        containerAnalysisAttestationProjects: projects,
      },
    });
    const signer = makeSigner();
    await kit.inV1('signed', image, qa, { attestation: attestationOf(image, signer) });
    expect(await say(by(signer), bare, 'signed')).toEqual(['CONFORMANT', 'ATTESTED']);
    expect(await say(by(signer, 'projects/signed'))).toEqual(['CONFORMANT', 'ATTESTED']);
    expect(await say(by(stranger), bare, 'signed')).toEqual(['NON_CONFORMANT', 'ATTESTATION_REFUSED']);
    expect(await say(by(signer, 'projects/nowhere'))).toEqual([
      'NON_CONFORMANT',
      'PROJECT_UNKNOWN',
      'NOT_ATTESTED',
    ]);
  });

  it('sigstoreSignatureCheck accepts signatures of cosign, without a key id', async () => {
    const cosign = makeSigner();
    const payload = payloadOf(image);
    const { signature } = signPkix(payload, cosign.signer);
    await kit.inV1('cosign', image, qa, {
      attestation: {
        serializedPayload: payload.toString('base64'),
        signatures: [{ signature: signature.toString('base64') }],
      },
    });
    const by = ({ publicKeyPem }: { publicKeyPem: string }) => ({
      sigstoreSignatureCheck: { sigstoreAuthorities: [{ publicKeySet: { publicKeys: [{ publicKeyPem }] } }] },
    });
    expect(await say(by(cosign), bare, 'cosign')).toEqual(['CONFORMANT', 'ATTESTED']);
    expect(await say(by(stranger), bare, 'cosign')).toEqual(['NON_CONFORMANT', 'ATTESTATION_REFUSED']);
  });

  describe('slsaCheck', () => {
    const builder = makeSigner();
    const id = 'https://builder.example.com/1';
    const statement = (builderId = id, source = 'git+https://github.com/org/app@refs/heads/main') => ({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: 'cart', digest: { sha256: image.slice(image.indexOf('sha256:') + 7) } }],
      predicateType: 'https://slsa.dev/provenance/v1',
      predicate: {
        buildDefinition: {
          buildType: 'https://example.com/build',
          externalParameters: { workflow: { repository: source, path: '.ci/build.yaml' } },
          resolvedDependencies: [{ uri: 'git+https://github.com/org/dep' }],
        },
        runDetails: { builder: { id: builderId } },
      },
    });
    const rule = (more: object = {}) => ({ slsaCheck: { rules: [{ trustedBuilderIds: [id], ...more }] } });
    let projects = 0;
    async function holding(envelope: object | undefined, isTrusted = true): Promise<string> {
      projects += 1;
      const project = `built${projects}`;
      if (isTrusted)
        await kit.send('POST', `v1/projects/${project}/attestors?attestorId=builder`, {
          userOwnedGrafeasNote: { noteReference: dsse, publicKeys: [{ pkixPublicKey: pkix(builder) }] },
        });
      if (envelope !== undefined) await kit.inV1(project, image, dsse, { dsseAttestation: { envelope } });
      return project;
    }
    let dsse: string;
    beforeAll(async () => {
      await kit.send('POST', 'v1/projects/keys/notes?noteId=dsse', {
        dsseAttestation: { hint: { humanReadableName: 'builds' } },
      });
      dsse = 'projects/keys/notes/dsse';
    });

    it('passes for a trusted builder whose envelope an attestor of its note verifies', async () => {
      const project = await holding(envelopeOf(statement(), builder.signer));
      expect(await say(rule(), bare, project)).toEqual(['CONFORMANT', 'PROVENANCE_PASSES']);
    });

    it('denies without provenance, without an attestor of the note, by another key, without an envelope', async () => {
      expect(await say(rule(), bare, await holding(undefined))).toContain('NO_PROVENANCE');
      const envelope = envelopeOf(statement(), builder.signer);
      expect(await say(rule(), bare, await holding(envelope, false))).toEqual([
        'NON_CONFORMANT',
        'PROVENANCE_UNVERIFIED',
      ]);
      const forged = envelopeOf(statement(), stranger.signer);
      expect(await say(rule(), bare, await holding(forged))).toEqual([
        'NON_CONFORMANT',
        'PROVENANCE_UNVERIFIED',
      ]);
      const project = await holding(undefined);
      await kit.send('POST', 'v1/projects/keys/notes?noteId=plain', { build: { builderVersion: '1' } });
      await kit.inV1(project, image, 'projects/keys/notes/plain', {
        build: { intotoStatement: { type: 'x' } },
      });
      expect(await say(rule(), bare, project)).toEqual(['NON_CONFORMANT', 'PROVENANCE_UNVERIFIED']);
    });

    it('uses the envelope of a BUILD, not the decoded statement', async () => {
      const project = await holding(undefined);
      await kit.send('POST', 'v1/projects/keys/notes?noteId=gcb', { build: { builderVersion: '1' } });
      await kit.send('POST', `v1/projects/${project}/attestors?attestorId=gcb`, {
        userOwnedGrafeasNote: {
          noteReference: 'projects/keys/notes/gcb',
          publicKeys: [{ pkixPublicKey: pkix(builder) }],
        },
      });
      const google = 'https://cloudbuild.googleapis.com/GoogleHostedWorker';
      await kit.inV1(project, image, 'projects/keys/notes/gcb', {
        envelope: envelopeOf(statement(`${google}@v1`), builder.signer),
        build: { intotoStatement: { type: 'x' } },
      });
      const byGoogle = { slsaCheck: { rules: [{ trustedBuilder: 'GOOGLE_CLOUD_BUILD' }] } };
      expect(await say(byGoogle, bare, project)).toEqual(['CONFORMANT', 'PROVENANCE_PASSES']);
      expect(await say(rule(), bare, project)).toEqual(['NON_CONFORMANT', 'BUILDER_UNTRUSTED']);
    });

    it.each([
      [{ trustedBuilderIds: ['https://builder.example.com/2'] }, 'BUILDER_UNTRUSTED'],
      [{ trustedSourceRepoPatterns: ['github.com/org/*'] }, 'PROVENANCE_PASSES'],
      [{ trustedSourceRepoPatterns: ['github.com/org/other'] }, 'SOURCE_UNTRUSTED'],
      [{ configBasedBuildRequired: true }, 'PROVENANCE_PASSES'],
      [{ customConstraints: "payload.predicateType.endsWith('/v1')" }, 'PROVENANCE_PASSES'],
      [
        {
          customConstraints:
            "payload.predicate.buildDefinition.resolvedDependencies.all(d, d.uri.contains('/org/'))",
        },
        'PROVENANCE_PASSES',
      ],
      [{ customConstraints: "payload.predicateType == 'x'" }, 'CONSTRAINT_FAILED'],
      [{ customConstraints: 'payload.nothing.there' }, 'CONSTRAINT_FAILED'],
    ])('judges by %o: %s', async (more, code) => {
      const project = await holding(envelopeOf(statement(), builder.signer));
      const [, ...codes] = await say(rule(more), bare, project);
      expect(codes).toEqual([code]);
    });
  });
});

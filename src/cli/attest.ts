import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import type { AttestorDocument } from '../services/attestor-document.js';
import { type Digest, parseArtifact } from '../signatures/digests.js';
import type { PublicKeyDocument } from '../signatures/key-document.js';
import { getAttestor } from './attestor-calls.js';
import { addConnection, type ConnectionOptions } from './connection.js';
import { UsageError } from './output.js';
import { openWithPassphrase } from './passphrase.js';
import { inPath, openRest } from './rest.js';

const examples = `
Examples:
  grafeas attest registry.example.com/shop/cart@sha256:… --attestor projects/team/attestors/ci --key ci.pem --in projects/team
  grafeas attest … --key qa.asc --passphrase-file pass.txt --form pgp-message

The key is one of the attestor's: a private key in PEM, or a PGP private key in ASCII armour. A passphrase is read from the
file, or requested at a terminal. An attestation that the attestor would not verify is not written.`;

interface AttestOptions extends ConnectionOptions {
  readonly attestor: string;
  readonly key: string;
  readonly in: string;
  readonly passphraseFile?: string;
  readonly form: 'detached' | 'pgp-message';
}

export function registerAttest(program: Command): void {
  const command = program
    .command('attest')
    .description('Sign an image for an attestor, and store the attestation.')
    .argument('<image>', 'the image with its digest: …@sha256:HEX')
    .requiredOption('--attestor <projects/P/attestors/A>', 'whose attestation it is')
    .requiredOption('--key <FILE>', 'a private key that belongs to a public key of the attestor')
    .requiredOption('--in <projects/P>', 'where the occurrence goes')
    .option(
      '--passphrase-file <FILE>',
      'file with the passphrase of the key; if absent and needed, requested at the terminal',
    )
    .addOption(
      new Option(
        '--form <form>',
        'detached: a payload with signatures, in v1; pgp-message: one signed PGP message in v1beta1, as Kritis reads it',
      )
        .choices(['detached', 'pgp-message'])
        .default('detached'),
    )
    .addHelpText('after', examples);
  addConnection(command).action(attest);
}

async function attest(image: string, options: AttestOptions): Promise<void> {
  const artifact = parseArtifact(image);
  if (artifact === undefined)
    throw new UsageError(`${JSON.stringify(image)} has no digest; name the image …@sha256:HEX`);
  const rest = openRest(options);
  const attestor = await getAttestor(rest, options.attestor);
  const noteName = attestor.userOwnedGrafeasNote?.noteReference ?? '';
  const uri = image.includes('://') ? image : `https://${image}`;
  const made = await makeAttestation(uri, artifact, attestor, options);
  const path = `/${made.version}/${inPath(options.in)}/occurrences`;
  const stored = await rest('POST', path, { noteName, ...made.occurrence });
  process.stdout.write(`${String(stored.name)}\n`);
}

/** The occurrence without its note, and the version of the API whose form it has. */
async function makeAttestation(
  uri: string,
  artifact: Digest,
  attestor: AttestorDocument,
  { key, passphraseFile, form }: AttestOptions,
): Promise<{ readonly version: 'v1' | 'v1beta1'; readonly occurrence: object }> {
  // Loaded here, as the libraries are large and few commands need them.
  const { formatSimpleSigning } = await import('../signatures/sign.js');
  const { verifySigned } = await import('../services/attestation-verifier.js');
  const { KeyMemory } = await import('../services/attestor-keys.js');
  const payload = formatSimpleSigning({ reference: referenceOf(uri), digest: artifact });
  const keys = attestor.userOwnedGrafeasNote?.publicKeys ?? [];
  const text = await readFile(key, 'utf8');
  const isPgp = text.includes('-----BEGIN PGP ');
  if (form === 'pgp-message' && !isPgp) throw new UsageError('--form pgp-message needs a PGP key');
  const open = isPgp
    ? (passphrase?: string) => signByPgp(text, keys, payload, passphrase)
    : (passphrase?: string) => signByPkix(text, keys, payload, passphrase);
  const { signature, publicKeyId } = await openWithPassphrase(open, key, passphraseFile);
  const detached = {
    form: 'detached' as const,
    payload: payload.toString('base64'),
    signatures: [{ signature: Buffer.from(signature).toString('base64'), keyId: publicKeyId }],
  };
  const { results } = await verifySigned([detached], keys, artifact, new Date(), new KeyMemory());
  const [result] = results;
  if (result?.verified === false)
    throw new Error(`${attestor.name} would not verify this: ${result.reason}: ${result.message}`);
  if (form === 'pgp-message') {
    const pgpSignedAttestation = {
      signature: String(signature),
      contentType: 'SIMPLE_SIGNING_JSON',
      pgpKeyId: publicKeyId,
    };
    return {
      version: 'v1beta1',
      occurrence: { resource: { uri }, attestation: { attestation: { pgpSignedAttestation } } },
    };
  }
  const { payload: serializedPayload, signatures } = detached;
  return {
    version: 'v1',
    occurrence: {
      resourceUri: uri,
      attestation: {
        serializedPayload,
        signatures: signatures.map(({ signature: bytes }) => ({ signature: bytes, publicKeyId })),
      },
    },
  };
}

interface Signed {
  /** Armour of PGP, or bytes. */
  readonly signature: string | Buffer;
  readonly publicKeyId: string;
}

async function signByPkix(
  privateKeyPem: string,
  keys: readonly PublicKeyDocument[],
  payload: Buffer,
  passphrase?: string,
): Promise<Signed> {
  const { parsePkixSigner, signPkix } = await import('../signatures/sign.js');
  const { badKey, parsePkixId } = await import('../signatures/pkix-key.js');
  let publicKeyPem: string;
  try {
    const privateKey = createPrivateKey({
      key: privateKeyPem,
      ...(passphrase === undefined ? {} : { passphrase }),
    });
    publicKeyPem = createPublicKey(privateKey).export({ format: 'pem', type: 'spki' }).toString();
  } catch {
    throw badKey('--key', 'is no private key in PEM, or the passphrase is missing or not its own');
  }
  const own = parsePkixId(publicKeyPem);
  const known = keys.find(
    ({ pkixPublicKey: pkix }) => pkix !== undefined && parsePkixId(pkix.publicKeyPem ?? '') === own,
  );
  if (known === undefined) throw badKey('--key', `belongs to none of the attestor's keys; its id is ${own}`);
  const signer = parsePkixSigner({
    privateKeyPem,
    ...(passphrase === undefined ? {} : { passphrase }),
    signatureAlgorithm: String(known.pkixPublicKey?.signatureAlgorithm),
    ...(known.id === undefined ? {} : { id: known.id }),
  });
  return signPkix(payload, signer);
}

async function signByPgp(
  armour: string,
  keys: readonly PublicKeyDocument[],
  payload: Buffer,
  passphrase?: string,
): Promise<Signed> {
  const { parsePgpSigner, signPgp } = await import('../signatures/sign.js');
  const { badKey } = await import('../signatures/pkix-key.js');
  const signer = await parsePgpSigner(armour, passphrase);
  const publicKeyId = signer.getFingerprint().toUpperCase();
  if (
    !keys.some(
      ({ id, asciiArmoredPgpPublicKey }) => asciiArmoredPgpPublicKey !== undefined && id === publicKeyId,
    )
  )
    throw badKey('--key', `belongs to none of the attestor's keys; its id is ${publicKeyId}`);
  return { signature: await signPgp(payload, signer, new Date()), publicKeyId };
}

/** The image without scheme, tag and digest, as Kritis compares it. */
function referenceOf(uri: string): string {
  return uri
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/@.*$/, '')
    .replace(/:[^:/]*$/, '');
}

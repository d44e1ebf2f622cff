import type { KeyObject } from 'node:crypto';
import { type Bundle, bundleFromJSON } from '@sigstore/bundle';
import { type SignatureScheme, signatureAlgorithms } from './algorithms.js';
import { bounds } from './bounds.js';
import { findSigner } from './candidates.js';
import { chainOf, readLeaf } from './certificates.js';
import { encodeDsse, formOf, readEnvelope } from './dsse.js';
import { certificateKeys, type Trust } from './key-set.js';
import { checkNames, readObject } from './payloads.js';
import { isRefusal, refuse, type SignatureResult, settled, verified } from './results.js';
import { verifyBytes } from './verify-bytes.js';

/**
 * Verifies a Sigstore bundle in JSON without a network: a DSSE envelope with one signature, by a trusted PKIX key or by a
 * certificate that chains to trusted authorities. Entries of transparency logs and time stamps are ignored, so a certificate must
 * be valid at the time of verification. A bundle over the bytes of an artifact cannot be verified, since the bytes are not stored.
 */
export async function verifySigstoreBundle(bundle: Uint8Array, trust: Trust): Promise<SignatureResult> {
  if (bundle.length > bounds.envelope)
    return refuse('TOO_LARGE', `The bundle is larger than ${bounds.envelope} bytes.`);
  return settled('The Sigstore bundle', () => verifyBundle(readObject(bundle), trust));
}

async function verifyBundle(
  value: Readonly<Record<string, unknown>> | undefined,
  trust: Trust,
): Promise<SignatureResult> {
  if (value === undefined) return refuse('MALFORMED', 'The Sigstore bundle is not one JSON object.');
  const { content, verificationMaterial } = bundleFromJSON(value);
  if (content.$case !== 'dsseEnvelope')
    return refuse('UNSUPPORTED', 'The bundle is over the bytes of an artifact, which are not stored here.');
  // The parser of the bundle library accepts several spellings of the same bytes; this one is strict.
  const envelope = readEnvelope(value.dsseEnvelope);
  if (isRefusal(envelope)) return envelope;
  const [signature, ...others] = envelope.signatures;
  if (signature === undefined || others.length > 0)
    return refuse('MALFORMED', 'A Sigstore bundle has one signature.');
  const { payload, payloadType } = envelope;
  const form = formOf(payloadType);
  const problem = isRefusal(form) ? form : checkNames(payload, trust.artifact, [form]);
  if (problem !== undefined) return problem;
  const data = encodeDsse(payloadType, payload);
  const certificate = certificateOf(verificationMaterial);
  if (certificate !== undefined) return verifyByCertificate(data, signature.signature, certificate, trust);
  const hint =
    verificationMaterial.content.$case === 'publicKey' ? verificationMaterial.content.publicKey.hint : '';
  const signer = await findSigner(data, signature.signature, trust.keys, hint);
  return isRefusal(signer) ? signer : verified(signer.id, trust.at);
}

function certificateOf({ content }: Bundle['verificationMaterial']): Buffer | undefined {
  if (content.$case === 'certificate') return Buffer.from(content.certificate.rawBytes);
  if (content.$case !== 'x509CertificateChain') return undefined;
  return Buffer.from(content.x509CertificateChain.certificates[0]?.rawBytes ?? []);
}

async function verifyByCertificate(
  data: Buffer,
  signature: Buffer,
  certificate: Buffer,
  { keys, at }: Trust,
): Promise<SignatureResult> {
  const leaf = readLeaf(certificate);
  if (isRefusal(leaf)) return leaf;
  const trusted = chainOf(leaf, certificateKeys(keys), at);
  if (isRefusal(trusted)) return trusted;
  const scheme = schemeOf(leaf.key);
  if (scheme === undefined)
    return refuse('ALGORITHM_MISMATCH', 'The key of the certificate is of a kind that is not verified.');
  if (signature.length <= bounds.signature && (await verifyBytes(scheme, data, leaf.key, signature)))
    return verified(trusted.id, at);
  return refuse(
    'SIGNATURE_WRONG',
    'The signature is not one of this payload by the certificate.',
    trusted.id,
  );
}

/** How Sigstore signs with a key: ECDSA with the hash of the curve's size, RSA with PKCS #1 v1.5. */
function schemeOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): SignatureScheme | undefined {
  const all: SignatureScheme[] = Object.values(signatureAlgorithms);
  if (asymmetricKeyType === 'ec') return all.find(({ curve }) => curve === asymmetricKeyDetails?.namedCurve);
  if (asymmetricKeyType !== 'rsa') return undefined;
  return all.find(
    ({ bits, hash, pss }) => bits === asymmetricKeyDetails?.modulusLength && !pss && hash === 'sha256',
  );
}

import { createHash } from 'node:crypto';
import { isObject } from '../../domain/is-object.js';
import { invalidReport, pointerTo, textIn, type View, viewIn, viewOf, viewsIn } from '../common/json-view.js';
import { Reading } from '../common/reading.js';
import { documentsOf, firstOf } from '../provenance/documents.js';
import { simpleImage } from '../provenance/evidence.js';
import { keyIdOf, parsePayload, requiredBytes, signerOf } from '../provenance/signed.js';
import { resolveSubjects } from '../provenance/subjects.js';
import type { Converted, ConvertOptions, Importer, Report } from '../types.js';
import { attest } from './attestation.js';

const signatureAnnotation = 'dev.cosignproject.cosign/signature';
const bundleAnnotation = 'dev.sigstore.cosign/bundle';
const certificateAnnotation = 'dev.sigstore.cosign/certificate';

/** Signatures of cosign over payloads of simple signing: `cosign download signature`, or the manifest with its layers. */
export const cosign: Importer = {
  format: 'cosign',
  title: 'signatures of cosign over images (simple signing)',
  bulk: [],
  readsLines: true,
  missing(head) {
    const first = firstOf(head);
    const isDownload = first?.Base64Signature !== undefined && first.Payload !== undefined;
    const isManifest = isObject(first?.SignatureData) && first.SignatureData.Manifest !== undefined;
    return isDownload || isManifest
      ? undefined
      : '"Base64Signature" and "Payload", or "SignatureData" with "Manifest" and "Payloads"';
  },
  convert,
};

interface CosignSignature {
  readonly payload: Buffer;
  readonly signature: string;
  /** What the log entry and the certificate say of the key. */
  readonly keyId: string;
  readonly pointer: string;
}

function convert(report: Report, options: ConvertOptions): Converted {
  const reading = new Reading('cosign', options);
  for (const { value, pointer } of documentsOf(report)) {
    const view = viewOf(value, pointer);
    const data = viewIn(view, 'SignatureData');
    const found = data === undefined ? [downloaded(view)] : manifestSignatures(data);
    for (const signature of found) addSignature(signature, reading);
  }
  return reading.converted([], { time: undefined });
}

/** A line of `cosign download signature`. */
function downloaded(view: View): CosignSignature {
  const { payload, pointer } = requiredBytes(view, 'Payload');
  const certificate = viewIn(view, 'Cert');
  const raw = certificate === undefined ? undefined : textIn(certificate, 'Raw');
  const cert = raw ?? (typeof view.value.Cert === 'string' ? view.value.Cert : undefined);
  return {
    payload,
    pointer,
    signature: requiredBytes(view, 'Base64Signature').payload.toString('base64'),
    keyId: keyOf(cert, viewIn(view, 'Bundle')),
  };
}

/** The layers of a signature manifest; the digest of each is that of its payload. */
function manifestSignatures(data: View): CosignSignature[] {
  const text = textIn(data, 'Manifest');
  const at = pointerTo(data, 'Manifest');
  if (text === undefined) throw invalidReport(at, 'required: the manifest of the signatures');
  const manifest = parsePayload(Buffer.from(text), at);
  const payloads = viewIn(data, 'Payloads');
  const layers = viewsIn(manifest, 'layers');
  if (layers.length === 0) throw invalidReport(at, 'the manifest has no layers');
  return layers.map((layer) => {
    const digest = textIn(layer, 'digest') ?? '';
    const annotations = viewIn(layer, 'annotations');
    const signature =
      annotations === undefined ? undefined : requiredBytes(annotations, signatureAnnotation).payload;
    const own = payloads?.value[digest];
    if (signature === undefined || annotations === undefined || typeof own !== 'string')
      throw invalidReport(layer.pointer, `the layer has no signature, or its payload ${digest} is missing`);
    const payload = Buffer.from(own);
    if (digest !== `sha256:${createHash('sha256').update(payload).digest('hex')}`)
      throw invalidReport(`${data.pointer}/Payloads`, `the payload is not the one of the digest ${digest}`);
    const bundle = textIn(annotations, bundleAnnotation);
    const log = bundle === undefined ? undefined : parsePayload(Buffer.from(bundle), layer.pointer);
    return {
      payload,
      signature: signature.toString('base64'),
      keyId: keyOf(textIn(annotations, certificateAnnotation), log),
      pointer: `${data.pointer}/Payloads`,
    };
  });
}

/** The identity of the certificate, else the key in the log entry; empty where neither is there. */
function keyOf(certificate: string | undefined, bundle: View | undefined): string {
  const named = certificate === undefined ? '' : signerOf(certificate);
  if (named !== '' || bundle === undefined) return named;
  const payload = viewIn(bundle, 'Payload');
  const body = payload?.value.body;
  if (payload === undefined || typeof body !== 'string') return '';
  const entry = parsePayload(Buffer.from(body, 'base64'), pointerTo(payload, 'body'));
  const spec = viewIn(entry, 'spec');
  const signature = spec === undefined ? undefined : viewIn(spec, 'signature');
  const key = signature === undefined ? undefined : viewIn(signature, 'publicKey');
  const content = key === undefined ? undefined : textIn(key, 'content');
  const pem = Buffer.from(content ?? '', 'base64').toString('utf8');
  return keyIdOf(pem) ?? signerOf(pem);
}

/** Adds the ATTESTATION of a signature, its payload byte for byte. */
function addSignature({ payload, signature, keyId, pointer }: CosignSignature, reading: Reading): void {
  const image = simpleImage(parsePayload(payload, pointer));
  const subjects = resolveSubjects(image === undefined ? [] : [image], pointer, reading);
  if (keyId === '') reading.warn(pointer, 'the signature does not name its key, so no attestor verifies it');
  const signer = keyId === '' ? 'unknown-signer' : keyId;
  const id = `cosign-${signer.replace('ni:///sha-256;', '')}`;
  const uris = subjects.map(({ uri }) => uri);
  attest(reading, { id, shownAs: signer }, uris, {
    contentType: 'SIMPLE_SIGNING_JSON',
    serializedPayload: payload.toString('base64'),
    signatures: [{ signature, ...(keyId === '' ? {} : { publicKeyId: keyId }) }],
  });
}

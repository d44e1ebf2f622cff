import { isObject } from '../../domain/is-object.js';
import {
  invalidReport,
  pointerTo,
  requiredListIn,
  textIn,
  type View,
  viewIn,
  viewOf,
  viewsIn,
} from '../common/json-view.js';
import { Reading } from '../common/reading.js';
import type { Converted, ConvertOptions, Importer, Report } from '../types.js';
import { documentsOf, firstOf } from './documents.js';
import { addSigned } from './evidence.js';
import { readEnvelope, signerOf } from './signed.js';

/** Sigstore bundles, one or many, and the lists of them that npm's registry and GitHub return. */
export const sigstore: Importer = {
  format: 'sigstore',
  title: 'Sigstore bundles, and the attestation lists of npm and GitHub',
  bulk: [],
  readsLines: true,
  missing(head) {
    const first = firstOf(head);
    const isList = Array.isArray(first?.attestations) && isObject(first.attestations[0]);
    return isList || isBundle(first) ? undefined : '"mediaType" of a Sigstore bundle, or "attestations"';
  },
  convert,
};

function isBundle(value: unknown): boolean {
  return (
    isObject(value) &&
    typeof value.mediaType === 'string' &&
    value.mediaType.startsWith('application/vnd.dev.sigstore.bundle')
  );
}

function convert(report: Report, options: ConvertOptions): Converted {
  const reading = new Reading('sigstore', options);
  for (const { value, pointer } of documentsOf(report)) {
    const view = viewOf(value, pointer);
    if (isBundle(value)) addBundle(view, reading);
    else {
      requiredListIn(view, 'attestations');
      for (const entry of viewsIn(view, 'attestations')) {
        const bundle = viewIn(entry, 'bundle');
        if (bundle === undefined)
          throw invalidReport(
            pointerTo(entry, 'bundle'),
            'required; what only its URL leads to is not fetched',
          );
        addBundle(bundle, reading);
      }
    }
  }
  return reading.converted([], { time: undefined });
}

function addBundle(bundle: View, reading: Reading): void {
  const envelope = viewIn(bundle, 'dsseEnvelope');
  if (envelope === undefined)
    throw invalidReport(
      pointerTo(bundle, 'dsseEnvelope'),
      'required: a signature over the bytes of an artifact cannot be verified without them; sign an attestation',
    );
  addSigned(readEnvelope(envelope, signerIn(bundle)), reading);
}

/** The identity in the certificate, else the hint of the key. Log entries and time stamps have no field and are not kept. */
function signerIn(bundle: View): string | undefined {
  const material = viewIn(bundle, 'verificationMaterial');
  if (material === undefined) return undefined;
  const key = viewIn(material, 'publicKey');
  const hint = key === undefined ? undefined : textIn(key, 'hint');
  if (hint !== undefined) return hint;
  const chain = viewIn(material, 'x509CertificateChain');
  const leaf =
    viewIn(material, 'certificate') ?? (chain === undefined ? undefined : viewsIn(chain, 'certificates')[0]);
  const raw = leaf === undefined ? undefined : textIn(leaf, 'rawBytes');
  const signer = raw === undefined ? '' : signerOf(raw);
  return signer === '' ? undefined : signer;
}

import { createHash, X509Certificate } from 'node:crypto';
import { normaliseBase64 } from '../../domain/base64.js';
import { ApiError } from '../../domain/errors.js';
import {
  invalidReport,
  listIn,
  pointerTo,
  textIn,
  type View,
  viewOf,
  wrongType,
} from '../common/json-view.js';
import { openReport } from '../common/report.js';

/** Something that was signed, and the signatures over it; bytes are as they were signed. */
export interface Signed {
  readonly payload: Buffer;
  readonly payloadType: string;
  readonly signatures: readonly { readonly signature: Buffer; readonly keyId: string }[];
  /** Of its payload in the report. */
  readonly pointer: string;
}

/** More signatures than that are refused where they are verified. */
const maxSignatures = 32;

/**
 * Reads a DSSE envelope. A signature without a key id is named for its certificate: beside it (`cert`, of SLSA's GitHub
 * generator), or `signer`, of a Sigstore bundle.
 *
 * @throws INVALID_REPORT for what is no base64, has no signature or no payload.
 */
export function readEnvelope(envelope: View, signer?: string): Signed {
  const { payload, pointer } = requiredBytes(envelope, 'payload');
  const payloadType = textIn(envelope, 'payloadType');
  if (payloadType === undefined)
    throw invalidReport(pointerTo(envelope, 'payloadType'), 'required: a media type');
  const list = listIn(envelope, 'signatures');
  const at = pointerTo(envelope, 'signatures');
  if (list.length === 0) throw invalidReport(at, 'the envelope has no signature');
  if (list.length > maxSignatures) throw invalidReport(at, `there are more than ${maxSignatures} signatures`);
  const signatures = list.map((value, index) => {
    const view = viewOf(value, `${at}/${index}`);
    const { payload: signature } = requiredBytes(view, 'sig');
    const cert = textIn(view, 'cert');
    const named = textIn(view, 'keyid') ?? signer;
    return { signature, keyId: named ?? (cert === undefined ? '' : signerOf(cert)) };
  });
  return { payload, payloadType, signatures, pointer };
}

/** Bytes that stand in base64 of either alphabet. @throws INVALID_REPORT */
export function requiredBytes(view: View, member: string): { payload: Buffer; pointer: string } {
  const pointer = pointerTo(view, member);
  const value = view.value[member];
  if (typeof value !== 'string') throw wrongType(pointer, 'base64 text', value);
  const bytes = normaliseBase64(value);
  if (bytes === undefined || bytes === '') throw invalidReport(pointer, 'expected bytes in base64');
  return { payload: Buffer.from(bytes, 'base64'), pointer };
}

/** The one JSON object that signed bytes hold; repeated keys are refused. @throws INVALID_REPORT */
export function parsePayload(bytes: Buffer, pointer: string): View {
  try {
    return viewOf(openReport(bytes, []).head, pointer);
  } catch (error) {
    if (!(error instanceof ApiError) || error.reason !== 'INVALID_REPORT') throw error;
    throw invalidReport(
      pointer,
      `within the signed bytes: ${error.message.replace('the report', 'the payload')}`,
    );
  }
}

/** `{"payload":…,"payloadType":…,"signatures":[…]}` as notes and occurrences hold it. */
export function toEnvelope({ payload, payloadType, signatures }: Signed): object {
  return {
    payload: payload.toString('base64'),
    payloadType,
    signatures: signatures.map(({ signature, keyId }) => ({
      sig: signature.toString('base64'),
      ...(keyId === '' ? {} : { keyid: keyId }),
    })),
  };
}

/** `sigstore:<issuer>#<identity>` of a certificate in PEM or base64 of DER; empty where it cannot be read. */
export function signerOf(certificate: string): string {
  try {
    const isPem = certificate.includes('-----BEGIN');
    const { raw, subjectAltName = '' } = new X509Certificate(
      isPem ? certificate : Buffer.from(certificate, 'base64'),
    );
    const identity = /^(?:URI|email):(?:"([^"]*)"|([^,]*))/.exec(subjectAltName);
    const who = identity?.[1] ?? identity?.[2];
    return who === undefined ? '' : `sigstore:${issuerOf(raw)}#${who}`;
  } catch {
    return '';
  }
}

/** Fulcio's extensions with the issuer of the identity: 1.3.6.1.4.1.57264.1.8 in DER, and .1, its text alone. */
const issuerExtensions = ['060a2b0601040183bf300108', '060a2b0601040183bf300101'];

function issuerOf(der: Buffer): string {
  for (const oid of issuerExtensions) {
    const at = der.indexOf(Buffer.from(oid, 'hex'));
    if (at < 0) continue;
    // OCTET STRING of less than 128 bytes; the newer one holds a UTF8String.
    const octets = at + oid.length / 2;
    const length = der[octets + 1] ?? 0;
    if (der[octets] !== 0x04 || length > 127) continue;
    const value = der.subarray(octets + 2, octets + 2 + length);
    return (oid.endsWith('08') ? value.subarray(2) : value).toString('utf8');
  }
  return '';
}

/** `ni:///sha-256;…` (RFC 6920) of a public key in PEM; undefined where it cannot be read. */
export function keyIdOf(pem: string): string | undefined {
  const match = /-----BEGIN PUBLIC KEY-----([\s\S]+?)-----END PUBLIC KEY-----/.exec(pem);
  const der = normaliseBase64(match?.[1]?.replace(/\s/g, '') ?? '');
  if (der === undefined || der === '') return undefined;
  const digest = createHash('sha256').update(Buffer.from(der, 'base64')).digest('base64url');
  return `ni:///sha-256;${digest}`;
}

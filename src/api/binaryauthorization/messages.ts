import { repeated } from '../../schema/field-types.js';
import { field, type Message, message } from '../../schema/message.js';
import { enumeration, int32, text, timestamp } from '../../schema/scalars.js';
import { Empty } from '../../schema/well-known.js';

/** Messages of Binary Authorization v1 that are about attestors. */

const of = 'google.cloud.binaryauthorization.v1';

/** If several names have the same number, the first is printed. */
const SignatureAlgorithm = enumeration(`${of}.PkixPublicKey.SignatureAlgorithm`, {
  SIGNATURE_ALGORITHM_UNSPECIFIED: 0,
  RSA_PSS_2048_SHA256: 1,
  RSA_SIGN_PSS_2048_SHA256: 1,
  RSA_PSS_3072_SHA256: 2,
  RSA_SIGN_PSS_3072_SHA256: 2,
  RSA_PSS_4096_SHA256: 3,
  RSA_SIGN_PSS_4096_SHA256: 3,
  RSA_PSS_4096_SHA512: 4,
  RSA_SIGN_PSS_4096_SHA512: 4,
  RSA_SIGN_PKCS1_2048_SHA256: 5,
  RSA_SIGN_PKCS1_3072_SHA256: 6,
  RSA_SIGN_PKCS1_4096_SHA256: 7,
  RSA_SIGN_PKCS1_4096_SHA512: 8,
  ECDSA_P256_SHA256: 9,
  EC_SIGN_P256_SHA256: 9,
  ECDSA_P384_SHA384: 10,
  EC_SIGN_P384_SHA384: 10,
  ECDSA_P521_SHA512: 11,
  EC_SIGN_P521_SHA512: 11,
  ML_DSA_65: 13,
});

export const PkixPublicKey = message(
  `${of}.PkixPublicKey`,
  'A public key in PEM and the one scheme it signs by.',
  {
    publicKeyPem: field(1, text(), 'One PUBLIC KEY block.'),
    signatureAlgorithm: field(2, SignatureAlgorithm, 'How the key signs.'),
    keyId: field(3, text(), 'The id again, or nothing.'),
  },
);

const AttestorPublicKey = message(`${of}.AttestorPublicKey`, 'A key that verifies attestations.', {
  comment: field(1, text(), 'A comment for people.'),
  id: field(
    2,
    text(),
    'The id by which signatures name the key. For a PGP key, the server sets the fingerprint. For a PKIX key, it is a URI; the default is the digest of the key.',
  ),
  asciiArmoredPgpPublicKey: field(3, text(), 'A PGP public key in ASCII armour.', { oneof: 'public_key' }),
  pkixPublicKey: field(5, PkixPublicKey, 'A PKIX public key.', { oneof: 'public_key' }),
});

const UserOwnedGrafeasNote = message(
  `${of}.UserOwnedGrafeasNote`,
  'The note whose occurrences are attestations, and the keys that verify them.',
  {
    noteReference: field(1, text(), 'The note: projects/PROVIDER/notes/NOTE. It need not exist yet.', {
      required: true,
      immutable: true,
    }),
    publicKeys: field(
      2,
      repeated(AttestorPublicKey),
      'The keys. One of them must verify an attestation. Without keys, no attestation is verified.',
    ),
    delegationServiceAccountEmail: field(
      3,
      text(),
      'Never set: this server reads its own notes. Values from clients are ignored.',
      { output: true },
    ),
  },
);

const Verify = enumeration(`${of}.Attestor.Verify`, {
  VERIFY_UNSPECIFIED: 0,
  REQUIRE: 1,
  MARK: 2,
  OFF: 3,
});

const Attestor = message(`${of}.Attestor`, 'Says whose signatures over an artifact count.', {
  name: field(1, text(), 'projects/PROJECT/attestors/ATTESTOR.'),
  userOwnedGrafeasNote: field(3, UserOwnedGrafeasNote, 'The note and the keys.', { oneof: 'attestor_type' }),
  updateTime: field(4, timestamp(), 'When the attestor was last changed.', { output: true }),
  description: field(6, text(), 'What it vouches for, in words.'),
  etag: field(
    7,
    text(),
    'Another one after each change. An update that has one is carried out only if it is the current one.',
  ),
  verify: field(
    1000,
    Verify,
    'Of every occurrence of the note that is written: REQUIRE refuses it unless a key verifies it, MARK stores what was found. An update without it keeps it; OFF removes it.',
  ),
});

/** @param AttestationOccurrence the details of an attestation in Grafeas v1. */
export function attestorMessages<T>(AttestationOccurrence: Message<T>) {
  const Result = enumeration(`${of}.ValidateAttestationOccurrenceResponse.Result`, {
    RESULT_UNSPECIFIED: 0,
    VERIFIED: 1,
    ATTESTATION_NOT_VERIFIABLE: 2,
  });
  const parent = field(1, text(), 'The project: projects/PROJECT.', { required: true });
  const name = field(1, text(), 'The attestor: projects/PROJECT/attestors/ATTESTOR.', { required: true });
  return {
    Attestor,
    Empty,
    CreateAttestorRequest: message(`${of}.CreateAttestorRequest`, 'Creates an attestor.', {
      parent,
      attestorId: field(2, text(), 'The id the attestor gets, without a slash.', { required: true }),
      attestor: field(3, Attestor, 'The attestor.', { required: true }),
    }),
    GetAttestorRequest: message(`${of}.GetAttestorRequest`, 'Reads an attestor.', { name }),
    UpdateAttestorRequest: message(`${of}.UpdateAttestorRequest`, 'Replaces an attestor.', {
      attestor: field(1, Attestor, 'The new attestor.', { required: true }),
    }),
    ListAttestorsRequest: message(`${of}.ListAttestorsRequest`, 'Lists attestors.', {
      parent,
      pageSize: field(2, int32(), 'The maximum number of results, up to 1000; 0 for the default.'),
      pageToken: field(3, text(), 'nextPageToken of the previous page; empty for the first page.'),
    }),
    ListAttestorsResponse: message(`${of}.ListAttestorsResponse`, 'A page of attestors.', {
      attestors: field(1, repeated(Attestor), 'The attestors.'),
      nextPageToken: field(2, text(), 'The pageToken for the next page; empty on the last page.'),
    }),
    DeleteAttestorRequest: message(`${of}.DeleteAttestorRequest`, 'Deletes an attestor.', { name }),
    ValidateAttestationOccurrenceRequest: message(
      `${of}.ValidateAttestationOccurrenceRequest`,
      'Checks whether an attestor verifies an attestation.',
      {
        attestor: field(1, text(), 'The attestor: projects/PROJECT/attestors/ATTESTOR.', { required: true }),
        attestation: field(2, AttestationOccurrence, 'The attestation. It need not be stored.', {
          required: true,
        }),
        occurrenceNote: field(3, text(), 'The note of the occurrence: projects/PROVIDER/notes/NOTE.', {
          required: true,
        }),
        occurrenceResourceUri: field(4, text(), 'The artifact, with its digest: …@sha256:HEX.', {
          required: true,
        }),
      },
    ),
    ValidateAttestationOccurrenceResponse: message(
      `${of}.ValidateAttestationOccurrenceResponse`,
      'Whether an attestor verifies an attestation.',
      {
        result: field(1, Result, 'VERIFIED if a key of the attestor verifies a signature over the artifact.'),
        denialReason: field(2, text(), 'The reason for each signature that is not verified.'),
      },
    ),
  };
}

import { repeated } from '../../schema/field-types.js';
import { field, message } from '../../schema/message.js';
import { bool, enumeration, int32, text } from '../../schema/scalars.js';
import { duration } from '../../schema/well-known.js';
import { PkixPublicKey } from './messages.js';

/**
 * The checks of platform policies. Google publishes their names in the discovery document of the API and no numbers; the numbers
 * here are in its order. What only this server has is from 1000 on.
 */

const of = 'google.cloud.binaryauthorization.v1';

export const ImageAllowlist = message(`${of}.ImageAllowlist`, 'Images that need not pass.', {
  allowPattern: field(
    1,
    repeated(text()),
    'Image references; * at the end of one matches text without a slash, ** any text.',
  ),
});

const PkixPublicKeySet = message(`${of}.PkixPublicKeySet`, 'Keys of which one has to verify.', {
  pkixPublicKeys: field(1, repeated(PkixPublicKey), 'The keys.'),
});

const AttestationAuthenticator = message(`${of}.AttestationAuthenticator`, 'Whose attestations count.', {
  displayName: field(1, text(), 'How people call it.'),
  pkixPublicKeySet: field(2, PkixPublicKeySet, 'Its keys.', { oneof: 'authenticator' }),
});

const SimpleSigningAttestationCheck = message(
  `${of}.SimpleSigningAttestationCheck`,
  'An attestation of the image must be by a key of the check.',
  {
    attestationAuthenticators: field(1, repeated(AttestationAuthenticator), 'Any one of these is enough.'),
    containerAnalysisAttestationProjects: field(
      2,
      repeated(text()),
      'Projects that hold the attestations, projects/PROJECT; without any, that of the policy.',
    ),
  },
);

const SigstorePublicKey = message(`${of}.SigstorePublicKey`, 'A key of cosign.', {
  publicKeyPem: field(1, text(), 'One PUBLIC KEY block.'),
});

const SigstorePublicKeySet = message(`${of}.SigstorePublicKeySet`, 'Keys of which one has to verify.', {
  publicKeys: field(1, repeated(SigstorePublicKey), 'The keys.'),
});

const SigstoreAuthority = message(`${of}.SigstoreAuthority`, 'Whose signatures count.', {
  displayName: field(1, text(), 'How people call it.'),
  publicKeySet: field(2, SigstorePublicKeySet, 'Its keys.', { oneof: 'public_keys' }),
});

const SigstoreSignatureCheck = message(
  `${of}.SigstoreSignatureCheck`,
  'A key of the check must verify a cosign signature over the image, among the attestations of the project of the policy.',
  { sigstoreAuthorities: field(1, repeated(SigstoreAuthority), 'Any one of these is enough.') },
);

const AttestationSource = message(`${of}.AttestationSource`, 'Where provenance is stored.', {
  containerAnalysisAttestationProjects: field(
    1,
    repeated(text()),
    'Projects, projects/PROJECT; without any, that of the policy.',
  ),
});

const TrustedBuilder = enumeration(`${of}.VerificationRule.TrustedBuilder`, {
  BUILDER_UNSPECIFIED: 0,
  GOOGLE_CLOUD_BUILD: 1,
});

const VerificationRule = message(`${of}.VerificationRule`, 'What has to hold of the provenance.', {
  trustedBuilder: field(
    1,
    TrustedBuilder,
    'Who built the image. The keys of the builder must be in an attestor of the note of the provenance.',
  ),
  attestationSource: field(2, AttestationSource, 'Where provenance is stored.'),
  configBasedBuildRequired: field(3, bool(), 'Whether a file of the sources must describe the build.'),
  trustedSourceRepoPatterns: field(
    4,
    repeated(text()),
    'Repositories of sources without a scheme; /* at the end matches text without a slash, /** any text.',
  ),
  customConstraints: field(5, text(), 'A CEL expression over payload, the statement that was signed.'),
  trustedBuilderIds: field(1000, repeated(text()), 'Ids of builders that are trusted too. An extension.'),
});

const SlsaCheck = message(`${of}.SlsaCheck`, 'A verified provenance of the image must satisfy a rule.', {
  rules: field(1, repeated(VerificationRule), 'Any one of these is enough.'),
});

const TrustedDirectoryCheck = message(
  `${of}.TrustedDirectoryCheck`,
  'The image must be in a trusted directory.',
  {
    trustedDirPatterns: field(
      1,
      repeated(text()),
      'registry/path; * may stand before the registry, /* or /** at the end.',
    ),
  },
);

const MaximumAllowedSeverity = enumeration(`${of}.VulnerabilityCheck.MaximumAllowedSeverity`, {
  MAXIMUM_ALLOWED_SEVERITY_UNSPECIFIED: 0,
  BLOCK_ALL: 1,
  MINIMAL: 2,
  LOW: 3,
  MEDIUM: 4,
  HIGH: 5,
  CRITICAL: 6,
  ALLOW_ALL: 7,
});

const VulnerabilityCheck = message(
  `${of}.VulnerabilityCheck`,
  'A scan must have finished, and its findings must be within limits.',
  {
    maximumFixableSeverity: field(1, MaximumAllowedSeverity, 'Limit where a fix is known.'),
    maximumUnfixableSeverity: field(2, MaximumAllowedSeverity, 'Limit where no fix is known.'),
    allowedCves: field(3, repeated(text()), 'Ids of notes whose findings always pass.'),
    blockedCves: field(4, repeated(text()), 'Ids of notes whose findings never pass.'),
    containerAnalysisVulnerabilityProjects: field(
      5,
      repeated(text()),
      'Projects that hold the findings, projects/PROJECT; without any, that of the policy.',
    ),
    allowedNotes: field(
      1000,
      repeated(text()),
      'Notes whose findings always pass: projects/PROVIDER/notes/NOTE. An extension.',
    ),
    blockedNotes: field(1001, repeated(text()), 'Notes whose findings never pass. An extension.'),
    maximumScanAge: field(
      1002,
      duration(),
      'How long ago the scan may be; any time where absent. An extension.',
    ),
    allowUnscanned: field(
      1003,
      bool(),
      'Whether an image passes that no scan has finished of; each verdict warns then. An extension.',
    ),
    allowUnknownSeverity: field(
      1004,
      bool(),
      'Whether findings without a severity pass; each verdict warns then. An extension.',
    ),
    allowNotAffected: field(
      1005,
      bool(),
      'Whether findings pass that do not affect the image as a VEX statement says which applies to them. An extension.',
    ),
  },
);

const ImageFreshnessCheck = message(`${of}.ImageFreshnessCheck`, 'The image must be new.', {
  maxUploadAgeDays: field(1, int32(), 'Days since the image was uploaded.'),
});

const Require = enumeration(`${of}.AttestationCheck.Require`, { REQUIRE_UNSPECIFIED: 0, ALL: 1, ANY: 2 });

const AttestationCheck = message(`${of}.AttestationCheck`, 'Attestors must have attested the image.', {
  attestors: field(1, repeated(text()), 'projects/PROJECT/attestors/ATTESTOR.'),
  require: field(2, Require, 'Whether all of them or any; all where absent.'),
});

const checkFields = {
  displayName: field(1, text(), 'How people call it.'),
  imageAllowlist: field(2, ImageAllowlist, 'Images that need not pass the check.'),
  simpleSigningAttestationCheck: field(3, SimpleSigningAttestationCheck, 'An attestation by a key.', {
    oneof: 'check_type',
  }),
  trustedDirectoryCheck: field(4, TrustedDirectoryCheck, 'Where the image is.', { oneof: 'check_type' }),
  alwaysDeny: field(5, bool(), 'Denies every image.', { oneof: 'check_type' }),
  vulnerabilityCheck: field(6, VulnerabilityCheck, 'What a scan found.', { oneof: 'check_type' }),
  imageFreshnessCheck: field(7, ImageFreshnessCheck, 'How old the image is.', { oneof: 'check_type' }),
  slsaCheck: field(8, SlsaCheck, 'How the image was built.', { oneof: 'check_type' }),
  sigstoreSignatureCheck: field(9, SigstoreSignatureCheck, 'A signature by cosign.', {
    oneof: 'check_type',
  }),
  attestationCheck: field(1000, AttestationCheck, 'Attestations by attestors. An extension.', {
    oneof: 'check_type',
  }),
};

const Alternative = message(`${of}.AnyOfCheck.Alternative`, 'One of several checks.', checkFields);

const AnyOfCheck = message(`${of}.AnyOfCheck`, 'One of several checks must pass.', {
  checks: field(1, repeated(Alternative), 'The checks.'),
});

export const Check = message(`${of}.Check`, 'One thing that must hold of an image.', {
  ...checkFields,
  anyOf: field(1001, AnyOfCheck, 'One of several checks. An extension.', { oneof: 'check_type' }),
});

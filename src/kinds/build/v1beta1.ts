import { field, message } from '../../schema/message.js';
import { bytes, enumeration, text } from '../../schema/scalars.js';
import { BuildProvenance } from '../common/provenance.js';
import { InTotoSlsaProvenance } from '../common/slsa.js';

export const KeyType = enumeration('grafeas.v1beta1.build.BuildSignature.KeyType', {
  KEY_TYPE_UNSPECIFIED: 0,
  PGP_ASCII_ARMORED: 1,
  PKIX_PEM: 2,
});

export const BuildSignature = message('grafeas.v1beta1.build.BuildSignature', 'The signature of a builder.', {
  publicKey: field(1, text(), 'The key that verifies it.'),
  signature: field(2, bytes(), 'The signature over the provenance.', { required: true }),
  keyId: field(3, text(), 'Id of the key, where the key is kept elsewhere.'),
  keyType: field(4, KeyType, 'Encoding of the key.'),
});

export const Build = message('grafeas.v1beta1.build.Build', 'A builder.', {
  builderVersion: field(1, text(), 'Version of the builder.', { required: true, immutable: true }),
  signature: field(2, BuildSignature, 'Signature over the provenance of its builds.', { check: true }),
});

/** Either form of provenance is accepted. */
export const Details = message(
  'grafeas.v1beta1.build.Details',
  'The build that made an artifact.',
  {
    provenance: field(1, BuildProvenance, "The build in Grafeas' own terms.", { check: true }),
    provenanceBytes: field(2, text(), 'The provenance as it was signed.'),
    inTotoSlsaProvenanceV1: field(3, InTotoSlsaProvenance, 'The build as SLSA provenance.'),
  },
  {
    rule(value, path, report) {
      if (value.provenance === undefined && value.inTotoSlsaProvenanceV1 === undefined)
        report(`${path}.provenance`, 'required, unless inTotoSlsaProvenanceV1 is set');
    },
  },
);

import { field, message } from '../../schema/message.js';
import { text } from '../../schema/scalars.js';
import { InTotoProvenance, InTotoStatement } from '../common/v1/intoto.js';
import { BuildProvenance, InTotoSlsaProvenance } from '../common/v1/provenance.js';

export const BuildNote = message('grafeas.v1.BuildNote', 'A builder.', {
  builderVersion: field(1, text(), 'Version of the builder.', { required: true, immutable: true }),
});

/** Any form of provenance is accepted. */
export const BuildOccurrence = message(
  'grafeas.v1.BuildOccurrence',
  'The build that made an artifact.',
  {
    provenance: field(1, BuildProvenance, "The build in Grafeas' own terms.", { check: true }),
    provenanceBytes: field(2, text(), 'The provenance as it was signed.'),
    intotoProvenance: field(3, InTotoProvenance, 'The build in the first provenance format of in-toto.', {
      deprecated: true,
    }),
    intotoStatement: field(4, InTotoStatement, 'The build as an in-toto statement.'),
    inTotoSlsaProvenanceV1: field(5, InTotoSlsaProvenance, 'The build as SLSA provenance.'),
  },
  {
    rule(value, path, report) {
      const { provenance, intotoProvenance, intotoStatement, inTotoSlsaProvenanceV1 } = value;
      if ((provenance ?? intotoProvenance ?? intotoStatement ?? inTotoSlsaProvenanceV1) === undefined)
        report(
          `${path}.provenance`,
          'required, unless intotoStatement, inTotoSlsaProvenanceV1 or intotoProvenance is set',
        );
    },
  },
);

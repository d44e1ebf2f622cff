import { map, repeated } from '../../schema/field-types.js';
import { field, message } from '../../schema/message.js';
import { bytes, text, timestamp } from '../../schema/scalars.js';
import { jsonValue, struct } from '../../schema/well-known.js';
import { Subject } from './subject.js';

/** SLSA provenance v1 within an in-toto statement. */

const scope = 'grafeas.v1beta1.provenance.InTotoSlsaProvenanceV1';

const ResourceDescriptor = message(
  `${scope}.ResourceDescriptor`,
  'An artifact used or produced by a build.',
  {
    name: field(1, text(), 'Its name within the statement.'),
    uri: field(2, text(), 'Its URI.'),
    digest: field(3, map(text()), 'Its digests by algorithm.'),
    content: field(4, bytes(), 'The artifact itself, where it is small.'),
    downloadLocation: field(5, text(), 'Where to get it.'),
    mediaType: field(6, text(), 'Its media type.'),
    annotations: field(7, map(jsonValue()), 'Further information by name.'),
  },
);

const BuildDefinition = message(`${scope}.BuildDefinition`, 'The inputs of the build.', {
  buildType: field(1, text(), 'URI that says what the parameters mean.'),
  externalParameters: field(2, struct(), 'Parameters from outside the builder, to be verified.'),
  internalParameters: field(3, struct(), 'Parameters that the builder chose.'),
  resolvedDependencies: field(4, repeated(ResourceDescriptor), 'Artifacts that the build used.'),
});

const ProvenanceBuilder = message(`${scope}.ProvenanceBuilder`, 'Who built it.', {
  id: field(1, text(), 'URI of the builder.'),
  version: field(2, map(text()), 'Versions of the parts of the builder, by name.'),
  builderDependencies: field(3, repeated(ResourceDescriptor), 'Artifacts that the builder used.'),
});

const BuildMetadata = message(`${scope}.BuildMetadata`, 'Facts about the run.', {
  invocationId: field(1, text(), 'Id of the run.'),
  startedOn: field(2, timestamp(), 'When it started.'),
  finishedOn: field(3, timestamp(), 'When it finished.'),
});

const RunDetails = message(`${scope}.RunDetails`, 'The run of the build.', {
  builder: field(1, ProvenanceBuilder, 'Who built it.'),
  metadata: field(2, BuildMetadata, 'Facts about the run.'),
  byproducts: field(3, repeated(ResourceDescriptor), 'Further outputs of the build.'),
});

const SlsaProvenance = message(`${scope}.SlsaProvenanceV1`, 'The predicate of the statement.', {
  buildDefinition: field(1, BuildDefinition, 'The inputs of the build.'),
  runDetails: field(2, RunDetails, 'The run of the build.'),
});

export const InTotoSlsaProvenance = message(scope, 'A statement about a build.', {
  _type: field(1, text(), 'URI of the statement format.', { proto: 'type' }),
  subject: field(2, repeated(Subject), 'What was built.'),
  predicateType: field(3, text(), 'URI of the predicate format.'),
  predicate: field(4, SlsaProvenance, 'How it was built.'),
});

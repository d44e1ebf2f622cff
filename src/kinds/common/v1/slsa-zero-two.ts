import { map, repeated } from '../../../schema/field-types.js';
import { field, message } from '../../../schema/message.js';
import { bool, text, timestamp } from '../../../schema/scalars.js';
import { struct } from '../../../schema/well-known.js';

/** SLSA provenance 0.2, which builders such as Tekton Chains write. */

const scope = 'grafeas.v1.SlsaProvenanceZeroTwo';

const SlsaBuilder = message(`${scope}.SlsaBuilder`, 'Who built it.', {
  id: field(1, text(), 'URI of the builder.'),
});

const SlsaMaterial = message(`${scope}.SlsaMaterial`, 'A material of the build.', {
  uri: field(1, text(), 'Its URI.'),
  digest: field(2, map(text()), 'Its digests by algorithm.'),
});

const SlsaConfigSource = message(`${scope}.SlsaConfigSource`, 'Where the build is described.', {
  uri: field(1, text(), 'URI of the description.'),
  digest: field(2, map(text()), 'Its digests by algorithm.'),
  entryPoint: field(3, text(), 'Entry point within the description.'),
});

const SlsaInvocation = message(`${scope}.SlsaInvocation`, 'The invocation of the build.', {
  configSource: field(1, SlsaConfigSource, 'Where the build is described.'),
  parameters: field(2, struct(), 'External inputs of the build.'),
  environment: field(3, struct(), 'The environment that the build needs.'),
});

const SlsaCompleteness = message(
  `${scope}.SlsaCompleteness`,
  'Which parts the builder declares to be complete.',
  {
    parameters: field(1, bool(), 'Whether the parameters are complete.'),
    environment: field(2, bool(), 'Whether the environment is complete.'),
    materials: field(3, bool(), 'Whether the materials are complete.'),
  },
);

const SlsaMetadata = message(`${scope}.SlsaMetadata`, 'Facts about the build.', {
  buildInvocationId: field(1, text(), 'Id of the run.'),
  buildStartedOn: field(2, timestamp(), 'When it started.'),
  buildFinishedOn: field(3, timestamp(), 'When it finished.'),
  completeness: field(4, SlsaCompleteness, 'Which parts the builder declares to be complete.'),
  reproducible: field(5, bool(), 'Whether building again gives the same bytes.'),
});

export const SlsaProvenanceZeroTwo = message(scope, 'A build, as SLSA provenance 0.2.', {
  builder: field(1, SlsaBuilder, 'Who built it.'),
  buildType: field(2, text(), 'URI that says what the invocation means.'),
  invocation: field(3, SlsaInvocation, 'The invocation of the build.'),
  buildConfig: field(4, struct(), 'The steps of the build, as the builder ran them.'),
  metadata: field(5, SlsaMetadata, 'Facts about the build.'),
  materials: field(6, repeated(SlsaMaterial), 'The materials.'),
});

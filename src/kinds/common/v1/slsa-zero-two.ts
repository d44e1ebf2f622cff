import { map, repeated } from '../../../schema/field-types.js';
import { field, message } from '../../../schema/message.js';
import { bool, text, timestamp } from '../../../schema/scalars.js';
import { struct } from '../../../schema/well-known.js';

/** SLSA provenance 0.2, which builders such as Tekton Chains write. */

const scope = 'grafeas.v1.SlsaProvenanceZeroTwo';

const SlsaBuilder = message(`${scope}.SlsaBuilder`, 'Who built it.', {
  id: field(1, text(), 'URI of the builder.'),
});

const SlsaMaterial = message(`${scope}.SlsaMaterial`, 'Something that went in.', {
  uri: field(1, text(), 'Its URI.'),
  digest: field(2, map(text()), 'Its digests by algorithm.'),
});

const SlsaConfigSource = message(`${scope}.SlsaConfigSource`, 'Where the build is described.', {
  uri: field(1, text(), 'URI of the description.'),
  digest: field(2, map(text()), 'Its digests by algorithm.'),
  entryPoint: field(3, text(), 'Where in the description the build begins.'),
});

const SlsaInvocation = message(`${scope}.SlsaInvocation`, 'What set the build off.', {
  configSource: field(1, SlsaConfigSource, 'Where the build is described.'),
  parameters: field(2, struct(), 'Inputs that the build took from outside.'),
  environment: field(3, struct(), 'What else of the surroundings the build needs.'),
});

const SlsaCompleteness = message(
  `${scope}.SlsaCompleteness`,
  'What the builder vouches to have named in full.',
  {
    parameters: field(1, bool(), 'Whether the parameters are complete.'),
    environment: field(2, bool(), 'Whether the environment is complete.'),
    materials: field(3, bool(), 'Whether the materials are complete.'),
  },
);

const SlsaMetadata = message(`${scope}.SlsaMetadata`, 'Facts about the build.', {
  buildInvocationId: field(1, text(), 'Id of the run.'),
  buildStartedOn: field(2, timestamp(), 'When it began.'),
  buildFinishedOn: field(3, timestamp(), 'When it was done.'),
  completeness: field(4, SlsaCompleteness, 'What the builder vouches to have named in full.'),
  reproducible: field(5, bool(), 'Whether a repeat gives the same bytes.'),
});

export const SlsaProvenanceZeroTwo = message(scope, 'A build, as SLSA provenance 0.2.', {
  builder: field(1, SlsaBuilder, 'Who built it.'),
  buildType: field(2, text(), 'URI that says what the invocation means.'),
  invocation: field(3, SlsaInvocation, 'What set the build off.'),
  buildConfig: field(4, struct(), 'The steps of the build, as the builder ran them.'),
  metadata: field(5, SlsaMetadata, 'Facts about the build.'),
  materials: field(6, repeated(SlsaMaterial), 'What went in.'),
});

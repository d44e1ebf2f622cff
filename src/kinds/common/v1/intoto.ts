import { map, repeated } from '../../../schema/field-types.js';
import { field, message } from '../../../schema/message.js';
import { bool, int64, text, timestamp } from '../../../schema/scalars.js';
import { anyMessage } from '../../known-messages.js';
import { Subject } from './messages.js';
import { SlsaProvenanceZeroTwo } from './slsa-zero-two.js';

/** In-toto statements and their older predicates. */

const BuilderConfig = message('grafeas.v1.BuilderConfig', 'Who built it.', {
  id: field(1, text(), 'URI of the builder.'),
});

const Recipe = message('grafeas.v1.Recipe', 'How to build it.', {
  type: field(1, text(), 'URI that says what the recipe means.'),
  definedInMaterial: field(2, int64(), 'Which of the materials holds the recipe, from 0.'),
  entryPoint: field(3, text(), 'Entry point of the recipe.'),
  arguments: field(4, repeated(anyMessage()), 'External inputs of the recipe.'),
  environment: field(5, repeated(anyMessage()), 'The environment that the recipe needs.'),
});

const Completeness = message('grafeas.v1.Completeness', 'Which parts the builder declares to be complete.', {
  arguments: field(1, bool(), 'Whether the arguments of the recipe are complete.'),
  environment: field(2, bool(), 'Whether the environment of the recipe is complete.'),
  materials: field(3, bool(), 'Whether the materials are complete.'),
});

const Metadata = message('grafeas.v1.Metadata', 'Facts about the build.', {
  buildInvocationId: field(1, text(), 'Id of the run.'),
  buildStartedOn: field(2, timestamp(), 'When it started.'),
  buildFinishedOn: field(3, timestamp(), 'When it finished.'),
  completeness: field(4, Completeness, 'Which parts the builder declares to be complete.'),
  reproducible: field(5, bool(), 'Whether building again gives the same bytes.'),
});

export const InTotoProvenance = message(
  'grafeas.v1.InTotoProvenance',
  'A build, in the first provenance format of in-toto.',
  {
    builderConfig: field(1, BuilderConfig, 'Who built it.'),
    recipe: field(2, Recipe, 'How to build it.'),
    metadata: field(3, Metadata, 'Facts about the build.'),
    materials: field(4, repeated(text()), 'URIs of the materials.'),
  },
);

const slsa = 'grafeas.v1.SlsaProvenance';

const SlsaBuilder = message(`${slsa}.SlsaBuilder`, 'Who built it.', {
  id: field(1, text(), 'URI of the builder.'),
});

const SlsaRecipe = message(`${slsa}.SlsaRecipe`, 'How to build it.', {
  type: field(1, text(), 'URI that says what the recipe means.'),
  definedInMaterial: field(2, int64(), 'Which of the materials holds the recipe, from 0.'),
  entryPoint: field(3, text(), 'Entry point of the recipe.'),
  arguments: field(4, anyMessage(), 'External inputs of the recipe.'),
  environment: field(5, anyMessage(), 'The environment that the recipe needs.'),
});

const SlsaCompleteness = message(
  `${slsa}.SlsaCompleteness`,
  'Which parts the builder declares to be complete.',
  {
    arguments: field(1, bool(), 'Whether the arguments of the recipe are complete.'),
    environment: field(2, bool(), 'Whether the environment of the recipe is complete.'),
    materials: field(3, bool(), 'Whether the materials are complete.'),
  },
);

const SlsaMetadata = message(`${slsa}.SlsaMetadata`, 'Facts about the build.', {
  buildInvocationId: field(1, text(), 'Id of the run.'),
  buildStartedOn: field(2, timestamp(), 'When it started.'),
  buildFinishedOn: field(3, timestamp(), 'When it finished.'),
  completeness: field(4, SlsaCompleteness, 'Which parts the builder declares to be complete.'),
  reproducible: field(5, bool(), 'Whether building again gives the same bytes.'),
});

const Material = message(`${slsa}.Material`, 'A material of the build.', {
  uri: field(1, text(), 'Its URI.'),
  digest: field(2, map(text()), 'Its digests by algorithm.'),
});

const SlsaProvenance = message(slsa, 'A build, as SLSA provenance 0.1.', {
  builder: field(1, SlsaBuilder, 'Who built it.'),
  recipe: field(2, SlsaRecipe, 'How to build it.'),
  metadata: field(3, SlsaMetadata, 'Facts about the build.'),
  materials: field(4, repeated(Material), 'The materials.'),
});

export const InTotoStatement = message('grafeas.v1.InTotoStatement', 'A statement about artifacts.', {
  _type: field(1, text(), 'URI of the statement format.', { proto: 'type' }),
  subject: field(2, repeated(Subject), 'What the statement is about.'),
  predicateType: field(3, text(), 'URI of the predicate format.'),
  provenance: field(4, InTotoProvenance, 'How it was built, in the first provenance format of in-toto.', {
    oneof: 'predicate',
  }),
  slsaProvenance: field(5, SlsaProvenance, 'How it was built, as SLSA provenance 0.1.', {
    oneof: 'predicate',
  }),
  slsaProvenanceZeroTwo: field(6, SlsaProvenanceZeroTwo, 'How it was built, as SLSA provenance 0.2.', {
    oneof: 'predicate',
  }),
});

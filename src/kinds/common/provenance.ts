import { map, repeated } from '../../schema/field-types.js';
import { field, message } from '../../schema/message.js';
import { text, timestamp } from '../../schema/scalars.js';
import { Hash } from './resource.js';
import { SourceContext } from './source.js';

/** Build provenance in Grafeas' own format. */

const FileHashes = message('grafeas.v1beta1.provenance.FileHashes', 'Digests of one file.', {
  fileHash: field(1, repeated(Hash), 'At least one digest.', { required: true }),
});

const Source = message('grafeas.v1beta1.provenance.Source', 'What was built.', {
  artifactStorageSourceUri: field(1, text(), 'Where the source was stored.'),
  fileHashes: field(2, map(FileHashes), 'Digests of source files by their paths.', { check: true }),
  context: field(3, SourceContext, 'The revision that was built.'),
  additionalContexts: field(4, repeated(SourceContext), 'Revisions of further sources of the build.'),
});

const Command = message('grafeas.v1beta1.provenance.Command', 'One step of a build.', {
  name: field(1, text(), 'The program, or the image that holds it.', { required: true }),
  env: field(2, repeated(text()), 'Its environment, as KEY=VALUE.'),
  args: field(3, repeated(text()), 'Its arguments.'),
  dir: field(4, text(), 'Where it ran.'),
  id: field(5, text(), 'Name of the step, for waitFor.'),
  waitFor: field(6, repeated(text()), 'Steps that must finish before it.'),
});

const Artifact = message('grafeas.v1beta1.provenance.Artifact', 'Something that was built.', {
  checksum: field(1, text(), 'Digest of the artifact.'),
  id: field(2, text(), 'Id of the artifact, such as a URL with a digest.'),
  names: field(3, repeated(text()), 'Names it was published under.'),
});

export const BuildProvenance = message('grafeas.v1beta1.provenance.BuildProvenance', 'One build.', {
  id: field(1, text(), 'Id of the build.', { required: true }),
  projectId: field(2, text(), 'Project of the build.'),
  commands: field(3, repeated(Command), 'Its steps.', { check: true }),
  builtArtifacts: field(4, repeated(Artifact), 'What it built.'),
  createTime: field(5, timestamp(), 'When it was requested.'),
  startTime: field(6, timestamp(), 'When it started.'),
  endTime: field(7, timestamp(), 'When it finished.'),
  creator: field(8, text(), 'Who requested it.'),
  logsUri: field(9, text(), 'Where its log is.'),
  sourceProvenance: field(10, Source, 'What it was built from.', { check: true }),
  triggerId: field(11, text(), 'Id of the trigger that started it.'),
  buildOptions: field(12, map(text()), 'Its options by name.'),
  builderVersion: field(13, text(), 'Version of the builder.'),
});

import { defineKind } from '../kind.js';
import { examples, v1Examples } from './examples.js';
import * as v1 from './v1.js';
import { Build, Details } from './v1beta1.js';

/** BUILD: how an artifact was built. */

export const build = defineKind({
  name: 'BUILD',
  number: 2,
  doc: 'How, from what and by whom an artifact was built.',
  aliases: ['BUILD_DETAILS'],
  note: { member: 'build', number: 11, message: Build },
  occurrence: { member: 'build', number: 9, message: Details },
  searchable: [
    { of: 'occurrence', path: 'build.provenance.id' },
    { of: 'occurrence', path: 'build.provenance.projectId' },
    { of: 'occurrence', path: 'build.provenance.creator' },
    { of: 'occurrence', path: 'build.provenance.triggerId' },
    { of: 'occurrence', path: 'build.provenance.createTime' },
    { of: 'occurrence', path: 'build.provenance.builderVersion' },
    { of: 'occurrence', path: 'build.provenance.sourceProvenance.context.git.url' },
    { of: 'occurrence', path: 'build.provenance.sourceProvenance.context.git.revisionId' },
    { of: 'occurrence', path: 'build.inTotoSlsaProvenanceV1.predicate.buildDefinition.buildType' },
    { of: 'occurrence', path: 'build.inTotoSlsaProvenanceV1.predicate.runDetails.builder.id' },
    { of: 'note', path: 'build.builderVersion' },
  ],
  examples,
});

export const buildV1 = defineKind({
  name: 'BUILD',
  number: 2,
  doc: 'How, from what and by whom an artifact was built.',
  aliases: ['BUILD_DETAILS'],
  note: { member: 'build', number: 11, message: v1.BuildNote },
  occurrence: { member: 'build', number: 9, message: v1.BuildOccurrence },
  searchable: [
    { of: 'occurrence', path: 'build.provenance.id' },
    { of: 'occurrence', path: 'build.provenance.projectId' },
    { of: 'occurrence', path: 'build.provenance.creator' },
    { of: 'occurrence', path: 'build.provenance.triggerId' },
    { of: 'occurrence', path: 'build.provenance.createTime' },
    { of: 'occurrence', path: 'build.provenance.builderVersion' },
    { of: 'occurrence', path: 'build.provenance.sourceProvenance.context.git.url' },
    { of: 'occurrence', path: 'build.provenance.sourceProvenance.context.git.revisionId' },
    { of: 'occurrence', path: 'build.inTotoSlsaProvenanceV1.predicate.buildDefinition.buildType' },
    { of: 'occurrence', path: 'build.inTotoSlsaProvenanceV1.predicate.runDetails.builder.id' },
    { of: 'note', path: 'build.builderVersion' },
  ],
  examples: v1Examples,
});

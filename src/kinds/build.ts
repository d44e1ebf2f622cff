import { exampleResource as resource } from './common/example.js';
import { BuildProvenance } from './common/provenance.js';
import { InTotoSlsaProvenance } from './common/slsa.js';
import { defineKind } from './kind.js';
import { field, message } from './message.js';
import { bytes, enumeration, text } from './scalars.js';

/** BUILD: how an artifact was built (conformance 3.4). */

export const KeyType = enumeration('grafeas.v1beta1.build.BuildSignature.KeyType', {
  KEY_TYPE_UNSPECIFIED: 0,
  PGP_ASCII_ARMORED: 1,
  PKIX_PEM: 2,
});

export const BuildSignature = message('grafeas.v1beta1.build.BuildSignature', 'The signature of a builder.', {
  publicKey: field(1, text(), 'The key that verifies it.'),
  signature: field(2, bytes(), 'The signature over the provenance.', { required: true }),
  keyId: field(3, text(), 'Id of the key, where the key is kept elsewhere.'),
  keyType: field(4, KeyType, 'How the key is written.'),
});

export const Build = message('grafeas.v1beta1.build.Build', 'A builder.', {
  builderVersion: field(1, text(), 'Version of the builder.', { required: true, immutable: true }),
  signature: field(2, BuildSignature, 'Signature over the provenance of its builds.', { check: true }),
});

/** Either form of provenance will do (conformance 2.4). */
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

const noteName = 'projects/builders/notes/ci';
const occurrence = (build: unknown) => ({ resource, noteName, build });

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
  examples: {
    notes: [
      {
        value: {
          shortDescription: 'The builder of the platform team.',
          build: {
            builderVersion: '1.4.2',
            signature: {
              publicKey: '-----BEGIN',
              signature: 'c2lnbmF0dXJl',
              keyId: 'ci',
              keyType: 'PKIX_PEM',
            },
          },
        },
      },
      { value: { build: { builderVersion: '1.4.2' } } },
    ],
    occurrences: [
      {
        value: occurrence({
          provenance: {
            id: 'build-4711',
            projectId: 'platform',
            commands: [{ name: 'npm', env: ['CI=true'], args: ['ci'], dir: '/src', id: 'install' }],
            builtArtifacts: [{ checksum: 'sha256:4bf5122f', id: resource.uri, names: ['app:1.0'] }],
            createTime: '2024-05-02T03:04:05Z',
            startTime: '2024-05-02T03:04:06.123456789Z',
            creator: 'ci@example.com',
            logsUri: 'https://ci.example.com/4711/log',
            sourceProvenance: {
              fileHashes: { 'package.json': { fileHash: [{ type: 'SHA256', value: 'S/USLw==' }] } },
              context: {
                git: { url: 'https://git.example.com/app', revisionId: '4bf5122f' },
                labels: { branch: 'main' },
              },
            },
            buildOptions: { cache: 'off' },
            builderVersion: '1.4.2',
          },
          provenanceBytes: '{"id":"build-4711"}',
        }),
      },
      {
        value: occurrence({
          inTotoSlsaProvenanceV1: {
            _type: 'https://in-toto.io/Statement/v1',
            subject: [{ name: 'app', digest: { sha256: '4bf5122f' } }],
            predicateType: 'https://slsa.dev/provenance/v1',
            predicate: {
              buildDefinition: {
                buildType: 'https://ci.example.com/build/v1',
                externalParameters: { branch: 'main', retries: 2, tags: ['a', null, { deep: true }] },
                resolvedDependencies: [
                  { uri: 'git+https://git.example.com/app', annotations: { note: null, weight: 0.5 } },
                ],
              },
              runDetails: {
                builder: { id: 'https://ci.example.com', version: { runner: '1.4.2' } },
                metadata: { invocationId: '4711', startedOn: '2024-05-02T03:04:06Z' },
              },
            },
          },
        }),
      },
    ],
    invalid: [
      { of: 'note', path: 'build.builder_version', value: { build: {} } },
      {
        of: 'note',
        path: 'build.signature.signature',
        value: { build: { builderVersion: '1.4.2', signature: { keyId: 'ci' } } },
      },
      { of: 'occurrence', path: 'build.provenance', value: occurrence({ provenanceBytes: '{}' }) },
      { of: 'occurrence', path: 'build.provenance.id', value: occurrence({ provenance: {} }) },
      {
        of: 'occurrence',
        path: 'build.provenance.commands[0].name',
        value: occurrence({ provenance: { id: 'a', commands: [{ dir: '/src' }] } }),
      },
      {
        of: 'occurrence',
        path: 'build.provenance.source_provenance.file_hashes["a.txt"].file_hash',
        value: occurrence({ provenance: { id: 'a', sourceProvenance: { fileHashes: { 'a.txt': {} } } } }),
      },
      {
        of: 'occurrence',
        path: 'build.in_toto_slsa_provenance_v1.predicate.build_definition.external_parameters',
        value: occurrence({
          inTotoSlsaProvenanceV1: { predicate: { buildDefinition: { externalParameters: [] } } },
        }),
      },
    ],
  },
});

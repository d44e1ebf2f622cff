import { exampleResource as resource } from '../common/example.js';
import type { Kind } from '../kind.js';

const noteName = 'projects/builders/notes/ci';

const occurrence = (build: unknown) => ({ resource, noteName, build });

export const examples: Kind['examples'] = {
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
};

const v1Occurrence = (build: unknown, envelope?: unknown) => ({
  resourceUri: resource.uri.replace('https://', ''),
  noteName,
  build,
  ...(envelope === undefined ? {} : { envelope }),
});

export const v1Examples: Kind['examples'] = {
  notes: [{ value: { shortDescription: 'The builder.', build: { builderVersion: '1.4.2' } } }],
  occurrences: [
    // As Tekton Chains writes it: a statement and its envelope, no provenance, no scheme.
    {
      value: v1Occurrence(
        {
          intotoStatement: {
            _type: 'https://in-toto.io/Statement/v0.1',
            subject: [{ name: 'registry.example.com/app', digest: { sha256: '4bf5122f' } }],
            predicateType: 'https://slsa.dev/provenance/v0.2',
            slsaProvenanceZeroTwo: {
              builder: { id: 'https://tekton.example.com/chains/v2' },
              buildType: 'tekton.dev/v1/TaskRun',
              invocation: {
                configSource: {
                  uri: 'git+https://git.example.com/app',
                  digest: { sha1: '9d3a11' },
                  entryPoint: 'build',
                },
                parameters: { image: 'app', retries: 2 },
                environment: { labels: { team: 'platform' } },
              },
              buildConfig: { steps: [{ arguments: null, entryPoint: 'make' }] },
              metadata: {
                buildInvocationId: '4711',
                buildStartedOn: '2024-05-02T03:04:06Z',
                buildFinishedOn: '2024-05-02T03:05:06Z',
                completeness: { parameters: true },
              },
              materials: [{ uri: 'git+https://git.example.com/app', digest: { sha1: '9d3a11' } }],
            },
          },
        },
        { payload: 'e30=', payloadType: 'application/vnd.in-toto+json', signatures: [{ sig: 'c2ln' }] },
      ),
    },
    {
      value: v1Occurrence({
        provenance: {
          id: 'build-4711',
          sourceProvenance: {
            fileHashes: { 'package.json': { fileHash: [{ type: 'BLAKE3', value: 'S/USLw==' }] } },
          },
        },
        provenanceBytes: '{"id":"build-4711"}',
      }),
    },
    {
      value: v1Occurrence({
        intotoProvenance: {
          builderConfig: { id: 'https://ci.example.com' },
          recipe: {
            type: 'https://ci.example.com/recipe',
            definedInMaterial: '9007199254740993',
            arguments: [{ '@type': 'type.googleapis.com/google.protobuf.Struct', value: { a: 1 } }],
          },
          metadata: { completeness: { arguments: true }, reproducible: true },
          materials: ['git+https://git.example.com/app'],
        },
      }),
    },
    {
      value: v1Occurrence({
        inTotoSlsaProvenanceV1: { predicate: { runDetails: { builder: { id: 'https://ci.example.com' } } } },
      }),
    },
    {
      value: v1Occurrence({
        intotoStatement: {
          slsaProvenance: { recipe: { definedInMaterial: '1' }, materials: [{ uri: 'a' }] },
        },
      }),
    },
  ],
  invalid: [
    { of: 'note', path: 'build.builder_version', value: { build: {} } },
    { of: 'note', path: 'build.signature', value: { build: { builderVersion: '1', signature: {} } } },
    { of: 'occurrence', path: 'build.provenance', value: v1Occurrence({ provenanceBytes: '{}' }) },
    { of: 'occurrence', path: 'build.provenance.id', value: v1Occurrence({ provenance: {} }) },
    {
      of: 'occurrence',
      path: 'build.provenance.source_provenance.file_hashes["a.txt"].file_hash[0].type',
      value: v1Occurrence({
        provenance: {
          id: 'a',
          sourceProvenance: { fileHashes: { 'a.txt': { fileHash: [{ value: 'AA==' }] } } },
        },
      }),
    },
    {
      of: 'occurrence',
      path: 'build.provenance.commands[0].name',
      value: v1Occurrence({ provenance: { id: 'a', commands: [{ dir: '/src' }] }, intotoStatement: {} }),
    },
    {
      of: 'occurrence',
      path: 'build.intoto_statement.slsa_provenance',
      value: v1Occurrence({ intotoStatement: { provenance: {}, slsa_provenance: {} } }),
    },
  ],
};

import { exampleResource as resource } from './common/example.js';
import { map, repeated } from './field-types.js';
import { defineKind } from './kind.js';
import { field, message } from './message.js';
import { int64, text } from './scalars.js';

/** INTOTO: steps of a supply chain and the links that prove them (conformance 3.10). Some JSON names are in-toto's own. */

const ArtifactRule = message(
  'grafeas.v1beta1.intoto.InToto.ArtifactRule',
  'A rule for artifacts of a step.',
  {
    artifactRule: field(1, repeated(text()), 'Words of the rule, such as CREATE and a pattern.'),
  },
);

const SigningKey = message('grafeas.v1beta1.intoto.SigningKey', 'A key that may sign the step.', {
  keyId: field(1, text(), 'Id of the key.'),
  keyType: field(2, text(), 'Which algorithm it is for, such as rsa.'),
  publicKeyValue: field(3, text(), 'The public key.'),
  keyScheme: field(4, text(), 'How signatures are made with it.'),
});

export const InToto = message('grafeas.v1beta1.intoto.InToto', 'A step as it should be.', {
  stepName: field(1, text(), 'Name of the step.'),
  signingKeys: field(2, repeated(SigningKey), 'Keys that may sign it.'),
  expectedMaterials: field(3, repeated(ArtifactRule), 'Rules for what goes in.'),
  expectedProducts: field(4, repeated(ArtifactRule), 'Rules for what comes out.'),
  expectedCommand: field(5, repeated(text()), 'The command it should run.'),
  threshold: field(6, int64(), 'How many of the keys must have signed.'),
});

const Signature = message('grafeas.v1beta1.intoto.Signature', 'A signature over the link.', {
  keyid: field(1, text(), 'Id of the key that made it.', { proto: 'key_id' }),
  sig: field(2, text(), 'The signature.', { proto: 'signature' }),
});

const ArtifactHashes = message('grafeas.v1beta1.intoto.Link.ArtifactHashes', 'Digests of an artifact.', {
  sha256: field(1, text(), 'Its SHA-256 digest.'),
});

const Artifact = message('grafeas.v1beta1.intoto.Link.Artifact', 'Something that went in or came out.', {
  resourceUri: field(1, text(), 'Where it is.'),
  hashes: field(2, ArtifactHashes, 'Its digests.'),
});

const ByProducts = message('grafeas.v1beta1.intoto.Link.ByProducts', 'What else the step left.', {
  customValues: field(1, map(text()), 'Such as the exit code and output, by name.'),
});

const Environment = message('grafeas.v1beta1.intoto.Link.Environment', 'Around the step.', {
  customValues: field(1, map(text()), 'Such as variables and the working folder, by name.'),
});

export const Link = message('grafeas.v1beta1.intoto.Link', 'A step as it was.', {
  command: field(1, repeated(text()), 'The command that ran.', { proto: 'effective_command' }),
  materials: field(2, repeated(Artifact), 'What went in.'),
  products: field(3, repeated(Artifact), 'What came out.'),
  byproducts: field(4, ByProducts, 'What else the step left.'),
  environment: field(5, Environment, 'Around the step.'),
});

export const Details = message('grafeas.v1beta1.intoto.Details', 'A signed link of the supply chain.', {
  signatures: field(1, repeated(Signature), 'Signatures over the link.'),
  signed: field(2, Link, 'The step as it was.', { proto: 'link' }),
});

const noteName = 'projects/supply-chain/notes/build-step';
const occurrence = (intoto: unknown) => ({ resource, noteName, intoto });

export const intoto = defineKind({
  name: 'INTOTO',
  number: 8,
  doc: 'A step of a supply chain was done as laid out.',
  note: { member: 'intoto', number: 17, message: InToto },
  occurrence: { member: 'intoto', number: 15, message: Details },
  searchable: [
    { of: 'occurrence', path: 'intoto.signatures.keyid' },
    { of: 'occurrence', path: 'intoto.signed.materials.resourceUri' },
    { of: 'occurrence', path: 'intoto.signed.products.resourceUri' },
    { of: 'occurrence', path: 'intoto.signed.products.hashes.sha256' },
    { of: 'note', path: 'intoto.stepName' },
  ],
  examples: {
    notes: [
      {
        value: {
          intoto: {
            stepName: 'build',
            signingKeys: [
              { keyId: 'ab12', keyType: 'rsa', publicKeyValue: '-----BEGIN', keyScheme: 'rsassa' },
            ],
            expectedMaterials: [{ artifactRule: ['MATCH', 'src/*', 'FROM', 'clone'] }],
            expectedProducts: [{ artifactRule: ['CREATE', 'app'] }],
            expectedCommand: ['make', 'app'],
            threshold: '9007199254740993',
          },
        },
      },
      { value: { intoto: {} } },
    ],
    occurrences: [
      {
        value: occurrence({
          signatures: [{ keyid: 'ab12', sig: '90ab' }],
          signed: {
            command: ['make', 'app'],
            materials: [{ resourceUri: 'file://src/main.c', hashes: { sha256: '9d3a11' } }],
            products: [{ resourceUri: 'file://app', hashes: { sha256: '4bf512' } }],
            byproducts: { customValues: { 'return-value': '0' } },
            environment: { customValues: { workdir: '/src' } },
          },
        }),
      },
      { value: occurrence({}) },
    ],
    invalid: [
      { of: 'note', path: 'intoto.threshold', value: { intoto: { threshold: 'many' } } },
      {
        of: 'occurrence',
        path: 'intoto.signatures[0].keyId',
        value: occurrence({ signatures: [{ keyId: 'a' }] }),
      },
      {
        of: 'occurrence',
        path: 'intoto.link.effectiveCommand',
        value: occurrence({ signed: { effectiveCommand: ['make'] } }),
      },
    ],
  },
});

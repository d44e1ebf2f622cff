import { map, repeated } from '../../schema/field-types.js';
import { field, message } from '../../schema/message.js';
import { int64, text } from '../../schema/scalars.js';

const ArtifactRule = message(
  'grafeas.v1beta1.intoto.InToto.ArtifactRule',
  'A rule for artifacts of a step.',
  {
    artifactRule: field(1, repeated(text()), 'Tokens of the rule, such as CREATE and a pattern.'),
  },
);

const SigningKey = message('grafeas.v1beta1.intoto.SigningKey', 'A key that may sign the step.', {
  keyId: field(1, text(), 'Id of the key.'),
  keyType: field(2, text(), 'Which algorithm it is for, such as rsa.'),
  publicKeyValue: field(3, text(), 'The public key.'),
  keyScheme: field(4, text(), 'How signatures are made with it.'),
});

export const InToto = message('grafeas.v1beta1.intoto.InToto', 'The specification of a step.', {
  stepName: field(1, text(), 'Name of the step.'),
  signingKeys: field(2, repeated(SigningKey), 'Keys that may sign it.'),
  expectedMaterials: field(3, repeated(ArtifactRule), 'Rules for the materials.'),
  expectedProducts: field(4, repeated(ArtifactRule), 'Rules for the products.'),
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

const Artifact = message('grafeas.v1beta1.intoto.Link.Artifact', 'A material or product.', {
  resourceUri: field(1, text(), 'Where it is.'),
  hashes: field(2, ArtifactHashes, 'Its digests.'),
});

const ByProducts = message('grafeas.v1beta1.intoto.Link.ByProducts', 'By-products of the step.', {
  customValues: field(1, map(text()), 'Such as the exit code and output, by name.'),
});

const Environment = message('grafeas.v1beta1.intoto.Link.Environment', 'The environment of the step.', {
  customValues: field(1, map(text()), 'Such as variables and the working folder, by name.'),
});

export const Link = message('grafeas.v1beta1.intoto.Link', 'A step as it ran.', {
  command: field(1, repeated(text()), 'The command that ran.', { proto: 'effective_command' }),
  materials: field(2, repeated(Artifact), 'The materials.'),
  products: field(3, repeated(Artifact), 'The products.'),
  byproducts: field(4, ByProducts, 'By-products of the step.'),
  environment: field(5, Environment, 'The environment of the step.'),
});

export const Details = message('grafeas.v1beta1.intoto.Details', 'A signed link of the supply chain.', {
  signatures: field(1, repeated(Signature), 'Signatures over the link.'),
  signed: field(2, Link, 'The step as it ran.', { proto: 'link' }),
});

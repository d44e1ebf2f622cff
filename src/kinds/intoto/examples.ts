import { exampleResource as resource } from '../common/example.js';
import type { Kind } from '../kind.js';

const noteName = 'projects/supply-chain/notes/build-step';

const occurrence = (intoto: unknown) => ({ resource, noteName, intoto });

export const examples: Kind['examples'] = {
  notes: [
    {
      value: {
        intoto: {
          stepName: 'build',
          signingKeys: [{ keyId: 'ab12', keyType: 'rsa', publicKeyValue: '-----BEGIN', keyScheme: 'rsassa' }],
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
};

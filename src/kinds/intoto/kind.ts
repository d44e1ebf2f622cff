import { defineKind } from '../kind.js';
import { examples } from './examples.js';
import { Details, InToto } from './v1beta1.js';

/** INTOTO: steps of a supply chain and the links that prove them. Some JSON names are in-toto's own. */

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
  examples,
});

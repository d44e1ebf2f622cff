import { defineKind } from '../kind.js';
import { examples } from './examples.js';
import { Basis, Details } from './v1beta1.js';

/** IMAGE: which image another one is based on (conformance 3.5). */

export const image = defineKind({
  name: 'IMAGE',
  number: 3,
  doc: 'An image is based on another one.',
  aliases: ['IMAGE_BASIS'],
  note: { member: 'baseImage', number: 12, message: Basis },
  occurrence: { member: 'derivedImage', number: 10, message: Details },
  searchable: [
    { of: 'occurrence', path: 'derivedImage.derivedImage.baseResourceUrl' },
    { of: 'occurrence', path: 'derivedImage.derivedImage.distance' },
    { of: 'occurrence', path: 'derivedImage.derivedImage.fingerprint.v1Name' },
    { of: 'occurrence', path: 'derivedImage.derivedImage.fingerprint.v2Blob' },
    { of: 'note', path: 'baseImage.resourceUrl' },
    { of: 'note', path: 'baseImage.fingerprint.v1Name' },
  ],
  derived: [{ path: ['derivedImage', 'baseResourceUrl'], note: ({ details }) => details.resourceUrl }],
  examples,
});

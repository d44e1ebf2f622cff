import { defineKind } from '../kind.js';
import { examples, v1Examples } from './examples.js';
import * as v1 from './v1.js';
import { Basis, Details } from './v1beta1.js';

/** IMAGE: which image another one is based on. */

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

export const imageV1 = defineKind({
  name: 'IMAGE',
  number: 3,
  doc: 'An image is based on another one.',
  aliases: ['IMAGE_BASIS'],
  note: { member: 'image', formerName: 'baseImage', number: 12, message: v1.ImageNote },
  occurrence: { member: 'image', formerName: 'derivedImage', number: 10, message: v1.ImageOccurrence },
  searchable: [
    { of: 'occurrence', path: 'image.baseResourceUrl' },
    { of: 'occurrence', path: 'image.distance' },
    { of: 'occurrence', path: 'image.fingerprint.v1Name' },
    { of: 'occurrence', path: 'image.fingerprint.v2Blob' },
    { of: 'note', path: 'image.resourceUrl' },
    { of: 'note', path: 'image.fingerprint.v1Name' },
  ],
  derived: [
    {
      path: ['baseResourceUrl'],
      name: 'derivedImage.baseResourceUrl',
      note: ({ details }) => details.resourceUrl,
    },
  ],
  examples: v1Examples,
});

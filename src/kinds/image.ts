import { exampleResource as resource } from './common/example.js';
import { repeated } from './field-types.js';
import { defineKind } from './kind.js';
import { field, message } from './message.js';
import { enumeration, int32, text } from './scalars.js';

/** IMAGE: which image another one is based on (conformance 3.5). */

export const Fingerprint = message('grafeas.v1beta1.image.Fingerprint', 'What identifies an image.', {
  v1Name: field(1, text(), 'Id of the top layer in the first image format.', { required: true }),
  v2Blob: field(2, repeated(text()), 'Digests of the layers, at least one.', {
    required: true,
    nonEmptyElements: true,
  }),
  v2Name: field(3, text(), 'Name that follows from the digests of the layers.', { output: true }),
});

export const Basis = message('grafeas.v1beta1.image.Basis', 'An image that others are based on.', {
  resourceUrl: field(1, text(), 'Resource URL of the image.', { required: true, immutable: true }),
  fingerprint: field(2, Fingerprint, 'What identifies it.', { required: true, immutable: true }),
});

export const Directive = enumeration('grafeas.v1beta1.image.Layer.Directive', {
  DIRECTIVE_UNSPECIFIED: 0,
  MAINTAINER: 1,
  RUN: 2,
  CMD: 3,
  LABEL: 4,
  EXPOSE: 5,
  ENV: 6,
  ADD: 7,
  COPY: 8,
  ENTRYPOINT: 9,
  VOLUME: 10,
  USER: 11,
  WORKDIR: 12,
  ARG: 13,
  ONBUILD: 14,
  STOPSIGNAL: 15,
  HEALTHCHECK: 16,
  SHELL: 17,
});

const Layer = message('grafeas.v1beta1.image.Layer', 'A step on the way from the base image.', {
  directive: field(1, Directive, 'The instruction that made the layer.', { required: true }),
  arguments: field(2, text(), 'What stood behind the instruction.'),
});

export const Derived = message('grafeas.v1beta1.image.Derived', 'An image based on another.', {
  fingerprint: field(1, Fingerprint, 'What identifies it.', { required: true }),
  distance: field(2, int32(), 'How many layers lie between the two.', { output: true }),
  layerInfo: field(3, repeated(Layer), 'Those layers, the last one first.', { check: true }),
  baseResourceUrl: field(4, text(), 'Resource URL of the base image.', { output: true }),
});

export const Details = message('grafeas.v1beta1.image.Details', 'On what the image is based.', {
  derivedImage: field(1, Derived, 'How it follows from the base image.', { required: true, immutable: true }),
});

const noteName = 'projects/images/notes/debian-12';
const fingerprint = { v1Name: 'sha256:7b1e8c', v2Blob: ['sha256:4bf512', 'sha256:9d3a11'] };
const occurrence = (derivedImage: unknown) => ({ resource, noteName, derivedImage });

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
  examples: {
    notes: [
      {
        value: {
          baseImage: { resourceUrl: 'https://registry.example.com/debian@sha256:7b1e8c', fingerprint },
        },
      },
    ],
    occurrences: [
      {
        value: occurrence({
          derivedImage: {
            fingerprint,
            distance: 2,
            layerInfo: [{ directive: 'COPY', arguments: '. /app' }, { directive: 'ENTRYPOINT' }],
          },
        }),
      },
    ],
    invalid: [
      { of: 'note', path: 'base_image.resource_url', value: { baseImage: { fingerprint } } },
      {
        of: 'note',
        path: 'base_image.fingerprint',
        value: { baseImage: { resourceUrl: 'https://registry.example.com/debian@sha256:7b1e8c' } },
      },
      { of: 'occurrence', path: 'derived_image.derived_image', value: occurrence({}) },
      {
        of: 'occurrence',
        path: 'derived_image.derived_image.fingerprint.v2_blob[1]',
        value: occurrence({ derivedImage: { fingerprint: { v1Name: 'sha256:7b1e8c', v2Blob: ['a', ''] } } }),
      },
      {
        of: 'occurrence',
        path: 'derived_image.derived_image.layer_info[0].directive',
        value: occurrence({ derivedImage: { fingerprint, layerInfo: [{ arguments: '. /app' }] } }),
      },
    ],
  },
});

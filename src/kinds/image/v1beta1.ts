import { repeated } from '../../schema/field-types.js';
import { field, message } from '../../schema/message.js';
import { enumeration, int32, text } from '../../schema/scalars.js';

export const Fingerprint = message('grafeas.v1beta1.image.Fingerprint', 'Identifies an image.', {
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

export const Layer = message('grafeas.v1beta1.image.Layer', 'A layer added to the base image.', {
  directive: field(1, Directive, 'The instruction that made the layer.', { required: true }),
  arguments: field(2, text(), 'Arguments of the instruction.'),
});

export const Derived = message('grafeas.v1beta1.image.Derived', 'An image based on another.', {
  fingerprint: field(1, Fingerprint, 'What identifies it.', { required: true }),
  distance: field(2, int32(), 'Number of layers between the two images.', { output: true }),
  layerInfo: field(3, repeated(Layer), 'Those layers, the last one first.', { check: true }),
  baseResourceUrl: field(4, text(), 'Resource URL of the base image.', { output: true }),
});

export const Details = message('grafeas.v1beta1.image.Details', 'The base image of an image.', {
  derivedImage: field(1, Derived, 'How it derives from the base image.', { required: true, immutable: true }),
});

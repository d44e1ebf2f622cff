import { repeated } from '../../../schema/field-types.js';
import { field, message } from '../../../schema/message.js';
import { bytes, int32, text } from '../../../schema/scalars.js';
import { Severity as SeverityBefore } from '../../vulnerability/v1beta1.js';
import * as artifact from '../artifact.js';
import * as resource from '../resource.js';
import { Subject as SubjectBefore } from '../subject.js';
import { sameEnumInV1, sameInV1 } from './same.js';

/** Messages of grafeas.v1 used by several kinds and by the members common to all kinds. */

export const RelatedUrl = sameInV1(resource.RelatedUrl);
export const EnvelopeSignature = sameInV1(resource.EnvelopeSignature);
export const Envelope = sameInV1(resource.Envelope, [resource.EnvelopeSignature, EnvelopeSignature]);
export const License = sameInV1(artifact.License);
export const Digest = sameInV1(artifact.Digest);
export const Architecture = sameEnumInV1(artifact.Architecture);
export const Subject = sameInV1(SubjectBefore);
export const Severity = sameEnumInV1(SeverityBefore);

/** Any algorithm, where v1beta1 has an enum. */
export const Hash = message('grafeas.v1.Hash', 'A digest of some content.', {
  type: field(1, text(), 'Algorithm of the digest, such as SHA256.', { required: true }),
  value: field(2, bytes(), 'The digest itself.', { required: true }),
});

const BaseImage = message('grafeas.v1.BaseImage', 'An image that a layer may come from.', {
  name: field(1, text(), 'Name of the image.'),
  repository: field(2, text(), 'Repository of the image.'),
  layerCount: field(3, int32(), 'How many layers the image has.'),
  registry: field(4, text(), 'Registry of the repository.'),
});

const LayerDetails = message('grafeas.v1.LayerDetails', 'The layer of an image that a file is in.', {
  index: field(1, int32(), 'Which layer of the image it is, from 0.'),
  diffId: field(2, text(), 'Digest of the layer as it is unpacked.'),
  chainId: field(5, text(), 'Digest of the layer and all beneath it.'),
  command: field(3, text(), 'The instruction that made the layer.'),
  baseImages: field(4, repeated(BaseImage), 'Images that the layer may come from.'),
});

export const FileLocation = message('grafeas.v1.FileLocation', 'A file of the artifact.', {
  filePath: field(1, text(), 'Its path.'),
  layerDetails: field(2, LayerDetails, 'The layer of the image that holds it.'),
  lineNumber: field(3, int32(), 'A line of the file.'),
});

import { field } from '../../../schema/message.js';
import { text } from '../../../schema/scalars.js';
import type { Frame } from '../../registry.js';
import { Envelope, RelatedUrl } from './messages.js';

/** Notes and occurrences of v1. A resource URI needs no scheme: image builders write `registry/repository@digest`. */
export const v1Frame: Frame = {
  package: 'grafeas.v1',
  relatedUrl: RelatedUrl,
  artifact: {
    resourceUri: field(2, text(), 'The artifact, such as registry/repository@sha256:digest.', {
      required: true,
      immutable: true,
    }),
  },
  envelope: field(18, Envelope, 'The signed original of the details, in a DSSE envelope.'),
};

import { field, message } from '../../../schema/message.js';
import { text } from '../../../schema/scalars.js';
import * as v1beta1 from '../assessment.js';
import { RelatedUrl } from './messages.js';
import { sameEnumInV1, sameInV1 } from './same.js';

/** Parts of a VEX statement that vulnerabilities also contain. */

export const AssessmentState = sameEnumInV1(v1beta1.AssessmentState);
export const Justification = sameInV1(v1beta1.Justification);

export const Remediation = message(
  'grafeas.v1.VulnerabilityAssessmentNote.Assessment.Remediation',
  'What can be done about a vulnerability of the product.',
  {
    remediationType: field(1, sameEnumInV1(v1beta1.RemediationType), 'Type of the remediation.'),
    details: field(2, text(), 'How to apply it.'),
    remediationUri: field(3, RelatedUrl, 'Where to get it.'),
  },
);

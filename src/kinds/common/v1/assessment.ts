import { field, message } from '../../../schema/message.js';
import { text } from '../../../schema/scalars.js';
import * as before from '../assessment.js';
import { RelatedUrl } from './messages.js';
import { sameEnumInV1, sameInV1 } from './same.js';

/** Parts of a VEX statement that vulnerabilities carry along. */

export const AssessmentState = sameEnumInV1(before.AssessmentState);
export const Justification = sameInV1(before.Justification);

export const Remediation = message(
  'grafeas.v1.VulnerabilityAssessmentNote.Assessment.Remediation',
  'What can be done about a vulnerability of the product.',
  {
    remediationType: field(1, sameEnumInV1(before.RemediationType), 'Which sort of remedy it is.'),
    details: field(2, text(), 'How to apply it.'),
    remediationUri: field(3, RelatedUrl, 'Where to get it.'),
  },
);

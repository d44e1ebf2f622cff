import { field, message } from '../../schema/message.js';
import { enumeration, text } from '../../schema/scalars.js';
import { RelatedUrl } from './resource.js';

/** Parts of a VEX statement that vulnerabilities also contain. */

export const AssessmentState = enumeration(
  'grafeas.v1beta1.vex.VulnerabilityAssessmentNote.Assessment.State',
  {
    STATE_UNSPECIFIED: 0,
    AFFECTED: 1,
    NOT_AFFECTED: 2,
    FIXED: 3,
    UNDER_INVESTIGATION: 4,
  },
);

export const JustificationType = enumeration(
  'grafeas.v1beta1.vex.VulnerabilityAssessmentNote.Assessment.Justification.JustificationType',
  {
    JUSTIFICATION_TYPE_UNSPECIFIED: 0,
    COMPONENT_NOT_PRESENT: 1,
    VULNERABLE_CODE_NOT_PRESENT: 2,
    VULNERABLE_CODE_NOT_IN_EXECUTE_PATH: 3,
    VULNERABLE_CODE_CANNOT_BE_CONTROLLED_BY_ADVERSARY: 4,
    INLINE_MITIGATIONS_ALREADY_EXIST: 5,
  },
);

export const RemediationType = enumeration(
  'grafeas.v1beta1.vex.VulnerabilityAssessmentNote.Assessment.Remediation.RemediationType',
  {
    REMEDIATION_TYPE_UNSPECIFIED: 0,
    MITIGATION: 1,
    NO_FIX_PLANNED: 2,
    NONE_AVAILABLE: 3,
    VENDOR_FIX: 4,
    WORKAROUND: 5,
  },
);

export const Justification = message(
  'grafeas.v1beta1.vex.VulnerabilityAssessmentNote.Assessment.Justification',
  'Why the product is not affected.',
  {
    justificationType: field(1, JustificationType, 'The reason, machine-readable.'),
    details: field(2, text(), 'The reason, human-readable.'),
  },
);

export const Remediation = message(
  'grafeas.v1beta1.vex.VulnerabilityAssessmentNote.Assessment.Remediation',
  'What can be done about a vulnerability of the product.',
  {
    remediationType: field(1, RemediationType, 'Type of the remediation.'),
    details: field(4, text(), 'How to apply it.'),
    remediationUri: field(5, RelatedUrl, 'Where to get it.'),
  },
);

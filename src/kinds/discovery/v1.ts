import { repeated } from '../../schema/field-types.js';
import { field, message } from '../../schema/message.js';
import { enumeration, text, timestamp } from '../../schema/scalars.js';
import { Status } from '../common/rpc-status.js';
import { sameEnumInV1, sameInV1 } from '../common/v1/same.js';
import { NoteKind, NoteKindV1 } from '../note-kind.js';
import * as v1beta1 from './v1beta1.js';

export const DiscoveryNote = sameInV1(v1beta1.Discovery, [NoteKind, NoteKindV1]);

const scope = 'grafeas.v1.DiscoveryOccurrence';

const VulnerabilityAttestationState = enumeration(
  `${scope}.VulnerabilityAttestation.VulnerabilityAttestationState`,
  { VULNERABILITY_ATTESTATION_STATE_UNSPECIFIED: 0, SUCCESS: 1, FAILURE: 2 },
);

const VulnerabilityAttestation = message(
  `${scope}.VulnerabilityAttestation`,
  'Whether an attestation of the findings was made.',
  {
    lastAttemptTime: field(1, timestamp(), 'When it was last attempted.'),
    state: field(2, VulnerabilityAttestationState, 'Result of the attempt.'),
    error: field(3, text(), 'Why there is none.'),
  },
);

export const DiscoveryOccurrence = message(scope, 'Status of the analysis of the artifact.', {
  continuousAnalysis: field(
    1,
    sameEnumInV1(v1beta1.ContinuousAnalysis),
    'Whether the artifact is analysed again when vulnerability data changes.',
  ),
  analysisStatus: field(2, sameEnumInV1(v1beta1.AnalysisStatus), 'Status of the analysis.'),
  analysisCompleted: field(7, sameInV1(v1beta1.AnalysisCompleted), 'The completed analyses.'),
  analysisError: field(8, repeated(Status), 'Errors of the analysis, one entry for each failure.'),
  analysisStatusError: field(3, Status, 'Why the analysis failed.', { output: true }),
  cpe: field(4, text(), 'CPE of the artifact.'),
  lastScanTime: field(5, timestamp(), 'When the artifact was last scanned.'),
  archiveTime: field(6, timestamp(), 'When the findings of the artifact were archived.', { output: true }),
  sbomStatus: field(9, sameInV1(v1beta1.SbomStatus), 'Status of the bill of materials.'),
  vulnerabilityAttestation: field(
    10,
    VulnerabilityAttestation,
    'Whether an attestation of the findings was made.',
  ),
  files: field(11, repeated(sameInV1(v1beta1.File)), 'Which files were analysed.'),
  lastVulnerabilityUpdateTime: field(12, timestamp(), 'When findings of the artifact last changed.'),
});

import { repeated } from '../../schema/field-types.js';
import { field, message } from '../../schema/message.js';
import { enumeration, text, timestamp } from '../../schema/scalars.js';
import { Status } from '../common/rpc-status.js';
import { sameEnumInV1, sameInV1 } from '../common/v1/same.js';
import { NoteKind, NoteKindV1 } from '../note-kind.js';
import * as before from './v1beta1.js';

export const DiscoveryNote = sameInV1(before.Discovery, [NoteKind, NoteKindV1]);

const scope = 'grafeas.v1.DiscoveryOccurrence';

const VulnerabilityAttestationState = enumeration(
  `${scope}.VulnerabilityAttestation.VulnerabilityAttestationState`,
  { VULNERABILITY_ATTESTATION_STATE_UNSPECIFIED: 0, SUCCESS: 1, FAILURE: 2 },
);

const VulnerabilityAttestation = message(
  `${scope}.VulnerabilityAttestation`,
  'Whether an attestation of the findings was made.',
  {
    lastAttemptTime: field(1, timestamp(), 'When it was last tried.'),
    state: field(2, VulnerabilityAttestationState, 'What came of it.'),
    error: field(3, text(), 'Why there is none.'),
  },
);

export const DiscoveryOccurrence = message(scope, 'How the analysis of the artifact stands.', {
  continuousAnalysis: field(
    1,
    sameEnumInV1(before.ContinuousAnalysis),
    'Whether the artifact is analysed again as news come in.',
  ),
  analysisStatus: field(2, sameEnumInV1(before.AnalysisStatus), 'How far the analysis is.'),
  analysisCompleted: field(7, sameInV1(before.AnalysisCompleted), 'Which analyses are done.'),
  analysisError: field(8, repeated(Status), 'What went wrong, one entry a failure.'),
  analysisStatusError: field(3, Status, 'Why the analysis failed.', { output: true }),
  cpe: field(4, text(), 'CPE of the artifact.'),
  lastScanTime: field(5, timestamp(), 'When the artifact was last scanned.'),
  archiveTime: field(6, timestamp(), 'When the findings of the artifact were put away.', { output: true }),
  sbomStatus: field(9, sameInV1(before.SbomStatus), 'How far the bill of materials is.'),
  vulnerabilityAttestation: field(
    10,
    VulnerabilityAttestation,
    'Whether an attestation of the findings was made.',
  ),
  files: field(11, repeated(sameInV1(before.File)), 'Which files were analysed.'),
  lastVulnerabilityUpdateTime: field(12, timestamp(), 'When findings of the artifact last changed.'),
});

import { map, repeated } from '../../schema/field-types.js';
import { field, message } from '../../schema/message.js';
import { enumeration, text, timestamp } from '../../schema/scalars.js';
import { Status } from '../common/rpc-status.js';
import { NoteKind } from '../note-kind.js';

export const Discovery = message('grafeas.v1beta1.discovery.Discovery', 'A type of analysis.', {
  analysisKind: field(1, NoteKind, 'Which kind of occurrences the analysis yields.', {
    required: true,
    immutable: true,
  }),
});

export const ContinuousAnalysis = enumeration('grafeas.v1beta1.discovery.Discovered.ContinuousAnalysis', {
  CONTINUOUS_ANALYSIS_UNSPECIFIED: 0,
  ACTIVE: 1,
  INACTIVE: 2,
});

/** Two names for 3: both are read, the first is printed. */
export const AnalysisStatus = enumeration('grafeas.v1beta1.discovery.Discovered.AnalysisStatus', {
  ANALYSIS_STATUS_UNSPECIFIED: 0,
  PENDING: 1,
  SCANNING: 2,
  FINISHED_SUCCESS: 3,
  COMPLETE: 3,
  FINISHED_FAILED: 4,
  FINISHED_UNSUPPORTED: 5,
});

export const AnalysisCompleted = message(
  'grafeas.v1beta1.discovery.Discovered.AnalysisCompleted',
  'The completed analyses.',
  { analysisType: field(1, repeated(text()), 'Types of analysis, such as vulnerability.') },
);

const SbomState = enumeration('grafeas.v1beta1.discovery.Discovered.SBOMStatus.SBOMState', {
  SBOM_STATE_UNSPECIFIED: 0,
  PENDING: 1,
  COMPLETE: 2,
});

export const SbomStatus = message(
  'grafeas.v1beta1.discovery.Discovered.SBOMStatus',
  'Status of the bill of materials.',
  {
    sbomState: field(1, SbomState, 'State of the bill of materials.'),
    error: field(2, text(), 'Why there is none.'),
  },
);

export const File = message('grafeas.v1beta1.discovery.Discovered.File', 'A file that was analysed.', {
  name: field(1, text(), 'Its path.'),
  digest: field(2, map(text()), 'Its digests by algorithm.'),
});

export const Discovered = message(
  'grafeas.v1beta1.discovery.Discovered',
  'Status of the analysis of the artifact.',
  {
    continuousAnalysis: field(
      1,
      ContinuousAnalysis,
      'Whether the artifact is analysed again when vulnerability data changes.',
    ),
    lastAnalysisTime: field(2, timestamp(), 'When it was analysed; use lastScanTime.', { deprecated: true }),
    analysisStatus: field(3, AnalysisStatus, 'Status of the analysis.'),
    analysisCompleted: field(5, AnalysisCompleted, 'The completed analyses.'),
    analysisError: field(6, repeated(Status), 'Errors of the analysis, one entry for each failure.'),
    analysisStatusError: field(4, Status, 'Why the analysis failed.', { output: true }),
    sbomStatus: field(9, SbomStatus, 'Status of the bill of materials.'),
    lastScanTime: field(10, timestamp(), 'When the artifact was last scanned.'),
    files: field(11, repeated(File), 'Which files were analysed.'),
    lastVulnerabilityUpdateTime: field(12, timestamp(), 'When findings of the artifact last changed.'),
  },
);

export const Details = message('grafeas.v1beta1.discovery.Details', 'An analysis of an artifact.', {
  discovered: field(1, Discovered, 'Status of the analysis; may be empty.', { required: true }),
});

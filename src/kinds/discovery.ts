import { exampleResource as resource } from './common/example.js';
import { Status } from './common/status.js';
import { map, repeated } from './field-types.js';
import { defineKind } from './kind.js';
import { field, message } from './message.js';
import { NoteKind } from './note-kind.js';
import { enumeration, text, timestamp } from './scalars.js';

/** DISCOVERY: that and how an artifact was analysed (conformance 3.8). */

export const Discovery = message('grafeas.v1beta1.discovery.Discovery', 'A sort of analysis.', {
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

const AnalysisCompleted = message(
  'grafeas.v1beta1.discovery.Discovered.AnalysisCompleted',
  'Which analyses are done.',
  { analysisType: field(1, repeated(text()), 'Sorts of analysis, such as vulnerability.') },
);

const SbomState = enumeration('grafeas.v1beta1.discovery.Discovered.SBOMStatus.SBOMState', {
  SBOM_STATE_UNSPECIFIED: 0,
  PENDING: 1,
  COMPLETE: 2,
});

const SbomStatus = message(
  'grafeas.v1beta1.discovery.Discovered.SBOMStatus',
  'How far the bill of materials is.',
  {
    sbomState: field(1, SbomState, 'Whether it is there.'),
    error: field(2, text(), 'Why there is none.'),
  },
);

const File = message('grafeas.v1beta1.discovery.Discovered.File', 'A file that was analysed.', {
  name: field(1, text(), 'Its path.'),
  digest: field(2, map(text()), 'Its digests by algorithm.'),
});

export const Discovered = message(
  'grafeas.v1beta1.discovery.Discovered',
  'How the analysis of the artifact stands.',
  {
    continuousAnalysis: field(
      1,
      ContinuousAnalysis,
      'Whether the artifact is analysed again as news come in.',
    ),
    lastAnalysisTime: field(2, timestamp(), 'When it was analysed; use lastScanTime.', { deprecated: true }),
    analysisStatus: field(3, AnalysisStatus, 'How far the analysis is.'),
    analysisCompleted: field(5, AnalysisCompleted, 'Which analyses are done.'),
    analysisError: field(6, repeated(Status), 'What went wrong, one entry a failure.'),
    analysisStatusError: field(4, Status, 'Why the analysis failed.', { output: true }),
    sbomStatus: field(9, SbomStatus, 'How far the bill of materials is.'),
    lastScanTime: field(10, timestamp(), 'When the artifact was last scanned.'),
    files: field(11, repeated(File), 'Which files were analysed.'),
    lastVulnerabilityUpdateTime: field(12, timestamp(), 'When findings of the artifact last changed.'),
  },
);

export const Details = message('grafeas.v1beta1.discovery.Details', 'An analysis of an artifact.', {
  discovered: field(1, Discovered, 'How it stands; may be empty.', { required: true }),
});

const noteName = 'projects/scanners/notes/nightly-scan';

export const discovery = defineKind({
  name: 'DISCOVERY',
  number: 6,
  doc: 'An artifact was, or is being, analysed.',
  note: { member: 'discovery', number: 15, message: Discovery },
  occurrence: { member: 'discovered', number: 13, message: Details },
  searchable: [
    { of: 'occurrence', path: 'discovered.discovered.analysisStatus' },
    { of: 'occurrence', path: 'discovered.discovered.continuousAnalysis' },
    { of: 'occurrence', path: 'discovered.discovered.lastScanTime' },
    { of: 'occurrence', path: 'discovered.discovered.sbomStatus.sbomState' },
    { of: 'note', path: 'discovery.analysisKind' },
  ],
  findings: true,
  examples: {
    notes: [
      { value: { shortDescription: 'Nightly scan.', discovery: { analysisKind: 'VULNERABILITY' } } },
      { value: { discovery: { analysisKind: 'DISCOVERY' } } },
    ],
    occurrences: [
      {
        value: {
          resource,
          noteName,
          discovered: {
            discovered: {
              continuousAnalysis: 'ACTIVE',
              analysisStatus: 'FINISHED_SUCCESS',
              analysisCompleted: { analysisType: ['vulnerability'] },
              analysisError: [
                {
                  code: 14,
                  message: 'the feed could not be read',
                  details: [
                    {
                      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
                      reason: 'FEED',
                      domain: 'example.com',
                    },
                  ],
                },
              ],
              sbomStatus: { sbomState: 'COMPLETE' },
              lastScanTime: '2024-05-02T03:04:05.678Z',
              files: [{ name: 'package-lock.json', digest: { sha256: '4bf5122f' } }],
            },
          },
        },
      },
      { value: { resource, noteName, discovered: { discovered: {} } } },
    ],
    invalid: [
      { of: 'note', path: 'discovery.analysis_kind', value: { discovery: {} } },
      { of: 'note', path: 'discovery.analysis_kind', value: { discovery: { analysisKind: 'WEATHER' } } },
      { of: 'occurrence', path: 'discovered.discovered', value: { resource, noteName, discovered: {} } },
      {
        of: 'occurrence',
        path: 'discovered.discovered.analysis_status_error.details[0].@type',
        value: {
          resource,
          noteName,
          discovered: {
            discovered: { analysisStatusError: { details: [{ '@type': 'type.example.com/no.such.Type' }] } },
          },
        },
      },
    ],
  },
});

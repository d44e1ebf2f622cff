import { exampleResource as resource } from '../common/example.js';
import type { Kind } from '../kind.js';

const noteName = 'projects/scanners/notes/nightly-scan';

export const examples: Kind['examples'] = {
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
};

const v1Occurrence = (v1Discovery: unknown) => ({
  resourceUri: resource.uri,
  noteName,
  discovery: v1Discovery,
});

export const v1Examples: Kind['examples'] = {
  notes: [
    { value: { shortDescription: 'Nightly scan.', discovery: { analysisKind: 'VULNERABILITY' } } },
    { value: { discovery: { analysisKind: 'COMPLIANCE' } } },
  ],
  occurrences: [
    {
      value: v1Occurrence({
        continuousAnalysis: 'ACTIVE',
        analysisStatus: 'FINISHED_SUCCESS',
        analysisCompleted: { analysisType: ['vulnerability'] },
        analysisError: [{ code: 14, message: 'the feed could not be read' }],
        cpe: 'cpe:/o:debian:debian_linux:12',
        lastScanTime: '2024-05-02T03:04:05.678Z',
        sbomStatus: { sbomState: 'COMPLETE' },
        vulnerabilityAttestation: { lastAttemptTime: '2024-05-02T03:04:05Z', state: 'SUCCESS' },
        files: [{ name: 'package-lock.json', digest: { sha256: '4bf5122f' } }],
        lastVulnerabilityUpdateTime: '2024-05-03T03:04:05Z',
      }),
    },
    { value: v1Occurrence({}) },
  ],
  invalid: [
    { of: 'note', path: 'discovery.analysis_kind', value: { discovery: {} } },
    { of: 'note', path: 'discovery.analysis_kind', value: { discovery: { analysisKind: 'INTOTO' } } },
    { of: 'occurrence', path: 'discovery.analysis_status', value: v1Occurrence({ analysis_status: 'DONE' }) },
    {
      of: 'occurrence',
      path: 'discovery.analysis_status_error.details[0].@type',
      value: v1Occurrence({
        analysisStatusError: { details: [{ '@type': 'type.example.com/no.such.Type' }] },
      }),
    },
  ],
};

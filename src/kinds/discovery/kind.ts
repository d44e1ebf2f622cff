import { defineKind } from '../kind.js';
import { examples, v1Examples } from './examples.js';
import * as v1 from './v1.js';
import { Details, Discovery } from './v1beta1.js';

/** DISCOVERY: that and how an artifact was analysed. */

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
  examples,
});

export const discoveryV1 = defineKind({
  name: 'DISCOVERY',
  number: 6,
  doc: 'An artifact was, or is being, analysed.',
  note: { member: 'discovery', number: 15, message: v1.DiscoveryNote },
  occurrence: { member: 'discovery', formerName: 'discovered', number: 13, message: v1.DiscoveryOccurrence },
  searchable: [
    { of: 'occurrence', path: 'discovery.analysisStatus' },
    { of: 'occurrence', path: 'discovery.continuousAnalysis' },
    { of: 'occurrence', path: 'discovery.lastScanTime' },
    { of: 'occurrence', path: 'discovery.sbomStatus.sbomState' },
    { of: 'note', path: 'discovery.analysisKind' },
  ],
  findings: true,
  examples: v1Examples,
});

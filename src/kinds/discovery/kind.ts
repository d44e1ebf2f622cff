import { defineKind } from '../kind.js';
import { examples } from './examples.js';
import { Details, Discovery } from './v1beta1.js';

/** DISCOVERY: that and how an artifact was analysed (conformance 3.8). */

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

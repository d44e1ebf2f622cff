import { defineKind } from '../kind.js';
import { v1Examples } from './examples.js';
import * as v1 from './v1.js';

/** COMPLIANCE: a rule of a benchmark, and the artifacts that break it. v1 alone has it. */

export const complianceV1 = defineKind({
  name: 'COMPLIANCE',
  number: 9,
  id: 1009,
  doc: 'An artifact breaks a rule of a benchmark.',
  note: { member: 'compliance', number: 18, message: v1.ComplianceNote },
  occurrence: { member: 'compliance', number: 16, message: v1.ComplianceOccurrence },
  searchable: [
    { of: 'occurrence', path: 'compliance.nonCompliantFiles.path' },
    { of: 'note', path: 'compliance.title' },
    { of: 'note', path: 'compliance.cisBenchmark.severity' },
  ],
  findings: true,
  examples: v1Examples,
});

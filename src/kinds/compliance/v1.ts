import { repeated } from '../../schema/field-types.js';
import { field, message } from '../../schema/message.js';
import { bytes, int32, text } from '../../schema/scalars.js';
import { Severity } from '../common/v1/messages.js';

const ComplianceVersion = message(
  'grafeas.v1.ComplianceVersion',
  'A version of a benchmark, and the product it is for.',
  {
    cpeUri: field(1, text(), 'CPE of the product.'),
    benchmarkDocument: field(3, text(), 'Name of the document that holds the benchmark.'),
    version: field(2, text(), 'Version of that document.'),
  },
);

const CisBenchmark = message('grafeas.v1.ComplianceNote.CisBenchmark', 'A benchmark of CIS.', {
  profileLevel: field(1, int32(), 'Level of the profile, 1 or 2.'),
  severity: field(2, Severity, 'Severity of not complying.'),
});

export const ComplianceNote = message(
  'grafeas.v1.ComplianceNote',
  'A rule that artifacts should comply with.',
  {
    title: field(1, text(), 'Its title.'),
    description: field(2, text(), 'What the rule requires.'),
    version: field(3, repeated(ComplianceVersion), 'Versions of benchmarks that hold it.'),
    rationale: field(4, text(), 'Why the rule exists.'),
    remediation: field(5, text(), 'How to comply.'),
    cisBenchmark: field(6, CisBenchmark, 'Its place in a benchmark of CIS.', { oneof: 'compliance_type' }),
    scanInstructions: field(7, bytes(), 'How to check it, for scanners.'),
    impact: field(8, text(), 'What complying may break.', { oneof: 'potential_impact' }),
  },
);

const NonCompliantFile = message('grafeas.v1.NonCompliantFile', 'A file that breaks the rule.', {
  path: field(1, text(), 'Its path; empty where displayCommand shows it.'),
  displayCommand: field(2, text(), 'A command that shows what is wrong.'),
  reason: field(3, text(), 'Why it breaks the rule.'),
});

export const ComplianceOccurrence = message(
  'grafeas.v1.ComplianceOccurrence',
  'An artifact that breaks the rule.',
  {
    nonCompliantFiles: field(2, repeated(NonCompliantFile), 'Files that break it.'),
    nonComplianceReason: field(3, text(), 'Why the artifact breaks it.'),
    version: field(4, ComplianceVersion, 'The version of the benchmark that was checked.'),
  },
);

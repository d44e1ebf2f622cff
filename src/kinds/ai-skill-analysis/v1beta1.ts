import { repeated } from '../../schema/field-types.js';
import { field, message } from '../../schema/message.js';
import { text } from '../../schema/scalars.js';

export const AiSkillAnalysisNote = message(
  'grafeas.v1beta1.aiskillanalysis.AISkillAnalysisNote',
  'A type of analysis of skills.',
  {},
);

const Finding = message('grafeas.v1beta1.aiskillanalysis.AISkillAnalysisOccurrence.Finding', 'One finding.', {
  ruleId: field(1, text(), 'Rule that found it.'),
  category: field(2, text(), 'Category of the finding.'),
  severity: field(3, text(), "Severity in the tool's own terms."),
  title: field(4, text(), 'One sentence.'),
  description: field(5, text(), 'Long description.'),
  filePath: field(6, text(), 'File it was found in.'),
  snippet: field(7, text(), 'The text found there.'),
});

export const AiSkillAnalysisOccurrence = message(
  'grafeas.v1beta1.aiskillanalysis.AISkillAnalysisOccurrence',
  'What was found in a skill.',
  {
    skillName: field(1, text(), 'Name of the skill.'),
    findings: field(2, repeated(Finding), 'Each finding.'),
  },
);

import { repeated } from '../../schema/field-types.js';
import { field, message } from '../../schema/message.js';
import { text } from '../../schema/scalars.js';

export const AiSkillAnalysisNote = message(
  'grafeas.v1beta1.aiskillanalysis.AISkillAnalysisNote',
  'A sort of analysis of skills.',
  {},
);

const Finding = message(
  'grafeas.v1beta1.aiskillanalysis.AISkillAnalysisOccurrence.Finding',
  'One thing that was found.',
  {
    ruleId: field(1, text(), 'Rule that found it.'),
    category: field(2, text(), 'What sort of finding it is.'),
    severity: field(3, text(), 'How bad it is, in the words of the tool.'),
    title: field(4, text(), 'One sentence.'),
    description: field(5, text(), 'The whole story.'),
    filePath: field(6, text(), 'File it was found in.'),
    snippet: field(7, text(), 'What stands there.'),
  },
);

export const AiSkillAnalysisOccurrence = message(
  'grafeas.v1beta1.aiskillanalysis.AISkillAnalysisOccurrence',
  'What was found in a skill.',
  {
    skillName: field(1, text(), 'Name of the skill.'),
    findings: field(2, repeated(Finding), 'Each finding.'),
  },
);

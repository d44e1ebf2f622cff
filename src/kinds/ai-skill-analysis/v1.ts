import { sameInV1 } from '../common/v1/same.js';
import * as before from './v1beta1.js';

export const AiSkillAnalysisNote = sameInV1(before.AiSkillAnalysisNote);
export const AiSkillAnalysisOccurrence = sameInV1(before.AiSkillAnalysisOccurrence);

import { sameInV1 } from '../common/v1/same.js';
import * as v1beta1 from './v1beta1.js';

export const AiSkillAnalysisNote = sameInV1(v1beta1.AiSkillAnalysisNote);
export const AiSkillAnalysisOccurrence = sameInV1(v1beta1.AiSkillAnalysisOccurrence);

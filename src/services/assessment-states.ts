import { formatNoteName, parseNoteName } from '../domain/names.js';
import { assessedBy, reachOf } from './assessments.js';
import type { RequestContext } from './context.js';
import type { ServiceDeps } from './deps.js';
import { noteNotFound, noteTarget } from './notes.js';
import type { NameRequest } from './requests.js';
import { parseNote } from './rows.js';

export type AssessmentService = ReturnType<typeof createAssessmentService>;

export function createAssessmentService({
  repository,
  registry,
}: Pick<ServiceDeps, 'repository' | 'registry'>) {
  return {
    /** Whether what a note says of the occurrences of others has reached them. */
    async getNoteAssessment(request: NameRequest, { access }: RequestContext): Promise<string> {
      const key = parseNoteName(request.name ?? '', 'name');
      access.require('notes.get', noteTarget(key));
      const stored = await repository.getNote(key);
      if (stored === undefined) throw noteNotFound(key);
      const name = formatNoteName(key);
      const { assessment, pending } = stored;
      const isApplying = pending !== undefined && assessedBy(registry, parseNote(pending)) !== undefined;
      if (assessment === undefined)
        return JSON.stringify({ name, state: isApplying ? 'APPLYING' : 'NOT_APPLIED' });
      const reach = reachOf(assessment);
      return JSON.stringify({
        name,
        state: isApplying ? 'APPLYING' : 'APPLIED',
        vulnerabilityId: assessment.noteId,
        product: assessment.product,
        ...(reach === 'all'
          ? { allProjects: true }
          : { projects: reach.filter((project) => access.allows('occurrences.list', { project })) }),
      });
    },
  };
}

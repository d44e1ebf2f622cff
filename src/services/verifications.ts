import { formatOccurrenceName, parseOccurrenceName, projectOf } from '../domain/names.js';
import type { RequestContext } from './context.js';
import type { ServiceDeps } from './deps.js';
import { occurrenceNotFound } from './occurrences.js';
import type { NameRequest } from './requests.js';
import type { Verification } from './signature-checks.js';

export type VerificationService = ReturnType<typeof createVerificationService>;

export function createVerificationService({ repository }: Pick<ServiceDeps, 'repository'>) {
  return {
    /** The result of verifying the signatures of an occurrence when it was last written. */
    async getOccurrenceVerification(request: NameRequest, context: RequestContext): Promise<string> {
      const key = parseOccurrenceName(request.name ?? '', 'name');
      context.access.require('occurrences.get', { project: projectOf(key.scope) });
      const stored = await repository.getOccurrence(key);
      if (stored === undefined) throw occurrenceNotFound(key);
      const name = formatOccurrenceName(key);
      if (stored.verification === null) return JSON.stringify({ name, state: 'NOT_CHECKED' });
      const found = JSON.parse(stored.verification) as Verification;
      const isVerified = found.checks.every(({ verified }) => verified);
      return JSON.stringify({ name, state: isVerified ? 'VERIFIED' : 'NOT_VERIFIED', ...found });
    },
  };
}

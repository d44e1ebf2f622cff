import type { Reason } from '../../src/domain/errors.js';
import type { Permission } from '../../src/services/context.js';

export type Fields = Readonly<Record<string, unknown>>;

export interface Step {
  readonly error: Reason | 'none';
  readonly request: Fields;
  /** Permissions the caller has; by default those of the step before. */
  readonly may?: readonly Permission[];
  /** Part of the message, if several steps have one reason. */
  readonly says?: string;
}

export const bad = 'nonsense';
export const gone = 'projects/c/occurrences/01890a5d-ac96-774b-bcce-b302099a8057';
export const noNote = 'projects/there/notes/none';
export const theNote = 'projects/there/notes/n';

/** The steps of a list whose request names its parent in a field. */
export function listSteps(field: string, name: string, permission: Permission): readonly Step[] {
  const wrong = { filter: '(', pageToken: bad };
  return [
    { error: 'INVALID_NAME', request: { [field]: bad, pageSize: 1001, ...wrong }, may: [] },
    { error: 'PERMISSION_DENIED', request: { [field]: name, pageSize: 1001, ...wrong }, says: permission },
    { error: 'INVALID_PARAMETER', request: { [field]: name, pageSize: 1001, ...wrong }, may: [permission] },
    { error: 'INVALID_FILTER', request: { [field]: name, ...wrong } },
    { error: 'INVALID_PAGE_TOKEN', request: { [field]: name, pageToken: bad } },
    { error: 'none', request: { [field]: name } },
  ];
}

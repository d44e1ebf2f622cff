import { ApiError } from '../domain/errors.js';
import type { LastDerived } from '../kinds/derived.js';
import type { OccurrenceDocument, Registry } from '../kinds/registry.js';
import { maskNames } from '../schema/field-mask.js';
import { placeOf } from '../schema/field-paths.js';
import type { RequestContext } from './context.js';
import type { UpdateRequest } from './requests.js';
import { replacedMembers } from './rows.js';

/**
 * A client that writes back an object may send a value that the server derived earlier and no longer derives. It must not
 * become the client's own value, or a finding that became critical would look low. So a derived member gets another value
 * only if the client means it: the update mask names that member, or If-Match proves that its current value was read.
 *
 * @param masked what the update would store. @param last what was derived until now.
 * @throws DERIVED_FIELD naming each such member
 */
export function checkReplaced(
  registry: Registry,
  { updateMask = '', isMaskImplied }: UpdateRequest,
  { ifMatch = '*' }: RequestContext,
  masked: OccurrenceDocument,
  last: LastDerived,
): void {
  if (ifMatch.trim() !== '*') return;
  const { Occurrence } = registry;
  const mask = isMaskImplied === true ? '' : updateMask;
  const violations = replacedMembers(registry, masked, last)
    .filter(({ names }) => !maskNames(Occurrence, mask, names))
    .map(({ names, derived }) => {
      const path = placeOf(Occurrence, names).path.join('.');
      const value = JSON.stringify(derived).slice(0, 80);
      return {
        field: `occurrence.${path}`,
        description: `is derived by the server and is ${value} now; to set another value name ${path} in update_mask, or send If-Match`,
      };
    });
  if (violations.length === 0) return;
  const list = violations.map(({ field, description }) => `${field} ${description}`).join(', ');
  throw new ApiError('DERIVED_FIELD', `nothing was changed: ${list}`, { violations });
}

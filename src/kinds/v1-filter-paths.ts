import type { Segment } from '../domain/filter/ast.js';
import type { CatalogueField } from '../domain/filter/catalogue.js';
import type { FilterField } from '../domain/filter/predicate.js';
import { type EnumLookup, resolvePath } from '../schema/filter-paths.js';
import type { Message } from '../schema/message.js';
import { pathInV1beta1, type Side } from './two-versions.js';
import { mendedInV1 } from './vulnerability/convert.js';

/**
 * Where a field of v1 is found in what is stored, whichever version has written it: in the v1beta1 form, which each object
 * has, where that says the same in the same words. Else in the v1 form, where the object has one, and where not in other
 * words in the v1beta1 form: enums are kept by their names, which are the same.
 *
 * @param message of v1beta1
 */
export function placeInStored(
  message: Message<unknown>,
  side: Side,
  enums: EnumLookup,
): (found: CatalogueField, path: readonly Segment[]) => CatalogueField {
  /** The path in v1beta1's names. */
  function inV1beta1(found: CatalogueField, at: number): readonly Segment[] | undefined {
    const path = pathInV1beta1(side, namesOf(found));
    return path?.map((text) => ({ at, text, quoted: false, index: false }));
  }

  return (found, path) => {
    const renamed = inV1beta1(found, path[0]?.at ?? 0);
    const there = renamed && resolvePath(message, renamed, enums);
    const place = there === undefined || 'problem' in there ? undefined : there;
    const instead = place && { ...found.field, path: place.field.path };
    if (place !== undefined && instead !== undefined && saysTheSame(place, found) && !isMended(found))
      return { ...found, field: instead };
    const field = { ...found.field, path: [...v1Form.path, ...found.field.path] };
    const isOneWord = place?.shape === found.shape && instead !== undefined;
    return { ...found, field, otherForm: isOneWord ? { present: v1Form, instead } : undefined };
  };
}

const v1Form: FilterField = { name: 'v1', type: 'message', path: [{ step: 'field', name: 'v1' }] };

function namesOf({ field }: CatalogueField): string[] {
  return field.path.flatMap((step) => {
    if (step.step === 'each') return [];
    return [step.step === 'key' ? step.key : step.name];
  });
}

/** What v1 says of a fix need not stand in the v1beta1 form, which has it whole or not at all (docs/two-versions.md). */
function isMended(found: CatalogueField): boolean {
  return namesOf(found).some((name) => mendedInV1.has(name));
}

function saysTheSame(there: CatalogueField, here: CatalogueField): boolean {
  const [names, wanted] = [there.field.enumNames, here.field.enumNames];
  const known = new Set(names?.values());
  const isKnown = [...(wanted ?? [])].every(([number, name]) => number === 0 || known.has(name));
  return there.field.type === here.field.type && there.shape === here.shape && isKnown;
}

import type { Segment } from '../domain/filter/ast.js';
import type { CatalogueField } from '../domain/filter/catalogue.js';
import type { FilterField } from '../domain/filter/predicate.js';
import { type EnumLookup, resolvePath } from '../schema/filter-paths.js';
import type { Message } from '../schema/message.js';
import { pathInV1beta1, type Side } from './two-versions.js';
import { adjustedInV1 } from './vulnerability/convert.js';

/**
 * Where a field of v1 is stored, whichever version wrote the object. Each object has a v1beta1 form: that is used if it has
 * an equivalent field with the same values. Otherwise the v1 form is used if the object has one, else the nearest field of
 * the v1beta1 form: enums are stored by name, and the names are the same.
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
    const fallback = place && { ...found.field, path: place.field.path };
    if (place !== undefined && fallback !== undefined && saysTheSame(place, found) && !isAdjusted(found))
      return { ...found, field: fallback };
    const field = { ...found.field, path: [...v1Form.path, ...found.field.path] };
    const isOneWord = place?.shape === found.shape && fallback !== undefined;
    return { ...found, field, otherForm: isOneWord ? { present: v1Form, fallback } : undefined };
  };
}

const v1Form: FilterField = { name: 'v1', type: 'message', path: [{ step: 'field', name: 'v1' }] };

function namesOf({ field }: CatalogueField): string[] {
  return field.path.flatMap((step) => {
    if (step.step === 'each') return [];
    return [step.step === 'key' ? step.key : step.name];
  });
}

/** The v1beta1 form has a fix completely or not at all, so v1's members of a fix may be missing there (docs/two-versions.md). */
function isAdjusted(found: CatalogueField): boolean {
  return namesOf(found).some((name) => adjustedInV1.has(name));
}

function saysTheSame(there: CatalogueField, here: CatalogueField): boolean {
  const [names, wanted] = [there.field.enumNames, here.field.enumNames];
  const known = new Set(names?.values());
  const isKnown = [...(wanted ?? [])].every(([number, name]) => number === 0 || known.has(name));
  return there.field.type === here.field.type && there.shape === here.shape && isKnown;
}

import type { Segment } from '../domain/filter/ast.js';
import type { CatalogueField } from '../domain/filter/catalogue.js';
import { type EnumLookup, resolvePath } from '../schema/filter-paths.js';
import type { Message } from '../schema/message.js';
import { pathInV1beta1, type Side } from './two-versions.js';

/**
 * Where a field of v1 is found in what is stored, whichever version has written it: in the v1beta1 form, which each object
 * has, where that can say the same; else in the v1 form, which only objects have that a client of v1 wrote.
 *
 * @param message of v1beta1
 */
export function placeInStored(
  message: Message<unknown>,
  side: Side,
  enums: EnumLookup,
): (found: CatalogueField, path: readonly Segment[]) => CatalogueField {
  /** The path in v1beta1's names. */
  function inV1beta1({ field }: CatalogueField, at: number): readonly Segment[] | undefined {
    const names = field.path.flatMap((step) => {
      if (step.step === 'each') return [];
      return [step.step === 'key' ? step.key : step.name];
    });
    const path = pathInV1beta1(side, names);
    return path?.map((text) => ({ at, text, quoted: false, index: false }));
  }

  return (found, path) => {
    const renamed = inV1beta1(found, path[0]?.at ?? 0);
    const there = renamed && resolvePath(message, renamed, enums);
    if (there !== undefined && !('problem' in there) && saysTheSame(there, found))
      return { ...found, field: { ...found.field, path: there.field.path } };
    const inV1 = [{ step: 'field', name: 'v1' } as const, ...found.field.path];
    return { ...found, field: { ...found.field, path: inV1 } };
  };
}

function saysTheSame(there: CatalogueField, here: CatalogueField): boolean {
  const [names, wanted] = [there.field.enumNames, here.field.enumNames];
  const known = new Set(names?.values());
  const isKnown = [...(wanted ?? [])].every(([number, name]) => number === 0 || known.has(name));
  return there.field.type === here.field.type && there.shape === here.shape && isKnown;
}

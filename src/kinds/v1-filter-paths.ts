import type { Segment } from '../domain/filter/ast.js';
import type { CatalogueField } from '../domain/filter/catalogue.js';
import { type EnumLookup, resolvePath } from '../schema/filter-paths.js';
import type { Message } from '../schema/message.js';
import type { Kind } from './kind.js';

/**
 * Where a field of v1 is found in what is stored, whichever version has written it: in the v1beta1 form, which each object
 * has, where that can say the same; else in the v1 form, which only objects have that a client of v1 wrote.
 *
 * @param message of v1beta1
 */
export function placeInStored(
  message: Message<unknown>,
  kinds: readonly Kind[],
  of: 'note' | 'occurrence',
  enums: EnumLookup,
): (found: CatalogueField, path: readonly Segment[]) => CatalogueField {
  const renamed = kinds.flatMap(({ inV1beta1 }) => Object.entries(inV1beta1?.[of] ?? {}));

  /** The path in v1beta1's names. */
  function inV1beta1({ field }: CatalogueField, path: readonly Segment[]): readonly Segment[] {
    const names = field.path.flatMap((step) =>
      step.step === 'each' ? [] : step.step === 'key' ? [step.key] : [step.name],
    );
    const name = names.join('.');
    const [from, to] = renamed.find(([prefix]) => name === prefix || name.startsWith(`${prefix}.`)) ?? [
      '',
      '',
    ];
    const at = path[0]?.at ?? 0;
    const front = to.split('.').filter((text) => text !== '');
    const rest = names.slice(from.split('.').filter((text) => text !== '').length);
    return [...front, ...rest].map((text) => ({ at, text, quoted: false, index: false }));
  }

  return (found, path) => {
    const there = resolvePath(message, inV1beta1(found, path), enums);
    if (!('problem' in there) && saysTheSame(there, found))
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

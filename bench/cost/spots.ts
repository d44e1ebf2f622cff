import type { ElementType, FieldType } from '../../src/schema/field-types.js';
import type { Field, Message } from '../../src/schema/message.js';

/** One field of a message of the contract, and how to reach it from the message that is sent. */
export interface Spot {
  /** The fields above it. */
  readonly path: readonly Field[];
  readonly field: Field;
  /** `vulnerability.packageIssue`. */
  readonly name: string;
}

/** Every field of every message reachable from `root`; each message once, by the first path that leads to it. */
export function spotsOf(root: Message<unknown>, seen = new Set<string>()): Spot[] {
  const spots: Spot[] = [];
  const visit = (message: Message<unknown>, path: readonly Field[]): void => {
    if (seen.has(message.name)) return;
    seen.add(message.name);
    for (const field of message.fields) {
      const here = [...path, field];
      spots.push({ path, field, name: here.map(({ jsonName }) => jsonName).join('.') });
      const inner = elementOf(field.type);
      if (inner.form === 'message') visit(inner, here);
    }
  };
  visit(root, []);
  return spots;
}

/** The form of a field, with what it holds: `map of scalar`, `Any`. */
export function formOf({ type }: Field): string {
  const element = elementOf(type);
  const what = element.form === 'wellKnown' ? element.name : element.form;
  return type.form === element.form ? what : `${type.form} of ${what}`;
}

/** What a field holds one or many of. */
export function elementOf(type: FieldType<unknown>): ElementType<unknown> {
  if (type.form === 'repeated') return type.element;
  return type.form === 'map' ? type.value : type;
}

/** A hostile input of about `size` bytes. */
export interface HostileCase {
  readonly name: string;
  /** Cases of one sort go the same way through a decoder, whatever their field. */
  readonly sort: string;
  build(size: number): Buffer;
}

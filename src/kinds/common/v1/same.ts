import {
  type ElementType,
  type EnumType,
  type FieldType,
  map,
  repeated,
} from '../../../schema/field-types.js';
import { type FieldDeclaration, field, type Message, message } from '../../../schema/message.js';
import { enumeration } from '../../../schema/scalars.js';

const before = 'grafeas.v1beta1.';

/** Top-level names that differ in v1. v1 has no packages beneath grafeas.v1. */
const renamed: Readonly<Record<string, string>> = {
  Authority: 'AttestationNote',
  Basis: 'ImageNote',
  Deployable: 'DeploymentNote',
  Deployment: 'DeploymentOccurrence',
  Derived: 'ImageOccurrence',
  Discovered: 'DiscoveryOccurrence',
  Discovery: 'DiscoveryNote',
  Installation: 'PackageOccurrence',
  Package: 'PackageNote',
  Vulnerability: 'VulnerabilityNote',
};

/** A nested type of v1beta1 and its replacement in v1. */
export type Replacement = readonly [was: ElementType<unknown>, is: ElementType<unknown>];

/**
 * The message of v1 that equals one of v1beta1 field for field, numbers and rules included, such as
 * `sameInV1(License)` or, where one message within differs, `sameInV1(FileHashes, [Hash, v1.Hash])`. Types outside
 * grafeas.v1beta1 are the same in both.
 */
export function sameInV1<T>(source: Message<T>, ...replacements: readonly Replacement[]): Message<T> {
  const made = new Map<ElementType<unknown>, ElementType<unknown>>(replacements);
  return sameMessage(source as Message<unknown>, made) as Message<T>;
}

/** The enum of v1 that equals one of v1beta1. */
export function sameEnumInV1<N extends string>(source: EnumType<N>): EnumType<N> {
  return enumeration(v1Name(source.name), () => Object.fromEntries(source.values()));
}

type Made = Map<ElementType<unknown>, ElementType<unknown>>;

function sameMessage(source: Message<unknown>, made: Made): Message<unknown> {
  const known = made.get(source);
  if (known !== undefined) return known as Message<unknown>;
  const fields = Object.fromEntries(
    source.fields.map(({ jsonName, number, type, doc, options }): [string, FieldDeclaration<unknown>] => [
      jsonName,
      field(number, sameType(type, made), doc, options),
    ]),
  );
  const { rule } = source;
  const same = message(v1Name(source.name), source.doc, fields, rule === undefined ? {} : { rule });
  made.set(source, same);
  return same;
}

function sameType(type: FieldType<unknown>, made: Made): FieldType<unknown> {
  if (type.form === 'repeated') return repeated(sameElement(type.element, made));
  return type.form === 'map' ? map(sameElement(type.value, made)) : sameElement(type, made);
}

function sameElement(type: ElementType<unknown>, made: Made): ElementType<unknown> {
  const known = made.get(type);
  if (known !== undefined) return known;
  if ((type.form !== 'message' && type.form !== 'enum') || !type.name.startsWith(before)) return type;
  if (type.form === 'message') return sameMessage(type, made);
  const same = sameEnumInV1(type);
  made.set(type, same);
  return same;
}

function v1Name(name: string): string {
  const [top = '', ...nested] = name
    .slice(before.length)
    .split('.')
    .filter((part) => /^[A-Z]/.test(part));
  return ['grafeas.v1', renamed[top] ?? top, ...nested].join('.');
}

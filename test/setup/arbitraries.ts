import fc from 'fast-check';
import { formatTimestamp } from '../../src/domain/timestamp.js';
import { ErrorInfo, Help } from '../../src/kinds/common/rpc-error-details.js';
import { kinds } from '../../src/kinds/index.js';
import type { Kind } from '../../src/kinds/kind.js';
import { buildRegistry, type Registry } from '../../src/kinds/registry.js';
import { decode } from '../../src/schema/codec.js';
import { type ElementType, type FieldType, isText, Refusal } from '../../src/schema/field-types.js';
import type { Field, Message } from '../../src/schema/message.js';

/** Generators derived from the declarations: every generated value is valid and keeps all rules. */

export type Json = Record<string, unknown>;

/** A message in canonical form. */
export function arbitraryMessage(message: Message<unknown>): fc.Arbitrary<Json> {
  return anyMessage(message).map((value) => canonicalForm(message, value));
}

/** Converts through JSON, so that absent members are not properties with the value undefined. */
function canonicalForm(message: Message<unknown>, value: Json): Json {
  return JSON.parse(JSON.stringify(decode(message, value, ''))) as Json;
}

const v1beta1 = buildRegistry(kinds);

/** A note of the kind in canonical form, without what the server sets. */
export function arbitraryNote(kind: Kind, { Note }: Registry = v1beta1): fc.Arbitrary<Json> {
  return envelope(Note, kind.note.member, {});
}

/** An occurrence of the kind in canonical form, without what the server sets. The kind must have occurrences. */
export function arbitraryOccurrence(
  kind: Kind,
  noteName: string,
  { Occurrence }: Registry = v1beta1,
): fc.Arbitrary<Json> {
  if (kind.occurrence === undefined) throw new Error(`${kind.name} has no occurrences`);
  return envelope(Occurrence, kind.occurrence.member, { noteName: fc.constant(noteName) });
}

function envelope(
  message: Message<unknown>,
  member: string,
  given: Record<string, fc.Arbitrary<unknown>>,
): fc.Arbitrary<Json> {
  const fields = message.fields.filter(
    ({ jsonName, options }) =>
      !options.output && (options.oneof === undefined || jsonName === member) && !(jsonName in given),
  );
  const shape = { ...Object.fromEntries(fields.map((field) => [field.jsonName, anyField(field)])), ...given };
  const requiredKeys = [
    member,
    ...Object.keys(given),
    ...fields.filter(({ options }) => options.required).map(({ jsonName }) => jsonName),
  ];
  return fc.record(shape, { requiredKeys }).map((value) => canonicalForm(message, value));
}

const messages = new WeakMap<Message<unknown>, fc.Arbitrary<Json>>();

/** Not canonical yet: default values may be present. */
function anyMessage(message: Message<unknown>): fc.Arbitrary<Json> {
  let arbitrary = messages.get(message);
  if (arbitrary === undefined) {
    arbitrary = buildMessage(message);
    messages.set(message, arbitrary);
  }
  return arbitrary;
}

function buildMessage(message: Message<unknown>): fc.Arbitrary<Json> {
  const plain = message.fields.filter(({ options }) => options.oneof === undefined);
  const shape = Object.fromEntries(plain.map((field) => [field.jsonName, anyField(field)]));
  const requiredKeys = plain.filter(({ options }) => options.required).map(({ jsonName }) => jsonName);
  const groups = message.oneofs.map((oneof) => {
    const members = message.fields.filter(({ options }) => options.oneof === oneof);
    const each = members.map((field) => anyField(field).map((value): Json => ({ [field.jsonName]: value })));
    return fc.oneof(fc.constant<Json>({}), ...each);
  });
  const whole = fc
    .tuple(fc.record(shape, { requiredKeys }), ...groups)
    .map((parts): Json => Object.assign({}, ...parts));
  return message.rule === undefined ? whole : whole.filter((value) => keepsRule(message, value));
}

function keepsRule(message: Message<unknown>, value: Json): boolean {
  let kept = true;
  message.rule?.(decode(message, value, ''), '', () => {
    kept = false;
  });
  return kept;
}

function anyField({ type, options }: Field): fc.Arbitrary<unknown> {
  const bounds = { minLength: options.required ? 1 : 0, maxLength: 3 };
  if (type.form === 'repeated') {
    const element = anyElement(type.element);
    return fc.array(options.nonEmptyElements ? element.filter((value) => value !== '') : element, bounds);
  }
  if (type.form === 'map')
    return fc.dictionary(anyText(), anyElement(type.value), { minKeys: bounds.minLength, maxKeys: 3 });
  const element = anyElement(type);
  return options.required ? element.filter((value) => !isDefault(type, value)) : element;
}

function isDefault(type: FieldType<unknown>, value: unknown): boolean {
  return (type.form === 'scalar' || type.form === 'enum') && type.isDefault(value as never);
}

function anyElement(type: ElementType<unknown>): fc.Arbitrary<unknown> {
  if (type.form === 'message') return anyMessage(type);
  const values = type.form === 'enum' ? anyEnum(type.values()) : byName(type);
  return values.map((value) => canonical(type, value));
}

function canonical(type: Exclude<ElementType<unknown>, Message<unknown>>, value: unknown): unknown {
  const decoded = type.decode(value);
  if (decoded instanceof Refusal) throw new Error(`${JSON.stringify(value)}: ${decoded.issues[0]?.message}`);
  return decoded;
}

function anyEnum(values: ReadonlyMap<string, number>): fc.Arbitrary<unknown> {
  const names = fc.constantFrom(...values.keys());
  return fc.oneof({ weight: 9, arbitrary: names }, { weight: 1, arbitrary: fc.integer() });
}

export const anyText = (): fc.Arbitrary<string> =>
  fc.string({ unit: 'grapheme', maxLength: 8 }).filter((text) => isText(text));

const timestamps = fc
  .record({
    seconds: fc.integer({ min: -62135596800, max: 253402300799 }),
    nanos: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 999_999_999 })),
  })
  .map(formatTimestamp);

const jsonValues = fc.jsonValue({ maxDepth: 3 }).filter((value) => isText(JSON.stringify(value)));

const packed: fc.Arbitrary<unknown> = fc.oneof(
  fc.constant({}),
  fc
    .dictionary(anyText(), jsonValues, { maxKeys: 3 })
    .map((value) => ({ '@type': 'type.googleapis.com/google.protobuf.Struct', value })),
  timestamps.map((value) => ({ '@type': 'type.googleapis.com/google.protobuf.Timestamp', value })),
  ...[ErrorInfo, Help].map((message) =>
    fc
      .constant(message)
      .chain((m) => anyMessage(m).map((value) => ({ '@type': `types/${m.name}`, ...value }))),
  ),
);

const arbitraries: Record<string, () => fc.Arbitrary<unknown>> = {
  string: anyText,
  bytes: () => fc.uint8Array({ maxLength: 6 }).map((value) => Buffer.from(value).toString('base64')),
  bool: () => fc.boolean(),
  int32: () => fc.integer(),
  int64: () => fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
  double: () => fc.oneof(fc.double({ noNaN: true }).map(nameInfinity), fc.constantFrom('NaN', 0.1)),
  float: () => fc.oneof(fc.float({ noNaN: true }).map(nameInfinity), fc.constantFrom('NaN', 7.5, 9.8)),
  Timestamp: () => timestamps,
  Duration: () => fc.integer({ min: -100_000, max: 100_000 }).map((value) => `${value}.250s`),
  Struct: () => fc.dictionary(anyText(), jsonValues, { maxKeys: 3 }),
  Value: () => jsonValues,
  Any: () => packed,
  FieldMask: () => fc.constantFrom('', 'name', 'resource.uri,note_name'),
};

function nameInfinity(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

function byName(type: Exclude<ElementType<unknown>, Message<unknown>>): fc.Arbitrary<unknown> {
  const name = type.form === 'scalar' ? type.scalar : type.name;
  const arbitrary = arbitraries[name];
  if (arbitrary === undefined) throw new Error(`no generator for ${name}`);
  return arbitrary();
}

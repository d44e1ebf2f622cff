import type { FieldType, ScalarName, WellKnownName } from '../../schema/field-types.js';
import type { Field, Message } from '../../schema/message.js';

/** JSON schemas (2020-12, as OpenAPI 3.1 takes them) of messages as they are printed. */
export type Schema = Readonly<Record<string, unknown>>;

/** Collects the components of the requested messages and of the messages they contain. */
export interface Components {
  /** A `$ref` to the message's component. */
  ref(message: Message<unknown>): Schema;
  /** The schema of a type: a `$ref` where it is a message. */
  of(type: FieldType<unknown>): Schema;
  /** The components so far, by name. */
  readonly schemas: Record<string, Schema>;
}

export function createComponents(): Components {
  const schemas: Record<string, Schema> = {};
  const ref = (message: Message<unknown>): Schema => {
    const name = componentName(message.name);
    if (schemas[name] === undefined) {
      schemas[name] = {};
      schemas[name] = messageSchema(message, (type) => typeSchema(type, ref, schemas));
    }
    return { $ref: `#/components/schemas/${name}` };
  };
  return { ref, of: (type) => typeSchema(type, ref, schemas), schemas };
}

/** `grafeas.v1beta1.vulnerability.Details` → `vulnerability.Details`. */
export function componentName(fullName: string): string {
  return fullName.replace(/^grafeas\.v1(?:beta1)?\./, '').replace(/^google\.(?:protobuf|rpc)\./, 'google.');
}

function messageSchema(message: Message<unknown>, schemaOf: (type: FieldType<unknown>) => Schema): Schema {
  const properties = Object.fromEntries(
    message.fields.map((field) => [
      field.jsonName,
      fieldSchema(field, schemaOf(field.type), stamped.has(message.name)),
    ]),
  );
  const alternatives = message.oneofs.flatMap((oneof) => oneofSchema(message, oneof) ?? []);
  return {
    type: 'object',
    description: message.doc,
    properties,
    additionalProperties: false,
    ...(alternatives.length === 0 ? {} : { allOf: alternatives }),
  };
}

/** Messages whose output-only fields the server sets. In other messages it keeps what providers send. */
const stamped: ReadonlySet<string> = new Set(
  ['v1beta1', 'v1'].flatMap((version) => [`grafeas.${version}.Note`, `grafeas.${version}.Occurrence`]),
);

function fieldSchema({ doc, type, options }: Field, schema: Schema, isStamped: boolean): Schema {
  const marks: Record<string, unknown> = { description: describe(doc, type, options) };
  if (options.output && isStamped) marks.readOnly = true;
  if (options.deprecated) marks.deprecated = true;
  return { ...schema, ...marks };
}

function describe(doc: string, type: FieldType<unknown>, options: Field['options']): string {
  const notes = [
    formatNote(type),
    options.required && 'Required.',
    options.immutable && 'Cannot be changed.',
    options.oneof && `One of ${options.oneof}.`,
  ];
  return [doc, ...notes.filter((note) => typeof note === 'string')].join(' ');
}

/** The text form of values, if the type alone does not define it. */
function formatNote(type: FieldType<unknown>): string | undefined {
  if (type.form === 'repeated') return formatNote(type.element);
  if (type.form === 'scalar') return scalarNotes[type.scalar];
  return type.form === 'wellKnown' ? wellKnownNotes[type.name] : undefined;
}

const scalarNotes: Readonly<Partial<Record<ScalarName, string>>> = {
  bytes: 'Base64; the URL-safe alphabet is read too.',
  int64: 'A 64-bit integer as text; a number is read too.',
};

const wellKnownNotes: Readonly<Partial<Record<WellKnownName, string>>> = {
  Timestamp: 'RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.',
  Duration: 'Seconds with an s, such as 1.5s.',
  FieldMask: 'Field paths, separated by commas.',
};

/** At most one member may be set: each alternative sets one, the last sets none. */
function oneofSchema(message: Message<unknown>, oneof: string): Schema | undefined {
  const members = message.fields.filter(({ options }) => options.oneof === oneof);
  if (members.length < 2) return undefined;
  const alternatives: Schema[] = members.map(({ jsonName, doc }) => ({
    title: jsonName,
    description: doc,
    required: [jsonName],
  }));
  // Not with `false` schemas: many client generators cannot read them.
  const none = {
    title: `no ${oneof}`,
    not: {
      anyOf: members.map(({ jsonName }) => ({ required: [jsonName], properties: { [jsonName]: {} } })),
    },
  };
  return { oneOf: [...alternatives, none] };
}

function typeSchema(
  type: FieldType<unknown>,
  ref: (message: Message<unknown>) => Schema,
  schemas: Record<string, Schema>,
): Schema {
  switch (type.form) {
    case 'message':
      return ref(type);
    case 'repeated':
      return { type: 'array', items: typeSchema(type.element, ref, schemas) };
    case 'map':
      return { type: 'object', additionalProperties: typeSchema(type.value, ref, schemas) };
    case 'enum':
      return enumRef(type.name, [...type.values().keys()], schemas);
    case 'scalar':
      return scalars[type.scalar];
    case 'wellKnown':
      return wellKnown[type.name];
  }
}

function enumRef(fullName: string, names: readonly string[], schemas: Record<string, Schema>): Schema {
  const name = componentName(fullName);
  schemas[name] ??= {
    description: `A value of ${name}, by name. Numbers are accepted too, and printed where this version has no name for them.`,
    anyOf: [
      { type: 'string', enum: names },
      { type: 'integer', format: 'int32' },
    ],
  };
  return { $ref: `#/components/schemas/${name}` };
}

const scalars = {
  string: { type: 'string' },
  bytes: { type: 'string', format: 'byte', contentEncoding: 'base64' },
  bool: { type: 'boolean' },
  int32: { type: 'integer', format: 'int32', minimum: -2147483648, maximum: 2147483647 },
  int64: { type: 'string', format: 'int64', pattern: '^-?[0-9]{1,19}$' },
  float: {
    anyOf: [
      { type: 'number', format: 'float' },
      { type: 'string', enum: ['NaN', 'Infinity', '-Infinity'] },
    ],
  },
  double: {
    anyOf: [
      { type: 'number', format: 'double' },
      { type: 'string', enum: ['NaN', 'Infinity', '-Infinity'] },
    ],
  },
} as const satisfies Record<string, Schema>;

const wellKnown = {
  Timestamp: { type: 'string', format: 'date-time' },
  Duration: { type: 'string', pattern: '^-?[0-9]+(\\.[0-9]{1,9})?s$' },
  Struct: { type: 'object', additionalProperties: true },
  Value: {},
  Any: {
    type: 'object',
    // Not required: an Any that packs nothing is an empty object.
    properties: { '@type': { type: 'string', description: 'Type URL of the message.' } },
    additionalProperties: true,
  },
  FieldMask: { type: 'string' },
  Empty: { type: 'object', additionalProperties: false },
} as const satisfies Record<string, Schema>;

import type { FieldParts, FileParts, MessageParts } from './descriptor-parts.js';

/** The files of google.protobuf that messages of the contract use, under the names every client knows. */
export const wellKnownFiles: readonly FileParts[] = [
  file('any', [message('Any', [field('type_url', 1, 'string'), field('value', 2, 'bytes')])]),
  file('duration', [message('Duration', [field('seconds', 1, 'int64'), field('nanos', 2, 'int32')])]),
  file('empty', [message('Empty', [])]),
  file('field_mask', [message('FieldMask', [{ ...field('paths', 1, 'string'), repeated: true }])]),
  file('timestamp', [message('Timestamp', [field('seconds', 1, 'int64'), field('nanos', 2, 'int32')])]),
  {
    ...file('struct', [structMessage(), valueMessage(), listMessage()]),
    enums: [{ name: 'NullValue', values: [['NULL_VALUE', 0]] }],
  },
];

function file(name: string, messages: readonly MessageParts[]): FileParts {
  return {
    name: `google/protobuf/${name}.proto`,
    package: 'google.protobuf',
    dependencies: [],
    messages,
    enums: [],
    services: [],
  };
}

function message(name: string, fields: readonly FieldParts[]): MessageParts {
  return { name, fields };
}

function field(name: string, number: number, type: FieldParts['type'], typeName?: string): FieldParts {
  const jsonName = name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  return { name, jsonName, number, type, repeated: false, typeName };
}

function structMessage(): MessageParts {
  const entry = {
    name: 'FieldsEntry',
    fields: [field('key', 1, 'string'), field('value', 2, 'message', 'google.protobuf.Value')],
    mapEntry: true,
  };
  const fields = [{ ...field('fields', 1, 'message', 'google.protobuf.Struct.FieldsEntry'), repeated: true }];
  return { name: 'Struct', fields, nested: [entry] };
}

function valueMessage(): MessageParts {
  const members = [
    field('null_value', 1, 'enum', 'google.protobuf.NullValue'),
    field('number_value', 2, 'double'),
    field('string_value', 3, 'string'),
    field('bool_value', 4, 'bool'),
    field('struct_value', 5, 'message', 'google.protobuf.Struct'),
    field('list_value', 6, 'message', 'google.protobuf.ListValue'),
  ];
  return { name: 'Value', fields: members.map((member) => ({ ...member, oneofIndex: 0 })), oneofs: ['kind'] };
}

function listMessage(): MessageParts {
  const fields = [{ ...field('values', 1, 'message', 'google.protobuf.Value'), repeated: true }];
  return { name: 'ListValue', fields };
}

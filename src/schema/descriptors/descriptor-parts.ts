import { Writer } from '../wire/writer.js';

/**
 * Messages of google/protobuf/descriptor.proto as lists of field number and value. They are recursive, which message()
 * does not support, and only encoded.
 */
export type Parts = readonly (readonly [number: number, value: string | number | Parts])[];

export function encodeParts(parts: Parts): Uint8Array {
  const writer = new Writer();
  writeParts(writer, parts);
  return writer.finish();
}

function writeParts(writer: Writer, parts: Parts): void {
  for (const [number, value] of parts) {
    if (typeof value === 'number') {
      writer.varint(number << 3);
      writer.int32(value);
      continue;
    }
    writer.varint((number << 3) | 2);
    if (typeof value === 'string') writer.text(value);
    else {
      const start = writer.begin();
      writeParts(writer, value);
      writer.end(start);
    }
  }
}

/** Numbers of FieldDescriptorProto.Type. */
export const typeNumbers = {
  double: 1,
  float: 2,
  int64: 3,
  int32: 5,
  bool: 8,
  string: 9,
  message: 11,
  bytes: 12,
  enum: 14,
} as const;

export interface FieldParts {
  readonly name: string;
  readonly jsonName: string;
  readonly number: number;
  readonly repeated: boolean;
  readonly type: keyof typeof typeNumbers;
  /** Full name of a message or enum. */
  readonly typeName?: string | undefined;
  readonly oneofIndex?: number | undefined;
  readonly deprecated?: boolean | undefined;
}

/** A FieldDescriptorProto. */
export function fieldParts(field: FieldParts): Parts {
  return [
    [1, field.name],
    [3, field.number],
    [4, field.repeated ? 3 : 1],
    [5, typeNumbers[field.type]],
    ...part(6, field.typeName === undefined ? undefined : `.${field.typeName}`),
    ...part(8, field.deprecated ? [[3, 1]] : undefined),
    ...part(9, field.oneofIndex),
    [10, field.jsonName],
  ];
}

export interface MessageParts {
  readonly name: string;
  readonly fields: readonly FieldParts[];
  readonly nested?: readonly MessageParts[];
  readonly enums?: readonly EnumParts[];
  readonly oneofs?: readonly string[];
  readonly mapEntry?: boolean;
}

/** A DescriptorProto. */
export function messageParts(message: MessageParts): Parts {
  return [
    [1, message.name],
    ...all(2, message.fields.map(fieldParts)),
    ...all(3, (message.nested ?? []).map(messageParts)),
    ...all(4, (message.enums ?? []).map(enumParts)),
    ...part(7, message.mapEntry ? [[7, 1]] : undefined),
    ...all(
      8,
      (message.oneofs ?? []).map((name): Parts => [[1, name]]),
    ),
  ];
}

export interface EnumParts {
  readonly name: string;
  readonly values: Iterable<readonly [name: string, number: number]>;
}

/** An EnumDescriptorProto; aliases are allowed if there are any. */
export function enumParts({ name, values }: EnumParts): Parts {
  const list = [...values];
  const aliases = new Set(list.map(([, number]) => number)).size < list.length;
  return [
    [1, name],
    ...all(
      2,
      list.map(
        ([valueName, number]): Parts => [
          [1, valueName],
          [2, number],
        ],
      ),
    ),
    ...part(3, aliases ? [[2, 1]] : undefined),
  ];
}

export interface MethodParts {
  readonly name: string;
  /** Full names of the messages. */
  readonly request: string;
  readonly response: string;
  readonly clientStreaming?: boolean | undefined;
  readonly serverStreaming?: boolean | undefined;
}

/** A ServiceDescriptorProto. */
export function serviceParts(name: string, methods: readonly MethodParts[]): Parts {
  return [
    [1, name],
    ...all(
      2,
      methods.map(
        (method): Parts => [
          [1, method.name],
          [2, `.${method.request}`],
          [3, `.${method.response}`],
          ...part(5, method.clientStreaming ? 1 : undefined),
          ...part(6, method.serverStreaming ? 1 : undefined),
        ],
      ),
    ),
  ];
}

export interface FileParts {
  readonly name: string;
  readonly package: string;
  readonly dependencies: readonly string[];
  readonly messages: readonly MessageParts[];
  readonly enums: readonly EnumParts[];
  readonly services: readonly { readonly name: string; readonly methods: readonly MethodParts[] }[];
}

/** A FileDescriptorProto. */
export function fileParts(file: FileParts): Parts {
  return [
    [1, file.name],
    [2, file.package],
    ...all(3, file.dependencies),
    ...all(4, file.messages.map(messageParts)),
    ...all(5, file.enums.map(enumParts)),
    ...all(
      6,
      file.services.map(({ name, methods }) => serviceParts(name, methods)),
    ),
    [12, 'proto3'],
  ];
}

function part(number: number, value: string | number | Parts | undefined): Parts {
  return value === undefined ? [] : [[number, value]];
}

function all(number: number, values: readonly (string | Parts)[]): Parts {
  return values.map((value) => [number, value] as const);
}

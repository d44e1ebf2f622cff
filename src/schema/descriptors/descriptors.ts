import type { ElementType, EnumType } from '../field-types.js';
import type { Field, Message } from '../message.js';
import { indexMessages } from '../message-index.js';
import {
  type EnumParts,
  encodeParts,
  type FieldParts,
  type FileParts,
  fileParts,
  type MessageParts,
  type MethodParts,
} from './descriptor-parts.js';
import { wellKnownFiles } from './well-known-files.js';

/** A service for descriptors: its full name and its methods. */
export interface ServiceDescription {
  readonly name: string;
  readonly methods: readonly MethodParts[];
}

/** One FileDescriptorProto. */
export interface DescriptorFile {
  readonly name: string;
  readonly dependencies: readonly string[];
  /** Full names of the messages, enums, services and methods within. */
  readonly symbols: readonly string[];
  readonly bytes: Uint8Array;
}

/**
 * Descriptors of the given messages, of all they use, and of services: one file for each top-level name, so that packages
 * may refer to one another, and the files of google.protobuf. Files follow those they import. Some steps for each file.
 */
export function* descriptorSteps(
  roots: Iterable<Message<unknown>>,
  services: readonly ServiceDescription[],
): Generator<void, readonly DescriptorFile[]> {
  const tree = new Map<string, TypeNode>();
  for (const message of indexMessages(roots).values()) {
    if (isGoogleProtobuf(message.name)) continue;
    nodeOf(tree, message.name).message = message;
    for (const { type } of message.fields) {
      const element = elementOf(type);
      if (element.form === 'enum') nodeOf(tree, element.name).enumeration ??= element;
    }
  }
  const files = [...services.map(serviceFile), ...wellKnownFiles];
  for (const node of tree.values()) {
    if (node.parent === undefined) files.push(typeFile(node));
    yield;
  }
  const described: DescriptorFile[] = [];
  for (const file of inOrder(files)) {
    const { name, dependencies } = file;
    described.push({ name, dependencies, symbols: symbolsOf(file), bytes: encodeParts(fileParts(file)) });
    yield;
  }
  return described;
}

/** A google.protobuf.FileDescriptorSet. */
export function encodeFileSet(files: readonly DescriptorFile[]): Uint8Array {
  return Buffer.concat(files.flatMap(({ bytes }) => [encodeLength(bytes.length), bytes]));
}

/** The tag of field 1 and the length of what follows. */
function encodeLength(length: number): Uint8Array {
  const out = [0x0a];
  let rest = length;
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) out.push((rest % 128) | 0x80);
  return Uint8Array.from([...out, rest]);
}

/** A name of the contract with its nested names. A message that is only referenced has no fields. */
interface TypeNode {
  readonly fullName: string;
  readonly parent: TypeNode | undefined;
  readonly children: TypeNode[];
  message?: Message<unknown>;
  enumeration?: EnumType<string>;
}

function nodeOf(tree: Map<string, TypeNode>, fullName: string): TypeNode {
  const known = tree.get(fullName);
  if (known !== undefined) return known;
  const outer = fullName.slice(0, fullName.lastIndexOf('.'));
  const parent = isTypeName(outer) ? nodeOf(tree, outer) : undefined;
  const node: TypeNode = { fullName, parent, children: [] };
  parent?.children.push(node);
  tree.set(fullName, node);
  return node;
}

/** Packages are lower case, messages and enums begin with a capital. */
function isTypeName(fullName: string): boolean {
  return /^[A-Z]/.test(lastName(fullName));
}

function lastName(fullName: string): string {
  return fullName.slice(fullName.lastIndexOf('.') + 1);
}

function packageOf(fullName: string): string {
  const parts = fullName.split('.');
  return parts
    .slice(
      0,
      parts.findIndex((part) => /^[A-Z]/.test(part)),
    )
    .join('.');
}

const isGoogleProtobuf = (fullName: string): boolean => fullName.startsWith('google.protobuf.');

/** File names by the symbols of google.protobuf. */
const fileOfWellKnown: ReadonlyMap<string, string> = new Map(
  wellKnownFiles.flatMap((file) => symbolsOf(file).map((symbol) => [symbol, file.name] as const)),
);

/** The file that holds a message, enum or service. */
function fileNameOf(fullName: string): string {
  const known = fileOfWellKnown.get(fullName);
  if (known !== undefined) return known;
  const inPackage = packageOf(fullName);
  const top = fullName.slice(inPackage.length + 1).split('.')[0] ?? '';
  const base = top.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  return `${inPackage.replaceAll('.', '/')}/${base}.proto`;
}

function typeFile(node: TypeNode): FileParts {
  const name = fileNameOf(node.fullName);
  const message = node.enumeration === undefined ? messageOf(node) : undefined;
  return {
    name,
    package: packageOf(node.fullName),
    dependencies: importsOf(name, message === undefined ? [] : typeNamesOf(message)),
    messages: message === undefined ? [] : [message],
    enums: node.enumeration === undefined ? [] : [enumOf(node.enumeration)],
    services: [],
  };
}

function serviceFile({ name, methods }: ServiceDescription): FileParts {
  const file = fileNameOf(name);
  return {
    name: file,
    package: packageOf(name),
    dependencies: importsOf(
      file,
      methods.flatMap(({ request, response }) => [request, response]),
    ),
    messages: [],
    enums: [],
    services: [{ name: lastName(name), methods }],
  };
}

function importsOf(file: string, typeNames: readonly string[]): readonly string[] {
  return [...new Set(typeNames.map(fileNameOf))].filter((other) => other !== file).sort();
}

function typeNamesOf(message: MessageParts): readonly string[] {
  return [
    ...message.fields.flatMap((field) => field.typeName ?? []),
    ...(message.nested ?? []).flatMap(typeNamesOf),
  ];
}

function messageOf(node: TypeNode): MessageParts {
  const fields = node.message?.fields ?? [];
  const oneofs = node.message?.oneofs ?? [];
  const entries = fields.flatMap((field) => mapEntryOf(field) ?? []);
  const nested = node.children.filter((child) => child.enumeration === undefined);
  return {
    name: lastName(node.fullName),
    fields: fields.map((field) => fieldOf(node.fullName, field, oneofs)),
    nested: [...entries, ...nested.map(messageOf)],
    enums: node.children.flatMap((child) =>
      child.enumeration === undefined ? [] : enumOf(child.enumeration),
    ),
    oneofs,
  };
}

function enumOf(type: EnumType<string>): EnumParts {
  return { name: lastName(type.name), values: type.values() };
}

function fieldOf(messageName: string, field: Field, oneofs: readonly string[]): FieldParts {
  const { type, options } = field;
  return {
    name: field.protoName,
    jsonName: field.jsonName,
    number: field.number,
    repeated: type.form === 'repeated' || type.form === 'map',
    ...(type.form === 'map'
      ? { type: 'message', typeName: `${messageName}.${entryName(field)}` }
      : elementParts(elementOf(type))),
    oneofIndex: options.oneof === undefined ? undefined : oneofs.indexOf(options.oneof),
    deprecated: options.deprecated,
  };
}

/** Maps are lists of entry messages, named as protoc names them. */
function mapEntryOf(field: Field): MessageParts | undefined {
  if (field.type.form !== 'map') return undefined;
  const plain = { repeated: false };
  return {
    name: entryName(field),
    fields: [
      { ...plain, name: 'key', jsonName: 'key', number: 1, type: 'string' },
      { ...plain, name: 'value', jsonName: 'value', number: 2, ...elementParts(field.type.value) },
    ],
    mapEntry: true,
  };
}

function entryName({ protoName }: Field): string {
  const words = protoName.split('_').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${words.join('')}Entry`;
}

function elementOf(type: Field['type']): ElementType<unknown> {
  if (type.form === 'repeated') return type.element;
  return type.form === 'map' ? type.value : type;
}

function elementParts(type: ElementType<unknown>): Pick<FieldParts, 'type' | 'typeName'> {
  if (type.form === 'scalar') return { type: type.scalar };
  if (type.form === 'wellKnown') return { type: 'message', typeName: `google.protobuf.${type.name}` };
  return { type: type.form, typeName: type.name };
}

function symbolsOf(file: FileParts): readonly string[] {
  const within = (outer: string, message: MessageParts): string[] => {
    const name = `${outer}.${message.name}`;
    return [
      name,
      ...(message.nested ?? []).flatMap((nested) => within(name, nested)),
      ...(message.enums ?? []).map((nested) => `${name}.${nested.name}`),
    ];
  };
  return [
    ...file.messages.flatMap((message) => within(file.package, message)),
    ...file.enums.map(({ name }) => `${file.package}.${name}`),
    ...file.services.flatMap(({ name, methods }) => [
      `${file.package}.${name}`,
      ...methods.map((method) => `${file.package}.${name}.${method.name}`),
    ]),
  ];
}

/** Imported files first. @throws RangeError if files import one another in a circle, or one is missing. */
function inOrder(files: readonly FileParts[]): readonly FileParts[] {
  const byName = new Map(files.map((file) => [file.name, file]));
  const sorted = new Set<FileParts>();
  const visit = (name: string, path: readonly string[]): void => {
    const file = byName.get(name);
    if (file === undefined || path.includes(name))
      throw new RangeError(`descriptors: ${[...path, name].join(' imports ')}`);
    if (sorted.has(file)) return;
    for (const dependency of file.dependencies) visit(dependency, [...path, name]);
    sorted.add(file);
  };
  for (const { name } of files) visit(name, []);
  return [...sorted];
}

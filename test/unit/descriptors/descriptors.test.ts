import { createRequire } from 'node:module';
import type { DescEnum, DescField, DescMessage } from '@bufbuild/protobuf';
import { ScalarType } from '@bufbuild/protobuf';
import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import { contractMessages, describeAll, ourTypes } from './contract-files.js';
import { expectedEnums, expectedMessages } from './expected.js';
import { expectedV1Enums, expectedV1Messages } from './expected-v1.js';

const versions = [
  { version: 'v1beta1', prefix: 'grafeas.v1beta1.', messages: expectedMessages, enums: expectedEnums },
  { version: 'v1', prefix: 'grafeas.v1.', messages: expectedV1Messages, enums: expectedV1Enums },
];

/** Lines `name: content` as a table with full names. */
function parseTable(text: string, prefix: string): Map<string, string> {
  const full = (name: string): string =>
    name.startsWith('google.') ? name : name.startsWith('rpc.') ? `google.${name}` : prefix + name;
  return new Map(
    text
      .trim()
      .split('\n')
      .map((line) => [full(line.slice(0, line.indexOf(':'))), line.slice(line.indexOf(':') + 1).trim()]),
  );
}

function shortName(fullName: string): string {
  return fullName.replace(/^grafeas\.v1(?:beta1)?\.|^google\.(?=rpc\.)|^google\.protobuf\./, '');
}

function typeText(field: DescField): string {
  if (field.fieldKind === 'map') {
    const value =
      field.mapKind === 'scalar'
        ? ScalarType[field.scalar].toLowerCase()
        : shortName((field.message ?? field.enum).typeName);
    return `map<string,${value}>`;
  }
  if (field.message !== undefined) return shortName(field.message.typeName);
  if (field.enum !== undefined) return `enum:${shortName(field.enum.typeName)}`;
  return ScalarType[field.scalar as ScalarType].toLowerCase();
}

function fieldText(field: DescField): string {
  const derived = field.jsonName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const name = field.name === derived ? field.jsonName : `${field.jsonName}/${field.name}`;
  const list = field.fieldKind === 'list' ? '[]' : '';
  const oneof = field.oneof === undefined ? '' : ` ^${field.oneof.name}`;
  return `${field.number} ${name} ${list}${typeText(field)}${oneof}`;
}

const sorted = (text: string): string[] =>
  text === '' ? [] : text.split(/, (?=\d)/).sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
/** Numbers that the contract's own fields stay below. */
const firstOfOurs = 1000;
const messageFields = (type: DescMessage): string[] => sorted(type.fields.map(fieldText).join(', '));
/** Values that only this server has, such as further kinds, are left out. */
const enumText = (type: DescEnum): string =>
  type.values
    .filter(({ number }) => number < firstOfOurs)
    .map(({ name, number }) => `${name}=${number}`)
    .join(', ');

const google = new protobuf.Root().addJSON(
  createRequire(import.meta.url)('@google-cloud/containeranalysis/build/protos/protos.json').nested,
);
google.resolveAll();

function googleTypes(parent: protobuf.NamespaceBase): protobuf.ReflectionObject[] {
  return parent.nestedArray.flatMap((child) => [
    child,
    ...(child instanceof protobuf.Namespace ? googleTypes(child) : []),
  ]);
}
const googleNamespaces = ['grafeas.v1beta1', 'grafeas.v1', 'google.devtools.containeranalysis.v1'].map(
  (name) => google.lookup(name) as protobuf.Namespace,
);
// Renamed and renumbered since; see the last test.
const isOutdated = (type: protobuf.ReflectionObject): boolean =>
  type.fullName.includes('v1beta1.vulnerability.CVSSv3');
const googleAll = googleNamespaces.flatMap(googleTypes).filter((type) => !isOutdated(type));
const googleMessages = googleAll.filter((type) => type instanceof protobuf.Type);
const googleEnums = googleAll.filter((type) => type instanceof protobuf.Enum);
const nameOf = (type: protobuf.ReflectionObject): string => type.fullName.slice(1);

function googleFieldText(field: protobuf.Field): string {
  const jsonName = protobuf.util.camelCase(field.name);
  const ours = ourTypes.getMessage(nameOf(field.parent as protobuf.Type));
  // protobufjs drops json_name from its JSON; ours says whether there is one.
  const own = ours?.fields.find(({ name }) => name === snake(field.name))?.jsonName ?? jsonName;
  const resolved = field.resolvedType;
  const element =
    resolved === null
      ? field.type
      : (resolved instanceof protobuf.Enum ? 'enum:' : '') + shortName(nameOf(resolved));
  const type = field instanceof protobuf.MapField ? `map<string,${element}>` : element;
  const oneof = field.partOf === null ? '' : ` ^${snake(field.partOf.name)}`;
  const derived = own.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const name = snake(field.name) === derived ? own : `${own}/${snake(field.name)}`;
  return `${field.id} ${name} ${field.repeated ? '[]' : ''}${type}${oneof}`;
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

describe.each(versions)('derived descriptors of $version', ({ prefix, ...expected }) => {
  const messages = parseTable(expected.messages, prefix);
  const enums = parseTable(expected.enums, prefix);
  const derivedEnums = [...ourTypes].filter((type): type is DescEnum => type.kind === 'enum');
  const ours = [...contractMessages.keys()].filter((name) => name.startsWith(prefix));

  it('hold exactly the messages and enums of the contract', () => {
    const expectedHere = [...messages.keys()].filter((name) => name.startsWith(prefix));
    expect(ours.toSorted()).toEqual(expectedHere.toSorted());
    const names = derivedEnums.map(({ typeName }) => typeName).filter((name) => name.startsWith(prefix));
    expect(names.toSorted()).toEqual([...enums.keys()].toSorted());
  });

  it.each([...messages])('%s has the fields of the contract', (name, fields) => {
    const type = ourTypes.getMessage(name);
    const theirs = type && messageFields(type).filter((field) => Number.parseInt(field, 10) < firstOfOurs);
    expect(theirs).toEqual(sorted(fields));
  });

  it('have request ids, which only this server has, as field 1000', () => {
    // Kinds of one's own add members to these two.
    const closed = ours.filter((name) => name !== `${prefix}Note` && name !== `${prefix}Occurrence`);
    const extensions = closed.flatMap((name) => {
      const type = ourTypes.getMessage(name);
      return (type?.fields ?? [])
        .filter(({ number }) => number >= firstOfOurs)
        .map((field) => `${name} ${fieldText(field)}`);
    });
    const requests = ['CreateNote', 'BatchCreateNotes', 'CreateOccurrence', 'BatchCreateOccurrences'];
    const expected = requests.map((name) => `${prefix}${name}Request 1000 requestId string`);
    expect(extensions.toSorted()).toEqual(expected.toSorted());
  });

  it.each([...enums])('%s has the values of the contract', (name, values) => {
    const type = ourTypes.getEnum(name);
    expect(type && enumText(type)).toBe(values);
  });

  it('declare AnalysisStatus with an alias', () => {
    const types = derivedEnums.filter(
      ({ typeName }) => typeName.startsWith(prefix) && typeName.endsWith('.AnalysisStatus'),
    );
    expect(types.map(({ proto }) => proto.options?.allowAlias)).toEqual([true]);
  });
});

describe('derived descriptors compared with those of @google-cloud/containeranalysis', () => {
  it('read Google’s messages', () => {
    expect(googleMessages.length).toBeGreaterThan(150);
    expect(googleEnums.length).toBeGreaterThan(30);
  });

  it.each(googleMessages.map((type) => [nameOf(type), type] as const))('%s agrees', (name, type) => {
    const ours = ourTypes.getMessage(name);
    const byNumber = new Map(ours?.fields.map((field) => [field.number, fieldText(field)]));
    for (const field of (type as protobuf.Type).fieldsArray)
      expect(byNumber.get(field.id), `${name} ${field.name}`).toBe(
        googleFieldText(field).replace('vulnerability.CVSSv3', 'vulnerability.CVSS'),
      );
  });

  it.each(googleEnums.map((type) => [nameOf(type), type] as const))('%s agrees', (name, type) => {
    const values = new Map(ourTypes.getEnum(name)?.values.map((value) => [value.name, value.number]));
    for (const [value, number] of Object.entries((type as protobuf.Enum).values))
      expect(values.get(value), `${name} ${value}`).toBe(number);
  });

  it('differ in CVSS, which the public package still has under its old name with other numbers', () => {
    const theirs = google.lookupType('grafeas.v1beta1.vulnerability.CVSSv3').fieldsArray;
    const ours = new Map(
      ourTypes
        .getMessage('grafeas.v1beta1.vulnerability.CVSS')
        ?.fields.map((field) => [field.name, field.number]),
    );
    const moved = theirs.filter((field) => ours.get(snake(field.name)) !== field.id);
    expect(moved.map(({ name, id }) => `${name} ${id}`)).toEqual(['attackVector 5', 'attackComplexity 6']);
  });
});

it('descriptors of all messages are made in steps of a file at most', () => {
  const { files, steps } = describeAll(contractMessages.values());
  expect(files.length).toBeGreaterThan(100);
  expect(steps).toBeGreaterThan(2 * files.length);
});

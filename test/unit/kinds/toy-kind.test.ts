import { createFileRegistry, fromBinary, toJson } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { describe, expect, it } from 'vitest';
import { buildMessages } from '../../../src/api/v1beta1/messages.js';
import { parseFilter } from '../../../src/domain/filter/parse-filter.js';
import type { Predicate } from '../../../src/domain/filter/predicate.js';
import { occurrenceCatalogue } from '../../../src/kinds/filter-catalogue.js';
import { kinds } from '../../../src/kinds/index.js';
import { defineKind } from '../../../src/kinds/kind.js';
import { buildRegistry } from '../../../src/kinds/registry.js';
import { decode } from '../../../src/schema/codec.js';
import { encodeFileSet } from '../../../src/schema/descriptors/descriptors.js';
import { repeated } from '../../../src/schema/field-types.js';
import { field, message } from '../../../src/schema/message.js';
import { int32, text } from '../../../src/schema/scalars.js';
import { decodeMessage, encodeMessage } from '../../../src/schema/wire/message-codec.js';
import { occurrenceRow, timesAt } from '../../../src/services/rows.js';
import { describeAll } from '../descriptors/contract-files.js';
import { brokenRules, details, refusedPaths } from './helpers.js';

/** All it takes to add a kind: this declaration, and its place in the list below. */
const toy = defineKind({
  name: 'WEATHER',
  number: 99,
  doc: 'The weather at the time of a build.',
  note: {
    member: 'weatherStation',
    number: 99,
    message: message('test.Station', 'A station.', { place: field(1, text(), 'Where.', { required: true }) }),
  },
  occurrence: {
    member: 'weather',
    number: 98,
    message: message('test.Weather', 'A weather.', {
      degrees: field(1, int32(), 'How warm.'),
      words: field(2, repeated(text()), 'How it was.', { required: true, nonEmptyElements: true }),
    }),
  },
  columns: ({ degrees = 0 }) => ({ severity: degrees > 30 ? 4 : 1 }),
  examples: { notes: [], occurrences: [], invalid: [] },
});

type Compare = Extract<Predicate, { op: 'compare' }>;
const registry = buildRegistry([...kinds, toy]);

describe('a kind that is added by one file and one line', () => {
  it('is decoded, also by number', () => {
    const occurrence = { ...details('weather', { degrees: '7', words: ['mild'] }), kind: 99 };
    expect(decode(registry.Occurrence, occurrence, '')).toEqual({
      ...details('weather', { degrees: 7, words: ['mild'] }),
      kind: 'WEATHER',
    });
    expect(refusedPaths(registry.Note, { weather_station: { where: 1 } })).toEqual(['weather_station.where']);
    expect(refusedPaths(registry.Note, { weather_station: {}, build: {} })).toEqual(['build']);
  });

  it('has its rules checked', () => {
    const note = decode(registry.Note, { weatherStation: {} }, '');
    expect(brokenRules(registry.Note, note)).toEqual(['weather_station.place']);
    const occurrence = decode(registry.Occurrence, details('weather', { words: ['', 'wet'] }), '');
    expect(brokenRules(registry.Occurrence, occurrence)).toEqual(['weather.words[0]']);
    expect(registry.kindOfNote(note)).toBe(toy);
    expect(registry.kindOfOccurrence(occurrence)).toBe(toy);
    expect(registry.byId(99)).toBe(toy);
  });

  it('has descriptors by which another implementation reads its bytes', () => {
    const messages = Object.values(buildMessages(registry));
    const files = encodeFileSet(describeAll(messages).files);
    const types = createFileRegistry(fromBinary(FileDescriptorSetSchema, files));
    const schema = types.getMessage('grafeas.v1beta1.Occurrence');
    if (schema === undefined) throw new Error('no descriptor of occurrences');
    const occurrence = { ...details('weather', { degrees: 7, words: ['mild'] }), kind: 'WEATHER' };
    const bytes = encodeMessage(registry.Occurrence, occurrence);
    expect(toJson(schema, fromBinary(schema, bytes), { registry: types })).toEqual(occurrence);
    expect(decodeMessage(registry.Occurrence, bytes)).toEqual(occurrence);
  });

  it('fills its columns, and can be searched by its fields', () => {
    const warm = details('weather', { degrees: 35, words: ['hot'] });
    const row = occurrenceRow(registry, { scope: 'p', id: 'o' }, { v1beta1: warm }, timesAt(0));
    expect([row.kind, row.severity, row.fixable]).toEqual([99, 4, false]);
    const { op, value } = parseFilter('weather.degrees>30', occurrenceCatalogue(registry)) as Compare;
    expect([op, value]).toEqual(['compare', 30]);
  });

  it('does not change the other kinds', () => {
    expect(decode(registry.Note, { intoto: {}, kind: 'INTOTO' }, '')).toEqual({ intoto: {}, kind: 'INTOTO' });
    expect(refusedPaths(buildRegistry(kinds).Note, { weatherStation: {} })).toEqual(['weatherStation']);
  });
});

import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/domain/filter/evaluate.js';
import { parseFilter } from '../../src/domain/filter/parse-filter.js';
import { compareText, prefixEnd } from '../../src/domain/filter/text-order.js';
import { occurrenceCatalogue } from '../../src/kinds/filter-catalogue.js';
import { probeRegistry } from './probe-kind.js';

const catalogue = occurrenceCatalogue(probeRegistry);

/** Whether a filter matches an occurrence with this probe; without one it is of another kind. */
function matches(text: string, probe?: Record<string, unknown>): boolean {
  const predicate = parseFilter(text, catalogue);
  if (predicate === undefined) throw new Error('no filter');
  const columns = {
    scope: 'p',
    id: 'o',
    kind: probe === undefined ? 7 : 900,
    noteScope: 'n',
    noteId: 'CVE-2024-1',
    resourceUri: 'https://r/app@sha256:00',
    createTime: 1_000_001,
    updateTime: 2_000_000,
    severity: probe?.level === 'HIGH' ? 9 : 0,
    fixable: false,
  };
  return evaluate(predicate, { columns, document: probe === undefined ? { attestation: {} } : { probe } });
}

describe('columns', () => {
  it.each([
    ['kind=PROBE', true],
    ['resourceUrl="https://r/app@sha256:00" AND noteId="CVE-2024-1"', true],
    ['resourceUrl="https://r/app"', false],
    ['has_prefix(resourceUrl, "https://r/")', true],
    ['has_prefix(resourceUrl, "http://")', false],
    ['resourceUrl:"@sha256:"', true],
    ['noteName="projects/n/notes/CVE-2024-1"', true],
    ['noteName!="projects/n/notes/CVE-2024-1"', false],
    ['createTime="1970-01-01T00:00:01.000001Z"', true],
    ['createTime="1970-01-01T00:00:01.000001001Z"', false],
    ['createTime<"1970-01-01T00:00:01.000001001Z"', true],
    ['createTime<"1970-01-01T00:00:01.000001Z"', false],
    ['createTime>"1970-01-01T00:00:01.000000999Z"', true],
  ])('%s', (text, expected) => {
    expect(matches(text, {})).toBe(expected);
  });
});

describe('absent members', () => {
  it.each([
    // A field of a message that is there has its default.
    ['probe.small=0', {}, true],
    ['probe.small!=0', {}, false],
    ['probe.small<5', {}, true],
    ['probe.flag=false', {}, true],
    ['probe.label=""', {}, true],
    ['probe.large=0', {}, true],
    ['probe.data=""', {}, true],
    ['probe.parts.count=0', { parts: [{ count: '1' }, {}] }, true],
    ['probe.level=LEVEL_UNSPECIFIED', {}, true],
    ['probe.small:*', {}, false],
    ['probe.label:*', {}, false],
    // Members of a oneof are missing until they are set, even to nothing.
    ['probe.chosenNumber=0', {}, false],
    ['probe.chosenNumber=0', { chosenNumber: 0 }, true],
    ['probe.chosenNumber:*', { chosenNumber: 0 }, true],
    // Times and messages have no default.
    ['probe.when<"2024-05-01T00:00:00Z"', {}, false],
    ['probe.when!="2024-05-01T00:00:00Z"', {}, true],
    ['probe.part:*', { part: {} }, true],
    ['probe.part:*', {}, false],
    ['probe.part.label=""', {}, false],
    ['probe.part.label=""', { part: {} }, true],
    ['probe.part.label!="x"', {}, true],
    // Another kind has none of it.
    ['probe.small=0', undefined, false],
    ['probe.small!=0', undefined, true],
    ['probe.small<5', undefined, false],
    ['probe.level=LEVEL_UNSPECIFIED', undefined, false],
    ['probe.level<TOP', undefined, false],
    ['probe.level!=TOP', undefined, true],
    ['NOT probe.small<5', undefined, true],
  ])('%s in %j: %s', (text, probe, expected) => {
    expect(matches(text, probe)).toBe(expected);
  });
});

describe('lists and maps', () => {
  const probe = {
    words: ['alpha', 'beta'],
    numbers: ['9007199254740993'],
    parts: [
      { label: 'a', count: '1' },
      { label: 'b', count: '2', tags: ['x'] },
    ],
    labels: { env: 'prod', ['__proto__']: 'odd' },
    score: 'NaN',
    levels: ['HIGH', 77],
    when: '2024-05-01T12:00:00.123456789Z',
  };
  it.each([
    ['probe.words:alpha', true],
    ['probe.words:alph', false],
    ['probe.words="beta"', true],
    ['probe.words!="beta"', false],
    ['probe.words!="gamma"', true],
    ['probe.words>"b"', true],
    ['probe.numbers=9007199254740993', true],
    ['probe.numbers=9007199254740992', false],
    // Each condition finds an element of its own.
    ['probe.parts.label=a AND probe.parts.count=2', true],
    ['probe.parts.tags:x', true],
    ['probe.parts.tags:*', true],
    ['probe.parts.notes:*', false],
    ['probe.labels:env', true],
    ['probe.labels:toString', false],
    ['probe.labels:"__proto__"', true],
    ['probe.labels.env=prod', true],
    ['probe.labels.env!=test', true],
    ['probe.labels.none!=test', true],
    ['probe.labels.none=""', false],
    ['probe.score=0', false],
    ['probe.score!=0', true],
    ['probe.score<"Infinity"', false],
    ['probe.score:*', true],
    ['probe.levels=TOP', true],
    ['probe.levels=77', true],
    ['probe.levels>HIGH', true],
    ['probe.levels<HIGH', false],
    ['probe.when="2024-05-01T14:00:00.123456789+02:00"', true],
    ['probe.when<"2024-05-01T12:00:00.12345679Z"', true],
  ])('%s: %s', (text, expected) => {
    expect(matches(text, probe)).toBe(expected);
  });
});

describe('the order of text', () => {
  it('is that of code points', () => {
    const sorted = [
      '',
      '\u0001',
      'A',
      'a',
      'a\uffff',
      'a😀',
      'ab'.replace('b', '\u{10ffff}'),
      'b',
      '\ud7ff',
      '\ue000',
      '\uffff',
      '😀',
      '\u{10ffff}',
    ];
    const bytes = [...sorted].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect([...sorted].reverse().sort(compareText)).toEqual(bytes);
  });

  it.each([
    ['a', 'b'],
    ['a\ud7ff', 'a\ue000'],
    ['\uffff', '\u{10000}'],
    ['a\u{10ffff}', 'b'],
    ['\u{10ffff}', undefined],
    ['', undefined],
  ])('ends the prefix %j at %j', (prefix, end) => {
    expect(prefixEnd(prefix)).toBe(end);
  });
});

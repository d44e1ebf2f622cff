import { describe, expect, it } from 'vitest';
import { addLeftovers, findLeftovers, keepLeftovers, type Leftovers } from '../../../src/kinds/leftovers.js';
import { convertDocument, type Json, leftoversOf } from '../../../src/kinds/two-versions.js';
import { map, repeated } from '../../../src/schema/field-types.js';
import { field, message } from '../../../src/schema/message.js';
import { int32, text } from '../../../src/schema/scalars.js';

const Part = message('test.Part', 'A part.', {
  a: field(1, text(), 'A.'),
  b: field(2, text(), 'B.'),
});

const Whole = message('test.Whole', 'A whole.', {
  number: field(1, int32(), 'A number.'),
  parts: field(2, repeated(Part), 'Parts.'),
  byName: field(3, map(Part), 'Parts by name.'),
  left: field(4, Part, 'One form.', { oneof: 'form' }),
  right: field(5, Part, 'The other form.', { oneof: 'form' }),
  sum: field(6, int32(), 'Worked out.', { computed: true }),
});

const restore = (converted: Json, leftovers: Leftovers) => addLeftovers(Whole, converted, leftovers);

describe('leftovers', () => {
  it('are the smallest difference, and restore the original in its order', () => {
    const converted = { parts: [{ a: '1' }, { a: '2' }], byName: { x: { a: 'x' } }, left: {} };
    const original = JSON.parse(
      '{"number":7,"parts":[{"a":"1","b":"b"},{"b":"c"}],"byName":{"__proto__":{"a":"y"},"x":{"a":"x","b":"z"}},"right":{"a":"r"}}',
    ) as Json;
    const leftovers = findLeftovers(Whole, converted, original);
    expect(leftovers).toEqual([
      { path: ['number'], value: 7 },
      { path: ['parts', 0, 'b'], value: 'b' },
      { path: ['parts', 1, 'a'] },
      { path: ['parts', 1, 'b'], value: 'c' },
      { path: ['byName', 'x', 'b'], value: 'z' },
      { path: ['byName', '__proto__'], value: { a: 'y' } },
      { path: ['left'] },
      { path: ['right'], value: { a: 'r' } },
    ]);
    expect(JSON.stringify(restore(converted, leftovers))).toBe(JSON.stringify(original));
  });

  it('are the whole list if its length differs', () => {
    expect(findLeftovers(Whole, { parts: [{}] }, { parts: [{}, {}] })).toEqual([
      { path: ['parts'], value: [{}, {}] },
    ]);
  });

  it('contain no value that the server computes', () => {
    expect(findLeftovers(Whole, { sum: 3 }, {})).toEqual([]);
    expect(findLeftovers(Whole, {}, { sum: 3 })).toEqual([]);
  });

  it('are dropped if their parent was removed', () => {
    expect(restore({ parts: [{}] }, [{ path: ['parts', 1, 'b'], value: 'b' }])).toEqual({ parts: [{}] });
    expect(restore({}, [{ path: ['left', 'b'], value: 'b' }])).toEqual({});
  });

  it('set no second member of a oneof', () => {
    const right = { path: ['right'], value: {} };
    expect(restore({ left: { a: '1' } }, [right])).toEqual({ left: { a: '1' } });
    expect(restore({ left: { a: '1' } }, [{ path: ['left'] }, right])).toEqual({ right: {} });
  });
});

describe('leftovers of a document that was changed', () => {
  const before = { number: 1, parts: [{ a: '1' }, { a: '2' }, { a: '2' }], left: { a: 'l' } };

  it('stay if nothing changed, and follow the elements of lists', () => {
    const second = { path: ['parts', 2, 'b'], value: 'b' };
    expect(keepLeftovers(before, before, [second])).toEqual([second]);
    const after = { ...before, parts: [{ a: '0' }, { a: '2' }, { a: 'new' }, { a: '2' }] };
    expect(keepLeftovers(before, after, [second])).toEqual([{ path: ['parts', 3, 'b'], value: 'b' }]);
  });

  it('are dropped with the member that was changed or removed', () => {
    const leftovers = [
      { path: ['parts', 0, 'b'], value: 'b' },
      { path: ['left'] },
      { path: ['number'], value: 5 },
    ];
    const after = { ...before, parts: [{ a: '2' }, { a: '2' }], left: { a: 'changed' } };
    expect(keepLeftovers(before, after, leftovers)).toEqual([{ path: ['number'], value: 5 }]);
    expect(keepLeftovers(before, {}, leftovers)).toEqual([]);
  });

  it('keep the v1 members of a finding while a client of v1beta1 changes another', () => {
    const version = { name: '1', kind: 'NORMAL' };
    const issue = (name: string, more: object = {}) => ({
      affectedCpeUri: 'cpe:/o:x:y',
      affectedPackage: name,
      affectedVersion: version,
      fixedVersion: { kind: 'MAXIMUM' },
      ...more,
    });
    const fileLocation = [{ filePath: '/usr/lib/libssl.so.3' }];
    const occurrence = (packageIssue: object[]) => ({
      resourceUri: 'registry.example.com/app',
      noteName: 'projects/p/notes/n',
      vulnerability: { packageIssue, risk: { epss: { score: 0.5 } } },
    });
    const written = occurrence([issue('zlib'), issue('openssl', { fileLocation })]);
    const stored = convertDocument('occurrence', 'v1beta1', written) as Json & {
      vulnerability: { packageIssue: object[] };
    };
    const leftovers = leftoversOf('occurrence', 'v1beta1', written) ?? [];
    const { packageIssue } = stored.vulnerability;
    const changed = { ...stored, vulnerability: { packageIssue: packageIssue.slice(1) } };
    const kept = keepLeftovers(stored, changed, leftovers);
    expect(convertDocument('occurrence', 'v1', changed, kept)).toEqual(
      occurrence([issue('openssl', { fileLocation })]),
    );
  });
});

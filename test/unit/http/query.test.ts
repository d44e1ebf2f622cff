import { describe, expect, it } from 'vitest';
import { bindQuery, parseQuery } from '../../../src/http/query.js';
import { repeated } from '../../../src/schema/field-types.js';
import { field, message } from '../../../src/schema/message.js';
import { bool, int32, text } from '../../../src/schema/scalars.js';
import { fieldMask } from '../../../src/schema/well-known.js';

const Request = message('toy.Request', 'A request.', {
  parent: field(1, text(), 'From the path.'),
  filter: field(2, text(), 'A text.'),
  pageSize: field(3, int32(), 'A number.'),
  returnPartialSuccess: field(4, bool(), 'A bool.'),
  updateMask: field(5, fieldMask(), 'A mask.'),
  names: field(6, repeated(text()), 'Names.'),
});
const allowed = ['filter', 'pageSize', 'returnPartialSuccess', 'updateMask', 'names'];

function bind(search: string): unknown {
  const into: Record<string, unknown> = {};
  try {
    bindQuery(Request, allowed, parseQuery(search), into);
  } catch (error) {
    return (error as Error).message;
  }
  return into;
}

describe('parseQuery', () => {
  it('decodes pairs in order', () => {
    expect(parseQuery('a=1&b=&c&=d&a=2')).toEqual([
      ['a', '1'],
      ['b', ''],
      ['c', ''],
      ['', 'd'],
      ['a', '2'],
    ]);
    expect(parseQuery('a%20b=c+d%2Be&x=%C3%BC&y=a=b')).toEqual([
      ['a b', 'c d+e'],
      ['x', 'ü'],
      ['y', 'a=b'],
    ]);
    expect(parseQuery('')).toEqual([]);
    expect(parseQuery('&&')).toEqual([]);
    expect(parseQuery('$alt=json;enum-encoding=int')).toEqual([['$alt', 'json;enum-encoding=int']]);
  });

  it('refuses broken escapes', () => {
    for (const bad of ['a=%', '%zz=1', 'a=%ff', 'a=%c3'])
      expect(() => parseQuery(bad)).toThrow('bad percent-encoding');
  });
});

describe('bindQuery', () => {
  it('accepts both spellings, and ignores fields that are unknown or not from the query', () => {
    expect(bind('page_size=5&filter=a&parent=x&foo=1&foo=2&__proto__=1')).toEqual({
      pageSize: 5,
      filter: 'a',
    });
    expect(bind('pageSize=5&returnPartialSuccess=T')).toEqual({ pageSize: 5, returnPartialSuccess: true });
  });

  it('refuses a field that is given twice, in one spelling or both', () => {
    expect(bind('filter=a&filter=a')).toBe('filter: is given more than once');
    expect(bind('page_size=1&pageSize=1')).toBe('page_size: is given more than once');
    expect(bind('updateMask=a&update_mask=b')).toContain('more than once');
  });

  it('collects a repeated field in order', () => {
    expect(bind('names=b&filter=a&names=a&names=b')).toEqual({ filter: 'a', names: ['b', 'a', 'b'] });
    expect(bind('names=')).toEqual({ names: [''] });
  });

  it('reads 32-bit integers', () => {
    expect(
      ['0', '-1', '%2B7', '2147483647', '-2147483648'].map((value) => bind(`pageSize=${value}`)),
    ).toEqual([0, -1, 7, 2147483647, -2147483648].map((pageSize) => ({ pageSize })));
    for (const bad of ['', '1.0', '1e1', '0x1', ' 1', '1 ', '--1', '2147483648', '-2147483649', 'NaN', '٣'])
      expect(bind(`pageSize=${encodeURIComponent(bad)}`)).toBe('page_size: must be a 32-bit integer');
  });

  it('reads bools like Go', () => {
    for (const yes of ['1', 't', 'T', 'true', 'TRUE', 'True'])
      expect(bind(`returnPartialSuccess=${yes}`)).toEqual({ returnPartialSuccess: true });
    for (const no of ['0', 'f', 'F', 'false', 'FALSE', 'False'])
      expect(bind(`returnPartialSuccess=${no}`)).toEqual({ returnPartialSuccess: false });
    for (const bad of ['', 'yes', 'tRUE', '2'])
      expect(bind(`returnPartialSuccess=${bad}`)).toBe('return_partial_success: must be true or false');
  });

  it('joins dotted masks', () => {
    expect(bind('update_mask=a,b')).toEqual({ updateMask: 'a,b' });
    expect(bind('update_mask.paths=a&update_mask.paths=b')).toEqual({ updateMask: 'a,b' });
    expect(bind('updateMask.paths=a')).toEqual({ updateMask: 'a' });
  });
});

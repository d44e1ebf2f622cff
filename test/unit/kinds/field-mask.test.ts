import { describe, expect, it } from 'vitest';
import { applyMask, deriveMask } from '../../../src/kinds/field-mask.js';
import { map, repeated } from '../../../src/kinds/field-types.js';
import { field, message } from '../../../src/kinds/message.js';
import { int32, text, timestamp } from '../../../src/kinds/scalars.js';
import { struct } from '../../../src/kinds/well-known.js';

const Inner = message('toy.Inner', 'Within.', {
  longName: field(1, text(), 'A text.'),
  count: field(2, int32(), 'A number.'),
  fixed: field(3, text(), 'Cannot change.', { immutable: true }),
});
const Toy = message('toy.Toy', 'What masks are applied to.', {
  name: field(1, text(), 'Set by the server.', { output: true }),
  title: field(2, text(), 'A text.'),
  inner: field(3, Inner, 'A message.'),
  list: field(4, repeated(Inner), 'A list.'),
  labels: field(5, map(text()), 'A map.'),
  free: field(6, struct(), 'Anything.'),
  byName: field(11, map(Inner), 'A map of messages.'),
  at: field(7, timestamp(), 'A time.'),
  left: field(8, Inner, 'One of two.', { oneof: 'side' }),
  right: field(9, Inner, 'One of two.', { oneof: 'side' }),
  uri: field(10, text(), 'Cannot change.', { immutable: true }),
});

const current = {
  name: 'toys/1',
  title: 'old',
  inner: { longName: 'old', count: 1 },
  labels: { a: '1', b: '2' },
  free: { x: { y: 1 }, z: 2 },
  uri: 'u',
};

const apply = (patch: Record<string, unknown>, mask?: string) => applyMask(Toy, current, patch, mask);
const refused = (reason: string, field: string) =>
  expect.objectContaining({ reason, violations: [expect.objectContaining({ field })] });

function attempt(patch: Record<string, unknown>, mask?: string): unknown {
  try {
    return apply(patch, mask);
  } catch (error) {
    return error;
  }
}

describe('applyMask', () => {
  it('changes what the mask names and leaves its input alone', () => {
    const before = structuredClone(current);
    const patch = { title: 'new', inner: { longName: 'new' } };
    expect(apply(patch, 'title')).toEqual({ ...current, title: 'new' });
    expect(apply(patch, 'inner.longName')).toEqual({ ...current, inner: { longName: 'new', count: 1 } });
    expect(apply(patch, 'inner')).toEqual({ ...current, inner: { longName: 'new' } });
    expect(current).toEqual(before);
  });

  it('knows both spellings', () => {
    const patch = { inner: { longName: 'new' } };
    expect(apply(patch, 'inner.long_name')).toEqual(apply(patch, 'inner.longName'));
  });

  it('clears what the mask names and the patch lacks', () => {
    expect(apply({}, 'title,inner.count')).toEqual({
      name: 'toys/1',
      inner: { longName: 'old' },
      labels: current.labels,
      free: current.free,
      uri: 'u',
    });
    expect(apply({}, 'left.count')).toEqual(current);
  });

  it('makes the messages on the way', () => {
    expect(apply({ left: { count: 5 } }, 'left.count')).toEqual({ ...current, left: { count: 5 } });
  });

  it('replaces everything without a mask and with the star, but what cannot change', () => {
    for (const mask of [undefined, '*', 'title,*'])
      expect(apply({ title: 'new' }, mask)).toEqual({ name: 'toys/1', title: 'new', uri: 'u' });
  });

  it('changes nothing with an empty mask', () => {
    expect(apply({ title: 'new' }, '')).toEqual(current);
    expect(apply({ title: 'new' }, ',,')).toEqual(current);
  });

  it('leaves what the server sets', () => {
    expect(apply({ name: 'toys/2', title: 'new' }, 'name,title')).toEqual({ ...current, title: 'new' });
    expect(apply({ name: 'toys/2' }, '*')).toEqual({ name: 'toys/1', uri: 'u' });
  });

  it('lets immutable fields be repeated, and refuses their change', () => {
    expect(apply({ uri: 'u' }, 'uri')).toEqual(current);
    expect(apply({}, 'uri')).toEqual(current);
    expect(attempt({ uri: 'v' }, 'uri')).toEqual(refused('IMMUTABLE_FIELD', 'toy.uri'));
    expect(attempt({ uri: 'v' }, '*')).toEqual(refused('IMMUTABLE_FIELD', 'toy.uri'));
    expect(apply({ uri: 'v', title: 'new' }, 'title')).toEqual({ ...current, title: 'new' });
    const held = { inner: { fixed: 'a', count: 1 } };
    expect(() => applyMask(Toy, held, { inner: { fixed: 'b' } }, 'inner')).toThrow('inner.fixed');
    expect(applyMask(Toy, held, { inner: { count: 2 } }, 'inner')).toEqual({
      inner: { fixed: 'a', count: 2 },
    });
    expect(applyMask(Toy, {}, { uri: 'v' }, 'uri')).toEqual({ uri: 'v' });
  });

  it('unsets the other members of a oneof', () => {
    const held = { left: { count: 1 } };
    expect(applyMask(Toy, held, { right: { count: 2 } }, 'right')).toEqual({ right: { count: 2 } });
    expect(applyMask(Toy, held, { right: { count: 2 } }, 'right.count')).toEqual({ right: { count: 2 } });
    expect(applyMask(Toy, held, {}, 'right')).toEqual(held);
    expect(applyMask(Toy, held, { right: {} }, 'right.count')).toEqual(held);
  });

  it('answers keys in declared order, at any depth', () => {
    const held = { uri: 'u', inner: { count: 1 }, free: { b: 1 } };
    const patch = { title: 'new', inner: { longName: 'new' }, free: { a: 2 } };
    expect(JSON.stringify(applyMask(Toy, held, patch, 'inner.long_name,free.a,title'))).toBe(
      '{"title":"new","inner":{"longName":"new","count":1},"free":{"a":2,"b":1},"uri":"u"}',
    );
  });

  it('goes through maps of messages by key, then by field', () => {
    const held = { byName: { k: { longName: 'old', count: 1 } } };
    const patch = { byName: { k: { longName: 'new' } } };
    const after = { byName: { k: { longName: 'new', count: 1 } } };
    for (const mask of ['byName.k.longName', 'by_name.k.long_name'])
      expect(applyMask(Toy, held, patch, mask)).toEqual(after);
    expect(applyMask(Toy, held, patch, 'by_name.k')).toEqual(patch);
  });

  it('goes on by raw keys in maps and Structs', () => {
    expect(apply({ labels: { a: 'new' } }, 'labels.a')).toEqual({ ...current, labels: { a: 'new', b: '2' } });
    expect(apply({ free: { x: { y: 2 } } }, 'free.x.y')).toEqual({ ...current, free: { x: { y: 2 }, z: 2 } });
    expect(apply({}, 'free.z')).toEqual({ ...current, free: { x: { y: 1 } } });
  });

  it('pollutes no prototype', () => {
    const patch = { free: JSON.parse('{"__proto__":{"polluted":1}}') as unknown };
    for (const mask of ['free.__proto__.polluted', 'free.__proto__', 'free.constructor.prototype.polluted']) {
      apply(patch, mask);
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    }
  });

  it('refuses paths that do not exist', () => {
    for (const mask of [
      'nothing',
      'inner.nothing',
      'title.x',
      'list.count',
      'list[0]',
      'at.seconds',
      ' title',
      'Title',
      'inner..count',
      'labels.a.b',
      'by_name.k.nothing',
      '.',
      '__proto__',
      'constructor',
    ])
      expect([mask, attempt({}, mask)]).toEqual([mask, refused('INVALID_MASK', 'update_mask')]);
  });
});

describe('deriveMask', () => {
  it('names the leaves in proto spelling, sorted', () => {
    expect(deriveMask(Toy, { title: 'a', inner: { longName: 'b', count: 1 } })).toBe(
      'inner.count,inner.long_name,title',
    );
    expect(deriveMask(Toy, { inner: { long_name: 'b' } })).toBe('inner.long_name');
  });

  it('stops at lists, maps, times, nulls and empty objects', () => {
    const body = {
      list: [{ count: 1 }],
      labels: { a: '1' },
      at: '2024-01-01T00:00:00Z',
      title: null,
      inner: {},
    };
    expect(deriveMask(Toy, body)).toBe('at,inner,labels,list,title');
  });

  it('descends into Structs by raw keys', () => {
    expect(deriveMask(Toy, { free: { camelCase: { b: 1 }, list: [] } })).toBe('free.camelCase.b,free.list');
  });

  it('stops at a Struct with keys that a path cannot hold', () => {
    for (const key of ['a.b', 'a,b']) {
      const body = { free: { x: { [key]: 7, c: 1 }, z: 3 } };
      expect(deriveMask(Toy, body)).toBe('free.x,free.z');
      expect(apply(body, deriveMask(Toy, body))).toEqual({ ...current, ...body });
    }
  });

  it('is empty for an empty body', () => {
    expect(deriveMask(Toy, {})).toBe('');
    expect(deriveMask(Toy, undefined)).toBe('');
  });

  it('applied to its own body changes just that', () => {
    const body = { title: null, inner: { count: 2 }, free: { z: 3 } };
    const { title: _title, ...rest } = current;
    const { title: _null, ...patch } = body;
    expect(apply(patch, deriveMask(Toy, body))).toEqual({
      ...rest,
      inner: { longName: 'old', count: 2 },
      free: { x: { y: 1 }, z: 3 },
    });
  });
});

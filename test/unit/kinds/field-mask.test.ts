import { describe, expect, it } from 'vitest';
import { applyMask, deriveMask } from '../../../src/schema/field-mask.js';
import { map, repeated } from '../../../src/schema/field-types.js';
import { field, message } from '../../../src/schema/message.js';
import { int32, text, timestamp } from '../../../src/schema/scalars.js';
import { struct } from '../../../src/schema/well-known.js';

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

const attempt = (patch: Record<string, unknown>, mask?: string): Promise<unknown> =>
  apply(patch, mask).catch((error: unknown) => error);

describe('applyMask', () => {
  it('changes what the mask names, and does not modify its input', async () => {
    const before = structuredClone(current);
    const patch = { title: 'new', inner: { longName: 'new' } };
    await expect(apply(patch, 'title')).resolves.toEqual({ ...current, title: 'new' });
    await expect(apply(patch, 'inner.longName')).resolves.toEqual({
      ...current,
      inner: { longName: 'new', count: 1 },
    });
    await expect(apply(patch, 'inner')).resolves.toEqual({ ...current, inner: { longName: 'new' } });
    expect(current).toEqual(before);
  });

  it('accepts both spellings', async () => {
    const patch = { inner: { longName: 'new' } };
    await expect(apply(patch, 'inner.long_name')).resolves.toEqual(await apply(patch, 'inner.longName'));
  });

  it('clears what the mask names and the patch lacks', async () => {
    await expect(apply({}, 'title,inner.count')).resolves.toEqual({
      name: 'toys/1',
      inner: { longName: 'old' },
      labels: current.labels,
      free: current.free,
      uri: 'u',
    });
    await expect(apply({}, 'left.count')).resolves.toEqual(current);
  });

  it('creates the messages on the path', async () => {
    await expect(apply({ left: { count: 5 } }, 'left.count')).resolves.toEqual({
      ...current,
      left: { count: 5 },
    });
  });

  it('replaces everything without a mask and with the star, except immutable fields', async () => {
    for (const mask of [undefined, '*', 'title,*'])
      await expect(apply({ title: 'new' }, mask)).resolves.toEqual({
        name: 'toys/1',
        title: 'new',
        uri: 'u',
      });
  });

  it('changes nothing with an empty mask', async () => {
    await expect(apply({ title: 'new' }, '')).resolves.toEqual(current);
    for (const mask of [',', ',,'])
      expect(await attempt({ title: 'new' }, mask)).toEqual(refused('INVALID_MASK', 'update_mask'));
  });

  it('keeps fields that the server sets', async () => {
    await expect(apply({ name: 'toys/2', title: 'new' }, 'name,title')).resolves.toEqual({
      ...current,
      title: 'new',
    });
    await expect(apply({ name: 'toys/2' }, '*')).resolves.toEqual({ name: 'toys/1', uri: 'u' });
  });

  it('accepts the current value of immutable fields, and refuses another one', async () => {
    await expect(apply({ uri: 'u' }, 'uri')).resolves.toEqual(current);
    await expect(apply({}, 'uri')).resolves.toEqual(current);
    expect(await attempt({ uri: 'v' }, 'uri')).toEqual(refused('IMMUTABLE_FIELD', 'toy.uri'));
    expect(await attempt({ uri: 'v' }, '*')).toEqual(refused('IMMUTABLE_FIELD', 'toy.uri'));
    await expect(apply({ uri: 'v', title: 'new' }, 'title')).resolves.toEqual({ ...current, title: 'new' });
    const held = { inner: { fixed: 'a', count: 1 } };
    await expect(applyMask(Toy, held, { inner: { fixed: 'b' } }, 'inner')).rejects.toThrow('inner.fixed');
    await expect(applyMask(Toy, held, { inner: { count: 2 } }, 'inner')).resolves.toEqual({
      inner: { fixed: 'a', count: 2 },
    });
    await expect(applyMask(Toy, {}, { uri: 'v' }, 'uri')).resolves.toEqual({ uri: 'v' });
  });

  it('unsets the other members of a oneof', async () => {
    const held = { left: { count: 1 } };
    await expect(applyMask(Toy, held, { right: { count: 2 } }, 'right')).resolves.toEqual({
      right: { count: 2 },
    });
    await expect(applyMask(Toy, held, { right: { count: 2 } }, 'right.count')).resolves.toEqual({
      right: { count: 2 },
    });
    await expect(applyMask(Toy, held, {}, 'right')).resolves.toEqual(held);
    await expect(applyMask(Toy, held, { right: {} }, 'right.count')).resolves.toEqual(held);
  });

  it('returns keys in declared order, at any depth', async () => {
    const held = { uri: 'u', inner: { count: 1 }, free: { b: 1 } };
    const patch = { title: 'new', inner: { longName: 'new' }, free: { a: 2 } };
    expect(JSON.stringify(await applyMask(Toy, held, patch, 'inner.long_name,free.a,title'))).toBe(
      '{"title":"new","inner":{"longName":"new","count":1},"free":{"a":2,"b":1},"uri":"u"}',
    );
  });

  it('follows maps of messages by key, then by field', async () => {
    const held = { byName: { k: { longName: 'old', count: 1 } } };
    const patch = { byName: { k: { longName: 'new' } } };
    const after = { byName: { k: { longName: 'new', count: 1 } } };
    for (const mask of ['byName.k.longName', 'by_name.k.long_name'])
      await expect(applyMask(Toy, held, patch, mask)).resolves.toEqual(after);
    await expect(applyMask(Toy, held, patch, 'by_name.k')).resolves.toEqual(patch);
  });

  it('follows maps and Structs by raw keys', async () => {
    await expect(apply({ labels: { a: 'new' } }, 'labels.a')).resolves.toEqual({
      ...current,
      labels: { a: 'new', b: '2' },
    });
    await expect(apply({ free: { x: { y: 2 } } }, 'free.x.y')).resolves.toEqual({
      ...current,
      free: { x: { y: 2 }, z: 2 },
    });
    await expect(apply({}, 'free.z')).resolves.toEqual({ ...current, free: { x: { y: 1 } } });
  });

  it('changes no prototype', async () => {
    const patch = { free: JSON.parse('{"__proto__":{"polluted":1}}') as unknown };
    for (const mask of ['free.__proto__.polluted', 'free.__proto__', 'free.constructor.prototype.polluted']) {
      await apply(patch, mask);
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    }
  });

  it('refuses paths that do not exist', async () => {
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
      expect([mask, await attempt({}, mask)]).toEqual([mask, refused('INVALID_MASK', 'update_mask')]);
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

  it('stops at a Struct with keys that a path cannot hold', async () => {
    for (const key of ['a.b', 'a,b']) {
      const body = { free: { x: { [key]: 7, c: 1 }, z: 3 } };
      expect(deriveMask(Toy, body)).toBe('free.x,free.z');
      await expect(apply(body, deriveMask(Toy, body))).resolves.toEqual({ ...current, ...body });
    }
  });

  it('is empty for an empty body', () => {
    expect(deriveMask(Toy, {})).toBe('');
    expect(deriveMask(Toy, undefined)).toBe('');
  });

  it('applied to its own body changes only what the body has', async () => {
    const body = { title: null, inner: { count: 2 }, free: { z: 3 } };
    const { title: _title, ...rest } = current;
    const { title: _null, ...patch } = body;
    await expect(apply(patch, deriveMask(Toy, body))).resolves.toEqual({
      ...rest,
      inner: { longName: 'old', count: 2 },
      free: { x: { y: 1 }, z: 3 },
    });
  });
});

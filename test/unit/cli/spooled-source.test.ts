import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { spooledSource } from '../../../src/cli/spooled-source.js';

const folders = () => readdirSync(tmpdir()).filter((name) => /^grafeas-[A-Za-z0-9]{6}$/.test(name));

it.each([
  ['in memory', 10],
  ['in a file', 3],
  ['in a file from the first chunk on', 0],
])('content that is read once can be sent again: %s', async (_, kept) => {
  const before = folders();
  const chunks = ['ab', 'cd', 'ef', 'g'].map((text) => Buffer.from(text));
  const source = await spooledSource(Readable.from(chunks), kept);
  expect(source.size).toBe(7);
  for (let attempt = 0; attempt < 3; attempt += 1)
    expect((await buffer(source.open())).toString()).toBe('abcdefg');
  // An attempt that ends early does not end the next one.
  source.open().destroy();
  expect((await buffer(source.open())).toString()).toBe('abcdefg');
  expect(folders()).toEqual(before);
});

it('empty content is an empty source', async () => {
  const source = await spooledSource(Readable.from([]));
  expect([source.size, (await buffer(source.open())).length]).toEqual([0, 0]);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseImage, repositoryOf, shortImage } from '../../../console/src/image-name.js';

const digest = `sha256:${'1f'.repeat(32)}`;

describe('parseImage', () => {
  const full = [
    `https://registry.example.com:5000/shop/cart@${digest}`,
    `registry.example.com:5000/shop/cart@${digest}`,
  ];
  it.each([
    `registry.example.com:5000/shop/cart@${digest}`,
    `https://registry.example.com:5000/shop/cart@${digest}`,
    `  docker://registry.example.com:5000/shop/cart:1.4@${digest.toUpperCase().replace('SHA', 'sha')} `,
  ])('reads %s as one image in each of its spellings', (text) => {
    expect(parseImage(text).exact).toEqual(full);
  });

  it.each([
    [digest, { exact: [], part: digest, tag: '' }],
    ['1f1f1f1f1f1f', { exact: [], part: ':1f1f1f1f1f1f', tag: '' }],
    ['shop/cart:1.4', { exact: [], part: 'shop/cart', tag: '1.4' }],
    ['https://localhost:5000/cart', { exact: [], part: 'localhost:5000/cart', tag: '' }],
    ['localhost:5000/cart:v2', { exact: [], part: 'localhost:5000/cart', tag: 'v2' }],
  ])('reads %s', (text, query) => expect(parseImage(text)).toEqual(query));

  it('accepts any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        parseImage(text);
        shortImage(text);
        repositoryOf(text);
      }),
    );
  });
});

it('shortImage does not change a text that is not an image', () => {
  expect(shortImage(`https://a/b@${digest}`)).toEqual({ name: 'a/b', digest: '1f1f1f1f1f1f' });
  expect(shortImage('anything')).toEqual({ name: 'anything', digest: '' });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatImage, parseImage, resourceUrls } from '../../../src/policy/image.js';
import {
  matchesDirectory,
  matchesRepository,
  problemOfDirectoryPattern,
  problemOfImagePattern,
  problemOfRepositoryPattern,
  toImageMatcher,
  toRepositoryMatcher,
} from '../../../src/policy/patterns.js';

const digest = `sha256:${'ab'.repeat(32)}`;
const image = (text: string) => {
  const parsed = parseImage(text);
  if (parsed === undefined) throw new Error(`${text} is no image`);
  return parsed;
};

describe('images', () => {
  it.each([
    ['nginx', 'docker.io/library/nginx'],
    ['nginx:1.27', 'docker.io/library/nginx:1.27'],
    ['org/app', 'docker.io/org/app'],
    ['index.docker.io/library/nginx', 'docker.io/library/nginx'],
    ['https://GHCR.io/org/app', 'ghcr.io/org/app'],
    ['localhost/app', 'localhost/app'],
    ['localhost:5000/app:1', 'localhost:5000/app:1'],
    ['[::1]:5000/app', '[::1]:5000/app'],
    [`r.example.com/app:1@${digest}`, `r.example.com/app:1@${digest}`],
    [`r.example.com/app@${digest.toUpperCase().replace('SHA', 'sha')}`, `r.example.com/app@${digest}`],
  ])('%s is %s', (text, expected) => {
    const parsed = parseImage(text);
    expect(parsed && formatImage(parsed)).toBe(expected);
  });

  it.each([
    '',
    ' ',
    'nginx ',
    'a b',
    'a\nb',
    'NGINX',
    'r.example.com/App',
    'r.example.com/../evil',
    'r.example.com//app',
    'r.example.com/app/',
    '/app',
    'r.example.com:port/app',
    'r.example.com:123456/app',
    'r.exämple.com/app',
    'r.\u0435xample.com/app',
    '-r.example.com/app',
    'r.example.com/app:',
    'r.example.com/app@',
    'r.example.com/app@sha256:12',
    `r.example.com/app@md5:${'a'.repeat(32)}`,
    `r.example.com/app@${digest}@${digest}`,
    `r.example.com/app@${digest}\u0000`,
    'ftp://r.example.com/app',
    'a'.repeat(2000),
  ])('%j is not an image', (text) => {
    expect(parseImage(text)).toBeUndefined();
  });

  it('have resource URLs by their digest alone, the usual one first', () => {
    expect(resourceUrls(image('ghcr.io/org/app:1'))).toEqual([]);
    const urls = resourceUrls(image(`ghcr.io/org/app:1@${digest}`));
    expect(urls[0]).toBe(`https://ghcr.io/org/app@${digest}`);
    expect(urls).toContain(`ghcr.io/org/app:1@${digest}`);
    expect(new Set(urls).size).toBe(urls.length);
    for (const url of urls) expect(url).toMatch(/(?:^|\/)ghcr\.io\/org\/app/);
    expect(resourceUrls(image(`nginx@${digest}`))).toContain(
      `https://index.docker.io/library/nginx@${digest}`,
    );
  });
});

/** What patterns mean, the slow way. */
function matchesSlowly(pattern: string, text: string): boolean {
  if (pattern.endsWith('**')) return text.startsWith(pattern.slice(0, -2));
  if (!pattern.endsWith('*')) return text === pattern;
  const stem = pattern.slice(0, -1);
  return text.startsWith(stem) && !text.slice(stem.length).includes('/');
}

describe('patterns of images', () => {
  const name = fc
    .array(fc.constantFrom('a', 'b', 'aa', 'app'), { minLength: 1, maxLength: 3 })
    .map((parts) => `r.io/${parts.join('/')}`);
  const pattern = fc
    .tuple(name, fc.constantFrom('', '*', '**', '/*', '/**', ':1', '@*'))
    .map((parts) => parts.join(''));

  it('match like a plain comparison, however many there are', () => {
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 8 }), name, (patterns, text) => {
        const found = toImageMatcher(patterns)(image(text));
        expect(found !== undefined).toBe(patterns.some((each) => matchesSlowly(each, text)));
        if (found !== undefined) expect(matchesSlowly(found, text)).toBe(true);
      }),
    );
  });

  it('are looked up: 500 images take no longer with 10,000 patterns than with a few', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => `r.io/${'a/'.repeat(index % 100)}b${index}*`);
    const matches = toImageMatcher(many);
    let compared = 0;
    const slice = String.prototype.slice;
    // Counted, not timed: each image costs a look-up for each length of a pattern.
    String.prototype.slice = function (this: string, ...args) {
      compared += 1;
      return slice.apply(this, args);
    };
    try {
      for (let index = 0; index < 500; index += 1) matches(image(`r.io/${'a/'.repeat(50)}c${index}`));
    } finally {
      String.prototype.slice = slice;
    }
    expect(compared).toBeLessThan(500 * 1000);
    expect(matches(image('r.io/b0x'))).toBe('r.io/b0*');
  });

  it.each([
    '',
    '*',
    'nginx*',
    'gcr.io/*/x',
    'gcr.io/x***',
    'https://gcr.io/x',
    'gcr.io/x y',
    'gcr.iö/x',
    'a'.repeat(2000),
  ])('%j is refused', (text) => {
    expect(problemOfImagePattern(text)).toBeDefined();
  });

  it('are not regular expressions', () => {
    for (const text of ['r.io/(a+)+$', 'r.io/.*', 'rxio/app', 'r.io/a|b']) {
      expect(toImageMatcher([text])(image('r.io/app'))).toBeUndefined();
      expect(
        toImageMatcher([text])(image('r.io/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa')),
      ).toBeUndefined();
    }
  });
});

describe('patterns of directories', () => {
  it.each([
    ['gcr.io/p/r', 'gcr.io/p/r/app', true],
    ['gcr.io/p/r', 'gcr.io/p/r/deep/app', false],
    ['gcr.io/p/r', 'gcr.io/p/rx/app', false],
    ['gcr.io/p/*', 'gcr.io/p/r/app', true],
    ['gcr.io/p/*', 'gcr.io/p/app', false],
    ['gcr.io/p/*', 'gcr.io/p/r/deep/app', false],
    ['gcr.io/p/**', 'gcr.io/p/r/deep/app', true],
    ['*.gcr.io/p', 'eu.gcr.io/p/app', true],
    ['*.gcr.io/p', 'gcr.io/p/app', false],
    ['*.gcr.io/p', 'evil.com.gcr.io/p/app', false],
    ['*-docker.pkg.dev/p/r', 'eu-docker.pkg.dev/p/r/app', true],
    ['*-docker.pkg.dev/p/r', 'x.eu-docker.pkg.dev/p/r/app', false],
    ['docker.io/library', 'nginx', true],
  ])('%s and %s: %s', (pattern, text, expected) => {
    expect(problemOfDirectoryPattern(pattern)).toBeUndefined();
    expect(matchesDirectory(pattern, image(text))).toBe(expected);
  });

  it.each([
    'gcr.i*',
    'sub*domain.gcr.io/nginx',
    '*pkg.dev/p/r',
    '**-docker.pkg.dev',
    '*',
    '*/p',
    'p',
    '',
    'gcr.io/',
    'https://gcr.io/p',
  ])('%j is refused', (pattern) => {
    expect(problemOfDirectoryPattern(pattern)).toBeDefined();
  });
});

describe('patterns of repositories', () => {
  it.each([
    ['github.com/org/app', 'https://github.com/org/app', true],
    ['github.com/org/app', 'git+ssh://git@github.com/org/app', true],
    ['github.com/org/app', 'git+https://github.com/org/app@refs/heads/main', true],
    ['github.com/org/app', 'https://GitHub.com/org/app/', true],
    ['github.com/org/*', 'https://github.com/org/app', true],
    ['github.com/org/*', 'https://github.com/org/app/deep', false],
    ['github.com/**', 'https://github.com/org/app', true],
    ['github.com/org/*', 'https://github.com@evil.com/org/app', false],
    ['github.com/org/*', 'https://evil.com/github.com/org/app', false],
    ['github.com/org/*', 'https://github.com.evil.com/org/app', false],
    ['github.com/org/**', 'https://github.com/org/../evil/app', false],
    ['github.com/org/**', 'https://github.com/org/%2e%2e/evil', false],
    ['github.com/org/**', 'nonsense', false],
  ])('%s and %s: %s', (pattern, url, expected) => {
    expect(problemOfRepositoryPattern(pattern)).toBeUndefined();
    expect(matchesRepository(pattern, url)).toBe(expected);
  });

  it('match together exactly if one of them matches', () => {
    const patterns = [
      'github.com/org/app',
      'github.com/org/*',
      'github.com/deep/**',
      'gitlab.com/**',
      'gitlab.com/a/*',
    ];
    const urls = [
      'github.com/org/app',
      'github.com/org/',
      'github.com/org',
      'github.com/org/a/b',
      'github.com/deep/a/b',
    ];
    const others = [
      'github.com/deep',
      'github.com/deep/',
      'gitlab.com/',
      'gitlab.com/a/b',
      'bitbucket.org/a',
      'gitlab.com',
    ];
    const isTrusted = toRepositoryMatcher(patterns);
    for (const url of [...urls, ...others])
      expect([url, isTrusted(`https://${url}`)]).toEqual([
        url,
        patterns.some((pattern) => matchesRepository(pattern, `https://${url}`)),
      ]);
  });

  it('take time in proportion to the length of the URL only', () => {
    expect(matchesRepository('github.com/**', `https://github.com/${'/'.repeat(1_000_000)}app`)).toBe(true);
    const patterns = Array.from({ length: 10_000 }, (_, index) => `github.com/org-${index}/*`);
    const isTrusted = toRepositoryMatcher(patterns);
    const urls = Array.from({ length: 10_000 }, (_, index) => `https://github.com/org-${index}/app`);
    expect(urls.every(isTrusted)).toBe(true);
  });
});

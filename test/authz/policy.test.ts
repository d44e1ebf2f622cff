import { afterAll, describe, expect, it } from 'vitest';
import { matchesClaim, parseClaimPath } from '../../src/auth/claims.js';
import { openPolicy, PolicyError } from '../../src/auth/policy.js';
import { movableClock, rsaKey, tempFolder } from './kit.js';

const clock = movableClock();
const folder = tempFolder({ key: 'a secret of thirty-two bytes or more\n', short: 'short' });
afterAll(folder.remove);

function open(text: string, env: Record<string, string> = {}) {
  return openPolicy(folder.write('policy.yaml', text), { clock, env });
}

function problemsOf(text: string): readonly string[] {
  try {
    open(text);
  } catch (error) {
    if (error instanceof PolicyError) return error.problems;
    throw error;
  }
  return [];
}

const own = 'name: own, issuer: https://own.example, audience: grafeas, algorithms: [HS256]';

describe('policy file', () => {
  it('reads YAML and JSON alike', () => {
    const yaml = open(`issuers: [{ ${own}, keys: { secret_file: key } }]`).current;
    const json = open(
      JSON.stringify({
        deny: 'hide',
        issuers: [
          {
            name: 'own',
            issuer: 'https://own.example',
            audience: ['grafeas'],
            algorithms: ['HS256'],
            keys: [{ secret_file: 'key' }],
          },
        ],
      }),
    ).current;
    expect(yaml.deny).toBe('explain');
    expect(json.deny).toBe('hide');
    expect(json.issuers.map((issuer) => issuer.audience)).toEqual(
      yaml.issuers.map((issuer) => issuer.audience),
    );
  });

  it('reports every problem at once, with its path', () => {
    const problems = problemsOf(`
deny: maybe
colour: blue
issuers:
  - { ${own}, keys: { secret_file: gone } }
  - { name: own, issuer: https://b.example, audience: g, algorithms: [none], keys: { jwks: http://b.example/keys } }
  - { name: c, issuer: https://c.example, audience: g, algorithms: [HS256], keys: { secret_file: short }, clock_skew: 10m }
  - { name: d, issuer: https://d.example, audience: g, algorithms: [RS256, HS256], keys: { discovery: true, kid: x } }
  - { name: e, issuer: d.example, audience: g, algorithms: [RS256], keys: { discovery: true } }
  - { name: f, issuer: https://f.example, audience: g, algorithms: [HS256], keys: { secret_file: short } }
  - { name: g, issuer: https://g.example, audience: g, algorithms: [RS256], keys: { pem_file: key } }
  - { name: h, issuer: https://h.example, audience: g, algorithms: [HS256], keys: { secret_env: UNSET } }
  - { name: i, issuer: https://h.example, audience: g, algorithms: [HS256], keys: { secret_file: key, pem_file: key } }
bindings:
  - { issuer: nobody, subject: x, grants: [viewer@projects/p] }
  - { issuer: own, grants: [viewer@projects/p] }
  - { issuer: own, subject: x, grants: [owner@projects/p, viewer@projects/*] }
  - { issuer: own, match: { 'a..b': x }, grants: [viewer@*] }
rate_limits: { default: { rate: 0, burst: 1 } }
`);
    const expected = [
      /^deny: /,
      /^file: .*colour/,
      /^issuers\[0\]\.keys\[0\]: gone cannot be read$/,
      /^issuers\[1\]\.name: own is the name of another issuer$/,
      /^issuers\[1\]\.algorithms\[0\]: /,
      /^issuers\[1\]\.keys\[0\]\.jwks: must be an https URL/,
      /^issuers\[2\]\.clock_skew: must not be above 5m$/,
      /^issuers\[3\]\.keys\[0\]: kid goes with/,
      /^issuers\[3\]\.algorithms: must be HS256, HS384 or HS512 for secrets/,
      /^issuers\[4\]\.keys\[0\]\.discovery: needs an issuer/,
      /^issuers\[5\]\.keys\[0\]: HS256 needs a secret of at least 32 bytes$/,
      /^issuers\[6\]\.keys\[0\]: key is not a public key/,
      /^issuers\[7\]\.keys\[0\]: the environment variable UNSET is not set$/,
      /^issuers\[8\]\.keys\[0\]: must have exactly one of/,
      /^bindings\[0\]\.issuer: nobody is the name of no issuer$/,
      /^bindings\[1\]: needs a subject or a match/,
      /^bindings\[2\]\.grants\[0\]: "owner@projects\/p" names no role/,
      /^bindings\[2\]\.grants\[1\]: "viewer@projects\/\*"/,
      /^bindings\[3\]\.match\.a\.\.b: /,
      /^rate_limits\.default\.rate: /,
    ];
    for (const pattern of expected) expect(problems).toContainEqual(expect.stringMatching(pattern));
    expect(problems).toHaveLength(expected.length);
    expect(problems.join('\n')).not.toContain('thirty-two');
  });

  it.each([
    ['text that is not YAML', 'a: [', /line 1/],
    ['a duplicate key', 'deny: hide\ndeny: explain', /unique/i],
    ['nothing', '', /^file: /],
    [
      'aliases of aliases',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefg'].map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[index]}`)}]`).join('\n')}`,
      /^file: /,
    ],
    ['no issuer', 'issuers: []', /^issuers: /],
  ])('%s is reported as an error', (_, text, words) => {
    expect(problemsOf(text).join('\n')).toMatch(words);
  });

  it('accepts an algorithm only with keys of its type', () => {
    const pem = rsaKey('x').pem.replaceAll('\n', '\\n');
    const algorithms = (list: string, keys: string) =>
      problemsOf(`issuers: [{ name: a, issuer: i, audience: g, algorithms: [${list}], keys: ${keys} }]`);
    expect(algorithms('HS256', `{ pem: "${pem}" }`).join()).toContain(
      'must be HS256, HS384 or HS512 for secrets',
    );
    expect(algorithms('RS256', '{ secret_file: key }').join()).toContain('none of these for public keys');
    expect(algorithms('ES256', `{ pem: "${pem}" }`).join()).toContain('needs an EC key');
    expect(algorithms('RS256, PS256', `{ pem: "${pem}" }`)).toEqual([]);
  });

  it('a reload applies the new file; an invalid one leaves the old one in force', () => {
    const file = open(`issuers: [{ ${own}, keys: { secret_file: key } }]`);
    const before = file.current;
    folder.write('policy.yaml', 'issuers: 7');
    expect(() => file.reload()).toThrow(PolicyError);
    expect(file.current).toBe(before);
    folder.write('policy.yaml', `deny: hide\nissuers: [{ ${own}, keys: { secret_file: key } }]`);
    file.reload();
    expect(file.current.deny).toBe('hide');
  });
});

describe('bindings', () => {
  const policy = open(`
issuers:
  - { ${own}, keys: { secret_file: key } }
  - { name: cert, type: certificate }
bindings:
  - { issuer: own, subject: scanner, grants: [viewer@projects/a] }
  - { issuer: own, subject: [x, 'ci:*'], match: { ref: [main, 'release/*'] }, grants: [viewer@projects/b] }
  - { issuer: own, match: { realm_access.roles: writers, '"a.b".c': 7 }, grants: [editor@projects/c] }
  - { issuer: cert, match: { san: 'URI:spiffe://example/*' }, grants: [viewer@projects/d] }
`).current;
  const projects = (issuer: string, subject: string, claims = {}) =>
    policy.boundGrants(issuer, subject, claims).map((grant) => grant.target?.project);

  it.each([
    ['own', 'scanner', {}, ['a']],
    ['own', 'scanner2', {}, []],
    ['cert', 'scanner', {}, []],
    ['own', 'ci:1', { ref: 'main' }, ['b']],
    ['own', 'ci:1', { ref: 'release/1' }, ['b']],
    ['own', 'ci:1', { ref: 'main2' }, []],
    ['own', 'ci:1', { ref: ['x', 'main'] }, ['b']],
    ['own', 'ci:1', {}, []],
    ['own', 'c', { ref: 'main' }, []],
    ['own', 'y', { realm_access: { roles: ['readers', 'writers'] }, 'a.b': { c: 7 } }, ['c']],
    ['own', 'y', { realm_access: { roles: ['writers'] }, 'a.b': { c: '7' } }, []],
    ['own', 'y', { 'realm_access.roles': ['writers'], 'a.b': { c: 7 } }, []],
    ['cert', 'CN=x', { san: ['DNS:x', 'URI:spiffe://example/scanner'] }, ['d']],
    ['cert', 'CN=x', { san: ['URI:spiffe://example.org/scanner'] }, []],
  ])('%s %s %j is granted %j', (issuer, subject, claims, expected) => {
    expect(projects(issuer, subject, claims)).toEqual(expected);
  });

  it('claim names are split at dots outside quotes', () => {
    expect(parseClaimPath('"kubernetes.io".namespace')).toEqual(['kubernetes.io', 'namespace']);
    expect(parseClaimPath('"https://example.com/roles"')).toEqual(['https://example.com/roles']);
    for (const bad of ['', '.', 'a.', '.a', 'a..b', '"a', 'a"b"', '""'])
      expect(parseClaimPath(bad)).toBeUndefined();
  });

  it('properties that every object inherits are not claims', () => {
    expect(matchesClaim({}, { path: ['constructor', 'name'], values: ['Object'] })).toBe(false);
    expect(matchesClaim({ a: ['x'] }, { path: ['a', 'length'], values: [1] })).toBe(false);
  });
});

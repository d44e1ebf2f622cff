import { describe, expect, it } from 'vitest';
import { failureOfConstraint, problemOfConstraint } from '../../../src/policy/constraints.js';

const payload = {
  predicateType: 'https://slsa.dev/provenance/v1',
  predicate: {
    builds: [
      { id: 'a', level: 3 },
      { id: 'b', level: 2 },
    ],
    flags: { debug: false },
  },
};

describe('constraints', () => {
  it.each([
    "payload.predicateType == 'https://slsa.dev/provenance/v1'",
    "payload.predicateType.startsWith('https://slsa.dev/') && !payload.predicate.flags.debug",
    'payload.predicate.builds.all(b, b.level >= 2)',
    "payload.predicate.builds.exists(b, b.id == 'a' && b.level == 3)",
    'size(payload.predicate.builds) == 2',
    '!has(payload.predicate.secret)',
  ])('%s holds', (text) => {
    expect(problemOfConstraint(text)).toBeUndefined();
    expect(failureOfConstraint(text, payload)).toBeUndefined();
  });

  it.each([
    'payload.predicate.builds.all(b, b.level >= 3)',
    'payload.predicate.flags.debug',
    'payload.nothing == 1',
    'payload.predicateType',
    'payload.predicate.builds[7].level == 1',
    '1 / 0 == 1',
  ])('%s does not hold', (text) => {
    expect(failureOfConstraint(text, payload)).toBeDefined();
  });

  it.each([
    '',
    '1 +',
    "'text'",
    '1',
    'other.variable == 1',
    "payload.predicateType.matches('(a+)+$')",
    "matches(payload.predicateType, '(a+)+$')",
    `${'('.repeat(100)}true${')'.repeat(100)}`,
    `true${' && true'.repeat(1000)}`,
    "['a'].map(x, x).map(x, x).map(x, x).map(x, x).map(x, x).size() == 1",
    "payload.predicateType.split('/').size() == 1",
  ])('%j is refused', (text) => {
    expect(problemOfConstraint(text)).toBeDefined();
    expect(failureOfConstraint(text, payload)).toBeDefined();
  });

  it('are refused if they iterate over nested lists of a large statement', () => {
    const large = { list: Array.from({ length: 20_000 }, (_, index) => index) };
    const nested = 'payload.list.all(a, payload.list.all(b, a + b >= 0.0))';
    expect(problemOfConstraint(nested)).toBeUndefined();
    expect(failureOfConstraint(nested, { list: [1, 2, 3] })).toBeUndefined();
    expect(failureOfConstraint(nested, large)).toContain('too large');
  });

  const zeros = (count: number) => Array.from({ length: count }, () => 0);
  const long = 'a'.repeat(1_000_000);

  it.each([
    ["payload.list.all(x, !payload.text.contains('aab'))", { list: zeros(1000), text: long }],
    ['payload.list.all(x, size(payload.text) > 0)', { list: zeros(1000), text: long }],
    ['payload.list.all(x, payload.list == payload.list)', { list: zeros(20_000) }],
    ['payload.list.all(x, !(x in payload.list))', { list: zeros(20_000) }],
    ['payload.list.all(x, payload.text + payload.text != payload.text)', { list: zeros(1000), text: long }],
    ['payload.list.all(x, payload.text > payload.text)', { list: zeros(1000), text: long }],
    ['payload.list.all(x, timestamp(payload.text) == payload.time)', { list: zeros(1000), text: long }],
    ['payload.list.map(x, payload.list + payload.list).all(l, l.all(y, y == 0))', { list: zeros(200) }],
    ['payload.list.all(x, x.nothing == 1)', { list: zeros(100_000) }],
  ])('%s takes a bounded time over a large statement', (text, statement) => {
    expect(problemOfConstraint(text)).toBeUndefined();
    expect(failureOfConstraint(text, statement)).toContain('too large');
  });

  it('accept a usual expression over a statement of many sources', () => {
    const materials = Array.from({ length: 500 }, (_, index) => ({
      uri: `git+https://github.com/org/app-${index}@refs/heads/main`,
      digest: { sha1: `${index}`.padStart(40, '0') },
    }));
    const text =
      "payload.materials.exists(m, m.uri.contains('org/app-499') && m.digest.sha1.size() == 40) && payload.materials.size() > 0";
    expect(failureOfConstraint(text, { materials })).toBeUndefined();
  });
});

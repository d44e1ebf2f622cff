import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printJson } from '../../../src/domain/json-print.js';
import { openAccess } from '../../../src/services/context.js';
import { parseEvent, parsePage } from '../../../src/services/hooks/event.js';
import { readGithubEvent } from '../../../src/services/hooks/github.js';
import { readTrivyOperatorEvent } from '../../../src/services/hooks/trivy-operator.js';
import { requestRow } from '../../../src/services/request-ids.js';
import { turnsDuring } from '../../setup/turns.js';

/** A replacer that sorts the members of objects. */
function sorted(_name: string, one: unknown): unknown {
  if (typeof one !== 'object' || one === null || Array.isArray(one)) return one;
  return Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const value = fc.oneof(
  fc.jsonValue(),
  fc.object({ values: [fc.constant(undefined), fc.string(), fc.double(), fc.boolean(), fc.constant(null)] }),
);

describe('JSON printed in slices', () => {
  it('equals the output of JSON.stringify, with members in their order or sorted', () =>
    fc.assert(
      fc.asyncProperty(value, async (one) => {
        expect(await printJson(one)).toBe(JSON.stringify(one));
        expect(await printJson(one, true)).toBe(JSON.stringify(one, sorted));
      }),
    ));

  it('has an integer beyond 2^53 with all its digits', async () => {
    expect(await printJson({ a: [12345678901234567890n] })).toBe('{"a":[12345678901234567890]}');
  });
});

/** 2 MiB of which each value takes a while: a slice does not hold them all. */
const many = Array.from({ length: 50_000 }, (_, index) => ({ b: `finding ${index}`, a: index }));

describe('other requests run', () => {
  const wrapped = (last: string): Buffer =>
    Buffer.from(
      `{"verb":"update","operatorObject":{"kind":"VulnerabilityReport","report":${JSON.stringify(many)}}${last}`,
    );

  it('while the digest of a long request with an id is made', async () => {
    const request = { requestId: '0191a7a4-1111-4000-8000-00000000000a', occurrences: many };
    const context = { access: openAccess, requestId: 'log' };
    const turns = await turnsDuring(() =>
      requestRow('BatchCreateOccurrences', request, context, { scope: 'p', now: 1 }),
    );
    expect(turns).toBeGreaterThan(3);
  });

  it.each([
    ['is in order', '}'],
    // The strict parser reads it then.
    ['repeats a key', ',"verb":"update"}'],
  ])('while a long event is read that %s', async (_name, last) => {
    const turns = await turnsDuring(() => parseEvent(wrapped(last)).catch(() => {}));
    expect(turns).toBeGreaterThan(3);
  });

  it('while the report within an event is printed for the import', async () => {
    const read = await turnsDuring(() => parseEvent(wrapped('}')));
    const all = await turnsDuring(() =>
      readTrivyOperatorEvent({ parent: 'projects/p', event: wrapped('}') }),
    );
    expect(all).toBeGreaterThan(read + 2);
  });

  it('while pages of attestations of GitHub are read, and printed as one report', async () => {
    const digest = `sha256:${'ab'.repeat(32)}`;
    const event = {
      action: 'published',
      registry_package: { name: 'app', package_type: 'container', package_version: { version: digest } },
      repository: { full_name: 'octo/app' },
    };
    const body = Buffer.from(JSON.stringify({ attestations: [{ bundle: many }] }));
    // At once, so that no turn comes from waiting for it.
    const github = { host: 'h', get: async () => ({ body, link: '' }), remove: async () => {} };
    const request = { parent: 'projects/p', event: Buffer.from(JSON.stringify(event)) };
    const context = { access: openAccess, requestId: 'log' };
    const { deliveries } = await readGithubEvent(request, { github }, context);
    const read = await turnsDuring(() => parsePage('GitHub', body));
    expect(read).toBeGreaterThan(3);
    const all = await turnsDuring(async () => deliveries[0]?.fetch());
    expect(all).toBeGreaterThan(read + 2);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Access, openAccess } from '../../../src/services/context.js';
import { earlierResult, requestRow } from '../../../src/services/request-ids.js';

const requestId = '0191a7a4-1111-4000-8000-00000000000a';
const rowOf = (operation: string, fields: object, access: Access = openAccess) =>
  requestRow(operation, { requestId, ...fields }, { access, requestId: 'log' }, { scope: 'p', now: 1 });

/** The same value, the members of its objects the other way round. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, turned(member)]),
  );
}

const fields = fc.dictionary(
  fc.string({ minLength: 1 }).filter((name) => name !== 'requestId'),
  fc.jsonValue(),
);

describe('the request of a request id', () => {
  it('is the same in any order of its members, and another one with an additional member', () =>
    fc.assert(
      fc.asyncProperty(fields, async (one) => {
        const digest = (await rowOf('CreateNote', one))?.digest;
        expect((await rowOf('CreateNote', turned(one) as object))?.digest).toBe(digest);
        expect((await rowOf('CreateNote', { ...one, '': 1 }))?.digest).not.toBe(digest);
      }),
    ));

  it('belongs to one method', async () => {
    const one = await rowOf('CreateNote', { parent: 'p' });
    const other = await rowOf('CreateOccurrence', { parent: 'p' });
    expect(one?.digest).not.toBe(other?.digest);
    expect(() => earlierResult(other, { digest: one?.digest ?? '', result: '' })).toThrow(
      'was the id of another request',
    );
    expect(earlierResult(one, { digest: one?.digest ?? '', result: 'made' })).toBe('made');
  });
});

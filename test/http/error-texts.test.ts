import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WireResponse } from '../../src/conformance/http-client.js';
import { type Api, type ErrorBody, note, occurrence, openApi, problemOf } from './kit.js';

/** Errors name fields in one style, proto spelling from the field of the request on, and say what was meant. */
let api: Api;
beforeAll(async () => {
  api = await openApi();
  await api.call('POST', '/projects/p/notes?noteId=n', note);
  await api.call('POST', '/projects/p/notes?noteId=b', { build: { builderVersion: '1' } });
});
afterAll(() => api.close());

const create = (body: unknown): Promise<WireResponse> => api.call('POST', '/projects/p/occurrences', body);
const patch = (query: string, body: unknown): Promise<WireResponse> =>
  api.call('PATCH', `/projects/p/notes/n${query}`, body);
const messageOf = ({ json }: WireResponse): string => (json as ErrorBody).message;
const good = occurrence('projects/p/notes/n');

describe('violations', () => {
  it.each([
    ['a rule', () => create({ ...good, resource: {} }), 'occurrence.resource.uri'],
    ['a type', () => create({ ...good, noteName: 1 }), 'occurrence.note_name'],
    [
      'a type within',
      () => create({ ...good, resource: { contentHash: { type: [] } } }),
      'occurrence.resource.content_hash.type',
    ],
    ['a name', () => create({ ...good, noteName: 'x' }), 'occurrence.note_name'],
    ['the kind', () => create({ ...good, noteName: 'projects/p/notes/b' }), 'occurrence.note_name'],
    ['a query parameter', () => api.call('GET', '/projects/p/notes?pageSize=x'), 'page_size'],
    ['its range', () => api.call('GET', '/projects/p/notes?pageSize=-1'), 'page_size'],
    ['a missing id', () => api.call('POST', '/projects/p/notes', note), 'note_id'],
    [
      'a change of kind',
      () => patch('?updateMask=*', { build: { builderVersion: '1' } }),
      'note.vulnerability',
    ],
    ['a mask', () => patch('?updateMask=nothing', {}), 'update_mask'],
  ] as const)('of %s', async (_, send, field) => {
    const problem = problemOf(await send());
    expect([problem.status, problem.fields]).toEqual([400, [field]]);
  });
});

describe('messages', () => {
  it.each([
    ['an unknown field', { ...note, shortDescripton: 'x' }, 'unknown field; did you mean short_description?'],
    [
      'one within',
      { vulnerability: { severty: 'HIGH' } },
      'note.vulnerability.severty: unknown field; did you mean severity?',
    ],
    [
      'a name of v1',
      { attestation: { hint: { humanReadableName: 'QA' } } },
      'note.attestation: unknown field; did you mean attestation_authority?',
    ],
    [
      'a wrong enum value',
      { vulnerability: { severity: 'HIGHH' } },
      'LOW, MEDIUM, HIGH, CRITICAL; did you mean HIGH?',
    ],
    [
      'no enum value',
      { vulnerability: { severity: true } },
      'expected one of SEVERITY_UNSPECIFIED, MINIMAL, LOW',
    ],
  ])('state the likely intention of %s', async (_, body, says) => {
    expect(messageOf(await api.call('POST', '/projects/p/notes?noteId=new', body))).toContain(says);
  });

  it.each([
    ['relatedUrl.url', 'relatedUrl is a list, which is changed as a whole: name relatedUrl'],
    ['vulnerability.severity.name', 'vulnerability.severity has no fields'],
    [',', 'update_mask: "," names no path'],
    ['shortDescripton', 'did you mean short_description?'],
  ])('state why there is no path %s', async (mask, says) => {
    expect(messageOf(await patch(`?updateMask=${mask}`, {}))).toContain(says);
  });

  it('name both kinds if they differ', async () => {
    const other = { ...good, noteName: 'projects/p/notes/b' };
    const says = 'note projects/p/notes/b is of kind BUILD, the occurrence of kind VULNERABILITY';
    expect(messageOf(await create(other))).toContain(says);
    const batch = await api.call('POST', '/projects/p/occurrences:batchCreate', {
      occurrences: [good, other, { ...other, remediation: 'x' }],
    });
    expect(batch.text.split(says)).toHaveLength(9);
    expect(batch.text).not.toMatch(/of kind \d/);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildMessages } from '../../src/api/v1beta1/messages.js';
import type { WireResponse } from '../../src/conformance/http-client.js';
import { kinds } from '../../src/kinds/index.js';
import { buildRegistry } from '../../src/kinds/registry.js';
import { call, connect } from '../setup/raw-grpc.js';
import { type Api, openApi, problemOf } from './kit.js';

/** Who sends back an occurrence that was read before its note was rescored changes no severity (docs/adr/0022). */

type Json = Readonly<Record<string, unknown>>;
type Finding = { readonly name: string; readonly vulnerability: Json };

const messages = buildMessages(buildRegistry(kinds));
const affectedLocation = { cpeUri: 'cpe:/o:x:y', package: 'p', version: { kind: 'MINIMUM' } };

let api: Api;
let count = 0;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

async function ok(answer: Promise<WireResponse>): Promise<Json> {
  const { status, text } = await answer;
  expect([status, status === 200 ? '' : text]).toEqual([200, '']);
  return JSON.parse(text) as Json;
}

const get = (name: string) => ok(api.call('GET', `/${name}`)) as Promise<unknown> as Promise<Finding>;

/** A finding as it was read while its note was of one severity, and as it is now that the note has another one. */
async function rescored(before: string, after: string, details: Json = {}) {
  count += 1;
  const parent = `projects/p${count}`;
  const note = (severity: string) => ({ vulnerability: { severity }, shortDescription: severity });
  await ok(api.call('POST', `/${parent}/notes?noteId=n`, note(before)));
  const occurrence = {
    resource: { uri: 'u' },
    noteName: `${parent}/notes/n`,
    vulnerability: { packageIssue: [{ affectedLocation }], ...details },
  };
  const read = (await ok(api.call('POST', `/${parent}/occurrences`, occurrence))) as Json & Finding;
  await ok(api.call('PATCH', `/${parent}/notes/n`, note(after)));
  const { name } = read;
  const seen = async () => (await get(name)).vulnerability.effectiveSeverity;
  expect(await seen()).toBe(after);
  return { name, read, seen, now: await get(name) };
}

const stale = ['LOW', 'CRITICAL'] as const;
const directions = [stale, [...stale].reverse()] as readonly (readonly [string, string])[];

describe.each(directions)('a finding that was %s when it was read and is %s now', (before, after) => {
  const fields = ['severity', 'effective_severity', 'short_description'].map(
    (name) => `occurrence.vulnerability.${name}`,
  );

  it.each([
    ['without a mask', ''],
    ['with the mask *', '?updateMask=*'],
    ['with a mask that names a parent of the member', '?updateMask=vulnerability,remediation'],
  ])('is not overwritten by a value that was read before and sent back %s', async (_, mask) => {
    const { name, read, now } = await rescored(before, after);
    for (const headers of [{}, { 'If-Match': '*' }] as Record<string, string>[]) {
      const answer = await api.call('PATCH', `/${name}${mask}`, { ...read, remediation: 'r' }, headers);
      const problem = problemOf(answer);
      expect(problem).toMatchObject({ status: 400, reason: 'DERIVED_FIELD' });
      const { details } = JSON.parse(answer.text);
      const { fieldViolations } = details.find((one: Json) => 'fieldViolations' in one);
      expect(fieldViolations.map(({ field }: { field: string }) => field).sort()).toEqual(fields.toSorted());
      expect(answer.text).toContain(`is ${JSON.stringify(JSON.stringify(after)).slice(1, -1)} now`);
    }
    expect(await get(name)).toEqual(now);
  });

  it('is not overwritten over gRPC either', async () => {
    const { name, read, now } = await rescored(before, after);
    const session = await connect(api.url);
    const method = { request: messages.UpdateOccurrenceRequest, response: messages.Occurrence };
    const path = '/grafeas.v1beta1.GrafeasV1Beta1/UpdateOccurrence';
    const { code, message } = await call(session, path, method, { name, occurrence: read });
    session.close();
    expect([code, message]).toEqual([
      9,
      expect.stringContaining('vulnerability.effective_severity is derived'),
    ]);
    expect(await get(name)).toEqual(now);
  });

  it('is changed by a mask that names the member, in either spelling', async () => {
    for (const mask of ['vulnerability.effective_severity', 'vulnerability.effectiveSeverity,remediation']) {
      const { name, read, seen } = await rescored(before, after);
      await ok(api.call('PATCH', `/${name}?updateMask=${mask}`, read));
      expect(await seen()).toBe(before);
    }
  });

  it('is changed by an If-Match with the current entity tag', async () => {
    const { name, read, seen } = await rescored(before, after);
    const { headers } = await api.call('GET', `/${name}`);
    const tag = { 'If-Match': String(headers.etag) };
    await ok(api.call('PATCH', `/${name}`, { vulnerability: read.vulnerability }, tag));
    expect(await seen()).toBe(before);
  });

  it('keeps its value if the current one is sent back with other changes', async () => {
    const { name, now, seen } = await rescored(before, after);
    await ok(api.call('PATCH', `/${name}`, { ...now, remediation: 'r' }));
    await ok(api.call('PATCH', `/${name}`, { remediation: 's' }));
    await ok(api.call('PATCH', `/${name}`, { vulnerability: { extraDetails: 'x' } }));
    expect(await seen()).toBe(after);
  });

  it('accepts any further value after its writer has set it', async () => {
    const { name, read, seen } = await rescored(before, after, {});
    await ok(
      api.call('PATCH', `/${name}?updateMask=vulnerability.effective_severity`, {
        vulnerability: { effectiveSeverity: 'MEDIUM' },
      }),
    );
    await ok(api.call('PATCH', `/${name}`, { vulnerability: { effectiveSeverity: 'HIGH' } }));
    expect(await seen()).toBe('HIGH');
    expect(read.vulnerability.effectiveSeverity).toBe(before);
  });
});

describe('every derived member of every kind', () => {
  const members = kinds.flatMap((kind) =>
    (kind.derived ?? []).map(({ path }) => [kind.name, path.join('.'), kind, path] as const),
  );
  it.each(members)('%s: %s', async (_, name, kind, path) => {
    count += 1;
    const parent = `projects/k${count}`;
    const member = kind.occurrence?.member ?? '';
    const [note, occurrence] = [kind.examples.notes[0]?.value, kind.examples.occurrences[0]?.value];
    const source = { shortDescription: 'one', ...note };
    await ok(api.call('POST', `/${parent}/notes?noteId=n`, source));
    const bare = structuredClone({ ...occurrence, noteName: `${parent}/notes/n` }) as Record<string, unknown>;
    let at = bare[member] as Record<string, unknown>;
    for (const step of path.slice(0, -1)) at = at[step] as Record<string, unknown>;
    // Without what it may be derived from beside the note.
    delete at[path.at(-1) ?? ''];
    const made = await ok(api.call('POST', `/${parent}/occurrences`, bare));
    let derived = made[member] as Json;
    for (const step of path.slice(0, -1)) derived = derived[step] as Json;
    const value = derived[path.at(-1) ?? ''];
    const other = otherThan(value);
    if (other === undefined) return;
    let change: Json = { [path.at(-1) ?? '']: other };
    for (const step of path.slice(0, -1).toReversed()) change = { [step]: change };
    const answer = await api.call('PATCH', `/${made.name}`, { [member]: change });
    const reason = name.startsWith('derivedImage.') ? 'IMMUTABLE_FIELD' : 'DERIVED_FIELD';
    expect(problemOf(answer), name).toMatchObject({ status: 400, reason });
    expect(await ok(api.call('GET', `/${made.name}`))).toEqual(made);
  });

  function otherThan(value: unknown): unknown {
    if (typeof value === 'number') return value / 2;
    if (typeof value !== 'string') return undefined;
    const enums: Record<string, string> = {
      HIGH: 'LOW',
      CRITICAL: 'LOW',
      CVSS_VERSION_3: 'CVSS_VERSION_2',
      CONTAINS: 'DESCRIBES',
      DESCRIBES: 'CONTAINS',
      X86: 'X64',
      X64: 'X86',
    };
    return enums[value] ?? `${value}x`;
  }
});

describe('an object that was read', () => {
  it.each(
    kinds.filter((kind) => kind.examples.occurrences.length > 0).map((kind) => [kind.name, kind] as const),
  )('can be sent back unchanged: %s', async (_, kind) => {
    count += 1;
    const parent = `projects/b${count}`;
    await ok(
      api.call('POST', `/${parent}/notes?noteId=n`, {
        shortDescription: 'one',
        ...kind.examples.notes[0]?.value,
      }),
    );
    for (const { value } of kind.examples.occurrences) {
      const made = await ok(
        api.call('POST', `/${parent}/occurrences`, { ...value, noteName: `${parent}/notes/n` }),
      );
      for (const mask of ['', '?updateMask=*', `?updateMask=${kind.occurrence?.member}`]) {
        const { updateTime, ...again } = await ok(api.call('PATCH', `/${made.name}${mask}`, made));
        expect({ ...again, updateTime: made.updateTime }).toEqual(made);
        expect(updateTime).toBeDefined();
      }
    }
  });
});

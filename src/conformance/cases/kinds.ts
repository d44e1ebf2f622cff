import { kinds, v1Kinds } from '../../kinds/index.js';
import type { Kind } from '../../kinds/kind.js';
import { type Case, caseGroup, type Json, type Session, type Version } from '../case.js';
import { expectEqual, expectInvalid, expectOk } from '../expect.js';
import { nameOf } from '../fixtures.js';
import type { Answer } from '../http-client.js';

/** Every kind: its examples are stored and come back, its invalid ones are refused. */
export const kindCases: readonly Case[] = [
  ...kinds.flatMap((kind) => casesOf('v1beta1', kind)),
  ...v1Kinds.flatMap((kind) => casesOf('v1', kind)),
];

function casesOf(version: Version, kind: Kind): readonly Case[] {
  const { cases, add: addCase } = caseGroup({
    id: `kinds.${version}.${kind.name.toLowerCase().replaceAll('_', '-')}`,
    section: '3',
  });
  const { notes, occurrences, invalid } = kind.examples;
  const add = (name: string, title: string, why: string, run: Case['run']) =>
    addCase(name, title, why, run, version);

  add('notes', `${kind.name} notes are stored as sent`, kind.doc, async (s) => {
    for (const { value } of notes) await comesBack(s, `/projects/${s.fresh()}/notes?noteId=n`, kind, value);
  });
  if (kind.occurrence !== undefined) {
    add('occurrences', `${kind.name} occurrences are stored as sent`, kind.doc, async (s) => {
      for (const { value } of occurrences) {
        const noteName = await noteOf(s, kind);
        await comesBack(s, `/projects/${s.fresh()}/occurrences`, kind, { ...value, noteName });
      }
    });
  }
  add('invalid', `broken rules of ${kind.name} are 400`, 'readers trust what is stored', async (s) => {
    for (const { of, value } of invalid) {
      const sent = of === 'note' ? value : { ...value, noteName: await noteOf(s, kind) };
      expectInvalid(
        await asSent(s, `/projects/${s.fresh()}/${of === 'note' ? 'notes?noteId=n' : 'occurrences'}`, sent),
      );
    }
  });
  return cases;
}

async function noteOf(s: Session, kind: Kind): Promise<string> {
  return nameOf(
    expectOk(await asSent(s, `/projects/${s.fresh()}/notes?noteId=n`, kind.examples.notes[0]?.value ?? {})),
  );
}

/** The examples are in the words of their version. */
function asSent(s: Session, path: string, body: Json): Promise<Answer> {
  return s.post(path, JSON.stringify(body));
}

/** What was sent is answered, and read back; the server may add to it, so only what was sent is compared. */
async function comesBack(s: Session, path: string, kind: Kind, sent: Json): Promise<void> {
  const created = expectOk(await asSent(s, path, sent));
  expectEqual(created.kind, kind.name, 'kind');
  expectEqual(expectOk(await s.get(`/${String(created.name)}`)), created, 'what is read back');
  for (const [member, value] of Object.entries(sent))
    expectEqual(within(value, created[member]), value, member);
}

/** `seen` without what `sent` does not have. */
function within(sent: unknown, seen: unknown): unknown {
  if (Array.isArray(sent) && Array.isArray(seen))
    return seen.map((child, index) => within(sent[index], child));
  if (typeof sent !== 'object' || sent === null || typeof seen !== 'object' || seen === null) return seen;
  const entries = Object.entries(sent).filter(([key]) => Object.hasOwn(seen, key));
  return Object.fromEntries(entries.map(([key, value]) => [key, within(value, (seen as Json)[key])]));
}

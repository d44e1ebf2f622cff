import { kinds, v1Kinds } from '../../kinds/index.js';
import type { Kind } from '../../kinds/kind.js';
import { type Case, caseGroup, type Json, type Session, type Version } from '../case.js';
import { expectEqual, expectInvalid, expectOk } from '../expect.js';
import { nameOf } from '../fixtures.js';
import type { WireResponse } from '../http-client.js';

/** For every kind: its examples are stored and returned, its invalid examples are refused. */
export const kindCases: readonly Case[] = [
  ...kinds.flatMap((kind) => casesOf('v1beta1', kind)),
  ...v1Kinds.flatMap((kind) => casesOf('v1', kind)),
];

function casesOf(version: Version, kind: Kind): readonly Case[] {
  const { cases, add: addCase } = caseGroup(
    `kinds.${version}.${kind.name.toLowerCase().replaceAll('_', '-')}`,
  );
  const { notes, occurrences, invalid } = kind.examples;
  const add = (name: string, title: string, why: string, run: Case['run']) =>
    addCase(name, title, why, run, version);

  add('notes', `${kind.name} notes are stored as sent`, kind.doc, async (s) => {
    for (const { value } of notes)
      await comesBack(s, `/projects/${s.newProject()}/notes?noteId=n`, kind, value);
  });
  if (kind.occurrence !== undefined) {
    add('occurrences', `${kind.name} occurrences are stored as sent`, kind.doc, async (s) => {
      for (const { value } of occurrences) {
        const noteName = await noteOf(s, kind);
        await comesBack(s, `/projects/${s.newProject()}/occurrences`, kind, { ...value, noteName });
      }
    });
  }
  add('invalid', `broken rules of ${kind.name} are 400`, 'clients trust what is stored', async (s) => {
    for (const { of, value } of invalid) {
      const sent = of === 'note' ? value : { ...value, noteName: await noteOf(s, kind) };
      expectInvalid(
        await asSent(
          s,
          `/projects/${s.newProject()}/${of === 'note' ? 'notes?noteId=n' : 'occurrences'}`,
          sent,
        ),
      );
    }
  });
  return cases;
}

async function noteOf(s: Session, kind: Kind): Promise<string> {
  return nameOf(
    expectOk(
      await asSent(s, `/projects/${s.newProject()}/notes?noteId=n`, kind.examples.notes[0]?.value ?? {}),
    ),
  );
}

/** Sends an example unchanged, since it is of its version already. */
function asSent(s: Session, path: string, body: Json): Promise<WireResponse> {
  return s.post(path, JSON.stringify(body));
}

/** Expects that the response and a later read contain what was sent. The server may add members, which are ignored. */
async function comesBack(s: Session, path: string, kind: Kind, sent: Json): Promise<void> {
  const created = expectOk(await asSent(s, path, sent));
  expectEqual(created.kind, kind.name, 'kind');
  expectEqual(expectOk(await s.get(`/${String(created.name)}`)), created, 'what is read back');
  for (const [member, value] of Object.entries(sent))
    expectEqual(within(value, created[member]), value, member);
}

/** `seen` without members that `sent` lacks. */
function within(sent: unknown, seen: unknown): unknown {
  if (Array.isArray(sent) && Array.isArray(seen))
    return seen.map((child, index) => within(sent[index], child));
  if (typeof sent !== 'object' || sent === null || typeof seen !== 'object' || seen === null) return seen;
  const entries = Object.entries(sent).filter(([key]) => Object.hasOwn(seen, key));
  return Object.fromEntries(entries.map(([key, value]) => [key, within(value, (seen as Json)[key])]));
}

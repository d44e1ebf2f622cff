import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpClient, type HttpClient } from '../../src/conformance/http-client.js';
import type { Kind } from '../../src/kinds/kind.js';
import type { Side } from '../../src/kinds/two-versions.js';
import type { Json } from '../setup/arbitraries.js';
import { createDatabase, describePostgres } from '../setup/databases.js';
import { startServer, type TestServer } from '../setup/server.js';
import { temporaryFolder } from '../setup/temporary.js';
import {
  type Ask,
  askOver,
  create,
  exclusive,
  freshId,
  objectsOf,
  type Shared,
  type Subject,
  sharedPaths,
  subjects,
  valueAt,
  without,
} from './two-versions-kit.js';

/**
 * What one version has written, the other patches at a place that both have, and the first reads: everything else is what
 * it was. A version that lacks the kind lists, reads, patches and deletes it all the same.
 */

const shared = subjects.filter(({ there }) => there !== undefined);
const alone = subjects.filter(({ there }) => there === undefined);

/** What the server derives for the kind, from the object on, as a version has it. */
function derivedPaths(side: Side, kind: Kind | undefined): readonly (readonly string[])[] {
  const member = kind?.occurrence?.member;
  if (side === 'note' || kind === undefined || member === undefined) return [];
  const derived = (kind.derived ?? []).map(({ path }) => [member, ...path]);
  const computed = ['fixAvailable', 'effectiveSeverity'].map((name) => [member, 'packageIssue', name]);
  return [...derived, ...computed];
}

interface Extent {
  /** Objects for each place. */
  readonly runs: number;
  /** Tries one of so many places. */
  readonly every: number;
}

function holdsOver(
  open: () => Promise<{ server: TestServer; close(): Promise<void> }>,
  { runs, every }: Extent,
): void {
  let close = async (): Promise<void> => {};
  let client: HttpClient;
  let ask: Ask;
  const noteNames = new Map<string, string>();
  beforeAll(async () => {
    const opened = await open();
    close = opened.close;
    client = createHttpClient(new URL(opened.server.url), undefined);
    ask = askOver(client);
    for (const { kind, writer } of subjects) {
      const noteName = `projects/p/notes/${kind.name}`;
      noteNames.set(kind.name, noteName);
      await ask(writer, 'POST', `projects/p/notes?noteId=${kind.name}`, kind.examples.notes[0]?.value);
    }
  });
  afterAll(async () => {
    client.close();
    await close();
  });

  async function written(subject: Subject, value: Json): Promise<string> {
    const { status, body, text } = await create(ask, subject.writer, subject.side, value);
    expect([status, text]).toEqual([200, expect.any(String)]);
    return String(body.name);
  }

  const objects = ({ kind, side, writer }: Subject) =>
    objectsOf(kind, side, writer, `projects/p/notes/${kind.name}`);

  describe.each(shared)('any $what', (subject) => {
    const { kind, there, side, writer, other } = subject;
    const derived = derivedPaths(side, kind);
    const derivedThere = derivedPaths(side, there);
    const changes = objectsOf(there ?? kind, side, other, `projects/p/notes/${kind.name}`);

    async function patchKeepsTheRest(value: Json, change: Json, { path, back }: Shared): Promise<boolean> {
      const name = await written(subject, value);
      const before = (await ask(writer, 'GET', name)).body;
      const seen = (await ask(other, 'GET', name)).body;
      const patched = await ask(other, 'PATCH', `${name}?updateMask=${path.join('.')}`, change);
      // The value may break a rule beside what is there.
      if (patched.status === 400) return false;
      expect([patched.status, patched.text]).toEqual([200, expect.any(String)]);
      const after = (await ask(writer, 'GET', name)).body;
      const left = (of: Json) => without(of, exclusive(subject, back), ['updateTime'], ...derived);
      expect(left(after)).toEqual(left(before));
      const seenAfter = (await ask(other, 'GET', name)).body;
      const place = exclusive({ ...subject, writer: other }, path);
      const leftThere = (of: Json) => without(of, place, ['updateTime'], ...derivedThere);
      expect(leftThere(seenAfter)).toEqual(leftThere(seen));
      const set = (of: Json) => valueAt(without(of, ...derivedThere), path);
      expect(set(seenAfter)).toEqual(set(change));
      return true;
    }

    it('keeps its other members when the other version patches a part', async () => {
      let done = 0;
      for (const place of sharedPaths(subject).filter((_, index) => index % every === 0)) {
        await fc.assert(
          fc.asyncProperty(objects(subject), changes, async (value, change) => {
            if (await patchKeepsTheRest(value, change, place)) done += 1;
          }),
          { numRuns: runs },
        );
      }
      expect(done).toBeGreaterThan(0);
    });
  });

  describe.each(alone)('any $what', (subject) => {
    const { side, writer, other } = subject;

    it('is read, listed, patched and deleted by the version that lacks its kind, and is unchanged in its own', async () => {
      await fc.assert(
        fc.asyncProperty(objects(subject), async (value) => {
          const name = await written(subject, value);
          const before = (await ask(writer, 'GET', name)).body;
          const seen = (await ask(other, 'GET', name)).body;
          const common = ['name', 'noteName', 'createTime', 'updateTime', 'remediation', 'shortDescription'];
          for (const member of common) expect([member, seen[member]]).toEqual([member, before[member]]);
          expect(seen.kind).toBeUndefined();
          const [member, list] =
            side === 'note' ? ['shortDescription', 'notes'] : ['remediation', 'occurrences'];
          const text = freshId();
          const patched = await ask(other, 'PATCH', `${name}?updateMask=${member}`, { [member]: text });
          expect([patched.status, patched.body[member]]).toEqual([200, text]);
          const after = (await ask(writer, 'GET', name)).body;
          expect(without(after, ['updateTime'], [member])).toEqual(without(before, ['updateTime'], [member]));
          expect(after[member]).toBe(text);
          const filter = encodeURIComponent(`name="${name}"`);
          const listed = await ask(other, 'GET', `projects/p/${list}?filter=${filter}`);
          expect(listed.body[list]).toEqual([(await ask(other, 'GET', name)).body]);
          expect((await ask(other, 'DELETE', name)).status).toBe(200);
          expect((await ask(writer, 'GET', name)).status).toBe(404);
        }),
        { numRuns: runs * 3 },
      );
    });
  });
}

/** Which place is patched does not matter to a store, so that the others try some. */
const elsewhere: Extent = { runs: 1, every: 3 };

describe('over SQLite', () => {
  holdsOver(
    async () => {
      const folder = temporaryFolder();
      const server = await startServer({ store: `sqlite:${folder.path}/grafeas.db` });
      return { server, close: () => server.close().finally(folder.remove) };
    },
    { runs: 2, every: 1 },
  );
});

describe('over memory', () => {
  holdsOver(async () => {
    const server = await startServer();
    return { server, close: () => server.close() };
  }, elsewhere);
});

describePostgres('over PostgreSQL', (postgres) => {
  holdsOver(async () => {
    const database = await createDatabase(postgres);
    const server = await startServer({ store: database.url });
    return { server, close: () => server.close().finally(() => database.drop()) };
  }, elsewhere);
});

describe('kinds', () => {
  it('have one id in both versions, and ids of their own', () => {
    const ids = new Map<string, Set<number>>();
    for (const { kind } of subjects) ids.set(kind.name, (ids.get(kind.name) ?? new Set()).add(kind.id));
    for (const [name, of] of ids) expect([name, of.size]).toEqual([name, 1]);
    const all = [...ids.values()].map((of) => [...of][0]);
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBe(19);
  });
});

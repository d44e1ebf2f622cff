import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Operation } from '../../src/api/operation.js';
import { createVersions, serviceDeps } from '../../src/compose.js';
import { systemClock } from '../../src/domain/clock.js';
import { openMemory } from '../../src/storage/memory/open-memory.js';
import { grpcTransport } from '../authz/grpc-transport.js';
import type { MatrixTransport } from '../authz/matrix.js';
import { restTransport } from '../authz/rest-transport.js';
import { startServer, type TestServer } from '../setup/server.js';
import { bodiesIn, versionNames } from '../setup/versions.js';

/** Every list of a server of one's own, in both versions and over both transports, of objects that all four have written. */

export type Fields = Readonly<Record<string, unknown>>;

/** A version over a transport. */
export interface Way {
  readonly version: (typeof versionNames)[number];
  readonly protocol: 'REST' | 'gRPC';
}
export const ways: readonly Way[] = versionNames.flatMap((version) =>
  (['REST', 'gRPC'] as const).map((protocol) => ({ version, protocol })),
);
const wayName = ({ version, protocol }: Way): string => `${version} ${protocol}`;

const operationsOf = new Map<string, readonly Operation[]>();
for (const { name, operations } of createVersions(await serviceDeps(openMemory(), systemClock())))
  operationsOf.set(name, operations);
export const listsIn = (version: string): string[] =>
  (operationsOf.get(version) ?? [])
    .filter(({ request }) => request.byName.has('pageToken'))
    .map(({ id }) => id);

const transports = new Map<string, MatrixTransport & { close(): void }>();

/** The tests of this file share a server. */
export function useListServer(): void {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
    for (const way of ways) {
      const open = way.protocol === 'REST' ? restTransport : grpcTransport;
      transports.set(wayName(way), await open(server.url, operationsOf.get(way.version) ?? []));
    }
  });
  afterAll(async () => {
    for (const transport of transports.values()) transport.close();
    kept.clear();
    await server.close();
  });
}

export async function ask(way: Way, id: string, request: Fields) {
  const transport = transports.get(wayName(way));
  if (transport === undefined) throw new Error(`no transport ${wayName(way)}`);
  return transport.call(id, request, '');
}
export async function succeed(way: Way, id: string, request: Fields): Promise<Fields> {
  const { code, body } = await ask(way, id, request);
  expect([wayName(way), id, code, body.message]).toEqual([wayName(way), id, 'OK', undefined]);
  return body;
}

let made = 0;
/** The next of all ways, so that what is stored was written by each. */
const nextWay = (): Way => ways[made++ % ways.length] as Way;

const createProject = (name: string) => succeed(nextWay(), 'CreateProject', { project: { name } });
async function createNote(parent: string, noteId: string): Promise<string> {
  const way = nextWay();
  return String(
    (await succeed(way, 'CreateNote', { parent, noteId, note: bodiesIn[way.version].note })).name,
  );
}
async function createOccurrence(parent: string, noteName: string): Promise<string> {
  const way = nextWay();
  const occurrence = bodiesIn[way.version].occurrence(noteName);
  return String((await succeed(way, 'CreateOccurrence', { parent, occurrence })).name);
}

/** A list with its items. */
export interface List {
  readonly id: string;
  readonly request: Fields;
  /** The member of the response that has the items, and the member that names an item. */
  readonly items: readonly [list: string, name: string];
  /** Adds an item; its name. */
  add(): Promise<string>;
  remove(name: string): Promise<unknown>;
  /** Whether an item is one of those that `add` makes: lists of all projects have those of other tests too. */
  isOwn(name: string): boolean;
}

const fills: Readonly<Record<string, (at: string) => Promise<List>>> = {
  async ListProjects(at) {
    return ofProjects(at, 'ListProjects', {}, ['projects', 'name']);
  },
  async ListVulnerabilityTotals(at) {
    return ofProjects(at, 'ListVulnerabilityTotals', { parent: 'projects/-' }, ['totals', 'parent']);
  },
  async ListNotes(at) {
    return ofNotes(at, `projects/${at}`);
  },
  async 'ListNotes of all projects'(at) {
    return ofNotes(at, 'projects/-');
  },
  async ListOccurrences(at) {
    return ofOccurrences(at, 'ListOccurrences', { parent: `projects/${at}` });
  },
  async 'ListOccurrences of a location'(at) {
    return ofOccurrences(at, 'ListOccurrences', { parent: `projects/${at}/locations/eu` }, '/locations/eu');
  },
  async 'ListOccurrences of all locations'(at) {
    return ofOccurrences(at, 'ListOccurrences', { parent: `projects/${at}/locations/-` }, '/locations/eu');
  },
  async 'ListOccurrences of all projects'(at) {
    return ofOccurrences(at, 'ListOccurrences', { parent: 'projects/-' });
  },
  async ListNoteOccurrences(at) {
    return ofOccurrences(at, 'ListNoteOccurrences', { name: `projects/${at}/notes/n` });
  },
};

/** Ids before and after those that are there already, in turn. */
const idAt = (count: number): string => `${count % 2 === 0 ? 'z' : 'a'}${String(count).padStart(3, '0')}`;

function ofProjects(at: string, id: string, request: Fields, items: List['items']): List {
  let count = 0;
  return {
    id,
    request,
    items,
    async add() {
      const project = `projects/${at}-${idAt(count++)}`;
      await createProject(project);
      if (id === 'ListVulnerabilityTotals') await createOccurrence(project, await createNote(project, 'n'));
      return project;
    },
    async remove(name) {
      const way = nextWay();
      if (id === 'ListProjects') return succeed(way, 'DeleteProject', { name });
      const { occurrences } = await succeed(way, 'ListOccurrences', { parent: name });
      for (const one of occurrences as Fields[]) await succeed(way, 'DeleteOccurrence', { name: one.name });
      return undefined;
    },
    isOwn: (name) => name.startsWith(`projects/${at}-`),
  };
}

function ofNotes(at: string, parent: string): List {
  let count = 0;
  return {
    id: 'ListNotes',
    request: { parent },
    items: ['notes', 'name'],
    add: () => createNote(`projects/${at}`, idAt(count++)),
    remove: (name) => succeed(nextWay(), 'DeleteNote', { name }),
    isOwn: (name) => name.startsWith(`projects/${at}/`),
  };
}

async function ofOccurrences(at: string, id: string, request: Fields, location = ''): Promise<List> {
  const note = await createNote(`projects/${at}`, 'n');
  return {
    id,
    request,
    items: ['occurrences', 'name'],
    add: () => createOccurrence(`projects/${at}${location}`, note),
    remove: (name) => succeed(nextWay(), 'DeleteOccurrence', { name }),
    isOwn: (name) => name.startsWith(`projects/${at}/`),
  };
}

let fillings = 0;
/** A new list with so many items. */
export async function filled(
  what: string,
  count: number,
): Promise<List & { readonly names: readonly string[] }> {
  const list = await (fills[what] as (at: string) => Promise<List>)(`l${fillings++}`);
  const names: string[] = [];
  for (let index = 0; index < count; index += 1) names.push(await list.add());
  return { ...list, names: names.sort() };
}

export type Filled = Awaited<ReturnType<typeof filled>>;
const kept = new Map<string, Promise<Filled>>();
/** Two lists of each kind, of 6 items, for tests that change nothing. */
export function given(what: string, which = 0): Promise<Filled> {
  const key = `${what} ${which}`;
  const list = kept.get(key) ?? filled(what, 6);
  kept.set(key, list);
  return list;
}

export const lists: readonly string[] = Object.keys(fills);

export interface Page {
  readonly names: readonly string[];
  readonly token: string;
}

/** One page of a list. */
export async function page(way: Way, { id, request, items }: List, more: Fields): Promise<Page> {
  const body = await succeed(way, id, { ...request, ...more });
  const listed = (body[items[0]] ?? []) as readonly Fields[];
  return { names: listed.map((item) => String(item[items[1]])), token: String(body.nextPageToken ?? '') };
}

/** Declares a test that no list accepts a token that it has not given. */
export function refuseTokens(way: Way): void {
  it('refuse the page token of another list, parent or filter, and a damaged one', async () => {
    const all: (Filled & { readonly what: string })[] = [];
    for (const what of lists) for (const which of [0, 1]) all.push({ what, ...(await given(what, which)) });
    const keyOf = ({ id, request }: List) => JSON.stringify([id, request]);
    for (const list of all) {
      const { token } = await page(way, list, { pageSize: 1 });
      expect([list.what, token]).toEqual([list.what, expect.stringMatching(/./)]);
      for (const other of all) {
        const { code } = await ask(way, other.id, { ...other.request, pageToken: token });
        const isSame = keyOf(other) === keyOf(list);
        expect([list.what, other.what, code]).toEqual([
          list.what,
          other.what,
          isSame ? 'OK' : 'INVALID_ARGUMENT',
        ]);
      }
      const wrong: Fields[] = [
        `${token}A`,
        token.slice(1),
        `A${token}`,
        token.toLowerCase(),
        '1',
        '\u0000',
      ].map((pageToken) => ({ pageToken }));
      if (list.id !== 'ListVulnerabilityTotals')
        wrong.push({ pageToken: token, filter: list.id === 'ListProjects' ? 'name!="x"' : 'kind="BUILD"' });
      for (const more of wrong) {
        const { code } = await ask(way, list.id, { ...list.request, pageSize: 1, ...more });
        expect([list.what, more, code]).toEqual([list.what, more, 'INVALID_ARGUMENT']);
      }
    }
  });
}

import { afterAll, beforeAll } from 'vitest';
import { createHttpClient, type HttpClient } from '../../src/conformance/http-client.js';
import { convertPath } from '../../src/kinds/conversion.js';
import type { Kind } from '../../src/kinds/kind.js';
import type { ContractVersion } from '../../src/kinds/known-kinds.js';
import type { Registry } from '../../src/kinds/registry.js';
import { conversionOf, type Side } from '../../src/kinds/two-versions.js';
import type { Field, Message } from '../../src/schema/message.js';
import { arbitraryNote, arbitraryOccurrence, type Json } from '../setup/arbitraries.js';
import { committedCheck } from '../setup/openapi-check.js';
import { startServer, type TestServer } from '../setup/server.js';
import { temporaryFolder } from '../setup/temporary.js';
import { registry, v1Registry } from '../unit/kinds/helpers.js';

/** Objects of any kind over REST, in both versions. */

export const registryOf = (version: ContractVersion): Registry => (version === 'v1' ? v1Registry : registry);
export const otherThan = (version: ContractVersion): ContractVersion => (version === 'v1' ? 'v1beta1' : 'v1');

/** What one version writes: the notes or the occurrences of one kind. */
export interface Subject {
  readonly what: string;
  readonly side: Side;
  readonly writer: ContractVersion;
  readonly other: ContractVersion;
  readonly kind: Kind;
  /** The kind as the other version has it. */
  readonly there: Kind | undefined;
}

export const subjects: readonly Subject[] = (['v1beta1', 'v1'] as const).flatMap((writer) =>
  registryOf(writer).kinds.flatMap((kind) => {
    const other = otherThan(writer);
    const there = registryOf(other).kinds.find(({ name }) => name === kind.name);
    const of = (side: Side): Subject => ({
      what: `${kind.name} ${side} of ${writer}`,
      side,
      writer,
      other,
      kind,
      there,
    });
    return kind.occurrence === undefined ? [of('note')] : [of('note'), of('occurrence')];
  }),
);

export const messageOf = (version: ContractVersion, side: Side): Message<unknown> =>
  registryOf(version)[side === 'note' ? 'Note' : 'Occurrence'];

/** Any object of the kind; whole texts of it are sent as they are. */
export function objectsOf(kind: Kind, side: Side, version: ContractVersion, noteName: string) {
  const of = registryOf(version);
  return side === 'note' ? arbitraryNote(kind, of) : arbitraryOccurrence(kind, noteName, of);
}

export interface Shared {
  /** In the other version, which patches it. */
  readonly path: readonly string[];
  /** In the version that has written the object. */
  readonly back: readonly string[];
}

/** Paths that a mask of the other version can name and the writer's version has as well. */
export function sharedPaths({ side, other, writer, kind, there }: Subject): readonly Shared[] {
  const conversion = conversionOf(side, kind.name);
  if (conversion === undefined || there === undefined) return [];
  const walk = (message: Message<unknown>, beneath: readonly string[]): Shared[] =>
    message.fields.flatMap(({ jsonName, type, options }): Shared[] => {
      if (options.output === true || options.immutable === true) return [];
      if (beneath.length === 0 && options.oneof !== undefined && jsonName !== there[side]?.member) return [];
      const path = [...beneath, jsonName];
      const within = type.form === 'message' && beneath.length < 4 ? walk(type, path) : [];
      const back = convertPath(conversion, writer, path);
      return back === undefined || back.length === 0 ? within : [{ path, back }, ...within];
    });
  return walk(messageOf(other, side), []);
}

/**
 * The place of a change in the writer's version: a member of a oneof within the details takes the place of another, so that
 * the change is of what holds the two.
 */
export function exclusive({ writer, side }: Subject, back: readonly string[]): readonly string[] {
  let message: Message<unknown> | undefined = messageOf(writer, side);
  for (const [depth, name] of back.entries()) {
    const field: Field | undefined = message?.byName.get(name);
    if (depth > 0 && field?.options.oneof !== undefined) return back.slice(0, depth);
    message = field?.type.form === 'message' ? field.type : undefined;
  }
  return back;
}

export function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((child, name) => (child as Json | undefined)?.[name], value);
}

/** A copy without what stands at the paths; what then is empty goes as well. */
export function without(value: Json, ...paths: readonly (readonly string[])[]): Json {
  const copy = structuredClone(value);
  for (const path of paths) removeAt(copy, path);
  return copy;
}

function removeAt(value: unknown, [name, ...rest]: readonly string[]): void {
  if (typeof value !== 'object' || value === null || name === undefined) return;
  if (Array.isArray(value)) {
    for (const item of value) removeAt(item, [name, ...rest]);
    return;
  }
  const json = value as Json;
  if (rest.length === 0) delete json[name];
  else {
    removeAt(json[name], rest);
    const left = json[name];
    if (typeof left === 'object' && left !== null && Object.keys(left).length === 0) delete json[name];
  }
}

export interface Answer {
  readonly status: number;
  readonly body: Json;
  readonly text: string;
}

export type Ask = (version: ContractVersion, method: string, path: string, body?: unknown) => Promise<Answer>;

/** Asks over REST; every answer must be as the version's OpenAPI document says. */
export const askOver =
  (client: Pick<HttpClient, 'send'>): Ask =>
  async (version, method, path, body) => {
    const request = {
      method,
      path: `/${version}/${path}`,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    const answer = await client.send(request);
    committedCheck(request.path).check(request, answer);
    return { status: answer.status, body: answer.json as Json, text: answer.text };
  };

/** A server over SQLite for the tests of a file. */
export function sharedServer(): Pick<HttpClient, 'send'> & { readonly ask: Ask } {
  const folder = temporaryFolder();
  let server: TestServer;
  let client: HttpClient;
  beforeAll(async () => {
    server = await startServer({ store: `sqlite:${folder.path}/grafeas.db` });
    client = createHttpClient(new URL(server.url), undefined);
  });
  afterAll(async () => {
    client.close();
    await server.close();
    folder.remove();
  });
  const send: HttpClient['send'] = (request) => client.send(request);
  return { send, ask: askOver({ send }) };
}

/** Ids that are not used twice. */
let ids = 0;
export function freshId(): string {
  ids += 1;
  return `n${ids}`;
}

/** Creates an object in a version; its answer. */
export function create(ask: Ask, version: ContractVersion, side: Side, body: Json): Promise<Answer> {
  const path = side === 'note' ? `projects/p/notes?noteId=${freshId()}` : 'projects/p/occurrences';
  return ask(version, 'POST', path, body);
}

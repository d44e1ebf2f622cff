import { type Operation, smallMessage } from '../../src/api/operation.js';
import type { Message } from '../../src/schema/message.js';
import { encodeMessage } from '../../src/schema/wire/message-codec.js';
import type { Attacked } from './attacked.js';
import { hostileLike } from './hostile-examples.js';
import { hostileJson } from './hostile-json.js';
import { hostileWire } from './hostile-wire.js';
import type { HostileCase } from './spots.js';

export type Transport = 'HTTP/1.1' | 'HTTP/2' | 'gRPC';

/** What is sent: a request line with headers, a body, or both. */
export interface HostileRequest {
  readonly name: string;
  readonly operation: Operation;
  readonly transport: Transport;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Makes a number in [0, 1). */
export type Random = () => number;

/** Bytes of a request line, which Node bounds with its headers to 32 KiB. */
const lineLength = 14_000;

/**
 * One request of each sort of hostile bodies, in an order by chance, to an operation by chance that takes it: among all
 * cases the rare ones would hardly ever be drawn.
 */
export function oneOfEachSort(attacked: readonly Attacked[], random: Random): readonly HostileRequest[] {
  const sorts = new Map<string, (() => HostileRequest)[]>();
  const add = (sort: string, make: () => HostileRequest): void => {
    const same = sorts.get(sort) ?? [];
    same.push(make);
    sorts.set(sort, same);
  };
  for (const target of attacked) {
    const { operation } = target;
    if (operation.plain === undefined)
      for (const entry of cached(`wire ${operation.request.name}`, () => hostileWire(operation.request)))
        add(`gRPC ${entry.sort}`, () => overGrpc(target, entry, usualSize, random));
    const bodies = bodiesOf(target);
    for (const entry of bodies.declared)
      add(`JSON ${entry.sort}`, () => overHttp(target, entry, usualSize, random));
    for (const entry of bodies.like)
      add(
        entry.sort,
        () =>
          (random() < 0.2 && likeOverGrpc(target, entry, usualSize, random)) ||
          overHttp(target, entry, usualSize, random),
      );
  }
  return [...sorts.values()]
    .map((makes) => ({ makes, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ makes }) => (makes[Math.floor(random() * makes.length)] as () => HostileRequest)());
}

/** Bytes with which a cost that grows with their square is far above what is allowed. */
const usualSize = 128 * 1024;

/** What the operation takes: a longer message is refused before it is decoded. */
function sizeFor({ guard }: Operation, size: number): number {
  return guard === undefined ? Math.min(size, smallMessage - 4096) : size;
}

/** The name comes first: a long message without one is refused before it is decoded. */
function overGrpc(target: Attacked, entry: HostileCase, size: number, random: Random): HostileRequest {
  const { operation } = target;
  const { request } = operation;
  const named = encodeMessage(request, namedIn(target, random));
  return grpc(operation, entry, Buffer.concat([named, entry.build(sizeFor(operation, size))]));
}

/** The body of an example as a member of the message; undefined where the message cannot have it. */
function likeOverGrpc(
  target: Attacked,
  entry: HostileCase,
  size: number,
  random: Random,
): HostileRequest | undefined {
  const { operation } = target;
  const { http, request, plain } = operation;
  const { body = '' } = http;
  if (plain !== undefined) return undefined;
  const built = entry.build(sizeFor(operation, size));
  try {
    const value: unknown = http.raw === undefined ? JSON.parse(built.toString()) : built.toString('base64');
    const fields = { ...(body === '*' ? (value as object) : { [body]: value }), ...namedIn(target, random) };
    return grpc(operation, entry, encodeMessage(request, fields));
  } catch {
    return undefined;
  }
}

function grpc(operation: Operation, entry: HostileCase, body: Buffer): HostileRequest {
  const { service, id } = operation;
  return {
    operation,
    name: `${id} ${entry.name}`,
    transport: 'gRPC',
    method: 'POST',
    path: `/${service}/${id}`,
    headers: {},
    body,
  };
}

/** The fields that the path binds, as the message has them. */
function namedIn(
  { operation: { http, request }, fill }: Attacked,
  random: Random,
): Readonly<Record<string, unknown>> {
  const path = http.paths[Math.floor(random() * http.paths.length)] ?? '';
  const [, field = '', template = ''] = /\{([^=]*)=([^}]*)\}/.exec(path) ?? [];
  const [outer = '', inner] = field.split('.');
  if (!request.byName.has(outer)) return {};
  const name = fill(template, random);
  return { [outer]: inner === undefined ? name : { [inner]: name } };
}

function overHttp(target: Attacked, entry: HostileCase, size: number, random: Random): HostileRequest {
  const { operation } = target;
  return {
    operation,
    name: `${operation.id} ${entry.name}`,
    transport: random() < 0.5 ? 'HTTP/1.1' : 'HTTP/2',
    method: operation.http.verb,
    path: pathOf(target, random),
    headers: { 'content-type': 'application/json' },
    body: entry.build(sizeFor(operation, size)),
  };
}

/** One of the paths, of something that is there; with what the operation needs besides. */
function pathOf({ operation: { http }, fill, query }: Attacked, random: Random): string {
  const path = http.paths[Math.floor(random() * http.paths.length)] ?? '';
  return path.replace(/\{[^=]*=([^}]*)\}/, (_, template: string) => fill(template, random)) + query(random);
}

/** Hostile bodies of an operation: by the declaration of its message, and like its examples. */
function bodiesOf({ operation, examples, format }: Attacked): {
  readonly declared: readonly HostileCase[];
  readonly like: readonly HostileCase[];
} {
  const type = declaredBody(operation);
  return {
    declared: type === undefined ? [] : cached(`json ${type.name}`, () => hostileJson(type)),
    like: [...examples].flatMap(([label, example]) =>
      cached(`like ${operation.id} ${label}`, () => hostileLike(`${operation.id} ${format}`, example)),
    ),
  };
}

/** The message that the body is; undefined where the operation takes none, or an object of another protocol. */
function declaredBody({ http: { body }, request }: Operation): Message<unknown> | undefined {
  if (body === undefined || body === '*') return body === undefined ? undefined : request;
  const type = request.byName.get(body)?.type;
  return type?.form === 'message' ? type : undefined;
}

/** One hostile request to the operation, over a transport by chance. */
export function hostileRequest(target: Attacked, random: Random): HostileRequest {
  const { operation } = target;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const size = pick([8 * 1024, 32 * 1024, 128 * 1024, 512 * 1024]);
  const { declared, like } = bodiesOf(target);
  const transport =
    operation.plain === undefined
      ? pick<Transport>(['HTTP/1.1', 'HTTP/2', 'gRPC'])
      : pick<Transport>(['HTTP/1.1', 'HTTP/2']);
  if (transport === 'gRPC') {
    const asExample =
      like.length > 0 && random() < 0.5 ? likeOverGrpc(target, pick(like), size, random) : undefined;
    return (
      asExample ??
      overGrpc(
        target,
        pick(cached(`wire ${operation.request.name}`, () => hostileWire(operation.request))),
        size,
        random,
      )
    );
  }
  const { query, body } = operation.http;
  const value = pick(lines);
  const path =
    random() < 0.1
      ? pathOf({ ...target, fill: (template) => template.replaceAll('*', value.text.slice(0, 2000)) }, random)
      : pathOf(target, random);
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (random() < 0.2) headers[pick(['if-match', 'if-none-match', 'authorization', 'accept'])] = value.header;
  const search = query.length === 0 ? '' : `${path.includes('?') ? '&' : '?'}${pick(query)}=${value.text}`;
  const where = { operation, transport, method: operation.http.verb, path: path + search, headers };
  const bodies = [declared, like].filter((cases) => cases.length > 0);
  if (body === undefined || bodies.length === 0)
    return { ...where, name: `${operation.id} ${value.name}`, body: Buffer.alloc(0) };
  const entry = pick(pick(bodies));
  // What stands in the query would be refused before the body is looked at.
  return {
    ...where,
    path,
    name: `${operation.id} ${entry.name}`,
    body: entry.build(sizeFor(operation, size)),
  };
}

const known = new Map<string, readonly HostileCase[]>();

function cached(key: string, make: () => readonly HostileCase[]): readonly HostileCase[] {
  const cases = known.get(key) ?? make();
  known.set(key, cases);
  return cases;
}

interface Line {
  readonly name: string;
  /** For a query or path, encoded. */
  readonly text: string;
  readonly header: string;
}

const fill = (unit: string): string => unit.repeat(Math.floor(lineLength / encodeURIComponent(unit).length));
const line = (name: string, text: string): Line => ({
  name,
  text: encodeURIComponent(text),
  header: text.replaceAll(/[^\x20-\x7e]/g, '').slice(0, lineLength),
});

/** Filters, page tokens, masks and header lists. */
const lines: readonly Line[] = [
  line('filter of many terms', `kind="A"${fill(' OR kind="B"').slice(0, 3000)}`),
  line('filter of parentheses', fill('(')),
  line('filter of spaces', `kind${fill(' ')}="A"`),
  line('filter of dots', `a${fill('.a')}="A"`),
  line('filter of minus signs', fill('-')),
  line('filter of digits', `kind=${fill('9')}`),
  line('filter of unknown fields', fill('vulnerabilty.sverity="A" ')),
  line('filter of escapes', `kind="${fill('\\x41')}"`),
  line('filter of equals signs', `attestation.x="${fill('=')}x"`),
  line('commas', fill('a,')),
  line('slashes', fill('/')),
  line('percent signs', fill('%')),
  line('entity tags', fill('W/"a", ')),
  line('digits', fill('9')),
];

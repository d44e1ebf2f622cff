import type { Operation } from '../../src/api/operation.js';
import type { Message } from '../../src/schema/message.js';
import { encodeMessage } from '../../src/schema/wire/message-codec.js';
import { hostileJson } from './hostile-json.js';
import { hostileWire } from './hostile-wire.js';
import type { HostileCase } from './spots.js';

export type Transport = 'HTTP/1.1' | 'HTTP/2' | 'gRPC';

/** What is sent: a request line with headers, a body, or both. */
export interface HostileRequest {
  readonly name: string;
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
export function oneOfEachSort(operations: readonly Operation[], random: Random): readonly HostileRequest[] {
  const sorts = new Map<string, (() => HostileRequest)[]>();
  const add = (sort: string, make: () => HostileRequest): void => {
    const same = sorts.get(sort) ?? [];
    same.push(make);
    sorts.set(sort, same);
  };
  for (const operation of operations) {
    const { id, http } = operation;
    for (const entry of cached(operation.request, 'wire', hostileWire))
      add(`gRPC ${entry.sort}`, () => overGrpc(operation, entry, usualSize));
    const type = bodyOf(operation);
    if (type === undefined) continue;
    const path = (http.paths[0] ?? '').replace(/\{[^=]*=([^}]*)\}/, (_, template: string) =>
      template.replaceAll('*', 'p'),
    );
    const headers = { 'content-type': 'application/json' };
    for (const entry of cached(type, 'json', hostileJson))
      add(`JSON ${entry.sort}`, () => ({
        name: `${id} ${entry.name}`,
        transport: random() < 0.5 ? 'HTTP/1.1' : 'HTTP/2',
        method: http.verb,
        path,
        headers,
        body: entry.build(usualSize),
      }));
  }
  return [...sorts.values()]
    .map((makes) => ({ makes, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ makes }) => (makes[Math.floor(random() * makes.length)] as () => HostileRequest)());
}

/** Bytes with which a cost that grows with their square is far above what is allowed. */
const usualSize = 128 * 1024;

/** The name comes first: a long message without one is refused before it is decoded. */
function overGrpc(
  { service, id, request, http }: Operation,
  entry: HostileCase,
  size: number,
): HostileRequest {
  const path = `/${service}/${id}`;
  const [, field = '', template = ''] = /\{([^=]*)=([^}]*)\}/.exec(http.paths[0] ?? '') ?? [];
  const name = request.byName.has(field)
    ? encodeMessage(request, { [field]: template.replaceAll('*', 'p') })
    : Buffer.of();
  const body = Buffer.concat([name, entry.build(size)]);
  return { name: `${id} ${entry.name}`, transport: 'gRPC', method: 'POST', path, headers: {}, body };
}

/** The message that the body is; undefined where the operation takes none. */
function bodyOf({ http: { body }, request }: Operation): Message<unknown> | undefined {
  if (body === undefined || body === '*') return body === undefined ? undefined : request;
  const type = request.byName.get(body)?.type;
  return type?.form === 'message' ? type : undefined;
}

/** One hostile request to the operation, over a transport by chance. */
export function hostileRequest(operation: Operation, random: Random): HostileRequest {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const size = pick([8 * 1024, 32 * 1024, 128 * 1024, 512 * 1024]);
  const transport = pick<Transport>(['HTTP/1.1', 'HTTP/2', 'gRPC']);
  if (transport === 'gRPC') {
    return overGrpc(operation, pick(cached(operation.request, 'wire', hostileWire)), size);
  }
  const { verb, body, query, paths } = operation.http;
  const value = pick(lines);
  const path = (paths[0] ?? '').replace(/\{[^=]*=([^}]*)\}/, (_, template: string) =>
    template.replaceAll('*', random() < 0.1 ? value.text.slice(0, 2000) : 'p'),
  );
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (random() < 0.2) headers[pick(['if-match', 'if-none-match', 'authorization', 'accept'])] = value.header;
  const search = query.length === 0 ? '' : `?${pick(query)}=${value.text}`;
  const where = { transport, method: verb, path: path + search, headers };
  if (body === undefined) return { ...where, name: `${operation.id} ${value.name}`, body: Buffer.alloc(0) };
  const type = bodyOf(operation);
  if (type === undefined) return { ...where, name: `${operation.id} zeros`, body: Buffer.alloc(size) };
  const entry = pick(cached(type, 'json', hostileJson));
  return { ...where, name: `${operation.id} ${entry.name}`, body: entry.build(size) };
}

const known = new Map<string, readonly HostileCase[]>();

function cached(
  message: Message<unknown>,
  form: string,
  make: (message: Message<unknown>) => readonly HostileCase[],
): readonly HostileCase[] {
  const key = `${form} ${message.name}`;
  const cases = known.get(key) ?? make(message);
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

import type { IncomingMessage } from 'node:http';
import { messageLimit, type Operation, type RequestFields } from '../api/operation.js';
import { ApiError, invalidField } from '../domain/errors.js';
import { freeBytes } from '../domain/free-bytes.js';
import { isObject } from '../domain/is-object.js';
import { longJson, readJson, readJsonInSlices } from '../domain/json.js';
import { decode, decodeInSlices } from '../schema/codec.js';
import { deriveMask } from '../schema/field-mask.js';
import type { Message } from '../schema/message.js';
import type { Access } from '../services/context.js';
import { bodyLimit, type OnBody, readBody } from './body.js';
import { decompress } from './decompress.js';
import { bindQuery } from './query.js';
import type { Routed } from './router.js';

/**
 * Builds the request message from path, parsed query and body. The body is read only if the guard of the operation
 * permits the call.
 */
export async function bindRequest(
  routed: Routed,
  request: IncomingMessage,
  query: readonly [string, string][],
  access: Access,
  onBody: OnBody,
): Promise<RequestFields> {
  const { http, request: message, guard } = routed.operation;
  const fields: Record<string, unknown> = {};
  if (http.query.length > 0) bindQuery(message, http.query, query, fields);
  for (const [field, name] of Object.entries(http.headers ?? {})) fields[field] = request.headers[name];
  bindPath(routed, fields);
  guard?.(fields, access);
  if (http.body === undefined) return fields;
  await bindBody(routed, request, fields, onBody);
  // The path overrides the same field of the body.
  bindPath(routed, fields);
  return fields;
}

/**
 * The fields set by the query, of a request whose body may set them too. Different values are refused, since it is not
 * known which is right. @throws INVALID_FIELD
 */
function agreed({ http, request }: Operation, asked: RequestFields, said: RequestFields): RequestFields {
  const fields: Record<string, unknown> = {};
  for (const name of http.query) {
    const values = [asked[name], said[name]].filter((value) => value !== undefined && value !== '');
    if (values.length === 2 && values[0] !== values[1]) {
      const field = request.byName.get(name)?.protoName ?? name;
      throw invalidField(field, 'has one value in the query and another in the body');
    }
    if (values.length > 0) fields[name] = values[0];
  }
  return fields;
}

/** Sets the field that the path binds: one of the request, or of a message within it. */
function bindPath({ field, value }: Routed, fields: Record<string, unknown>): void {
  if (field === undefined) return;
  const [outer = '', inner] = field.split('.');
  fields[outer] = inner === undefined ? value : { ...(fields[outer] as object | undefined), [inner]: value };
}

/** The first bytes of what gzip has compressed, which no JSON begins with. */
const gzipped = [0x1f, 0x8b] as const;

async function bindBody(
  { operation }: Routed,
  request: IncomingMessage,
  fields: Record<string, unknown>,
  onBody: OnBody,
): Promise<void> {
  const { body = '', raw } = operation.http;
  const bytes = await readBody(request, messageLimit(operation, bodyLimit), onBody);
  if (raw !== undefined) {
    fields[body] = await decompress(bytes, request.headers['content-encoding'], raw.limit, onBody);
    return;
  }
  if (bytes[0] === gzipped[0] && bytes[1] === gzipped[1])
    throw new ApiError(
      'INVALID_JSON',
      'body: is compressed with gzip, as only reports may be; send plain JSON',
    );
  // An empty body is an empty message, as in the gateway of the reference server.
  const isLong = bytes.length >= longJson;
  const read = isLong ? await readJsonInSlices(bytes) : readJson(bytes);
  freeBytes(bytes);
  const json = read === undefined ? {} : read;
  if (operation.plain !== undefined) {
    if (!isObject(json)) throw invalidField(body, 'expected a JSON object');
    fields[body] = json;
    return;
  }
  if (body === '*') {
    const { request: whole } = operation;
    const decoded = isLong ? await decodeInSlices(whole, json, '') : decode(whole, json, '');
    Object.assign(fields, decoded, agreed(operation, fields, decoded as RequestFields));
    return;
  }
  const field = operation.request.byName.get(body);
  const type = field?.type as Message<unknown>;
  fields[body] = isLong ? await decodeInSlices(type, json, body) : decode(type, json, body);
  const mask = operation.request.byName.get('updateMask');
  if (mask !== undefined && (fields.updateMask === undefined || fields.updateMask === '')) {
    fields.updateMask = deriveMask(type, json);
    fields.isMaskImplied = true;
  }
}

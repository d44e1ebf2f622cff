import type { IncomingMessage } from 'node:http';
import { messageLimit, type RequestFields } from '../api/operation.js';
import { longJson, readJson, readJsonInSlices } from '../domain/json.js';
import { decode, decodeInSlices } from '../schema/codec.js';
import { deriveMask } from '../schema/field-mask.js';
import type { Message } from '../schema/message.js';
import type { Access } from '../services/context.js';
import { bodyLimit, freeBytes, type OnBody, readBody } from './body.js';
import { decompress } from './decompress.js';
import { bindQuery } from './query.js';
import type { Routed } from './router.js';

/**
 * Builds the request message of a routed request from path, parsed query and body (conformance 1.1, 1.4, 1.5). The body is read
 * only where the guard of the operation lets the caller pass.
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
  if (routed.field !== undefined) fields[routed.field] = routed.value;
  guard?.(fields, access);
  if (http.body === undefined) return fields;
  await bindBody(routed, request, fields, onBody);
  // The path wins over what a body says of the same field.
  if (routed.field !== undefined) fields[routed.field] = routed.value;
  return fields;
}

/** A field that the query and the body set differently is refused: which of the two was meant is not known. @throws INVALID_FIELD */
function mergeBody(
  message: Message<unknown>,
  fields: Record<string, unknown>,
  body: Readonly<Record<string, unknown>>,
): void {
  for (const { jsonName, protoName } of message.fields) {
    const [asked, said] = [fields[jsonName], body[jsonName]];
    // The path has put its own there, which wins.
    if (said === undefined) continue;
    if (asked !== undefined && asked !== said)
      throw invalidField(protoName, 'is given in the query and, differently, in the body');
    fields[jsonName] = said;
  }
}

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
  // An empty body is an empty message, as in the gateway of the reference server.
  const isLong = bytes.length >= longJson;
  const read = isLong ? await readJsonInSlices(bytes) : readJson(bytes);
  freeBytes(bytes);
  const json = read === undefined ? {} : read;
  if (body === '*') {
    const { request: whole } = operation;
    const decoded = isLong ? await decodeInSlices(whole, json, '') : decode(whole, json, '');
    mergeBody(operation.request, fields, decoded as RequestFields);
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

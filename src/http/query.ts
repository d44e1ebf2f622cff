import { ApiError, invalidField } from '../domain/errors.js';
import type { Field, Message } from '../schema/message.js';

/** Query parameters. */

/** Decoded pairs in order. @throws INVALID_PARAMETER for a bad percent-escape. */
export function parseQuery(search: string): [string, string][] {
  if (search === '') return [];
  return search.split('&').flatMap((pair): [string, string][] => {
    if (pair === '') return [];
    const equals = pair.indexOf('=');
    const key = equals < 0 ? pair : pair.slice(0, equals);
    return [[decode(key), equals < 0 ? '' : decode(pair.slice(equals + 1))]];
  });
}

function decode(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    throw new ApiError('INVALID_PARAMETER', 'the query holds a bad percent-encoding');
  }
}

/**
 * The request fields that a query sets. Names in both spellings; unknown ones are ignored. Only
 * repeated fields may be given more than once. @throws INVALID_PARAMETER naming the parameter.
 */
export function bindQuery(
  request: Message<unknown>,
  allowed: readonly string[],
  pairs: readonly [string, string][],
  into: Record<string, unknown>,
): void {
  const seen = new Set<string>();
  for (const [key, value] of pairs) {
    const field = request.byName.get(key.replace(/^(update_?[mM]ask)\.paths$/, '$1'));
    if (field === undefined || !allowed.includes(field.jsonName)) continue;
    if (field.type.form === 'repeated') {
      into[field.jsonName] = [...((into[field.jsonName] as string[] | undefined) ?? []), value];
      continue;
    }
    const repeatable = key.endsWith('.paths');
    if (seen.has(field.jsonName) && !repeatable) throw bad(field.protoName, 'is given more than once');
    const parsed = parseValue(field, value);
    into[field.jsonName] = seen.has(field.jsonName)
      ? `${String(into[field.jsonName])},${String(parsed)}`
      : parsed;
    seen.add(field.jsonName);
  }
}

const trueWords = new Set(['1', 't', 'T', 'TRUE', 'true', 'True']);
const falseWords = new Set(['0', 'f', 'F', 'FALSE', 'false', 'False']);

function parseValue(field: Field, value: string): unknown {
  if (field.type.form !== 'scalar') return value;
  switch (field.type.scalar) {
    case 'int32': {
      const number = Number(value);
      if (!/^[+-]?\d+$/.test(value) || number < -2147483648 || number > 2147483647)
        throw bad(field.protoName, 'must be a 32-bit integer');
      return number;
    }
    case 'bool':
      if (trueWords.has(value)) return true;
      if (falseWords.has(value)) return false;
      throw bad(field.protoName, 'must be true or false');
    default:
      return value;
  }
}

function bad(field: string, description: string): ApiError {
  return invalidField(field, description, 'INVALID_PARAMETER');
}

import { normaliseBase64 } from '../domain/base64.js';
import { didYouMean } from '../domain/filter/near-names.js';
import { normaliseTimestamp } from '../domain/timestamp.js';
import {
  type EnumType,
  type EnumValue,
  Refusal,
  type ScalarType,
  type WellKnownType,
} from './field-types.js';

/** Scalars and well-known types of the contract, decoded as protojson does. */

const refuse = (message: string): Refusal => new Refusal(message);

function decodeText(value: unknown): string | Refusal {
  if (typeof value !== 'string') return refuse('expected a string');
  if (!value.isWellFormed()) return refuse('text holds a lone surrogate');
  if (value.includes('\0')) return refuse('text holds a NUL character');
  return value;
}

const textType: ScalarType<string> = {
  form: 'scalar',
  scalar: 'string',
  decode: decodeText,
  isDefault: (value) => value === '',
};
const boolType: ScalarType<boolean> = {
  form: 'scalar',
  scalar: 'bool',
  decode: (value) => (typeof value === 'boolean' ? value : refuse('expected true or false')),
  isDefault: (value) => !value,
};
const int32Type: ScalarType<number> = {
  form: 'scalar',
  scalar: 'int32',
  decode: decodeInt32,
  isDefault: (value) => value === 0,
};
const int64Type: ScalarType<string> = {
  form: 'scalar',
  scalar: 'int64',
  decode: decodeInt64,
  isDefault: (value) => value === '0',
};
const bytesType: ScalarType<string> = {
  form: 'scalar',
  scalar: 'bytes',
  decode: decodeBytes,
  isDefault: (value) => value === '',
};

export type FloatValue = number | 'NaN' | 'Infinity' | '-Infinity';
const floatType: ScalarType<FloatValue> = {
  form: 'scalar',
  scalar: 'float',
  decode: decodeFloat,
  isDefault: (value) => value === 0,
};

const doubleType: ScalarType<FloatValue> = {
  form: 'scalar',
  scalar: 'double',
  decode: decodeDouble,
  isDefault: (value) => value === 0,
};

export const text = (): ScalarType<string> => textType;
export const bool = (): ScalarType<boolean> => boolType;
export const int32 = (): ScalarType<number> => int32Type;
/** 64-bit integers are decimal strings in JSON. */
export const int64 = (): ScalarType<string> => int64Type;
/** Bytes are standard, padded base64 in JSON. */
export const bytes = (): ScalarType<string> => bytesType;
/** 32-bit floats, printed in their shortest form. */
export const float = (): ScalarType<FloatValue> => floatType;
/** 64-bit floats. */
export const double = (): ScalarType<FloatValue> => doubleType;

const numeric = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

function decodeInt32(value: unknown): number | Refusal {
  const number = typeof value === 'string' && numeric.test(value) ? Number(value) : value;
  if (typeof number === 'bigint') return refuse('integer is out of the range of 32 bits');
  if (typeof number !== 'number' || !Number.isInteger(number)) return refuse('expected an integer');
  if (number < -2147483648 || number > 2147483647) return refuse('integer is out of the range of 32 bits');
  return number === 0 ? 0 : number;
}

function decodeInt64(value: unknown): string | Refusal {
  const number = toBigInt(value);
  if (number === undefined) return refuse('expected an integer');
  if (BigInt.asIntN(64, number) !== number) return refuse('integer is out of the range of 64 bits');
  return number.toString();
}

/** The JSON reader returns numbers beyond 2^53 as bigint, so no precision is lost. */
export function toBigInt(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : undefined;
  if (typeof value !== 'string' || !numeric.test(value)) return undefined;
  if (/^-?\d{1,40}$/.test(value)) return BigInt(value);
  const number = Number(value);
  return Number.isSafeInteger(number) ? BigInt(number) : undefined;
}

function decodeDouble(value: unknown): FloatValue | Refusal {
  if (value === 'NaN' || value === 'Infinity' || value === '-Infinity') return value;
  const isNumeric = typeof value === 'bigint' || (typeof value === 'string' && numeric.test(value));
  const number = isNumeric ? Number(value) : value;
  if (typeof number !== 'number' || Number.isNaN(number)) return refuse('expected a number');
  if (!Number.isFinite(number)) return refuse('number is out of the range of a 64-bit float');
  return number === 0 ? 0 : number;
}

function decodeFloat(value: unknown): FloatValue | Refusal {
  const number = decodeDouble(value);
  if (typeof number !== 'number') return number;
  const single = Math.fround(number);
  if (!Number.isFinite(single)) return refuse('number is out of the range of a 32-bit float');
  return single === 0 ? 0 : shortestFloat(number, single);
}

/** The decimal with the fewest digits that reads back as the same 32-bit float. */
function shortestFloat(number: number, single: number): number {
  if (number === single && Number.isInteger(number) && Math.abs(number) < 1e6) return number;
  for (let digits = 1; digits < 10; digits += 1) {
    const candidate = Number(single.toPrecision(digits));
    if (Math.fround(candidate) === single) return candidate;
  }
  return single;
}

function decodeBytes(value: unknown): string | Refusal {
  if (typeof value !== 'string') return refuse('expected base64 text');
  return normaliseBase64(value) ?? refuse('expected base64 text');
}

export const timestamp = (): WellKnownType<string> => timestampType;
const timestampType: WellKnownType<string> = {
  form: 'wellKnown',
  name: 'Timestamp',
  decode(value) {
    const canonical = typeof value === 'string' ? normaliseTimestamp(value) : undefined;
    return canonical ?? refuse('expected an RFC 3339 timestamp of year 0001 to 9999');
  },
};

/** Maximum number of names of an enum in an error; every enum of the contract has fewer. */
const maxNames = 40;

function expectedOf(meant: string, names: readonly string[]): string {
  const more = names.length > maxNames ? ', …' : '';
  return `expected one of ${names.slice(0, maxNames).join(', ')}${more}${didYouMean(meant, names)}`;
}

/**
 * An enum: names with numbers, the first name of a number is printed. Unknown numbers are kept.
 * `values` may be a function if the names depend on all kinds.
 */
export function enumeration<N extends string>(
  name: string,
  values: Readonly<Record<N, number>> | (() => Readonly<Record<string, number>>),
): EnumType<N> {
  let byName: Map<string, number> | undefined;
  let byNumber: Map<number, string> | undefined;
  const load = (): Map<string, number> => {
    if (byName === undefined) {
      byName = new Map(Object.entries<number>(typeof values === 'function' ? values() : values));
      byNumber = new Map([...byName].reverse().map(([key, number]) => [number, key]));
    }
    return byName;
  };
  return {
    form: 'enum',
    name,
    values: load,
    isDefault: (value) => value === 0 || (byName ?? load()).get(value as string) === 0,
    decode(value) {
      const names = byName ?? load();
      if (typeof value === 'string') {
        const number = names.get(value);
        if (number === undefined)
          return refuse(
            `${JSON.stringify(value.slice(0, 80))} is not a value of ${name}: ${expectedOf(value, [...names.keys()])}`,
          );
        return byNumber?.get(number) as EnumValue<N>;
      }
      if (typeof value !== 'number' || decodeInt32(value) instanceof Refusal)
        return refuse(`expected a value of ${name}: ${expectedOf('', [...names.keys()])}`);
      return (byNumber?.get(value) ?? value) as EnumValue<N>;
    },
  };
}

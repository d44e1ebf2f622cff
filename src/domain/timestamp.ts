/** google.protobuf.Timestamp in JSON: RFC 3339, UTC, 0, 3, 6 or 9 fraction digits. */
const pattern = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d\d):(\d\d))$/;
const canonical = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3}|\.\d{6}|\.\d{9})?Z$/;
const minSeconds = -62135596800; // 0001-01-01T00:00:00Z
const maxSeconds = 253402300799; // 9999-12-31T23:59:59Z

export interface Instant {
  /** Seconds since the epoch, may be negative. */
  readonly seconds: number;
  /** 0 to 999,999,999. */
  readonly nanos: number;
}

/** Parses any RFC 3339 spelling; undefined if the text is not a time of year 0001 to 9999. */
export function parseTimestamp(text: string): Instant | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [
    ,
    year,
    month,
    day,
    hour,
    minute,
    second,
    fraction = '',
    sign,
    offsetHour = '0',
    offsetMinute = '0',
  ] = match;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  date.setUTCHours(Number(hour), Number(minute), Number(second));
  const valid =
    date.getUTCMonth() === Number(month) - 1 &&
    date.getUTCDate() === Number(day) &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) < 60 &&
    Number(offsetHour) < 24 &&
    Number(offsetMinute) < 60;
  if (!valid) return undefined;
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * 60 * (sign === '-' ? -1 : 1);
  const seconds = date.getTime() / 1000 - offset;
  if (seconds < minSeconds || seconds > maxSeconds) return undefined;
  return { seconds, nanos: Number(fraction.padEnd(9, '0')) };
}

/** The canonical text of an instant. */
export function formatTimestamp({ seconds, nanos }: Instant): string {
  const base = new Date(seconds * 1000).toISOString().slice(0, 19);
  return `${base}${formatFraction(nanos)}Z`;
}

/** `.123`, `.123456`, `.123456789` or nothing, the shortest that keeps the value. */
export function formatFraction(nanos: number): string {
  if (nanos === 0) return '';
  const digits = String(nanos).padStart(9, '0');
  if (digits.endsWith('000000')) return `.${digits.slice(0, 3)}`;
  return digits.endsWith('000') ? `.${digits.slice(0, 6)}` : `.${digits}`;
}

/** The canonical spelling of a timestamp; undefined if the text is not a timestamp. */
export function normaliseTimestamp(text: string): string | undefined {
  const instant = parseTimestamp(text);
  if (instant === undefined) return undefined;
  const tidy = canonical.test(text) && !text.endsWith('000Z');
  return tidy ? text : formatTimestamp(instant);
}

/** Milliseconds since the epoch to canonical text. */
export function timestampFromMillis(millis: number): string {
  const seconds = Math.floor(millis / 1000);
  return formatTimestamp({ seconds, nanos: (millis - seconds * 1000) * 1e6 });
}

/** Microseconds since the epoch, rounded down, as the time columns of the store hold them. */
export function timestampToMicros(text: string): number {
  const instant = parseTimestamp(text);
  if (instant === undefined) throw new RangeError(`not a timestamp: ${text}`);
  return instant.seconds * 1e6 + Math.floor(instant.nanos / 1000);
}

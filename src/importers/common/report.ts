import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { ApiError } from '../../domain/errors.js';
import type { Report } from '../types.js';
import { type JsonBounds, JsonReader, readSpan, type Span } from './json-reader.js';
import { pointerTo, wrongType } from './json-view.js';

const mebibyte = 1024 * 1024;

/** Bounds of a report, in bytes, except for elements, depth (levels) and findings (rows). */
export const reportLimits = {
  bytes: 512 * mebibyte,
  /** One parsed value, without the long lists in it: the report, or an element of a long list. */
  wholeBytes: 128 * mebibyte,
  /** Of one long list. */
  elements: 1_000_000,
  depth: 64,
  findings: 100_000,
  /** CVEs of one finding: each has a note, which is made of all that the finding says. */
  vulnerabilities: 1_000,
  documentBytes: mebibyte,
  /** What a report becomes: this, and so many times its size. */
  outputBytes: 64 * mebibyte,
  outputFactor: 32,
} as const;

/**
 * Opens an uploaded report. Root members named in `bulk` are read element by element, so a report may be
 * much larger than the part that is in memory.
 *
 * @throws ApiError INVALID_REPORT naming the byte, TOO_LARGE naming the limit.
 */
export function openReport(upload: Buffer, bulk: readonly string[]): Report {
  const bytes = checkBytes(upload);
  const reader = new JsonReader(bytes, bounds);
  const arrays = new Map<string, readonly Span[]>();
  let head: unknown;
  const note = (member: string, spans: readonly Span[]): void => void arrays.set(member, spans);
  const first = reader.space();
  if (first === 0) throw new ApiError('INVALID_REPORT', 'the report is empty');
  let isLines = false;
  const readList = (spans: readonly Span[]): void => {
    note('', spans);
    // The first element shows what the list is of.
    head = spans.slice(0, 1).map((span) => readSpan(bytes, span, bounds, 1));
  };
  if (first === 0x7b) {
    const start = reader.at;
    head = reader.object((key) => bulk.includes(key), note);
    const end = reader.at;
    if (reader.space() === 0x7b && bytes.subarray(end, reader.at).includes(0x0a)) {
      isLines = true;
      arrays.clear();
      reader.at = start;
      readList(reader.objects());
    }
  } else if (first === 0x5b) readList(reader.spans());
  else {
    const value = reader.value();
    reader.end();
    throw wrongType('', 'a JSON object or list', value);
  }
  reader.end();

  return {
    head,
    isLines,
    text: () => bytes.toString('utf8'),
    digest: () => createHash('sha256').update(upload).digest('hex'),
    *items(member) {
      const root = { value: {}, pointer: '' };
      const base = member === '' ? '' : pointerTo(root, member);
      for (const [index, span] of (arrays.get(member) ?? []).entries()) {
        yield {
          value: readSpan(bytes, span, bounds, member === '' ? 1 : 2),
          pointer: `${base}/${index}`,
          text: () => bytes.toString('utf8', span.start, span.end),
        };
      }
    },
  };
}

const bounds: JsonBounds = {
  depth: reportLimits.depth,
  elements: reportLimits.elements,
  held: reportLimits.wholeBytes,
};

/** Refuses a size above its limit. @throws TOO_LARGE */
export function checkLimit(what: string, size: number, limit: number): void {
  if (size <= limit) return;
  throw new ApiError('TOO_LARGE', `the ${what} has ${size} bytes, the limit is ${limit}`);
}

/** The bytes without a byte order mark, if they are UTF-8 text. */
function checkBytes(upload: Buffer): Buffer {
  checkLimit('report', upload.length, reportLimits.bytes);
  if ((upload[0] === 0xff && upload[1] === 0xfe) || (upload[0] === 0xfe && upload[1] === 0xff)) {
    throw new ApiError('INVALID_REPORT', 'byte 0: the report is UTF-16, send UTF-8');
  }
  if (upload[0] === 0x3c) {
    throw new ApiError(
      'INVALID_REPORT',
      'byte 0: the report looks like XML; have the tool write its native JSON',
    );
  }
  if (!isUtf8(upload)) throw new ApiError('INVALID_REPORT', 'the report is not valid UTF-8 text');
  return upload[0] === 0xef && upload[1] === 0xbb && upload[2] === 0xbf ? upload.subarray(3) : upload;
}

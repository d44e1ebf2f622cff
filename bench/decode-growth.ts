/**
 * How the cost of decoding grows: every hostile input of every message that a request can hold, at a size and at four
 * times that size. Prints the worst ratios and the worst costs a byte, over gRPC and JSON; fails where a ratio
 * says that a cost grows faster than its bytes. Run with `npx tsx bench/decode-growth.ts [PART OF A NAME]`.
 */

import { buildMessages } from '../src/api/v1beta1/messages.js';
import { readJson } from '../src/domain/json.js';
import { kinds } from '../src/kinds/index.js';
import { buildRegistry } from '../src/kinds/registry.js';
import { decode } from '../src/schema/codec.js';
import type { Message } from '../src/schema/message.js';
import { decodeMessage } from '../src/schema/wire/message-codec.js';
import { growth, growthOf, maxGrowth } from './cost/growth.js';
import { hostileJson } from './cost/hostile-json.js';
import { hostileWire } from './cost/hostile-wire.js';
import type { HostileCase } from './cost/spots.js';

const small = 8 * 1024;

interface Result {
  readonly name: string;
  readonly ratio: number;
  readonly nanosPerByte: number;
}

function grow(name: string, run: (bytes: Buffer) => unknown, cases: readonly HostileCase[]): Result[] {
  const only = process.argv[2] ?? '';
  return cases
    .filter((entry) => entry.name.includes(only))
    .map((entry) => {
      const bytes = entry.build(small * growth);
      const { ratio, after } = growthOf(run, entry.build(small), bytes, 1500);
      return { name: `${name} ${entry.name}`, ratio, nanosPerByte: (after * 1000) / bytes.length };
    });
}

const registry = buildRegistry(kinds);
const { CreateOccurrenceRequest, CreateNoteRequest, UpdateNoteRequest } = buildMessages(registry);
// What both have within is measured once.
const seenOnWire = new Set<string>();
const seenInJson = new Set<string>();
const wire = (message: Message<unknown>): Result[] =>
  grow('gRPC', (bytes) => decodeMessage(message, bytes), hostileWire(message, seenOnWire));
const json = (message: Message<unknown>): Result[] =>
  grow('JSON', (bytes) => decode(message, readJson(bytes), ''), hostileJson(message, seenInJson));

const results = [
  ...[CreateOccurrenceRequest, CreateNoteRequest, UpdateNoteRequest].flatMap(wire),
  ...[registry.Occurrence, registry.Note].flatMap(json),
];
const top = (by: (result: Result) => number): Result[] =>
  [...results].sort((a, b) => by(b) - by(a)).slice(0, 8);
const line = ({ name, ratio, nanosPerByte }: Result): string =>
  `${ratio.toFixed(1).padStart(6)} ${nanosPerByte.toFixed(0).padStart(8)}  ${name}`;

console.log(`${results.length} inputs of ${small} and ${small * growth} bytes`);
console.log(' ratio  ns/byte  worst ratios (linear is 4)');
for (const result of top(({ ratio }) => ratio)) console.log(line(result));
console.log(' ratio  ns/byte  worst costs');
for (const result of top(({ nanosPerByte }) => nanosPerByte)) console.log(line(result));
const faults = results.filter(({ ratio }) => ratio > maxGrowth);
console.log(faults.length === 0 ? 'all linear' : `${faults.length} grow faster than their bytes`);
process.exitCode = faults.length === 0 ? 0 : 1;

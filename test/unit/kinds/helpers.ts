import { ApiError } from '../../../src/domain/errors.js';
import { v1Frame } from '../../../src/kinds/common/v1/frame.js';
import { kinds, v1Kinds } from '../../../src/kinds/index.js';
import { buildRegistry } from '../../../src/kinds/registry.js';
import { checkRules, decode } from '../../../src/schema/codec.js';
import type { Message } from '../../../src/schema/message.js';

export const registry = buildRegistry(kinds);
export const v1Registry = buildRegistry(v1Kinds, v1Frame);

/** Every kind with the registry of its version. */
export const versions = [
  { version: 'v1beta1', registry },
  { version: 'v1', registry: v1Registry },
];
export const kindsOfVersions = versions.flatMap((one) =>
  one.registry.kinds.map((kind) => ({ ...one, kind, name: `${one.version} ${kind.name}` })),
);

export const Note: Message<unknown> = registry.Note;
export const Occurrence: Message<unknown> = registry.Occurrence;

export const details = (member: string, value: unknown) => ({
  resource: { uri: 'https://registry.example.com/app' },
  noteName: 'projects/p/notes/n',
  [member]: value,
});

/** Paths of the rules that a decoded value breaks. */
export function brokenRules(message: Message<unknown>, value: unknown): string[] {
  const paths: string[] = [];
  checkRules(message, value as Record<string, unknown>, '', (path) => paths.push(path));
  return paths;
}

/** Paths an attempt to decode names; empty where the value is accepted. Anything but an ApiError is thrown on. */
export function refusedPaths(message: Message<unknown>, value: unknown): string[] {
  try {
    decode(message, value, '');
    return [];
  } catch (error) {
    if (!(error instanceof ApiError) || error.reason !== 'INVALID_FIELD') throw error;
    return error.violations.map(({ field }) => field);
  }
}

export const canonicalText = (message: Message<unknown>, value: unknown): string =>
  JSON.stringify(decode(message, value, ''));

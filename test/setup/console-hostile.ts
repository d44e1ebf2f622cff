import fc from 'fast-check';
import { createClient, type Note, type Occurrence } from '../../src/client/client.js';
import { kinds } from '../../src/kinds/index.js';
import { buildRegistry } from '../../src/kinds/registry.js';
import { decode } from '../../src/schema/codec.js';
import type { Message } from '../../src/schema/message.js';
import { arbitraryNote, arbitraryOccurrence, type Json } from './arbitraries.js';

/** A note and an occurrence of every kind in which each text that can be anything is hostile. */

const texts = [
  '<script>document.title="owned"</script><img src=x onerror="document.title=\'owned\'">',
  'javascript:document.title="owned"',
  'data:text/html,<script>document.title="owned"</script>',
  '\u202egnp.exe\u202c\u200b\u0007',
  '__proto__',
  'constructor',
  '//evil.example/"\'`{document.title="owned"}',
  'a%2Fb%00/../..#?&=+ %',
  `vbscript:${'x'.repeat(3000)}`,
] as const;

/** In which stored text may be neither markup nor part of a path. */
const id = (kind: string): string => `${kind}"><img src=x onerror=document.title='owned'>%2F..%00?#\u202e`;
export const hostileProject = 'projects/<b>%2F"?#\u202e constructor';
export const hostileUri =
  "https://registry.example.com/\"><img src=x onerror=document.title='owned'>?a=%2F#\u202e";

/** Sets texts to hostile ones, one after the other; those that must have a form stay. */
function poison(message: Message<unknown>, given: Json, seed: number): Json {
  const value = structuredClone(given);
  let turn = seed;
  const fits = (): boolean => {
    try {
      decode(message, value, '');
      return true;
    } catch {
      return false;
    }
  };
  const walk = (node: Json): void => {
    for (const [name, child] of Object.entries(node)) {
      if (typeof child === 'object' && child !== null) walk(child as Json);
      if (typeof child !== 'string') continue;
      node[name] = texts[turn % texts.length];
      turn += 1;
      if (!fits()) node[name] = child;
    }
  };
  walk(value);
  return value;
}

export interface HostileName {
  readonly kind: string;
  readonly note: string;
  /** Undefined where the kind has no occurrences. */
  readonly occurrence: string | undefined;
}

export async function addHostileKinds(server: string): Promise<readonly HostileName[]> {
  const client = createClient({ server });
  const registry = buildRegistry(kinds);
  const names: HostileName[] = [];
  for (const [index, kind] of kinds.entries()) {
    const longest = (values: readonly Json[]): Json =>
      values.toSorted((a, b) => JSON.stringify(b).length - JSON.stringify(a).length)[0] ?? {};
    const sample = { seed: index + 1, numRuns: 12 };
    const note = poison(registry.Note, longest(fc.sample(arbitraryNote(kind), sample)), index);
    const made = await client.notes.create(hostileProject, id(kind.name), note as Note);
    const noteName = made.name ?? '';
    if (kind.occurrence === undefined) {
      names.push({ kind: kind.name, note: noteName, occurrence: undefined });
      continue;
    }
    const given = longest(fc.sample(arbitraryOccurrence(kind, noteName), sample));
    const occurrence = {
      ...poison(registry.Occurrence, given, index),
      resource: { uri: hostileUri },
      noteName,
    };
    const stored = await client.occurrences.create(hostileProject, occurrence as Occurrence);
    names.push({ kind: kind.name, note: noteName, occurrence: stored.name });
  }
  return names;
}

import { isObject } from '../../domain/is-object.js';
import { formatNoteName } from '../../domain/names.js';
import {
  invalidReport,
  listIn,
  numberIn,
  pointerTo,
  textIn,
  textsIn,
  type View,
  viewIn,
  viewsIn,
  wrongType,
} from '../common/json-view.js';
import { noteId } from '../common/note-id.js';
import type { Reading } from '../common/reading.js';
import { optional } from '../common/vulnerability-note.js';
import { artifactOf, type NamedArtifact, resolveSubjects } from './subjects.js';

/** A signature as a link has it: hex digits in classic links, base64 in envelopes. */
export interface LinkSignature {
  readonly keyid: string;
  readonly sig: string;
}

/**
 * Adds the INTOTO of each product of a link, else of each material: what a step of a supply chain did.
 *
 * @param link as `signed` of a classic link, the payload of an envelope, or the predicate of a statement.
 * @param envelope the signed bytes.
 * @throws INVALID_REPORT where it names no step or no artifact.
 */
export function addLink(
  link: View,
  envelope: object,
  signatures: readonly LinkSignature[],
  reading: Reading,
): void {
  const step = textIn(link, 'name');
  if (step === undefined) throw invalidReport(pointerTo(link, 'name'), 'required: the name of the step');
  const name = stepNote(step, reading);
  reading.note(name, { shortDescription: 'A step of a supply chain.', intoto: { stepName: step } });
  const [materials, products] = [artifactsIn(link, 'materials'), artifactsIn(link, 'products')];
  const signed = {
    command: textsIn(link, 'command'),
    materials: materials.map(toArtifact),
    products: products.map(toArtifact),
    byproducts: { customValues: valuesIn(link, 'byproducts') },
    environment: { customValues: valuesIn(link, 'environment') },
  };
  const named = products.length > 0 ? products : materials;
  const about = named.flatMap(({ artifact }) => artifact ?? []);
  const at = pointerTo(link, products.length > 0 ? 'products' : 'materials');
  for (const { uri, pointer } of resolveSubjects(about, at, reading)) {
    reading.about(uri);
    const occurrence = { resource: { uri }, noteName: name, intoto: { signed, signatures }, envelope };
    reading.occurrence(occurrence, pointer);
  }
}

function stepNote(step: string, { options }: Reading): string {
  return formatNoteName({ scope: options.provider, id: noteId(`intoto-${step}`) });
}

interface LinkArtifact {
  readonly path: string;
  readonly sha256: string | undefined;
  readonly artifact: NamedArtifact | undefined;
}

/** By path. Attestations of links have a list of descriptors instead of a table. */
function artifactsIn(link: View, member: 'materials' | 'products'): LinkArtifact[] {
  const toLinkArtifact = (path: string, digests: View | undefined, pointer: string): LinkArtifact => ({
    path,
    sha256: digests === undefined ? undefined : textIn(digests, 'sha256'),
    artifact: artifactOf(path, digests, pointer),
  });
  const { [member]: value } = link.value;
  if (Array.isArray(value))
    return viewsIn(link, member).map((view) =>
      toLinkArtifact(textIn(view, 'name') ?? textIn(view, 'uri') ?? '', viewIn(view, 'digest'), view.pointer),
    );
  const table = viewIn(link, member);
  return Object.keys(table?.value ?? {})
    .sort()
    .map((path) => {
      const digests = table === undefined ? undefined : viewIn(table, path);
      return toLinkArtifact(path, digests, digests?.pointer ?? '');
    });
}

function toArtifact({ path, sha256 }: LinkArtifact): object {
  return { resourceUri: path, ...(sha256 === undefined ? {} : { hashes: { sha256 } }) };
}

/** Texts as they are, all else as JSON: 0 becomes "0". */
function valuesIn(link: View, member: string): Record<string, string> {
  const view = viewIn(link, member);
  return Object.fromEntries(
    Object.entries(view?.value ?? {})
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [key, clean(typeof value === 'string' ? value : JSON.stringify(value))]),
  );
}

/** The envelope has the bytes as they were. */
function clean(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

/** Adds a note for each step of a layout. Notes have no place for signatures, so it says what should be, not who says so. */
export function addLayout(layout: View, reading: Reading): void {
  const keys = viewIn(layout, 'keys');
  const steps = viewsIn(layout, 'steps');
  if (steps.length === 0) throw invalidReport(pointerTo(layout, 'steps'), 'the layout has no steps');
  reading.warn(layout, 'the signatures of a layout are not kept, and nothing is checked by it');
  for (const step of steps) {
    const stepName = textIn(step, 'name');
    if (stepName === undefined)
      throw invalidReport(pointerTo(step, 'name'), 'required: the name of the step');
    const threshold = numberIn(step, 'threshold');
    reading.note(stepNote(stepName, reading), {
      shortDescription: 'A step of a supply chain.',
      intoto: {
        stepName,
        signingKeys: textsIn(step, 'pubkeys').map((keyId) => signingKey(keyId, keys)),
        expectedMaterials: rulesIn(step, 'expected_materials'),
        expectedProducts: rulesIn(step, 'expected_products'),
        expectedCommand: textsIn(step, 'expected_command'),
        ...optional('threshold', threshold === undefined ? undefined : String(threshold)),
      },
    });
  }
}

function signingKey(keyId: string, keys: View | undefined): object {
  const key = keys === undefined ? undefined : viewIn(keys, keyId);
  if (key === undefined) return { keyId };
  const value = viewIn(key, 'keyval');
  return {
    keyId,
    ...optional('keyType', textIn(key, 'keytype')),
    ...optional('publicKeyValue', value === undefined ? undefined : textIn(value, 'public')),
    ...optional('keyScheme', textIn(key, 'scheme')),
  };
}

function rulesIn(step: View, member: string): object[] {
  const pointer = pointerTo(step, member);
  return listIn(step, member).map((rule, index) => {
    if (!Array.isArray(rule) || rule.some((word) => typeof word !== 'string' || clean(word) !== word))
      throw wrongType(`${pointer}/${index}`, 'a list of words', rule);
    return { artifactRule: rule };
  });
}

/**
 * Canonical JSON of the Open Layer Computing group, over which classic links, layouts and TUF's metadata are signed: keys in
 * order, no space, and of characters only the quote and the backslash are escaped.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return `"${value.replace(/["\\]/g, (character) => `\\${character}`)}"`;
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const keys = Object.keys(value);
  if (keys.length > 1) keys.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return `{${keys.map((key) => `${canonicalJson(key)}:${canonicalJson(value[key])}`).join(',')}}`;
}

import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ContractVersion } from '../../src/kinds/known-kinds.js';
import { convertDocument } from '../../src/kinds/two-versions.js';
import type { FieldType } from '../../src/schema/field-types.js';
import type { Json } from '../setup/arbitraries.js';
import {
  create,
  messageOf,
  objectsOf,
  registryOf,
  type Subject,
  sharedServer,
  subjects,
} from './two-versions-kit.js';

/** A version that shows a value finds the object by that value, whichever version has written it. */

const { ask } = sharedServer();
beforeAll(async () => {
  for (const { kind, writer } of subjects)
    await ask(writer, 'POST', `projects/p/notes?noteId=${kind.name}`, kind.examples.notes[0]?.value);
});

/** A comparison that the object satisfies, and the path of its field. */
interface Leaf {
  readonly path: string;
  readonly text: string;
}

/** The text of a value in a filter; undefined where it cannot be compared. */
function literalOf(type: FieldType<unknown>, value: unknown): string | undefined {
  if (type.form === 'enum') return String(value);
  if (type.form === 'wellKnown') return type.name === 'Timestamp' ? JSON.stringify(value) : undefined;
  if (type.form !== 'scalar' || value === 'NaN') return undefined;
  if (type.scalar === 'int64') return String(value);
  // The filter language has no sign of zero.
  if (typeof value === 'number') return Object.is(value, -0) ? '0' : plainNumber(value);
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

/** Numbers with an exponent are none of the language, and large ones need a point. */
function plainNumber(value: number): string | undefined {
  const text = String(value);
  if (text.includes('e')) return undefined;
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? `${text}.0` : text;
}

/** What can be compared of an object, but for the values of maps, whose paths have keys. */
function leavesOf(type: FieldType<unknown>, value: unknown, path: readonly string[] = []): Leaf[] {
  if (value === undefined || type.form === 'map') return [];
  if (type.form === 'repeated')
    return (value as readonly unknown[]).flatMap((item) => leavesOf(type.element, item, path));
  if (type.form === 'message')
    return type.fields.flatMap((field) =>
      leavesOf(field.type, (value as Json)[field.jsonName], [...path, field.jsonName]),
    );
  const literal = literalOf(type, value);
  return literal === undefined ? [] : [{ path: path.join('.'), text: `${path.join('.')}=${literal}` }];
}

/** Server and store name these; a filter that is whole about one of them is another test's. */
const named = /^(name|kind|noteName|createTime|updateTime|resource\.uri|resourceUri)$/;

/** The column of it holds the severities that have a name. */
const unnamed = /^vulnerability\.effectiveSeverity=-?\d+$/;

/** Where v1beta1 has no fixed location, v1 shows that there is no fix, which filters find by fixAvailable alone. */
const unsaid = /\.fixedVersion\.kind=MAXIMUM$/;

async function finds(
  version: ContractVersion,
  side: Subject['side'],
  name: string,
  terms: readonly string[],
) {
  const list = side === 'note' ? 'notes' : 'occurrences';
  const filter = encodeURIComponent([`name="${name}"`, ...terms].join(' AND '));
  const { status, body, text } = await ask(version, 'GET', `projects/p/${list}?filter=${filter}`);
  expect([status, text]).toEqual([200, expect.any(String)]);
  return ((body[list] ?? []) as { name: string }[]).map((found) => found.name).includes(name);
}

/** The comparisons of an object that a version does not find it by. */
async function missed(version: ContractVersion, side: Subject['side'], seen: Json): Promise<string[]> {
  const leaves = leavesOf(messageOf(version, side), seen).filter(
    ({ path, text }) => !named.test(path) && !unnamed.test(text),
  );
  for (const { path } of leaves) searched.add(`${version} ${side} ${path}`);
  const out: string[] = [];
  for (let at = 0; at < leaves.length; at += 8) {
    const terms = leaves.slice(at, at + 8).map(({ text }) => text);
    if (await finds(version, side, String(seen.name), terms)) continue;
    for (const term of terms) if (!(await finds(version, side, String(seen.name), [term]))) out.push(term);
  }
  return out;
}

/** Paths that some object was looked for by. */
const searched = new Set<string>();

const samples = 12;

describe.each(subjects)('any $what', (subject) => {
  const { kind, side, writer, other } = subject;

  it('is found by every value that a version shows of it', async () => {
    const values = fc.sample(objectsOf(kind, side, writer, `projects/p/notes/${kind.name}`), samples);
    const examples = side === 'note' ? kind.examples.notes : kind.examples.occurrences;
    const given = examples.map(
      ({ value }): Json => ({ ...value, noteName: `projects/p/notes/${kind.name}` }),
    );
    if (side === 'note') for (const one of given) delete one.noteName;
    const problems: string[] = [];
    for (const value of [...given, ...values]) {
      const { body, status, text } = await create(ask, writer, side, value);
      expect([status, text]).toEqual([200, expect.any(String)]);
      for (const version of [writer, other]) {
        const seen = (await ask(version, 'GET', String(body.name))).body;
        for (const term of await missed(version, side, seen))
          if (!(unsaid.test(term) && version !== writer))
            problems.push(`written by ${writer}, not found by ${version}: ${term}`);
      }
    }
    expect([...new Set(problems)]).toEqual([]);
  });

  it('is found by the same filter as one that the other version has written', async () => {
    const values = fc.sample(objectsOf(kind, side, writer, `projects/p/notes/${kind.name}`), 3);
    for (const value of values) {
      const same = convertDocument(side, other, value);
      const twin = same && (await create(ask, other, side, same as Json));
      // Its rules may ask for what cannot be said.
      if (twin === undefined || twin.status !== 200) continue;
      const names = [(await create(ask, writer, side, value)).body.name, twin.body.name].map(String);
      const [a = {}, b = {}] = await Promise.all(
        names.map(async (name) => (await ask(writer, 'GET', name)).body),
      );
      const ofA = new Set(leavesOf(messageOf(writer, side), a).map(({ text }) => text));
      const both = leavesOf(messageOf(writer, side), b).filter(
        ({ text, path }) => ofA.has(text) && !named.test(path),
      );
      for (const { text } of both)
        for (const name of names)
          expect([text, (await finds(writer, side, name, [text])) || unsaid.test(text)]).toEqual([
            text,
            true,
          ]);
    }
  });

  it('is found by the number of its kind, which is that of the version', async () => {
    const value = fc.sample(objectsOf(kind, side, writer, `projects/p/notes/${kind.name}`), 1)[0] ?? {};
    const name = String((await create(ask, writer, side, value)).body.name);
    for (const version of [writer, other])
      for (let number = 0; number < 20; number += 1) {
        const meant = registryOf(version).kinds.find((one) => one.number === number);
        const isFound = await finds(version, side, name, [`kind=${number}`]);
        expect([version, number, isFound]).toEqual([version, number, meant?.name === kind.name]);
        const isOther = await finds(version, side, name, [`kind!=${number}`]);
        expect([version, number, isOther]).toEqual([version, number, !isFound]);
      }
    expect(await finds(other, side, name, [`kind=${kind.id + 1000}`])).toBe(false);
  });
});

it('tests every searchable path', () => {
  const wanted = (['v1beta1', 'v1'] as const).flatMap((version) =>
    registryOf(version).kinds.flatMap(({ searchable = [] }) =>
      searchable.map(({ of, path }) => `${version} ${of} ${path}`),
    ),
  );
  expect(wanted.filter((path) => !searched.has(path))).toEqual([]);
});

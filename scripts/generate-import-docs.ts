import { readFileSync } from 'node:fs';
import { ApiError } from '../src/domain/errors.js';
import { isObject } from '../src/domain/is-object.js';
import { openReport } from '../src/importers/common/report.js';
import { bulkMembers, importers } from '../src/importers/registry.js';
import type { Importer } from '../src/importers/types.js';
import '../src/kinds/index.js';
import { damaged, type Place, placesOf, shapeOf } from '../test/unit/importers/damages.js';
import { fixtures, resourceFor } from '../test/unit/importers/reports.js';

/**
 * The table of what becomes of each member of a report. It is found out by changing the example reports of
 * `test/fixtures`, one member at a time, and comparing what is made of them.
 */

export const target = 'docs/import-members.md';

/** What happens to a member, the most telling first. */
const fates = ['mapped', 'raw', 'dropped'] as const;
type Fate = (typeof fates)[number];

/** Members of occurrences that hold text of the report as it was. */
const rawMembers: ReadonlySet<string> = new Set([
  'extraDetails',
  'serializedPayload',
  'envelope',
  'provenanceBytes',
]);

/** Places of one shape that are tried in one report; a member may matter in some of them only. */
const maxTries = 4;

/** What is made of a report, with and without the raw members; undefined where it is refused. */
function outcomeOf(importer: Importer, document: object, file: string): [string, string] | undefined {
  const bytes = Buffer.from(JSON.stringify(document));
  const opened = openReport(bytes, bulkMembers);
  const { head } = opened;
  if (importer.missing(head, (member) => [...opened.items(member)][0]?.value) !== undefined) return undefined;
  // Of a bill of materials the digest is kept, which any change would change.
  const report = Object.create(opened, { digest: { value: () => '0'.repeat(64) } }) as typeof opened;
  const resource = resourceFor(file);
  const extras = { misconfig: true, secrets: true, packages: true };
  const options = {
    provider: 'p',
    now: '2026-06-01T00:00:00Z',
    resource,
    reportBytes: bytes.length,
    ...extras,
  };
  try {
    const { notes, occurrences, discovery, replaces, partial, keeps } = importer.convert(report, options);
    const names = replaces.map((set) => [...set.names]);
    const made = [[...notes], occurrences, discovery, names, partial.length, keeps];
    const withoutRaw = (key: string, value: unknown) => (rawMembers.has(key) ? undefined : value);
    return [JSON.stringify(made), JSON.stringify(made, withoutRaw)];
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}

/** Other values of the type of this one, and nothing. */
function changesOf(
  value: unknown,
): ((parent: Record<string | number, unknown>, key: string | number) => void)[] {
  const others =
    typeof value === 'string'
      ? [`${value}1`, `1${value}`]
      : typeof value === 'number'
        ? [value + 1]
        : [value !== true];
  return [
    ...others.map((other) => (parent: Record<string | number, unknown>, key: string | number) => {
      parent[key] = other;
    }),
    (parent, key) => {
      delete parent[key];
    },
  ];
}

function fateOf(
  importer: Importer,
  document: object,
  file: string,
  place: Place,
  before: [string, string],
): Fate {
  let isRaw = false;
  for (const change of changesOf(place.value)) {
    const after = outcomeOf(importer, damaged(document, { path: place.path, change }), file);
    if (after === undefined || after[1] !== before[1]) return 'mapped';
    isRaw ||= after[0] !== before[0];
  }
  return isRaw ? 'raw' : 'dropped';
}

/** A member of reports: the object that it is in, as `Results[]`, and its name. */
interface Member {
  readonly object: string;
  readonly name: string;
  readonly fate: Fate;
}

/** What becomes of each member, in the order of the example reports. */
function membersOf(importer: Importer): readonly Member[] {
  const found = new Map<string, Member>();
  for (const file of fixtures.filter((name) => name.startsWith(`${importer.format}/`))) {
    const text = readFileSync(new URL(`../test/fixtures/${file}`, import.meta.url), 'utf8');
    const document = JSON.parse(text) as object;
    const before = outcomeOf(importer, document, file);
    if (before === undefined) throw new Error(`${file} is refused`);
    const tries = new Map<string, number>();
    for (const place of placesOf(document)) {
      if (isObject(place.value) || Array.isArray(place.value)) continue;
      const [object, name] = nameOf(place, document);
      const key = `${object} ${name}`;
      const shape = shapeOf(place);
      const tried = tries.get(shape) ?? 0;
      const known = found.get(key)?.fate ?? 'dropped';
      if (known === 'mapped' || tried === maxTries) continue;
      tries.set(shape, tried + 1);
      const fate = fateOf(importer, document, file, place, before);
      found.set(key, { object, name, fate: fates.indexOf(fate) < fates.indexOf(known) ? fate : known });
    }
  }
  return [...found.values()];
}

/** The object that a member is in, and its name; elements of lists are `[]`, numbers as keys of a table `*`. */
function nameOf({ path }: Place, document: object): [object: string, name: string] {
  let at: unknown = document;
  let [object, name] = ['', ''];
  for (const key of path) {
    if (Array.isArray(at)) name += '[]';
    else {
      object += object === '' || name === '' ? name : `.${name}`;
      name = /^\d+$/.test(String(key)) ? '*' : String(key);
    }
    at = (at as Record<string | number, unknown>)[key];
  }
  return [object, name];
}

function section(importer: Importer): string {
  const objects = Map.groupBy(membersOf(importer), ({ object }) => object);
  const rows = [...objects].map(([object, members]) => {
    const cells = fates.map((fate) =>
      members.flatMap((member) => (member.fate === fate ? [`\`${member.name}\``] : [])).join(', '),
    );
    return `| ${object === '' ? '' : `\`${object}\``} | ${cells.join(' | ')} |`;
  });
  return `## \`${importer.format}\`

| In | Mapped | Kept raw | Dropped |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}

export function render(): string {
  return `# Members of reports

What becomes of each member of a report. [imports.md](imports.md#mapping-of-members) says where the important ones go.

Written by \`npm run generate\`: it changes and removes the members of the example reports in \`test/fixtures\`, one at a time, and
compares what is made of them, with all options that import more. **Mapped** members decide what is stored, or whether the
report is read at all. Members **kept raw** are in \`extraDetails\` or in signed bytes only. **Dropped** ones make no
difference in these reports: they are not stored, or give way to another member that says the same. Signed bytes are one
member here; [imports.md](imports.md#evidence) says what of them is mapped.

${importers.map(section).join('\n')}`;
}

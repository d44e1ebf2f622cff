import type { Segment } from '../domain/filter/ast.js';
import type { CatalogueField, FieldCatalogue, NameForm, UnknownField } from '../domain/filter/catalogue.js';
import { shown } from '../domain/filter/filter-error.js';
import { nearNames } from '../domain/filter/near-names.js';
import type { CoreColumn, FilterField, PathStep, Predicate } from '../domain/filter/predicate.js';
import { parseNoteName, parseOccurrenceName, parseProjectName } from '../domain/names.js';
import { indexedName } from '../domain/packages.js';
import { enumLookup, resolvePath } from '../schema/filter-paths.js';
import { type Message, snakeCase } from '../schema/message.js';
import {
  idProblem,
  nameProblem,
  type ProblemOf,
  projectProblem,
  scopeProblem,
  urlProblem,
} from './filter-forms.js';
import type { Kind } from './kind.js';
import { parsePackageQuery } from './packages.js';
import type { Registry } from './registry.js';
import { placeInStored } from './v1-filter-paths.js';

/** A field that has a column of its own, with all its names. */
export interface CoreField extends CatalogueField {
  /** Its names, the one for the docs first; each also in snake case. */
  readonly names: readonly string[];
  readonly doc: string;
}

/** A catalogue that can also be printed in the docs. */
export interface PrintableCatalogue extends FieldCatalogue {
  readonly core: readonly CoreField[];
  /** The message whose other fields are filtered in the document. */
  readonly message: Message<unknown> | undefined;
  /** Paths of `message` that have a search column. */
  readonly columns: ReadonlyMap<string, CoreColumn>;
  /** Other names of paths of `message`. */
  readonly aliases: ReadonlyMap<string, string>;
}

/**
 * The fields by which occurrences are filtered.
 *
 * @param stored the registry of v1beta1 if `registry` is that of v1: every stored object has a v1beta1 form.
 * @example occurrenceCatalogue(registry).resolve(segmentsOf('vulnerability.effectiveSeverity', 0))
 */
export function occurrenceCatalogue(registry: Registry, stored?: Registry): PrintableCatalogue {
  const core = [
    ...noteParts('noteScope', 'noteId'),
    coreField(
      'resourceUri',
      'text',
      ['resourceUrl', 'resourceUri', 'resource.uri'],
      'Resource URL of the artifact, whole.',
      urlProblem('resourceUrl'),
    ),
    kindField(registry),
    named(
      ['noteName'],
      'Full name of the note.',
      nameForm('projects/PROJECT/notes/NOTE', 'noteScope', 'noteId', parseNoteName),
    ),
    named(
      ['name'],
      'Full name of the occurrence.',
      nameForm('projects/PROJECT/occurrences/OCCURRENCE', 'scope', 'id', parseOccurrenceName),
    ),
    ...times,
  ];
  return {
    ...buildCatalogue(core, registry.Occurrence, registry.kinds, 'occurrence', stored?.Occurrence),
    hasPackage(name, versions) {
      const asked = parsePackageQuery(name, versions);
      return typeof asked === 'string' ? asked : { op: 'package', ...asked, name: indexedName(asked.name) };
    },
  };
}

/** The fields by which notes are filtered. @param stored as for `occurrenceCatalogue`. */
export function noteCatalogue(registry: Registry, stored?: Registry): PrintableCatalogue {
  const form = nameForm('projects/PROJECT/notes/NOTE', 'scope', 'id', parseNoteName);
  const core = [
    ...noteParts('scope', 'id'),
    kindField(registry),
    named(['name', 'noteName'], 'Full name of the note.', form),
    ...times,
  ];
  return buildCatalogue(core, registry.Note, registry.kinds, 'note', stored?.Note);
}

/** The fields by which projects are filtered. A project only has a name. */
export function projectCatalogue(): PrintableCatalogue {
  const id = column('id', 'text', 'projectId');
  const form: NameForm = {
    form: 'projects/PROJECT',
    equals: (text) => attempt(() => equal(id, parseProjectName(text, 'name'))),
    prefix(text) {
      if (text.startsWith('projects/')) return { op: 'prefix', field: id, value: text.slice(9) };
      return { op: 'constant', value: 'projects/'.startsWith(text) };
    },
    suffix(text) {
      const slash = text.lastIndexOf('/') + 1;
      if (slash > 0 && !'projects/'.endsWith(text.slice(0, slash))) return { op: 'constant', value: false };
      return { op: 'suffix', field: id, value: text.slice(slash) };
    },
  };
  const core: CoreField[] = [
    coreField('id', 'text', ['projectId', 'id'], 'Last part of the name.', projectProblem('projectId')),
    {
      ...named(['name'], 'Full name of the project.', form),
      field: { ...id, name: 'name' },
      operators: ['=', '!=', 'has_prefix', 'has_suffix'],
    },
  ];
  return buildCatalogue(core, undefined, [], 'note');
}

function buildCatalogue(
  core: readonly CoreField[],
  message: Message<unknown> | undefined,
  kinds: readonly Kind[],
  of: 'note' | 'occurrence',
  stored?: Message<unknown>,
): PrintableCatalogue {
  const byName = new Map<string, CatalogueField>();
  for (const entry of core)
    for (const name of entry.names) for (const spelling of spellings(name)) byName.set(spelling, entry);
  const searchable = kinds.flatMap((kind) =>
    (kind.searchable ?? []).filter((entry) => entry.of === of).map((entry) => ({ kind, entry })),
  );
  const columns = new Map<string, CoreColumn>();
  const guards = new Map<string, Predicate>();
  const aliases = new Map<string, string>();
  const packageNames = new Set(
    searchable.filter(({ entry }) => entry.isPackageName).map(({ entry }) => entry.path),
  );
  for (const { kind, entry } of searchable) {
    for (const alias of entry.aliases ?? [])
      for (const spelling of spellings(alias)) aliases.set(spelling, entry.path);
    if (entry.column === undefined) continue;
    columns.set(entry.path, entry.column);
    guards.set(entry.path, equal(column('kind', 'enum', 'kind'), kind.id));
  }
  const enums = enumLookup();
  const placed = stored && placeInStored(stored, of, enums);
  const suggestions = byLastPart([
    ...core.map(({ names }) => names[0] ?? ''),
    ...aliases.keys(),
    ...searchable.map(({ entry }) => entry.path),
  ]);

  return { core, message, columns, aliases, resolve };

  function resolve(path: readonly Segment[]): CatalogueField | UnknownField {
    const plain = path.every(({ index, text }) => !index && !text.includes('.'));
    const spelling = plain ? path.map(({ text }) => text).join('.') : '';
    const known = byName.get(spelling);
    if (known !== undefined) return known;
    const alias = aliases.get(spelling);
    const segments = alias === undefined ? path : segmentsOf(alias, path[0]?.at ?? 0);
    const found =
      message === undefined ? unknown(path[0]?.text ?? '') : resolvePath(message, segments, enums);
    if ('problem' in found) return found.segment === 0 ? unknown(path[0]?.text ?? '') : found;
    const place = { ...(placed?.(found, segments) ?? found), ...columnOf(found) };
    if (!packageNames.has(found.field.name)) return place;
    return { ...place, field: { ...place.field, isPackageName: true } };
  }

  /** The error for an unknown first segment. It suggests similar fields, and searchable paths with a similar last part. */
  function unknown(text: string): UnknownField {
    const fields = message?.fields.map(({ jsonName }) => jsonName) ?? [];
    const near = nearNames(text, [...suggestions.keys(), ...fields]);
    const meant = near.flatMap((name) => suggestions.get(name) ?? name).slice(0, 3);
    const hint = meant.length === 0 ? '' : `; did you mean ${meant.join(' or ')}?`;
    return { segment: 0, problem: `unknown field ${shown(text)}${hint}` };
  }

  function columnOf({ field }: CatalogueField): Partial<CatalogueField> {
    const columnName = columns.get(field.name);
    const guard = guards.get(field.name);
    if (columnName === undefined || guard === undefined) return {};
    return { field: { ...field, column: columnName }, guard };
  }
}

function byLastPart(paths: readonly string[]): Map<string, string[]> {
  const grouped = new Map<string, string[]>();
  for (const path of paths) {
    const last = path.split('.').at(-1) ?? path;
    grouped.set(last, [...(grouped.get(last) ?? []), path]);
  }
  return grouped;
}

function segmentsOf(path: string, at: number): Segment[] {
  return path.split('.').map((text) => ({ at, text, quoted: false, index: false }));
}

function spellings(name: string): string[] {
  return [name, snakeCase(name)];
}

/** noteProjectId and noteId: the scope of the note and its id. */
function noteParts(scope: CoreColumn, id: CoreColumn): CoreField[] {
  return [
    coreField(
      scope,
      'text',
      ['noteProjectId'],
      'Project of the note: the part of its name between `projects/` and `/notes/`.',
      scopeProblem('noteProjectId'),
    ),
    coreField(id, 'text', ['noteId'], 'Last part of the name of the note.', idProblem('noteId')),
  ];
}

const times: readonly CoreField[] = [
  coreField('createTime', 'time', ['createTime'], 'When it was created.'),
  coreField('updateTime', 'time', ['updateTime'], 'When it was last changed.'),
];

/** Kinds by their names, including those of v1alpha1 that clients still send. */
function kindField({ kinds }: Registry): CoreField {
  const names = [['NOTE_KIND_UNSPECIFIED', 0] as const, ...kinds.map(({ name, id }) => [name, id] as const)];
  const aliases = kinds.flatMap((kind) => (kind.aliases ?? []).map((alias) => [alias, kind.id] as const));
  const enumNames = new Map(names.map(([name, number]) => [number, name]));
  const field: FilterField = { ...column('kind', 'enum', 'kind'), enumNames };
  return {
    field,
    shape: 'single',
    enumValues: new Map([...names, ...aliases]),
    storedNumbers: new Map([[0, 0], ...kinds.map(({ number, id }) => [number, id] as const)]),
    names: ['kind'],
    doc: 'Which kind it is, by name or number.',
  };
}

function coreField(
  columnName: CoreColumn,
  type: FilterField['type'],
  names: readonly string[],
  doc: string,
  problemOf?: ProblemOf,
): CoreField {
  const entry: CoreField = {
    field: column(columnName, type, names[0] ?? columnName),
    shape: 'single',
    names,
    doc,
  };
  return problemOf === undefined ? entry : { ...entry, problemOf };
}

function column(columnName: CoreColumn, type: FilterField['type'], name: string): FilterField {
  return { name, type, column: columnName, path: [] };
}

/** A full name. Equality compares its parts; substring and order comparisons read the document. */
function named(names: readonly string[], doc: string, name: NameForm): CoreField {
  const first = names[0] ?? '';
  const path: readonly PathStep[] = [{ step: 'field', name: first }];
  const field: FilterField = { name: first, type: 'text', path };
  return { field, shape: 'single', name, names, doc, problemOf: nameProblem(first) };
}

function nameForm(
  form: string,
  scope: CoreColumn,
  id: CoreColumn,
  parse: (name: string, field: string) => { readonly scope: string; readonly id: string },
): NameForm {
  return {
    form,
    equals(text) {
      const key = attempt(() => parse(text, 'name'));
      if (key === undefined) return undefined;
      const terms = [equal(column(scope, 'text', scope), key.scope), equal(column(id, 'text', id), key.id)];
      return { op: 'and', terms };
    },
  };
}

function attempt<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}

function equal(field: FilterField, value: string | number): Predicate {
  return { op: 'compare', field, comparator: '=', value };
}

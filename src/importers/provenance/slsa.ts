import { createHash } from 'node:crypto';
import { formatNoteName } from '../../domain/names.js';
import { normaliseTimestamp } from '../../domain/timestamp.js';
import { InTotoSlsaProvenance } from '../../kinds/common/slsa.js';
import { InTotoStatement } from '../../kinds/common/v1/intoto.js';
import { invalidReport, pointerTo, type View } from '../common/json-view.js';
import { noteId } from '../common/note-id.js';
import type { Reading } from '../common/reading.js';
import { optional } from '../common/vulnerability-note.js';
import { projectOnto } from './project.js';
import { digestOf, type Subject } from './subjects.js';

/** The source of the statement. */
export interface StatementSource {
  readonly statement: View;
  /** As it was signed; as it was uploaded where it was not. */
  readonly text: string;
  /** The envelope that it was signed in. */
  readonly envelope: object | undefined;
  readonly subjects: readonly Subject[];
  /** Of the note, where its builder has one of its own. */
  readonly noteId?: string | undefined;
}

/** Names of the versions of SLSA's provenance. The first one was in-toto's own. */
export function slsaVersionOf(predicateType: string): '0.1' | '0.2' | '1' | undefined {
  if (predicateType === 'https://in-toto.io/Provenance/v0.1') return '0.1';
  const version = /^https:\/\/slsa\.dev\/provenance\/v(0\.1|0\.2|1(?:\.\d+)?)$/.exec(predicateType)?.[1];
  if (version === undefined) return undefined;
  return version === '0.1' || version === '0.2' ? version : '1';
}

/** Members of a value of any type; texts that are no text, and the like, are absent. Bytes as they were signed stand beside. */
const at = (value: unknown, ...path: readonly (string | number)[]): unknown => {
  let child = value;
  for (const key of path) {
    if (typeof child !== 'object' || child === null || !Object.hasOwn(child, key)) return undefined;
    child = (child as Record<string | number, unknown>)[key];
  }
  return child;
};
const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' && value.isWellFormed() && !value.includes('\0')
    ? value
    : undefined;
const texts = (value: unknown): string[] => list(value).flatMap((item) => text(item) ?? []);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const time = (value: unknown): string | undefined =>
  typeof value === 'string' ? normaliseTimestamp(value) : undefined;

/**
 * Adds the BUILD of each subject of a statement with SLSA provenance. The v1 form says version 0.1 and 0.2 in its own words,
 * v1beta1 in those of Grafeas; version 1 has words of its own in both.
 *
 * @throws INVALID_REPORT where it names no builder.
 */
export function addBuilds(source: StatementSource, reading: Reading): void {
  const { statement, envelope, subjects } = source;
  const predicateType = String(statement.value.predicateType);
  const version = slsaVersionOf(predicateType);
  const predicate = statement.value.predicate;
  const builder =
    text(at(predicate, ...(version === '1' ? ['runDetails'] : []), 'builder', 'id')) ??
    text(at(predicate, ...(version === '1' ? ['buildDefinition', 'buildType'] : ['buildType']))) ??
    text(at(predicate, 'recipe', 'type'));
  if (builder === undefined)
    throw invalidReport(pointerTo(statement, 'predicate'), 'the provenance names no builder');
  const name = formatNoteName({
    scope: reading.options.provider,
    id: source.noteId ?? noteId(`builder-${builder.replace(/^https?:\/\//, '')}`),
  });
  reading.note(name, { shortDescription: 'A builder.', build: { builderVersion: builder } });
  const provenance = provenanceOf(source, version === '1', builder);
  const { _type, subject } = statement.value;
  const details =
    version === '1'
      ? {
          provenance,
          ...(envelope === undefined ? { provenanceBytes: source.text } : {}),
          inTotoSlsaProvenanceV1: projectOnto(InTotoSlsaProvenance, {
            _type,
            subject,
            predicateType,
            predicate,
          }),
        }
      : {
          provenance,
          provenanceBytes: source.text,
          intotoStatement: projectOnto(InTotoStatement, {
            _type,
            subject,
            predicateType,
            [version === '0.2' ? 'slsaProvenanceZeroTwo' : 'slsaProvenance']: predicate,
          }),
        };
  for (const { uri, pointer } of subjects) {
    reading.about(uri);
    reading.occurrence(
      {
        ...(version === '1' ? { resource: { uri } } : { resourceUri: uri }),
        noteName: name,
        build: details,
        ...(envelope === undefined ? {} : { envelope }),
      },
      pointer,
    );
  }
}

/** Bytes of parameters that are kept by their names; all of them are in the signed bytes. */
const maxOptions = 64 * 1024;

/** The build in Grafeas' own terms. */
function provenanceOf(
  { statement, text: whole, subjects }: StatementSource,
  isV1: boolean,
  builder: string,
): object {
  const { predicate } = statement.value;
  const metadata = isV1 ? at(predicate, 'runDetails', 'metadata') : at(predicate, 'metadata');
  const id = ['invocationId', 'buildInvocationId', 'buildInvocationID'].map((key) => text(at(metadata, key)));
  const arguments_ = at(predicate, 'recipe', 'arguments');
  const commands = [...list(at(predicate, 'buildConfig', 'steps')), ...list(at(arguments_, 'steps'))].flatMap(
    commandOf,
  );
  const materials = list(
    isV1 ? at(predicate, 'buildDefinition', 'resolvedDependencies') : at(predicate, 'materials'),
  );
  const [context = { git: {} }, ...others] = materials.flatMap(contextOf);
  const parameters = isV1
    ? at(predicate, 'buildDefinition', 'externalParameters')
    : (at(predicate, 'invocation', 'parameters') ?? at(arguments_, 'substitutions'));
  const options = optionsOf(parameters);
  return {
    id: id.find((one) => one !== undefined) ?? `sha256:${sha256(whole)}`,
    ...(commands.length === 0 ? {} : { commands }),
    builtArtifacts: subjects.map((subject) => ({
      checksum: digestOf(subject),
      id: subject.uri,
      ...(subject.name === '' ? {} : { names: [subject.name] }),
    })),
    ...optional('startTime', time(at(metadata, isV1 ? 'startedOn' : 'buildStartedOn'))),
    ...optional('endTime', time(at(metadata, isV1 ? 'finishedOn' : 'buildFinishedOn'))),
    // Readers access the members of the source without a check.
    sourceProvenance: { context, ...(others.length === 0 ? {} : { additionalContexts: others }) },
    ...(options === undefined ? {} : { buildOptions: options }),
    builderVersion: builder,
  };
}

function commandOf(step: unknown): object[] {
  const [first, ...rest] = texts(at(step, 'command'));
  const name = text(at(step, 'name')) ?? text(at(step, 'image')) ?? first;
  if (name === undefined) return [];
  const [env, waitFor] = [texts(at(step, 'env')), texts(at(step, 'waitFor'))];
  const args = name === first ? rest : texts(at(step, 'args'));
  return [
    {
      name,
      ...(env.length === 0 ? {} : { env }),
      ...(args.length === 0 ? {} : { args }),
      ...optional('dir', text(at(step, 'dir'))),
      ...optional('id', text(at(step, 'id'))),
      ...(waitFor.length === 0 ? {} : { waitFor }),
    },
  ];
}

/** A revision of Git, which is a material with the digest of a commit. */
function contextOf(material: unknown): { git: { url: string; revisionId: string } }[] {
  const uri = text(at(material, 'uri'));
  const revisionId = text(at(material, 'digest', 'gitCommit')) ?? text(at(material, 'digest', 'sha1'));
  if (uri === undefined || revisionId === undefined) return [];
  return [{ git: { url: uri.replace(/^git\+/, '').replace(/@[^/@]+(?:\/[^@]*)?$/, ''), revisionId } }];
}

function optionsOf(parameters: unknown): Record<string, string> | undefined {
  if (typeof parameters !== 'object' || parameters === null || Array.isArray(parameters)) return undefined;
  const flat = Object.entries(parameters).flatMap(([key, value]): [string, string][] => {
    const isFlat = ['string', 'number', 'boolean'].includes(typeof value);
    const option = isFlat ? text(String(value)) : undefined;
    return option === undefined || text(key) === undefined ? [] : [[key, option]];
  });
  const isSmall = Buffer.byteLength(JSON.stringify(flat)) <= maxOptions;
  return flat.length === 0 || !isSmall ? undefined : Object.fromEntries(flat);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

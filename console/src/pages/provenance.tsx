import { noteParts } from '../finding.js';
import { noteRoute } from '../route.js';
import type { AnOccurrence } from '../session.js';
import { Outside, Raw, Text, Time } from '../text.js';

/** A build in any of its forms, as three steps. */
export interface Chain {
  readonly sources: readonly string[];
  readonly builder: string;
  readonly artifacts: readonly string[];
  readonly time: string;
}

type Json = Readonly<Record<string, unknown>>;
const member = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (at, name) => (typeof at === 'object' && at !== null ? (at as Json)[name] : undefined),
    value,
  );
const texts = (...values: readonly unknown[]): string[] =>
  values.filter((value): value is string => typeof value === 'string' && value !== '');
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function gitSource(context: unknown): string[] {
  const repository = texts(
    member(context, 'git', 'url'),
    member(context, 'gerrit', 'hostUri'),
    member(context, 'cloudRepo', 'repoId', 'projectRepoId', 'repoName'),
  )[0];
  const revision = texts(
    member(context, 'git', 'revisionId'),
    member(context, 'gerrit', 'revisionId'),
    member(context, 'cloudRepo', 'revisionId'),
  )[0];
  if (repository === undefined && revision === undefined) return [];
  return [[repository ?? '', revision ?? ''].filter((part) => part !== '').join('@')];
}

export function toChain(occurrence: AnOccurrence): Chain {
  const build: unknown = occurrence.build;
  const slsa = member(build, 'inTotoSlsaProvenanceV1', 'predicate');
  const materials = [
    ...list(member(slsa, 'buildDefinition', 'resolvedDependencies')),
    ...list(member(build, 'intotoStatement', 'provenance', 'materials')),
    ...list(member(build, 'intotoStatement', 'slsaProvenance', 'materials')),
    ...list(member(build, 'intotoStatement', 'slsaProvenanceZeroTwo', 'materials')),
  ].flatMap((material) => (typeof material === 'string' ? [material] : texts(member(material, 'uri'))));
  const subjects = [
    ...list(member(build, 'inTotoSlsaProvenanceV1', 'subject')),
    ...list(member(build, 'intotoStatement', 'subject')),
  ].flatMap((subject) => texts(member(subject, 'name')));
  const built = list(member(build, 'provenance', 'builtArtifacts')).flatMap((artifact) =>
    texts(member(artifact, 'id'), ...list(member(artifact, 'names'))),
  );
  const builder = texts(
    member(slsa, 'runDetails', 'builder', 'id'),
    member(build, 'intotoStatement', 'slsaProvenance', 'builder', 'id'),
    member(build, 'intotoStatement', 'slsaProvenanceZeroTwo', 'builder', 'id'),
    member(build, 'intotoProvenance', 'builderConfig', 'id'),
    member(build, 'provenance', 'creator'),
  )[0];
  return {
    sources: [
      ...new Set([
        ...gitSource(member(build, 'provenance', 'sourceProvenance', 'context')),
        ...texts(member(build, 'provenance', 'sourceProvenance', 'artifactStorageSourceUri')),
        ...materials,
      ]),
    ],
    builder: builder ?? noteParts(occurrence.noteName ?? '').id,
    artifacts: [...new Set([...built, ...subjects])],
    time:
      texts(
        member(build, 'provenance', 'endTime'),
        member(build, 'provenance', 'createTime'),
        member(slsa, 'runDetails', 'metadata', 'finishedOn'),
        occurrence.createTime,
      )[0] ?? '',
  };
}

export const sourcesOf = (occurrence: AnOccurrence): readonly string[] => toChain(occurrence).sources;

/** Source → builder → artifact. */
export function ProvenanceChain({ occurrence }: { readonly occurrence: AnOccurrence }) {
  const { sources, builder, artifacts, time } = toChain(occurrence);
  const shown = (values: readonly string[], none: string) =>
    values.length === 0 ? (
      <span class="muted">{none}</span>
    ) : (
      <ul>
        {values.slice(0, 5).map((value) => (
          <li key={value}>
            <Outside url={value} />
          </li>
        ))}
        {values.length > 5 && <li class="muted">{values.length - 5} more in the raw JSON</li>}
      </ul>
    );
  return (
    <article class="card">
      <ol class="chain" aria-label="Provenance">
        <li>
          <h3>Source</h3>
          {shown(sources, 'not stated')}
        </li>
        <li>
          <h3>Builder</h3>
          <Outside url={builder} />
          <p>
            <Time at={time} />
          </p>
        </li>
        <li>
          <h3>Artifact</h3>
          {shown(artifacts, 'not stated')}
        </li>
      </ol>
      <p class="muted">
        Stated by{' '}
        <a href={noteRoute(occurrence.noteName ?? '')}>
          <Text>{occurrence.noteName}</Text>
        </a>
        . It is shown as it is stored. A policy with a check of provenance verifies it.
      </p>
      <Raw value={occurrence} />
    </article>
  );
}

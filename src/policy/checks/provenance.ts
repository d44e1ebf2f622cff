import { isObject } from '../../domain/is-object.js';
import { readEnvelope } from '../../signatures/dsse.js';
import { readObject } from '../../signatures/payloads.js';
import { isRefusal, type Refusal, refuse, settled } from '../../signatures/results.js';
import { failureOfConstraint } from '../constraints.js';
import type { Members, OccurrenceFact, Provenance } from '../facts.js';

/** The envelope of a BUILD or DSSE_ATTESTATION, as JSON; undefined where it has none. */
export function envelopeOf({ v1, v1beta1 }: OccurrenceFact): string | undefined {
  const documents = [v1, v1beta1].filter((document) => document !== undefined);
  for (const document of documents) {
    const dsse = isObject(document.dsseAttestation) ? document.dsseAttestation.envelope : undefined;
    const envelope = [dsse, document.envelope].find(isObject);
    if (envelope !== undefined) return JSON.stringify(envelope);
  }
  return undefined;
}

/**
 * Reads the provenance in an envelope whose signatures are verified elsewhere.
 *
 * @param constraint in CEL, over the statement; empty for none.
 * @returns a refusal if the envelope has no SLSA provenance
 * @example const provenance = await readProvenance(envelope, "payload.predicate.runDetails.builder.id == 'ci'");
 */
export async function readProvenance(envelope: string, constraint: string): Promise<Provenance | Refusal> {
  const read = await settled('The DSSE envelope', () => readEnvelope(readObject(Buffer.from(envelope))));
  if (isRefusal(read)) return read;
  const statement = readObject(read.payload);
  if (statement === undefined) return refuse('MALFORMED', 'The payload is not one JSON object.');
  const { predicateType, predicate } = statement;
  if (!isObject(predicate)) return refuse('MALFORMED', 'The statement has no predicate.');
  const provenance = fromPredicate(predicateType, predicate);
  if (isRefusal(provenance) || constraint === '') return provenance;
  return { ...provenance, failedConstraint: failureOfConstraint(constraint, statement) };
}

function fromPredicate(type: unknown, predicate: Members): Provenance | Refusal {
  switch (type) {
    case 'https://slsa.dev/provenance/v1':
    case 'https://slsa.dev/provenance/v1.0':
      return fromV1(predicate);
    case 'https://slsa.dev/provenance/v0.2':
    case 'https://slsa.dev/provenance/v0.1':
      return fromBefore(predicate);
    default:
      return refuse('UNSUPPORTED', 'The statement is not SLSA provenance of version 0.1, 0.2 or 1.');
  }
}

function fromV1(predicate: Members): Provenance {
  const definition = inner(predicate, 'buildDefinition');
  const parameters = inner(definition, 'externalParameters');
  const configs = ['buildConfigSource', 'workflow', 'configSource'].map((name) => inner(parameters, name));
  const named = [
    ...configs.flatMap((config) => [config.repository, config.uri]),
    ...['buildConfigSource', 'configSource'].map((name) =>
      isObject(parameters[name]) ? '' : parameters[name],
    ),
    ...['source', 'sourceToBuild', 'repository'].flatMap((name) => {
      const value = parameters[name];
      if (!isObject(value)) return [value];
      const { repository, uri } = value;
      return repository === undefined && uri === undefined ? [unreadable] : [repository, uri];
    }),
  ];
  return {
    builderId: textOf(inner(inner(predicate, 'runDetails'), 'builder').id),
    ...sourcesOf(named, definition.resolvedDependencies),
    isConfigBased: configs.some((config) => textOf(config.path) !== ''),
  };
}

function fromBefore(predicate: Members): Provenance {
  const config = inner(inner(predicate, 'invocation'), 'configSource');
  const recipe = inner(predicate, 'recipe');
  return {
    builderId: textOf(inner(predicate, 'builder').id),
    ...sourcesOf([config.uri], predicate.materials),
    isConfigBased: textOf(config.entryPoint) !== '' || textOf(recipe.entryPoint) !== '',
  };
}

function sourcesOf(
  named: readonly unknown[],
  fetched: unknown,
): Pick<Provenance, 'sources' | 'hasUnreadableSource'> {
  const texts = named.map(textOf).filter((text) => text !== '');
  if (texts.length > 0 || named.some(isUnreadable))
    return { sources: [...new Set(texts)], hasUnreadableSource: named.some(isUnreadable) };
  const list: readonly unknown[] = Array.isArray(fetched) ? fetched : [fetched];
  const uris = list.map((each) =>
    isObject(each) ? each.uri : (each ?? undefined) === undefined ? undefined : unreadable,
  );
  const sources = uris.map(textOf).filter((uri) => /^git(?:\+[a-z]+)?:/i.test(uri) || /\.git/i.test(uri));
  return { sources: [...new Set(sources)], hasUnreadableSource: uris.some(isUnreadable) };
}

/** Stands for what is no object. */
const unreadable = Symbol('unreadable');

/** Another type than text, where a source would be named. */
function isUnreadable(value: unknown): boolean {
  return value !== undefined && value !== null && typeof value !== 'string';
}

function inner(members: Members, name: string): Members {
  const value = members[name];
  return isObject(value) ? value : {};
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

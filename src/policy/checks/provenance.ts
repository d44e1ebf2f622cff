import { isObject } from '../../domain/is-object.js';
import { readEnvelope } from '../../signatures/dsse.js';
import { readObject } from '../../signatures/payloads.js';
import { isRefusal, settled } from '../../signatures/results.js';
import type { Members, OccurrenceFact } from '../facts.js';

/** What a signed statement says of a build. */
export interface Provenance {
  /** The statement as it was signed. */
  readonly statement: Members;
  readonly builderId: string;
  /** Repositories that the build was configured from; of a build that names none, the sources it fetched. */
  readonly sources: readonly string[];
  /** Whether the build was described by a file of its sources. */
  readonly isConfigBased: boolean;
}

/** The envelope of a BUILD or DSSE_ATTESTATION, as JSON; undefined where it has none. */
export function envelopeOf({ v1, v1beta1 }: OccurrenceFact): Buffer | undefined {
  const documents = [v1, v1beta1].filter((document) => document !== undefined);
  for (const document of documents) {
    const dsse = isObject(document.dsseAttestation) ? document.dsseAttestation.envelope : undefined;
    const envelope = [dsse, document.envelope].find(isObject);
    if (envelope !== undefined) return Buffer.from(JSON.stringify(envelope));
  }
  return undefined;
}

/** Reads the statement in an envelope, which has to be verified beside. A text says why there is no provenance in it. */
export async function readProvenance(envelope: Buffer): Promise<Provenance | string> {
  const read = await settled('The DSSE envelope', () => readEnvelope(readObject(envelope)));
  if (isRefusal(read)) return read.message;
  const statement = readObject(read.payload);
  if (statement === undefined) return 'The payload is not one JSON object.';
  const { predicateType, predicate } = statement;
  if (!isObject(predicate)) return 'The statement has no predicate.';
  switch (predicateType) {
    case 'https://slsa.dev/provenance/v1':
    case 'https://slsa.dev/provenance/v1.0':
      return fromV1(statement, predicate);
    case 'https://slsa.dev/provenance/v0.2':
    case 'https://slsa.dev/provenance/v0.1':
      return fromBefore(statement, predicate);
    default:
      return 'The statement is not SLSA provenance of version 0.1, 0.2 or 1.';
  }
}

function fromV1(statement: Members, predicate: Members): Provenance {
  const definition = inner(predicate, 'buildDefinition');
  const parameters = inner(definition, 'externalParameters');
  const configs = ['buildConfigSource', 'workflow', 'configSource'].map((name) => inner(parameters, name));
  const named = [
    ...configs.flatMap((config) => [config.repository, config.uri]),
    ...['source', 'sourceToBuild', 'repository'].flatMap((name) => {
      const value = parameters[name];
      return isObject(value) ? [value.repository, value.uri] : [value];
    }),
  ];
  return {
    statement,
    builderId: textOf(inner(inner(predicate, 'runDetails'), 'builder').id),
    sources: sourcesOf(named, definition.resolvedDependencies),
    isConfigBased: configs.some((config) => textOf(config.path) !== ''),
  };
}

function fromBefore(statement: Members, predicate: Members): Provenance {
  const config = inner(inner(predicate, 'invocation'), 'configSource');
  const recipe = inner(predicate, 'recipe');
  return {
    statement,
    builderId: textOf(inner(predicate, 'builder').id),
    sources: sourcesOf([config.uri], predicate.materials),
    isConfigBased: textOf(config.entryPoint) !== '' || textOf(recipe.entryPoint) !== '',
  };
}

function sourcesOf(named: readonly unknown[], fetched: unknown): readonly string[] {
  const sources = named.map(textOf).filter((text) => text !== '');
  if (sources.length > 0) return [...new Set(sources)];
  const uris = Array.isArray(fetched) ? fetched.map((each) => (isObject(each) ? textOf(each.uri) : '')) : [];
  return [...new Set(uris.filter((uri) => /^git(?:\+[a-z]+)?:/.test(uri) || uri.includes('.git')))];
}

function inner(members: Members, name: string): Members {
  const value = members[name];
  return isObject(value) ? value : {};
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

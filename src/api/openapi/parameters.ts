import type { Field, Message } from '../../schema/message.js';
import { fieldMask } from '../../schema/well-known.js';
import { type HttpBinding, isUpdate } from '../operation.js';
import { parsePathTemplate } from '../path-template.js';
import type { Schema } from './schemas.js';

/** OpenAPI parameters of paths, queries and headers. A parameter has an example if the documentation page may send it. */

/** Name and example of a path variable, by the segment before it. */
const ids: Readonly<Record<string, { readonly name: string; readonly example: string }>> = {
  projects: { name: 'project', example: 'team' },
  locations: { name: 'location', example: 'europe-west1' },
  notes: { name: 'note', example: 'CVE-2024-10005' },
  platformPolicies: { name: 'policy', example: 'production' },
  clusters: { name: 'cluster', example: 'us-east1-b.prod' },
  attestors: { name: 'attestor', example: 'built-by-ci' },
  occurrences: { name: 'occurrence', example: '01a208ef-43ac-7757-8aa8-adbb6b1530c5' },
};

/** A path of the document: `{name=projects/*}/…` → `/projects/{project}/…`. */
export interface DocumentPath {
  readonly path: string;
  readonly parameters: readonly Schema[];
  /** Names of its variables, in order. */
  readonly variables: readonly string[];
}

export function toDocumentPath(template: string): DocumentPath {
  const { segments, verb } = parsePathTemplate(template);
  const parameters: Schema[] = [];
  const variables: string[] = [];
  const parts = segments.map(({ literal }, index) => {
    if (literal !== undefined) return literal;
    const { name, example } = ids[segments[index - 1]?.literal ?? ''] ?? { name: 'id', example: 'id' };
    variables.push(name);
    parameters.push({
      name,
      in: 'path',
      required: true,
      description: `Id of the ${name}, without a slash.`,
      schema: { type: 'string', minLength: 1, maxLength: 256, pattern: '^[^/]+$' },
      example,
    });
    return `{${name}}`;
  });
  return { path: `/${parts.join('/')}${verb === undefined ? '' : `:${verb}`}`, parameters, variables };
}

/** The operation's id on one of its paths. Further paths get a suffix. */
export function operationIdOn(id: string, first: DocumentPath, path: DocumentPath): string {
  const about = path.variables.at(-1);
  const usual = about === first.variables.at(-1) || about === 'location' || about === undefined;
  const of = usual ? '' : `Of${about[0]?.toUpperCase()}${about.slice(1)}`;
  return `${id}${of}${path.variables.includes('location') ? 'InLocation' : ''}`;
}

const queryExamples: Readonly<Record<string, unknown>> = {
  pageSize: 100,
  noteId: 'CVE-2024-10005',
  attestorId: 'built-by-ci',
};

export function queryParameter(request: Message<unknown>, name: string): Schema {
  const field = request.byName.get(name) as Field;
  const mask = field.type.form === 'wellKnown' && field.type.name === fieldMask().name;
  const example = queryExamples[name];
  return {
    name,
    in: 'query',
    description: mask ? `${field.doc} Field paths, separated by commas.` : field.doc,
    ...(field.options.required ? { required: true } : {}),
    schema: querySchema(field),
    ...(example === undefined ? {} : { example }),
  };
}

function querySchema({ type, jsonName, options }: Field): Schema {
  if (type.form === 'repeated') return { type: 'array', items: { type: 'string' } };
  if (type.form !== 'scalar') return { type: 'string' };
  if (jsonName === 'pageSize') return { type: 'integer', format: 'int32', minimum: 0, maximum: 1000 };
  if (type.scalar === 'bool') return { type: 'boolean' };
  if (type.scalar === 'int32') return { type: 'integer', format: 'int32' };
  if (options.choices !== undefined) return { type: 'string', enum: options.choices };
  return options.required ? { type: 'string', minLength: 1 } : { type: 'string' };
}

export function headerParameters(verb: HttpBinding['verb']): Schema[] {
  if (verb === 'GET') return [header('If-None-Match', 'Returns 304 if the entity tag is one of these.')];
  if (isUpdate(verb) || verb === 'DELETE')
    return [header('If-Match', 'Changes the object only if its entity tag is one of these.')];
  return [];
}

/** A header that a request field is taken from. */
export function namedHeader(request: Message<unknown>, field: string, name: string): Schema {
  return header(name, request.byName.get(field)?.doc ?? '');
}

function header(name: string, description: string): Schema {
  return { name, in: 'header', description, schema: { type: 'string' } };
}

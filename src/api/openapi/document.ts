import { isUpdate, type Operation } from '../operation.js';
import { errorReferences, errorResponses, errorSchemas } from './errors.js';
import { headerRef, headers } from './headers.js';
import {
  type DocumentPath,
  headerParameters,
  namedHeader,
  operationIdOn,
  queryParameter,
  toDocumentPath,
} from './parameters.js';
import { type Components, componentName, createComponents, type Schema } from './schemas.js';

/** Named examples of a request's body, and of a query or path if a test needs them. */
export type BodyExamples = Readonly<Record<string, { readonly summary: string; readonly value: unknown }>>;

export interface DocumentOptions {
  readonly version: string;
  /** What the API is for; absent for notes and occurrences. */
  readonly about?: { readonly summary: string; readonly description: string };
  /** Examples of bodies by operation id. */
  readonly examples: Readonly<Record<string, BodyExamples>>;
  /** Examples of messages by the name of their component. */
  readonly messageExamples: Readonly<Record<string, readonly unknown[]>>;
}

/** The OpenAPI 3.1 document of an operation table; derived from the table, the messages and the catalogue of errors. */
export function openApiDocument(
  api: string,
  operations: readonly Operation[],
  { version, about = grafeasAbout(api), examples, messageExamples }: DocumentOptions,
): Schema {
  const components = createComponents();
  const paths: Record<string, Record<string, Schema>> = {};
  for (const operation of operations) {
    const [first, ...others] = operation.http.paths.map(toDocumentPath) as [DocumentPath, ...DocumentPath[]];
    for (const path of [first, ...others]) {
      paths[path.path] = {
        ...paths[path.path],
        [operation.http.verb.toLowerCase()]: {
          operationId: operationIdOn(operation.id, first, path),
          ...operationObject(operation, path.parameters, components, examples[operation.id]),
        },
      };
    }
  }
  for (const [name, values] of Object.entries(messageExamples)) {
    components.schemas[name] = { ...components.schemas[name], examples: values };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'grafeas-ts',
      version,
      summary: about.summary,
      description:
        `${about.description}\n\n` +
        'Field names are accepted in camelCase and snake_case; unset fields and default values are not printed. ' +
        'Times are RFC 3339 in UTC, durations seconds with an `s`, 64-bit integers text, bytes Base64. ' +
        'Lists are paged: pass `nextPageToken` as `pageToken` until there is none. ' +
        'Every response has an `X-Request-Id`, which identifies the request in the log of the server.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'This server.' }],
    tags: [...new Set(operations.map(tagOf))].map((name) => ({ name, description: tagDescriptions[name] })),
    security: [{ bearer: [] }, {}],
    paths,
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'A token of an issuer that the policy trusts; not needed where access is open.',
        },
      },
      headers,
      responses: usedIn(paths, { ...errorResponses, ...ownFailures(operations, components) }),
      schemas: { ...components.schemas, ...errorSchemas },
    },
  };
}

function grafeasAbout(api: string): NonNullable<DocumentOptions['about']> {
  return {
    summary: 'Artifact metadata: notes and occurrences for the container supply chain.',
    description:
      `A Grafeas ${api} API. Providers write notes (a CVE, a builder, an authority) and occurrences (that note on that artifact); ` +
      'consumers query by resource URL.',
  };
}

function operationObject(
  operation: Operation,
  parameters: readonly Schema[],
  components: Components,
  examples?: BodyExamples,
): Schema {
  const { http, summary, description, permissions } = operation;
  const needs = permissions.map(({ permission, on }) => `\`${permission}\` on ${on}`).join(' and ');
  const hasBody = http.body !== undefined;
  const conditional = isUpdate(http.verb) || http.verb === 'DELETE';
  return {
    tags: [tagOf(operation)],
    summary,
    description: needs === '' ? description : `${description} Needs ${needs}.`,
    parameters: [
      ...parameters,
      ...http.query.map((name) => queryParameter(operation.request, name)),
      ...Object.entries(http.headers ?? {}).map(([field, name]) =>
        namedHeader(operation.request, field, name),
      ),
      ...headerParameters(http.verb),
    ],
    ...(hasBody ? { requestBody: requestBody(operation, components, examples) } : {}),
    responses: {
      '200': {
        description: 'Done.',
        headers: {
          ...headerRef('X-Request-Id'),
          ...(http.verb === 'GET' || isUpdate(http.verb) ? headerRef('ETag') : {}),
        },
        content: { 'application/json': { schema: components.ref(operation.response) } },
      },
      ...(http.verb === 'GET'
        ? {
            '304': {
              description: 'If-None-Match names the current entity tag.',
              headers: { ...headerRef('X-Request-Id'), ...headerRef('ETag') },
            },
          }
        : {}),
      ...errorReferences(
        [...(conditional ? [] : [412]), ...(hasBody ? [] : [413])],
        operation.plain?.failure === undefined ? undefined : failureName(operation),
      ),
    },
  };
}

/** Those responses that some operation refers to. */
function usedIn(paths: object, responses: Readonly<Record<string, Schema>>): Record<string, Schema> {
  const text = JSON.stringify(paths);
  return Object.fromEntries(
    Object.entries(responses).filter(([name]) => text.includes(`"#/components/responses/${name}"`)),
  );
}

function failureName({ response }: Operation): string {
  return `${componentName(response.name).split('.').at(-1)}Failure`;
}

/** Responses of operations that word failures in their own form; those before the operation is found have the usual one. */
function ownFailures(operations: readonly Operation[], components: Components): Record<string, Schema> {
  const own = operations.filter(({ plain }) => plain?.failure !== undefined);
  return Object.fromEntries(
    own.map((operation) => [
      failureName(operation),
      {
        description: 'A failure, in the form of the response.',
        headers: headerRef('X-Request-Id'),
        content: {
          'application/json': {
            schema: { anyOf: [components.ref(operation.response), { $ref: '#/components/schemas/Error' }] },
          },
        },
      },
    ]),
  );
}

function requestBody({ http, request }: Operation, components: Components, examples?: BodyExamples): Schema {
  if (http.raw !== undefined) {
    const limit = `At most ${http.raw.limit / 1024 / 1024} MiB.`;
    return {
      required: true,
      description: limit,
      content: {
        'application/json': {
          schema: { description: 'The bytes of a report in JSON.' },
          ...(examples === undefined ? {} : { examples }),
        },
        'application/octet-stream': {
          schema: { type: 'string', format: 'binary', description: 'The bytes of the body.' },
        },
      },
    };
  }
  const field = request.byName.get(http.body ?? '');
  const type = http.body === '*' || field === undefined ? request : field.type;
  return {
    required: true,
    description: http.body === '*' ? 'The request.' : (field?.doc ?? ''),
    content: {
      'application/json': {
        schema: components.of(type),
        ...(examples === undefined ? {} : { examples }),
      },
    },
  };
}

const tagDescriptions: Readonly<Record<string, string>> = {
  Gates: 'What asks policies in protocols of others.',
  Receivers: 'What takes events of other systems and fetches their reports.',
  Projects: 'Places for notes and occurrences.',
  Notes: 'Descriptions by providers of what can be found, done or signed.',
  Occurrences: 'Instances of notes on artifacts, which deploy gates and people query.',
  Access: 'Permissions of the caller.',
  Attestors: 'Whose signatures over an artifact are accepted, and the keys that verify them.',
};

function tagOf({ service, id }: Operation): string {
  if (service.endsWith('.Projects')) return 'Projects';
  if (service.startsWith('grafeas_ts.webhooks.')) return service.slice(service.lastIndexOf('.') + 1);
  if (id.includes('Iam')) return 'Access';
  if (service.startsWith('google.cloud.binaryauthorization.')) return 'Attestors';
  return id.includes('Occurrence') || id.includes('Report') ? 'Occurrences' : 'Notes';
}

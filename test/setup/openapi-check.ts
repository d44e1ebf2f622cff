import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { ContractVersion } from '../../src/kinds/known-kinds.js';

/** Checks responses against the OpenAPI document: status, content type, headers and schema. */

export interface SeenRequest {
  readonly method: string;
  /** As sent, the query included. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface SeenAnswer {
  readonly status: number;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface OpenApiCheck {
  /**
   * What the document does not allow in a response; empty if it conforms. Responses of paths and methods that the document
   * does not have must be redirects or errors of its form.
   */
  problems(request: SeenRequest, answer: SeenAnswer): string[];
  /** @throws Error naming the problems */
  check(request: SeenRequest, answer: SeenAnswer): void;
  /** Ids of operations of which a response was checked. */
  readonly seen: ReadonlySet<string>;
}

const committed = new Map<string, OpenApiCheck>();

/** The version of a path; v1beta1 for paths without a version. */
const versionOf = (path: string): ContractVersion => (/^\/v1(\/|$)/.test(path) ? 'v1' : 'v1beta1');

/** The check by the committed document of the path's version. test/openapi compares that with the document of the server. */
export function committedCheck(path = ''): OpenApiCheck {
  const version = versionOf(path);
  const file = new URL(`../../openapi/grafeas.${version}.json`, import.meta.url);
  const check = committed.get(version) ?? openApiCheck(JSON.parse(readFileSync(file, 'utf8')) as object);
  committed.set(version, check);
  return check;
}

/** The global fetch, which throws if a response of the API does not conform to the document. */
export async function checkedFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const { pathname, search } = new URL(request.url);
  const response = await fetch(request);
  // Probes, metrics and the console are not part of the API.
  if (pathname.startsWith('/v1'))
    committedCheck(pathname).check(
      { method: request.method, path: `${pathname}${search}` },
      {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        text: await response.clone().text(),
      },
    );
  return response;
}

type Json = Readonly<Record<string, unknown>>;

interface DocumentedResponse {
  readonly headers?: Readonly<Record<string, { readonly $ref: string }>>;
  readonly content?: Readonly<Record<string, unknown>>;
}

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, DocumentedResponse & { readonly $ref?: string }>>;
}

interface Route {
  readonly pattern: RegExp;
  readonly path: string;
  readonly methods: Readonly<Record<string, Operation>>;
}

const addFormats = formats as unknown as typeof formats.default;

export function openApiCheck(document: object): OpenApiCheck {
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
  addFormats(ajv);
  // Schemas are resolved within the whole document, whose members are not keywords of JSON Schema.
  ajv.addVocabulary(Object.keys(document));
  ajv.addSchema({ $id: 'api', ...document });
  const paths = (document as { paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> }).paths;
  // Paths with a verb first: otherwise the verb would match as part of an id.
  const routes = Object.entries(paths)
    .map(([path, methods]): Route => ({ path, methods, pattern: patternOf(path) }))
    .sort((a, b) => Number(b.path.includes(':')) - Number(a.path.includes(':')));
  const seen = new Set<string>();
  const resolve = <T>(value: T & { readonly $ref?: string }): { value: T; pointer: string | undefined } =>
    value.$ref === undefined
      ? { value, pointer: undefined }
      : { value: at(document, value.$ref) as T, pointer: value.$ref };

  function problems({ method, path, headers }: SeenRequest, answer: SeenAnswer): string[] {
    // Form posts stand for other methods, which an OpenAPI document cannot express.
    if (headers?.['content-type'] === 'application/x-www-form-urlencoded') return [];
    // Responses from outside the API: Node's for invalid HTTP, and CORS preflights.
    if (!path.startsWith('/') || answer.status === 431 || method === 'OPTIONS') return [];
    const verb = method.toLowerCase();
    const route = findRoute(routes, verb, path);
    const operation = route?.methods[verb];
    if (route === undefined || operation === undefined) return undocumented(ajv, method, answer);
    seen.add(operation.operationId);
    const documented = operation.responses[String(answer.status)];
    if (documented === undefined)
      return [`${operation.operationId}: status ${answer.status} is not documented`];
    const { value: response, pointer } = resolve<DocumentedResponse>(documented);
    const escaped = route.path.replaceAll('~', '~0').replaceAll('/', '~1');
    const within = pointer ?? `#/paths/${escaped}/${verb}/responses/${answer.status}`;
    return [
      ...headerProblems(ajv, document, response, answer),
      ...bodyProblems(ajv, response, within, answer),
    ].map((problem) => `${operation.operationId} ${answer.status}: ${problem}`);
  }

  return {
    seen,
    problems,
    check(request, answer) {
      const found = problems(request, answer);
      if (found.length > 0)
        throw new Error(
          `not as documented: ${request.method} ${request.path.slice(0, 200)}: ${found.join('; ')}`,
        );
    },
  };
}

function findRoute(routes: readonly Route[], verb: string, path: string): Route | undefined {
  let decoded = path.split('?', 1)[0] ?? '';
  try {
    decoded = decodeURIComponent(decoded);
  } catch {
    return undefined;
  }
  // A slash after a collection changes nothing.
  if (decoded.endsWith('/')) decoded = decoded.slice(0, -1);
  // Redirected to the normalised path, whatever operation they match.
  if (
    decoded
      .split('/')
      .slice(1)
      .some((part) => ['', '.', '..'].includes(part))
  )
    return undefined;
  return routes.find(({ pattern, methods }) => pattern.test(decoded) && verb in methods);
}

function patternOf(path: string): RegExp {
  const escaped = path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+');
  return new RegExp(`^${escaped}$`);
}

function undocumented(ajv: Ajv2020, method: string, answer: SeenAnswer): string[] {
  if (answer.status === 301) return [];
  if (method === 'HEAD' && answer.text === '') return [];
  if (answer.status < 400) return [`status ${answer.status} of a path that is not documented`];
  return bodyProblemsOf(ajv, '#/components/schemas/Error', answer);
}

function headerOf({ headers }: SeenAnswer, name: string): string | undefined {
  const value = headers[name.toLowerCase()];
  return typeof value === 'string' ? value : value?.join(', ');
}

function headerProblems(
  ajv: Ajv2020,
  document: object,
  { headers = {} }: DocumentedResponse,
  answer: SeenAnswer,
): string[] {
  return Object.entries(headers).flatMap(([name, { $ref }]) => {
    const value = headerOf(answer, name);
    const { required } = at(document, $ref) as { required?: boolean };
    if (value === undefined) return required === true ? [`no header ${name}`] : [];
    const validate = validator(ajv, `${$ref}/schema`);
    const numeric = /^\d+$/.test(value) ? Number(value) : value;
    return validate(value) || validate(numeric) ? [] : [`header ${name}: ${ajv.errorsText(validate.errors)}`];
  });
}

function bodyProblems(
  ajv: Ajv2020,
  response: DocumentedResponse,
  pointer: string,
  answer: SeenAnswer,
): string[] {
  if (response.content === undefined) return answer.text === '' ? [] : ['a body where none is documented'];
  return bodyProblemsOf(ajv, `${pointer}/content/application~1json/schema`, answer);
}

function bodyProblemsOf(ajv: Ajv2020, pointer: string, answer: SeenAnswer): string[] {
  const type = headerOf(answer, 'content-type');
  if (type !== 'application/json') return [`content type ${type}`];
  let body: unknown;
  try {
    body = JSON.parse(answer.text);
  } catch {
    return ['the body is not JSON'];
  }
  const validate = validator(ajv, pointer);
  return validate(body) ? [] : [ajv.errorsText(validate.errors, { dataVar: 'body' })];
}

function validator(ajv: Ajv2020, pointer: string): ValidateFunction {
  const validate = ajv.getSchema(`api${encodeURI(pointer)}`);
  if (validate === undefined) throw new Error(`the document has no ${pointer}`);
  return validate;
}

function at(document: object, pointer: string): unknown {
  return pointer
    .slice(2)
    .split('/')
    .reduce<unknown>(
      (value, part) => (value as Json)[part.replaceAll('~1', '/').replaceAll('~0', '~')],
      document,
    );
}

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { startServer, type TestServer } from '../setup/server.js';

type Json = Readonly<Record<string, unknown>>;

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly description?: string;
}

interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly description?: string;
  readonly parameters: readonly Parameter[];
  readonly responses: Readonly<Record<string, Json>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Json>>; readonly responses: Json };
}

const read = (name: string): string =>
  readFileSync(new URL(`../../openapi/grafeas.v1beta1.${name}`, import.meta.url), 'utf8');
const document = JSON.parse(read('json')) as Document;
const operations = Object.values(document.paths).flatMap((path) => Object.values(path));

describe('the OpenAPI document', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.close());

  it.each(['/openapi.json', '/openapi/v1beta1.json'])('is served at %s as it is committed', async (path) => {
    const response = await fetch(`${server.url}${path}`);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await response.json()).toEqual(document);
  });

  it.each(['/openapi.yaml', '/openapi/v1beta1.yaml'])('is served at %s as it is committed', async (path) => {
    const response = await fetch(`${server.url}${path}`);
    expect(response.headers.get('content-type')).toMatch(/^application\/yaml/);
    expect(await response.text()).toBe(read('yaml'));
  });

  it('is the same in both formats', () => {
    expect(parse(read('yaml'))).toEqual(document);
  });

  it('gives every operation a unique id, a description and described parameters', () => {
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(
      expect.arrayContaining(['ListProjects', 'GetNoteInLocation', 'TestIamPermissionsOfNoteInLocation']),
    );
    expect(ids.filter((id) => id.includes('undefined'))).toEqual([]);
    for (const { operationId, summary, description, parameters, responses } of operations) {
      expect(operationId).toMatch(/^[A-Z][A-Za-z]+$/);
      expect(Math.min(summary?.length ?? 0, description?.length ?? 0), operationId).toBeGreaterThan(5);
      for (const parameter of parameters)
        expect(parameter.description, `${operationId} ${parameter.name}`).toMatch(/\.$/);
      expect(Object.keys(responses)).toEqual(
        expect.arrayContaining(['200', '400', '401', '403', '429', '503']),
      );
    }
  });

  it('describes every property of every schema', () => {
    let count = 0;
    const walk = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return;
      const properties = (value as { properties?: Json }).properties ?? {};
      for (const [name, property] of Object.entries(properties)) {
        count += 1;
        expect((property as { description?: string }).description, `${path}.${name}`).toMatch(/\S{2}/);
      }
      // What must not be there is described where it may be.
      for (const [key, child] of Object.entries(value)) if (key !== 'not') walk(child, `${path}.${key}`);
    };
    walk(document.components.schemas, '');
    expect(count).toBeGreaterThan(300);
  });

  it('lists every reason of an error under its status', () => {
    const text = JSON.stringify(document.components.responses);
    for (const reason of ['NOTE_NOT_FOUND', 'INVALID_FILTER', 'ETAG_MISMATCH', 'RATE_LIMITED', 'TOO_LARGE'])
      expect(text).toContain(`"${reason}"`);
  });
});

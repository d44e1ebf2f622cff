import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { apiDocuments } from './api-document.js';

/** Verb and path of every operation, by its id. */
function routesOf({ paths = {} }: OpenAPI3): string {
  const routes = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item as Record<string, { operationId?: string }>).flatMap(([verb, { operationId }]) =>
      operationId === undefined ? [] : [`  ${operationId}: ['${verb.toUpperCase()}', '${path}'],`],
    ),
  );
  return `/** Verb and path of every operation. */\nexport const routes = {\n${routes.join('\n')}\n} as const;\n`;
}

/** The types of the typed client, from the OpenAPI documents. */
export const files = [...apiDocuments].map(([version, document]) => ({
  target: `src/client/generated/grafeas.${version}.ts`,
  async render() {
    // Examples of whole notes are for readers of the document; among types they would be pages of comments.
    const plain = JSON.parse(
      JSON.stringify(document, (key, value) =>
        key === 'examples' && Array.isArray(value) ? undefined : value,
      ),
    ) as OpenAPI3;
    const types = astToString(await openapiTS(plain, { alphabetize: false }));
    return `// Generated from openapi/grafeas.${version}.json by \`npm run generate\`.\n\n${types}\n${routesOf(plain)}`;
  },
}));

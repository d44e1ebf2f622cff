import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { apiDocument } from './api-document.js';

export const target = 'src/client/generated/grafeas.v1beta1.ts';

/** The types of the typed client, from the OpenAPI document. */
export async function render(): Promise<string> {
  // Examples of whole notes are for readers of the document; among types they would be pages of comments.
  const document = JSON.parse(
    JSON.stringify(await apiDocument(), (key, value) =>
      key === 'examples' && Array.isArray(value) ? undefined : value,
    ),
  ) as OpenAPI3;
  const types = astToString(await openapiTS(document, { alphabetize: false }));
  return `// Generated from openapi/grafeas.v1beta1.json by \`npm run generate\`.\n\n${types}`;
}

import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { apiDocument } from './api-document.js';

export const target = 'src/client/generated/grafeas.v1beta1.ts';

/** The types of the typed client, from the OpenAPI document. */
export async function render(): Promise<string> {
  const document = (await apiDocument()) as OpenAPI3;
  const types = astToString(await openapiTS(document, { alphabetize: false }));
  return `// Generated from openapi/grafeas.v1beta1.json by \`npm run generate\`.\n\n${types}`;
}

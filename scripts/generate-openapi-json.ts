import { apiDocuments } from './api-document.js';

export const files = [...apiDocuments].map(([version, document]) => ({
  target: `openapi/grafeas.${version}.json`,
  render: () => `${JSON.stringify(document, null, 2)}\n`,
}));

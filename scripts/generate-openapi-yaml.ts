import { stringify } from 'yaml';
import { apiDocuments } from './api-document.js';

export const files = [...apiDocuments].map(([version, document]) => ({
  target: `openapi/grafeas.${version}.yaml`,
  render: () => stringify(document, { lineWidth: 0, aliasDuplicateObjects: false }),
}));

import { stringify } from 'yaml';
import { apiDocument } from './api-document.js';

export const target = 'openapi/grafeas.v1beta1.yaml';

export async function render(): Promise<string> {
  return stringify(await apiDocument(), { lineWidth: 0, aliasDuplicateObjects: false });
}

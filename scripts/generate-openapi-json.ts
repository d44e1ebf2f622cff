import { apiDocument } from './api-document.js';

export const target = 'openapi/grafeas.v1beta1.json';

export async function render(): Promise<string> {
  return `${JSON.stringify(await apiDocument(), null, 2)}\n`;
}

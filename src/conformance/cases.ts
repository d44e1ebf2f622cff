import type { Case, Version } from './case.js';
import { batches } from './cases/batches.js';
import { clients } from './cases/clients.js';
import { errors } from './cases/errors.js';
import { filters } from './cases/filters.js';
import { gaps } from './cases/gaps.js';
import { json } from './cases/json.js';
import { jsonValues } from './cases/json-values.js';
import { kindCases } from './cases/kinds.js';
import { names } from './cases/names.js';
import { order } from './cases/order.js';
import { paging } from './cases/paging.js';
import { methods, paths } from './cases/paths.js';
import { query } from './cases/query.js';
import { routes } from './cases/routes.js';
import { summary } from './cases/summary.js';
import { updates } from './cases/updates.js';

/** Every case, in the order in which they run. */
export const allCases: readonly Case[] = [
  ...routes,
  ...paths,
  ...methods,
  ...query,
  ...json,
  ...jsonValues,
  ...errors,
  ...names,
  ...paging,
  ...order,
  ...gaps,
  ...updates,
  ...batches,
  ...summary,
  ...kindCases,
  ...filters,
  ...clients,
];

/** The cases that apply to a version. */
export function casesOf(version: Version): readonly Case[] {
  return allCases.filter(({ only = version }) => only === version);
}

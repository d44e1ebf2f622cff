/**
 * Where an engine that distributes tables by scope carries out a statement: `scope` on the one node that has the scope which
 * every table of it names, `all` where it would ask each node.
 */
export interface Route {
  readonly to: 'scope' | 'all';
  /** Why not one node. */
  readonly why?: string;
}

/** Tables and the column they are distributed by. */
const distributed: Readonly<Record<string, string>> = {
  notes: 'scope',
  occurrences: 'scope',
  severity_counts: 'scope',
  requests: 'scope',
  attestors: 'scope',
  policies: 'scope',
  severity_days: 'scope',
  demands: 'scope',
  packages: 'scope',
  projects: 'id',
};
const names = Object.keys(distributed).join('|');
const mention = new RegExp(
  `\\b(FROM|JOIN|INTO|UPDATE|USING|,)\\s+(${names})\\b(?:\\s+(?:AS\\s+)?(?!WHERE|SET|JOIN|ON|ORDER|GROUP|LIMIT|CROSS|LEFT)(\\w+))?`,
  'g',
);

/** Undefined for a statement without such a table. */
export function routeOf(sql: string, values: readonly unknown[]): Route | undefined {
  const scopes = new Set<unknown>();
  const problems: string[] = [];
  let tables = 0;
  for (const block of blocksOf(sql.replace(/'[^']*'/g, "''"))) {
    for (const [, , table = '', alias] of block.matchAll(mention)) {
      tables += 1;
      const column = distributed[table] ?? '';
      const places = block.includes(`INTO ${table}`)
        ? insertedPlaces(block, column)
        : comparedPlaces(block, alias ?? table, column);
      if (places.length === 0) problems.push(`${table} without ${column} = …`);
      for (const place of places) scopes.add(values[place - 1]);
    }
  }
  if (tables === 0) return undefined;
  if (scopes.size > 1) problems.push(`several scopes: ${[...scopes].join(', ')}`);
  return problems.length === 0 ? { to: 'scope' } : { to: 'all', why: problems.join('; ') };
}

/** The text of each query and list in parentheses by itself, what stands in parentheses within it left as `(#)` or a list. */
function blocksOf(sql: string): string[] {
  const blocks: string[] = [];
  const open: string[] = [''];
  for (const character of sql.replace(/\s+/g, ' ')) {
    if (character === '(') open.push('');
    else if (character === ')') {
      const inner = open.pop() ?? '';
      blocks.push(inner);
      // Lists of places and columns are needed; queries are blocks of their own.
      open[open.length - 1] += /\b(?:SELECT|WHERE|AND|OR)\b/.test(inner) ? '(#)' : `(${inner})`;
    } else open[open.length - 1] += character;
  }
  return [...blocks, ...open];
}

/** The places that the distribution column of a table is equal to, whatever else holds. */
function comparedPlaces(block: string, table: string, column: string): number[] {
  const where = /\bWHERE (.*?)(?= ORDER BY | GROUP BY | LIMIT | FOR | RETURNING | ON CONFLICT |$)/.exec(
    block,
  )?.[1];
  if (where === undefined || / OR /.test(where)) return [];
  return where.split(' AND ').flatMap((term) => {
    const found = /^\(*(?:(\w+)\.)?(\w+) = \$(\d+)(?:::text)?\)*$/.exec(term.trim());
    if (found === null || found[2] !== column || (found[1] ?? table) !== table) return [];
    return [Number(found[3])];
  });
}

/** The places of the distribution column in `INSERT INTO t (columns) VALUES (places), …`. */
function insertedPlaces(block: string, column: string): number[] {
  const [, columns = '', rows = ''] = /\(([^)]*)\) VALUES (.*?)(?= ON CONFLICT |$)/.exec(block) ?? [];
  const at = columns.split(', ').indexOf(column);
  return [...rows.matchAll(/\(([^)]*)\)/g)].flatMap(([, row = '']) => {
    const place = /^\$(\d+)$/.exec(row.split(', ')[at] ?? '')?.[1];
    return place === undefined ? [] : [Number(place)];
  });
}

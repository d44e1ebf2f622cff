/**
 * Where an engine that distributes tables by scope executes a statement: `scope` on the one node of the scope that all its
 * tables are restricted to, `all` on every node.
 */
export interface Route {
  readonly to: 'scope' | 'all';
  /** The reason why it does not run on one node. */
  readonly why?: string;
}

/** Tables and their distribution column. */
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

/** The route of a statement; undefined for a statement without a distributed table. */
export function routeOf(sql: string, values: readonly unknown[]): Route | undefined {
  const scopes = new Set<unknown>();
  const problems: string[] = [];
  let tables = 0;
  for (const block of blocksOf(sql.replace(/'[^']*'/g, "''"))) {
    for (const [, , table = '', alias] of block.matchAll(mention)) {
      tables += 1;
      const column = distributed[table] ?? '';
      const placeholders = block.includes(`INTO ${table}`)
        ? insertedPlaceholders(block, column)
        : comparedPlaceholders(block, alias ?? table, column);
      if (placeholders.length === 0) problems.push(`${table} without ${column} = …`);
      for (const placeholder of placeholders) scopes.add(values[placeholder - 1]);
    }
  }
  if (tables === 0) return undefined;
  if (scopes.size > 1) problems.push(`several scopes: ${[...scopes].join(', ')}`);
  return problems.length === 0 ? { to: 'scope' } : { to: 'all', why: problems.join('; ') };
}

/** Splits a statement into the texts of its queries and lists in parentheses. Nested queries are replaced by `(#)`. */
function blocksOf(sql: string): string[] {
  const blocks: string[] = [];
  const open: string[] = [''];
  for (const character of sql.replace(/\s+/g, ' ')) {
    if (character === '(') open.push('');
    else if (character === ')') {
      const inner = open.pop() ?? '';
      blocks.push(inner);
      // Lists of placeholders and columns are needed; nested queries are blocks of their own.
      open[open.length - 1] += /\b(?:SELECT|WHERE|AND|OR)\b/.test(inner) ? '(#)' : `(${inner})`;
    } else open[open.length - 1] += character;
  }
  return [...blocks, ...open];
}

/** The placeholders that the distribution column of a table is compared with for equality in every case. */
function comparedPlaceholders(block: string, table: string, column: string): number[] {
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

/** The placeholders of the distribution column in `INSERT INTO t (columns) VALUES (…), …`. */
function insertedPlaceholders(block: string, column: string): number[] {
  const [, columns = '', rows = ''] = /\(([^)]*)\) VALUES (.*?)(?= ON CONFLICT |$)/.exec(block) ?? [];
  const at = columns.split(', ').indexOf(column);
  return [...rows.matchAll(/\(([^)]*)\)/g)].flatMap(([, row = '']) => {
    const placeholder = /^\$(\d+)$/.exec(row.split(', ')[at] ?? '')?.[1];
    return placeholder === undefined ? [] : [Number(placeholder)];
  });
}

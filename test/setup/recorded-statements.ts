import pg from 'pg';

export interface Recorded {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** Calls `onStatement` for every statement that this process sends to PostgreSQL from now on. Returns a function that stops it. */
export function recordStatements(onStatement: (recorded: Recorded) => void): () => void {
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (this: pg.Client, ...parameters: unknown[]): unknown {
    const [first] = parameters;
    if (typeof first === 'object' && first !== null && 'text' in first) {
      const { text, values = [] } = first as { text: string; values?: readonly unknown[] };
      onStatement({ sql: text, values });
    }
    return Reflect.apply(query, this, parameters);
  } as never;
  return () => {
    pg.Client.prototype.query = query;
  };
}

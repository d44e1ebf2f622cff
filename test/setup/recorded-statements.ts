import pg from 'pg';

export interface Recorded {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** Records what servers of this process ask PostgreSQL from here on; each text with its latest values, and all that differ in scope are kept by `onStatement`. */
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

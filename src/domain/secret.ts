/**
 * A text that must not be printed, such as a connection string with a password. Whatever prints it (a template, JSON, the
 * log, the inspector) gets `shown` instead; only `reveal` has the text, so that every use can be found.
 */
export class Secret {
  readonly #text: string;

  constructor(
    text: string,
    /** What may be seen of it. */
    readonly shown: string,
  ) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return this.shown;
  }

  toJSON(): string {
    return this.shown;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.shown;
  }
}

/** `postgres://user:password@host:5432/database?sslmode=require` shows `postgres://host:5432/database`. */
export function secretStore(store: string): Secret {
  return new Secret(store, /^postgres(?:ql)?:/.test(store) ? showConnection(store) : store);
}

/** A text with the connection strings in it shown as `secretStore` does, for errors that quote what was given. */
export function hideConnections(text: string): string {
  return text.replace(/postgres(?:ql)?:\/\/[^\s'"]*/g, showConnection);
}

/** Nothing but host, port and database; nothing at all where a password that is not escaped hides where they begin. */
function showConnection(text: string): string {
  if (!URL.canParse(text)) return 'postgres://…';
  const { host, pathname, search, hash } = new URL(text);
  const isClear = !/@|%40/.test(pathname + search) && hash === '';
  return isClear ? `postgres://${host}${pathname}` : 'postgres://…';
}

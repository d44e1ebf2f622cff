/**
 * A text that must not be printed, such as a connection string with a password. Templates, JSON, the log and the inspector
 * print `shown` instead. Only `reveal` returns the text, so that every use can be found.
 */
export class Secret {
  readonly #text: string;

  constructor(
    text: string,
    /** The printable form. */
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

/** Masks the connection strings in a text as `secretStore` does, for errors that quote input. */
export function hideConnections(text: string): string {
  return text.replace(/postgres(?:ql)?:\/\/[^\s'"]*/g, showConnection);
}

/** Stands for a connection string, also in messages of the server's own. */
const hidden = 'postgres://…';

/** Only host, port and database; nothing if an unescaped password makes them ambiguous. */
function showConnection(text: string): string {
  if (text === hidden || !URL.canParse(text)) return hidden;
  const { host, pathname, search, hash } = new URL(text);
  const isClear = !/@|%40/.test(pathname + search) && hash === '';
  return isClear ? `postgres://${host}${pathname}` : hidden;
}

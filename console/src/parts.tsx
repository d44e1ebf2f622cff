import { GrafeasError } from 'grafeas-ts/client';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { shortImage } from './image-name.js';
import type { Rows } from './load.js';
import { imageRoute } from './route.js';
import type { Session } from './session.js';
import { type ApiRequest, asCurl, quote } from './shell.js';
import { number, Text, visible } from './text.js';

/** An image by its name and short digest, with a link to its page. */
export function ImageLink({ uri, parent }: { readonly uri: string; readonly parent?: string | undefined }) {
  const { name, digest } = shortImage(uri);
  return (
    <a class="image" href={imageRoute(uri, parent)} title={visible(uri)}>
      <Text>{name}</Text>
      {digest !== '' && <code>{digest}</code>}
    </a>
  );
}

export function Problem({ error }: { readonly error: unknown }) {
  const { status, message, requestId } =
    error instanceof GrafeasError
      ? error
      : { status: undefined, message: String(error), requestId: undefined };
  const next: Readonly<Record<number, string>> = {
    0: 'Check that the server runs, then load the page again.',
    403: 'Ask for a token that may read this.',
    404: 'Check the address: it may have been deleted, or have another name.',
    429: 'The server is busy. Load the page again in a moment.',
    503: 'The server is busy or starting. Load the page again in a moment.',
  };
  return (
    <div class="problem" role="alert">
      <p>
        <Text>{message}</Text>
      </p>
      <p>
        {next[status ?? -1] ?? 'Load the page again. If it happens again, look into the log of the server.'}
      </p>
      {requestId !== undefined && (
        <p class="muted">
          Request <code>{requestId}</code> in the log of the server.
        </p>
      )}
    </div>
  );
}

/** How much of a list has been seen, unless all of it has. */
export function ListProgress({ list, what }: { readonly list: Rows<unknown>; readonly what: string }) {
  if (!list.asked) return null;
  const seen = number(list.rows.length);
  if (list.progress === 'loading')
    return (
      <p class="progress" role="status">
        <progress aria-label={`Reading ${what}`} /> {seen} {what} read so far; counts are not final.
      </p>
    );
  if (list.progress === 'paused')
    return (
      <p class="progress" role="status">
        The first {seen} {what} are read; there are more, so counts are too low.{' '}
        <button type="button" onClick={() => list.resume()}>
          Read on
        </button>
      </p>
    );
  if (list.progress === 'failed')
    return (
      <>
        <Problem error={list.error} />
        {list.rows.length > 0 && (
          <p class="progress">
            Only {seen} {what} were read, so counts are too low.
          </p>
        )}
      </>
    );
  return null;
}

/** What a search in all projects leaves out; nothing if the server lists all projects together. */
export function Coverage({ session }: { readonly session: Session }) {
  if (session.wide) return null;
  return (
    <p class="warn">
      Searched were the projects in the list of projects. A project that was never created is not in that
      list: open it by typing its name, such as <code>projects/shop</code>, into the search.
    </p>
  );
}

interface SameProps {
  readonly session: Session;
  readonly curl: ApiRequest;
  /** Arguments of the command `grafeas`. */
  readonly cli: readonly string[];
  /** What the command reads from standard input, as JSON. */
  readonly input?: unknown;
  /** How a command differs from what is shown. */
  readonly hint?: string;
}

/** The same question as commands. */
export function SameAs({ session, curl, cli, input, hint }: SameProps) {
  const server = session.server === 'http://127.0.0.1:8080' ? [] : ['--server', session.server];
  const fed = input === undefined ? '' : `printf %s ${quote(JSON.stringify(input))} | `;
  return (
    <details class="same">
      <summary>As curl and CLI</summary>
      <Command text={asCurl(session.server, curl, session.signedIn)} name="curl" />
      <Command text={fed + ['grafeas', ...cli, ...server].map(quote).join(' ')} name="CLI" />
      {hint !== undefined && <p class="muted">{hint}</p>}
    </details>
  );
}

export function Command({ text, name }: { readonly text: string; readonly name: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <div class="command">
      <pre>{text}</pre>
      <button
        type="button"
        aria-label={`Copy the ${name} command`}
        onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
      >
        {copied ? 'Copied' : 'Copy'}
      </button>
    </div>
  );
}

interface SectionProps {
  readonly title: string;
  readonly count?: number | undefined;
  readonly children: ComponentChildren;
}

export function Section({ title, count, children }: SectionProps) {
  return (
    <section>
      <h2>
        {title}
        {count !== undefined && <span class="count">{number(count)}</span>}
      </h2>
      {children}
    </section>
  );
}

/** Cards shown before the reader asks for more. */
const atFirst = 20;

interface CardsProps<T> {
  readonly items: readonly T[];
  card(item: T): ComponentChildren;
}

/** Cards of a list; of a long one the first, until the reader asks for more. */
export function Cards<T>({ items, card }: CardsProps<T>) {
  const [shown, setShown] = useState(atFirst);
  return (
    <>
      {items.slice(0, shown).map(card)}
      {items.length > shown && (
        <button type="button" onClick={() => setShown(shown + 100)}>
          Show more of {number(items.length)}
        </button>
      )}
    </>
  );
}

import type { ComponentChildren } from 'preact';

/** Characters that are not seen or that reorder what is read: controls, bidi overrides, zero-width characters. */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/u;
const splitHidden = /([\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0])/u;

/** Stored text with hidden characters replaced by escapes, such as `\u{202e}`. */
export function visible(text: string): string {
  return text
    .split(splitHidden)
    .map((part) => (hidden.test(part) ? escapeOf(part) : part))
    .join('');
}

const escapeOf = (char: string): string => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;

interface TextProps {
  readonly children: string | undefined;
  /** Characters shown at most; the rest is counted. */
  readonly limit?: number;
  /** Keeps line breaks. */
  readonly lines?: boolean;
}

/** Stored text. It is never markup, and what cannot be seen is shown as an escape. */
export function Text({ children = '', limit = 300, lines = false }: TextProps) {
  const cut = children.length > limit ? children.slice(0, limit) : children;
  const rest = children.length - cut.length;
  const parts = cut.split(splitHidden).map((part, index) => {
    if (!hidden.test(part) || (lines && /[\n\t]/.test(part))) return part;
    return (
      <span key={index} class="escape" title="A character that cannot be seen">
        {escapeOf(part)}
      </span>
    );
  });
  return (
    <bdi class={lines ? 'lines' : undefined}>
      {parts}
      {rest > 0 && <span class="muted"> … {rest.toLocaleString('en')} more characters</span>}
    </bdi>
  );
}

/** A link to another site, if its address is one of the web; any other address is shown as text. */
export function Outside({ url, label }: { readonly url: string; readonly label?: string | undefined }) {
  const text = label === undefined || label === '' ? url : label;
  if (!isWeb(url)) return <Text>{text}</Text>;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer" title={visible(url.slice(0, 500))}>
      <Text limit={120}>{text}</Text>
    </a>
  );
}

export function isWeb(url: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(url).protocol);
  } catch {
    return false;
  }
}

/** The first links of what may be thousands. */
export function Links({ urls }: { readonly urls: readonly { url?: string; label?: string }[] }) {
  const shown = urls.slice(0, 20);
  return (
    <ul class="links">
      {shown.map(({ url = '', label }, index) => (
        <li key={index}>
          <Outside url={url} label={label} />
        </li>
      ))}
      {urls.length > shown.length && (
        <li class="muted">{(urls.length - shown.length).toLocaleString('en')} more in the raw JSON</li>
      )}
    </ul>
  );
}

/** A stored object as it came. */
export function Raw({ value, title = 'Raw JSON' }: { readonly value: unknown; readonly title?: string }) {
  return (
    <details class="raw">
      <summary>{title}</summary>
      <pre>
        <Text lines limit={100_000}>
          {JSON.stringify(value, undefined, 2)}
        </Text>
      </pre>
    </details>
  );
}

/** A time to the minute in the time zone of the reader, exact in the tooltip. */
export function Time({ at }: { readonly at: string | undefined }) {
  const millis = Date.parse(at ?? '');
  if (at === undefined || Number.isNaN(millis)) return <span class="muted">unknown</span>;
  return (
    <time dateTime={at} title={at}>
      {new Date(millis).toISOString().slice(0, 16).replace('T', ' ')}{' '}
      <span class="muted">({ago(millis)})</span>
    </time>
  );
}

function ago(millis: number): string {
  const days = Math.floor((Date.now() - millis) / 86_400_000);
  if (days < 0) return 'in the future';
  if (days === 0) return 'today';
  if (days === 1) return 'yesterday';
  if (days < 60) return `${days} days ago`;
  return days < 730 ? `${Math.floor(days / 30)} months ago` : `${Math.floor(days / 365)} years ago`;
}

export const number = (value: number): string => value.toLocaleString('en');

/** @example plural(1, 'images') is `1 image` */
export const plural = (count: number, what: string): string =>
  `${number(count)} ${count === 1 ? what.replace(/s$/, '') : what}`;

/** Names and values; text is shown as stored text, and what is not set is left out. */
export function Fields({ rows }: { readonly rows: readonly (readonly [string, ComponentChildren])[] }) {
  const set = rows.filter(([, value]) => value !== undefined && value !== '' && value !== false);
  return (
    <dl class="fields">
      {set.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{typeof value === 'string' ? <Text>{value}</Text> : value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Quotes a text for a POSIX shell. Text that would not be shown as it is becomes escapes of `$'…'`. */
export function quote(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  if (!/[\p{C}\p{Zl}\p{Zp}]/u.test(text)) return `'${text.replaceAll("'", `'\\''`)}'`;
  const escaped = [...text].map((char) => {
    if (!/[\p{C}\p{Zl}\p{Zp}]/u.test(char)) return char.replace(/[\\']/, '\\$&');
    const code = (char.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
  });
  return `$'${escaped.join('')}'`;
}

/** A request of the API, relative to its version. */
export interface ApiRequest {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Sent as JSON with POST. */
  readonly body?: unknown;
}

/** A request of the API as a command of curl. */
export function asCurl(server: string, { path, query, body }: ApiRequest, token: boolean): string {
  const parts = [
    `curl ${body === undefined ? '-sG' : '-s'} ${quote(`${server}/v1/${path}`)}`,
    ...(token ? ['-H "Authorization: Bearer $GRAFEAS_TOKEN"'] : []),
    ...Object.entries(query).map(([name, value]) => `--data-urlencode ${quote(`${name}=${value}`)}`),
    ...(body === undefined
      ? []
      : [`-H 'Content-Type: application/json'`, `-d ${quote(JSON.stringify(body))}`]),
  ];
  return parts.join(' \\\n  ');
}

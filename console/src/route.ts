import { useEffect, useState } from 'preact/hooks';

/** The page and its options, as the part of the address after `#`. The server does not see it. */
export interface Route {
  /** Such as `/image`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split(/\?(.*)/s);
  return { path: path === '' ? '/' : path, query: Object.fromEntries(new URLSearchParams(query)) };
}

/** @example formatRoute('/image', { uri: 'https://…' }) is `#/image?uri=https%3A%2F%2F…`. */
export function formatRoute(path: string, query: Readonly<Record<string, string | undefined>> = {}): string {
  const set = Object.entries(query).filter((entry): entry is [string, string] => (entry[1] ?? '') !== '');
  const text = new URLSearchParams(set).toString();
  return `#${path}${text === '' ? '' : `?${text}`}`;
}

export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const change = (): void => setHash(location.hash);
    addEventListener('hashchange', change);
    return () => removeEventListener('hashchange', change);
  }, []);
  return parseRoute(hash);
}

export function go(hash: string): void {
  location.hash = hash;
}

/** Changes options of the page in place, so that the address can be shared and the back button leaves the page. */
export function setOptions(options: Readonly<Record<string, string | undefined>>): void {
  const { path, query } = parseRoute(location.hash);
  history.replaceState(null, '', formatRoute(path, { ...query, ...options }));
  dispatchEvent(new HashChangeEvent('hashchange'));
}

export const imageRoute = (uri: string, parent?: string): string =>
  formatRoute('/image', { uri, in: parent });
export const noteRoute = (name: string): string => formatRoute('/note', { name });
export const projectRoute = (name: string): string => formatRoute('/project', { name });
/** Of an occurrence or an attestor, by its full name. */
export const evidenceRoute = (name: string): string => formatRoute('/evidence', { name });

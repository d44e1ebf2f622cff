import { ApiError } from '../domain/errors.js';

/** Checks Host and Origin headers, so that a web page cannot reach a server on loopback (DNS rebinding). */
export type HostCheck = (host: string | undefined, origin: string | undefined) => void;

const loopbackHosts = ['localhost', '127.0.0.1', '::1'];

/**
 * @param onLoopback whether the server listens on loopback; elsewhere any host is served.
 * @param allowedHosts further host names of a proxy in front.
 * @param allowedOrigins origins served to browsers across origins.
 */
export function createHostCheck(
  onLoopback: boolean,
  allowedHosts: readonly string[],
  allowedOrigins: readonly string[],
): HostCheck {
  if (!onLoopback) return () => {};
  const hosts = new Set([...loopbackHosts, ...allowedHosts.map((host) => host.toLowerCase())]);
  const isForeign = (name: string | undefined): boolean => name === undefined || !hosts.has(name);
  return (host, origin) => {
    if (host !== undefined && isForeign(hostName(host))) throw foreign('Host', host);
    if (origin === undefined || originAllowed(origin, allowedOrigins)) return;
    const name = /^https?:\/\/(.+)$/i.exec(origin)?.[1];
    if (isForeign(name === undefined ? undefined : hostName(name))) throw foreign('Origin', origin);
  };
}

/** The headers by which a browser names the page of a request. */
export interface SiteHeaders {
  readonly host?: string | undefined;
  readonly ':authority'?: string | undefined;
  readonly origin?: string | undefined;
  readonly 'sec-fetch-site'?: string | readonly string[] | undefined;
}

/** Refuses writes by pages of other sites. @throws FOREIGN_HOST */
export type SiteCheck = (method: string, headers: SiteHeaders) => void;

/**
 * Creates the check that prevents web pages from writing with the browser's client certificate or its access to loopback
 * (CSRF). Browsers send Sec-Fetch-Site to https and loopback, and Origin with every write. A client that sends neither is
 * not a browser.
 *
 * @param allowedHosts names under which a proxy in front serves this server.
 * @param allowedOrigins origins whose pages may write.
 * @example createSiteCheck([], [])('POST', { host: 'a.example', origin: 'https://b.example' }) // throws FOREIGN_HOST
 */
export function createSiteCheck(
  allowedHosts: readonly string[],
  allowedOrigins: readonly string[],
): SiteCheck {
  const hosts = new Set(allowedHosts.map((host) => host.toLowerCase()));
  return (method, headers) => {
    if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return;
    const { origin, 'sec-fetch-site': site } = headers;
    if (origin === undefined && site === undefined) return;
    if (origin !== undefined && originAllowed(origin, allowedOrigins)) return;
    if (site !== undefined) {
      if (site === 'same-origin' || site === 'none') return;
      throw otherSite('Sec-Fetch-Site', String(site));
    }
    const from = /^https?:\/\/([^/]+)$/i.exec(origin ?? '')?.[1];
    const host = headers.host ?? headers[':authority'] ?? '';
    if (from !== undefined && (withoutPort(from) === withoutPort(host) || hosts.has(hostName(from)))) return;
    throw otherSite('Origin', origin ?? '');
  };
}

/** Removes default ports: browsers omit them in one header and proxies add them to the other. */
function withoutPort(host: string): string {
  return host.toLowerCase().replace(/:(?:80|443)$/, '');
}

function otherSite(header: string, value: string): ApiError {
  const shown = JSON.stringify(value.slice(0, 100));
  return new ApiError(
    'FOREIGN_HOST',
    `${header} ${shown}: pages of other sites may not write here; allow them with --allow-origin`,
  );
}

/** Whether an origin matches an entry. An entry may hold one `*`, for a part of the host or for all. */
export function originAllowed(origin: string, allowed: readonly string[]): boolean {
  const lower = origin.toLowerCase();
  return allowed.some((entry) => {
    if (entry === '*') return true;
    const [before = '', after] = entry.toLowerCase().split('*');
    if (after === undefined) return lower === before;
    if (!lower.startsWith(before) || !lower.endsWith(after)) return false;
    // `*` matches only a part of a host, never a scheme, user or path.
    return /^[a-z0-9.:-]+$/.test(lower.slice(before.length, lower.length - after.length));
  });
}

/** The name of `name:port`, lower case, brackets of IPv6 gone. */
function hostName(host: string): string {
  const match = /^(?:\[([^\]]*)\]|([^:]*))(?::\d*)?$/.exec(host.toLowerCase());
  return match?.[1] ?? match?.[2] ?? host;
}

function foreign(header: string, value: string): ApiError {
  const shown = JSON.stringify(value.slice(0, 100));
  const setting = header === 'Origin' ? '--allow-origin, or with --allow-host for a proxy' : '--allow-host';
  return new ApiError('FOREIGN_HOST', `${header} ${shown} is not served here; allow it with ${setting}`);
}

import { ApiError } from '../domain/errors.js';

/** Checks Host and Origin headers, so that a web page cannot reach a server on loopback (DNS rebinding). */
export type HostCheck = (host: string | undefined, origin: string | undefined) => void;

const loopbackHosts = ['localhost', '127.0.0.1', '::1'];

/**
 * @param onLoopback whether the server listens on loopback; elsewhere any host is served.
 * @param allowedHosts further host names, for a proxy in front.
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

/** Whether an origin is one of a list; an entry may hold one `*`. */
export function originAllowed(origin: string, allowed: readonly string[]): boolean {
  const lower = origin.toLowerCase();
  return allowed.some((entry) => {
    const [before = '', after] = entry.toLowerCase().split('*');
    if (after === undefined) return lower === before;
    return lower.length >= before.length + after.length && lower.startsWith(before) && lower.endsWith(after);
  });
}

/** The name of `name:port`, lower case, brackets of IPv6 gone. */
function hostName(host: string): string {
  const match = /^(?:\[([^\]]*)\]|([^:]*))(?::\d*)?$/.exec(host.toLowerCase());
  return match?.[1] ?? match?.[2] ?? host;
}

function foreign(header: string, value: string): ApiError {
  const shown = JSON.stringify(value.slice(0, 100));
  return new ApiError('FOREIGN_HOST', `${header} ${shown} is not served here; allow it with --allow-host`);
}

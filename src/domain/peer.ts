import { BlockList, isIP } from 'node:net';

/** The source of a request: an address, or `unix` for a unix socket. */
export type PeerOf = (
  remote: string | undefined,
  forwarded: string | readonly string[] | undefined,
) => string;

/**
 * Creates the reader of addresses. Behind a trusted proxy, the caller is the last address of X-Forwarded-For that is not a
 * trusted proxy itself. The header of other peers is ignored.
 *
 * @param trusted addresses, networks such as `10.0.0.0/8`, and `unix` for proxies that connect over the unix socket.
 * @throws TypeError for other entries
 * @example createPeerReader(['10.0.0.0/8'])('10.0.0.1', '192.0.2.7, 10.0.0.2') // '192.0.2.7'
 */
export function createPeerReader(trusted: readonly string[]): PeerOf {
  const proxies = new BlockList();
  for (const entry of trusted) if (entry !== 'unix') addNetwork(proxies, entry);
  const isTrusted = (address: string): boolean =>
    address === 'unix'
      ? trusted.includes('unix')
      : proxies.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  return (remote, forwarded) => {
    let peer = remote === undefined || remote === '' ? 'unix' : plain(remote);
    if (trusted.length === 0 || forwarded === undefined) return peer;
    const hops = String(forwarded).split(',').reverse();
    for (const hop of hops) {
      if (!isTrusted(peer)) return peer;
      const address = plain(hop.trim());
      if (isIP(address) === 0) return peer;
      peer = address;
    }
    return peer;
  };
}

/** Whether `createPeerReader` accepts an entry. */
export function isNetwork(entry: string): boolean {
  try {
    createPeerReader([entry]);
    return true;
  } catch {
    return false;
  }
}

function addNetwork(list: BlockList, entry: string): void {
  const [address = '', bits] = entry.split('/');
  const version = isIP(address);
  if (version === 0 || (bits !== undefined && !/^\d{1,3}$/.test(bits)))
    throw new TypeError(`${JSON.stringify(entry)} is not an address or network`);
  const family = version === 6 ? 'ipv6' : 'ipv4';
  if (bits === undefined) list.addAddress(address, family);
  else list.addSubnet(address, Number(bits), family);
}

/** Converts IPv4 addresses that an IPv6 socket shows mapped. */
function plain(address: string): string {
  return address.startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address;
}

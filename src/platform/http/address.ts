import { BlockList, isIP, isIPv6 } from 'node:net';
import type { HttpContext } from './context.ts';

/** Addresses and networks as configured, ready to be asked. */
export function proxyList(proxies: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of proxies) {
    const [address = '', prefix] = entry.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (prefix) list.addSubnet(address, Number(prefix), family);
    else list.addAddress(address, family);
  }
  return list;
}

/**
 * The asking machine. A forwarded address counts only when a configured proxy hands it on: read from the end, the
 * first one that is no such proxy itself.
 */
export function addressOf(peer: string, forwarded: string | undefined, proxies: BlockList): string {
  const known = (address: string) => proxies.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
  let at = plainAddress(peer);
  const hops = (forwarded ?? '').split(',').map((hop) => plainAddress(hop.trim()));
  while (isIP(at) && known(at)) {
    const before = hops.pop();
    if (!before || !isIP(before)) break;
    at = before;
  }
  return at;
}

const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/, '');

/** The other end of the connection; `local` where there is none, as in tests. */
export function peerOf(c: HttpContext): string {
  return (
    (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket
      ?.remoteAddress ?? 'local'
  );
}

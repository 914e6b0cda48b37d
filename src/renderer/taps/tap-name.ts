// The name that a server's tap is proposed: its segment of the address, made from the server's own name. Pure.

/** As core/contract/calls/tap-settings.ts has it. */
const longest = 60

/**
 * `Süd Küche (new)` becomes `sud-kuche-new`: lower case, without what a URL would have to escape (RFC 3986, 2.3). One of
 * `taken` gets a number.
 */
export function proposeTapName(server: string, taken: readonly string[]): string {
  const plain = server
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9._~]+/g, '-')
    .replace(/^[-._~]+/, '')
    .slice(0, longest)
    .replace(/[-._~]+$/, '')
  const name = plain === '' ? 'server' : plain
  for (let number = 1; ; number++) {
    const end = number === 1 ? '' : `-${number}`
    const proposed = `${name.slice(0, longest - end.length)}${end}`
    if (!taken.includes(proposed)) return proposed
  }
}

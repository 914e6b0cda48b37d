// An address of this computer at which something listens, as a person writes it, and who can reach it.

export type ListenAddress = {
  /** Without brackets. */
  readonly host: string
  readonly port: number
}

/** `127.0.0.1:4319`, `[::1]:4319`, `localhost:4319`; null for what is no such address. */
export function readListenAddress(text: string): ListenAddress | null {
  const [, bracketed, plain, digits = ''] = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(text.trim()) ?? []
  const host = bracketed ?? plain
  const port = Number(digits)
  if (host === undefined || port > 65_535) return null
  const isNamed = bracketed === undefined ? /^[\w.-]{1,253}$/.test(host) : host.includes(':')
  return isNamed && URL.canParse(`http://${formatListenAddress({ host, port })}`) ? { host, port } : null
}

/**
 * Whether this computer alone can reach `host`: the loopback's addresses, and its names (RFC 6761, 6.3). An address of IPv6 may
 * stand in the brackets that a URL's `hostname` has.
 */
export function isOwnAlone(host: string): boolean {
  return /^127(\.\d{1,3}){3}$|^::1$|^\[::1\]$|^(.+\.)?localhost$/i.test(host)
}

/** Whether nobody on the way reads what is sent to `url`: it is encrypted, or does not leave this computer. */
export function isEncryptedOrHere({ protocol, hostname }: Pick<URL, 'protocol' | 'hostname'>): boolean {
  return protocol === 'https:' || (protocol === 'http:' && isOwnAlone(hostname))
}

/** Whether `host` stands for all addresses of this computer, and is none that can be asked. */
export function isEveryAddress(host: string): boolean {
  return host === '0.0.0.0' || host === '::'
}

/** The URL by which this computer finds what listens at `url`: of all its addresses, which are none to ask, the loopback's. */
export function addressHere(url: string): string {
  return url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:')
}

/** As a URL writes it. */
export function formatListenAddress({ host, port }: ListenAddress): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}

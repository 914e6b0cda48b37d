// Addresses of one's own schemes, as a browser without them can load: `app://runlight/x` is
// `https://runlight.app.stand-in.test/x` inside the page, with an origin of its own and a secure context where the
// scheme is registered as secure. Nothing outside the page ever sees the latter.

import type { SchemeInfo } from './sides.ts'

const domain = 'stand-in.test'

export type Addresses = {
  /** As the page loads it. */
  readonly inward: (url: string) => string
  /** As Electron reports it; the same for origins. */
  readonly outward: (url: string) => string
  /** Whether a page's `fetch` may ask for an address, as Electron reports it. */
  readonly mayFetch: (url: string) => boolean
}

export function createAddresses(schemes: readonly SchemeInfo[]): Addresses {
  const bases = schemes
    .filter(({ standard }) => standard)
    .map(({ scheme, secure }) => ({ scheme, transport: secure ? 'https' : 'http' }))
  const outward = (url: string): string => {
    for (const { scheme, transport } of bases) {
      const [, host, rest = ''] =
        new RegExp(`^${transport}://([^/?#]*)\\.${scheme}\\.${domain.replace('.', '\\.')}(.*)$`, 's').exec(
          url,
        ) ?? []
      if (host !== undefined) return `${scheme}://${host}${rest}`
    }
    return url
  }

  return {
    inward: (url) => {
      const own = bases.find(({ scheme }) => url.startsWith(`${scheme}://`))
      if (own === undefined) return url
      const [, host = '', rest = ''] = /^[^:]+:\/\/([^/?#]*)(.*)$/s.exec(url) ?? []
      return `${own.transport}://${host}.${own.scheme}.${domain}${rest}`
    },
    // A blob's address has the origin of the page that made it inside.
    outward: (url) => (url.startsWith('blob:') ? `blob:${outward(url.slice(5))}` : outward(url)),
    mayFetch: (url) =>
      schemes.every(({ scheme, supportFetchAPI }) => supportFetchAPI || !url.startsWith(`${scheme}:`)),
  }
}

// The one page of the window and its origin: `app://runlight/`, or the development server's while developing. An origin
// is compared as text made here, because Node's URL gives no origin for schemes of one's own.

export type PageAddress = { readonly url: string; readonly origin: string }

/** The scheme that serves the window's files. */
export const appScheme = 'app'
export const appHost = 'runlight'

/** The window's page. A packaged app never loads another, whatever its environment says. */
export function pageAddress(packaged: boolean, developmentUrl: string | undefined): PageAddress {
  const own = `${appScheme}://${appHost}/`
  const url = packaged || developmentUrl === undefined ? own : developmentUrl
  return { url, origin: originOf(url) ?? originText(appScheme, appHost) }
}

/** Whether `url` is an address of the page's own origin. */
export function isOwn(url: string, { origin }: PageAddress): boolean {
  return originOf(url) === origin
}

/** `scheme://host:port` of `url` (RFC 6454, 6.2); null for addresses without a host, such as `data:` and `about:`. */
export function originOf(url: string): string | null {
  if (!URL.canParse(url)) return null
  const { protocol, host } = new URL(url)
  return host === '' ? null : originText(protocol.slice(0, -1), host)
}

function originText(scheme: string, host: string): string {
  return `${scheme}://${host}`
}

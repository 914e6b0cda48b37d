// Cookies as this host sets and reads them (RFC 6265 and its draft successor). The name's prefix `__Host-` has browsers refuse
// what another host of the domain, or an unencrypted connection, tries to put in its place.

export type CookieJar = {
  /** The session's cookie. */
  readonly session: Cookie
  /** Ties a sign-in at the service to the browser that began it. */
  readonly signIn: Cookie
}

export type Cookie = {
  /** The value that came with a request; null where none or more than one did. */
  readonly read: (header: string | undefined) => string | null
  /** The header that sets it. */
  readonly set: (value: string, seconds: number) => string
  readonly clear: () => string
}

const valueForm = /^[\w-]{1,200}$/

/** `secure` is false only on the loopback without TLS, where browsers take no such cookie. */
export function createCookies(secure: boolean): CookieJar {
  const cookie = (plain: string): Cookie => {
    const name = secure ? `__Host-${plain}` : plain
    const header = (value: string, seconds: number) =>
      `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
    return {
      read: (given) => {
        const values = (given ?? '').split(';').flatMap((pair) => {
          const at = pair.indexOf('=')
          return at > 0 && pair.slice(0, at).trim() === name ? [pair.slice(at + 1).trim()] : []
        })
        const [value] = values
        return values.length === 1 && value !== undefined && valueForm.test(value) ? value : null
      },
      set: header,
      clear: () => header('', 0),
    }
  }
  return { session: cookie('runlight'), signIn: cookie('runlight-sign-in') }
}

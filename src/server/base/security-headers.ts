// The headers that go with every answer, refusals included. The policy lets the page load its own files and speak to its
// own host, and nothing else: no inline script, no frame, no form, no text made into markup.

export type HeaderWays = {
  /** Of the socket. */
  readonly socket: 'ws' | 'wss'
  /** Whether forms may be sent to the host itself. Browsers name their origin only where the referrer may be named, too. */
  readonly forms: boolean
  /** Whether browsers are told never to come without TLS again. */
  readonly strict: boolean
}
const loopbackWays: HeaderWays = { socket: 'ws', forms: false, strict: false }

/** `host` is the name the page was asked for under, already allowed; null where the request was refused before that was known. */
export function securityHeaders(
  host: string | null,
  { socket, forms, strict }: HeaderWays = loopbackWays,
): Readonly<Record<string, string>> {
  return {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      `connect-src 'self'${host === null ? '' : ` ${socket}://${host}`}`,
      "frame-ancestors 'none'",
      "base-uri 'none'",
      `form-action ${forms ? "'self'" : "'none'"}`,
      "require-trusted-types-for 'script'",
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': forms ? 'same-origin' : 'no-referrer',
    'cache-control': 'no-store',
    // RFC 6797, 6.1.1.
    ...(strict ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  }
}

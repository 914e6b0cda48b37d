// The headers that go with every answer, refusals included. The policy lets the page load its own files and speak to its
// own host, and nothing else: no inline script, no frame, no form, no text made into markup.

/** `host` is the name the page was asked for under, already allowed; null where the request was refused before that was known. */
export function securityHeaders(host: string | null): Readonly<Record<string, string>> {
  return {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      `connect-src 'self'${host === null ? '' : ` ws://${host}`}`,
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  }
}

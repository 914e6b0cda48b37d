// What must never be shown or stored is taken out here, by name and by value. The engine puts the real values back only
// into the request itself.

const secretName =
  /(^|[-_.])(access[-_]?token|auth(orization)?|api[-_]?key|apikey|token|secret|password|passwd|pwd|session([-_]?id)?|sig(nature)?|jwt|credential|key)s?$/i

const secretHeader =
  /^(authorization|proxy-authorization|cookie|set-cookie|.*(token|secret|api-?key|auth|session|password).*)$/i

export const mask = '•••'

/** Whether a query parameter or field of this name usually holds a secret: `api_key`, `X-Auth-Token`, `refreshToken`. */
export function isSecretName(name: string): boolean {
  return secretName.test(name.replace(/([a-z\d])([A-Z])/g, '$1_$2'))
}

/** Whether a header of this name usually holds a secret. */
export function isSecretHeader(name: string): boolean {
  return secretHeader.test(name)
}

/**
 * `text` as a URL without user name, password, fragment and the values of secret query parameters; other text unchanged,
 * such as `error: timeout`, which is a URL by its grammar alone.
 */
export function redactUrl(text: string): string {
  if (!URL.canParse(text)) return text
  const url = new URL(text)
  if (url.host === '') return text
  const parts: string[] = []
  url.searchParams.forEach((value, name) => {
    const shown = isSecretName(name) ? mask : encodeURIComponent(value)
    parts.push(`${encodeURIComponent(name)}=${shown}`)
  })
  const query = parts.length === 0 ? '' : `?${parts.join('&')}`
  return `${url.protocol}//${url.host}${url.pathname}${query}`
}

/** Headers as they may be shown: secret ones keep their name and lose their value. */
export function redactHeaders(headers: readonly (readonly [string, string])[]): [string, string][] {
  return headers.map(([name, value]) => [name, isSecretHeader(name) ? mask : value])
}

/** `text` without any of the given secret values (of four characters and more); one that holds another goes first. */
export function redactValues(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= 4)
    .toSorted((a, b) => b.length - a.length)
    .reduce((left, secret) => left.replaceAll(secret, mask), text)
}

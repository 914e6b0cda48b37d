// The request and the answer that stand in a capture beside its events: what curl and its kin print of them. Where several
// follow each other (a redirect, “100 Continue”), the last of each is the one that the stream came over.

type Pair = readonly [name: string, value: string]

export type Exchange = ReturnType<typeof createExchange>

/** Longer heads are no heads. */
const mostHeaders = 500
const longestBody = 4 * 2 ** 20

export function createExchange() {
  let method: string | null = null
  let target = ''
  let requestHeaders: Pair[] = []
  let body: string | null = null
  let status: number | null = null
  let headers: Pair[] = []
  let isSecure = false
  let isDescribed = false

  /** Without a word about the connection an address of the world is taken for https. */
  const schemeOf = (host: string): string => {
    if (isSecure || /:443$/.test(host)) return 'https'
    return isDescribed || /:\d+$/.test(host) || host === 'localhost' ? 'http' : 'https'
  }

  return {
    requestLine: (text: string): boolean => {
      const parts = /^([A-Z]{3,20}) (\S+) HTTP\/[\d.]+$/.exec(text.trim())
      if (parts === null) return false
      method = parts[1] ?? null
      target = parts[2] ?? ''
      requestHeaders = []
      body = null
      return true
    },
    requestHeader: (text: string) => add(requestHeaders, text),
    /** More of the request's body. */
    requestBody: (text: string) => {
      const all = `${body ?? ''}${text}`
      body = all.length > longestBody ? null : all
    },
    statusLine: (text: string): boolean => {
      const said = /^HTTP\/[\d.]+ (\d{3})(?: |$)/.exec(text)?.[1]
      if (said === undefined) return false
      status = Number(said)
      headers = []
      return true
    },
    header: (text: string) => add(headers, text),
    /** What curl says of the connection: only whether it is TLS matters. */
    info: (text: string) => {
      isDescribed = true
      isSecure ||= /\b(SSL connection|TLSv1|ALPN)\b/.test(text)
    },
    method: () => method,
    requestHeaders: (): readonly Pair[] => requestHeaders,
    body: () => body,
    status: () => status,
    headers: (): readonly Pair[] => headers,
    /** Whether http or https was said. */
    isSchemeKnown: () => isSecure || isDescribed || /^https?:\/\//i.test(target),
    /** The address, put together from target and host; '' where there is none. */
    url: (): string => {
      if (/^https?:\/\//i.test(target)) return target
      const host = headerOf(requestHeaders, 'host') ?? headerOf(requestHeaders, ':authority')
      if (host === undefined || !target.startsWith('/')) return ''
      const url = `${schemeOf(host)}://${host}${target}`
      return URL.canParse(url) ? url : ''
    },
  }
}

function add(pairs: Pair[], text: string): void {
  const colon = text.indexOf(':', 1)
  if (colon > 0 && pairs.length < mostHeaders)
    pairs.push([text.slice(0, colon).trim(), text.slice(colon + 1).trim()])
}

function headerOf(pairs: readonly Pair[], wanted: string): string | undefined {
  return pairs.find(([name]) => name.toLowerCase() === wanted)?.[1]
}

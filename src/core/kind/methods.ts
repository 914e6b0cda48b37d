// What is known of HTTP's methods: which of them only read, and which carry a body.

/** The methods that a form offers; a server may take others, which no stream has been seen to need. */
export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'QUERY', 'OPTIONS', 'HEAD'] as const

const reading: ReadonlySet<string> = new Set(['GET', 'HEAD', 'QUERY'])
const bodiless: ReadonlySet<string> = new Set(['GET', 'HEAD'])

/** Whether a request of this method is taken to only read (RFC 9110, 9.2.1); every other may start work. */
export function isReading(method: string): boolean {
  return reading.has(method)
}

/** Whether a body goes with it: content in a GET or HEAD has no meaning (RFC 9110, 9.3.1). */
export function takesBody(method: string): boolean {
  return !bodiless.has(method)
}

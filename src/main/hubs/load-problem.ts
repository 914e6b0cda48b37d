// Why a hub was not reached, by the network stack's own name of the error (`net::ERR_…`), as a sentence that says what to do. A
// certificate that is not sound has no way around it: whoever could click it away could be led to another's hub.

const certificateProblems: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ERR_CERT_AUTHORITY_INVALID:
      'is of no authority that this computer trusts: have the hub use one of an authority that it does, or have your administrator add the authority to this computer.',
    ERR_CERT_COMMON_NAME_INVALID:
      'is for another name: see whether the address is right, or have the hub’s administrator get one for this name.',
    ERR_CERT_DATE_INVALID:
      'is not good at this time: see whether this computer’s clock is right, or have the hub’s administrator renew it.',
    ERR_CERT_REVOKED: 'was revoked: ask the hub’s administrator.',
  }),
)

const networkProblems: ReadonlyMap<string, (host: string) => string> = new Map(
  Object.entries({
    ERR_NAME_NOT_RESOLVED: (host) =>
      `No name server knows ${host}: see whether the address is right, and whether this computer is in the hub’s network.`,
    ERR_CONNECTION_REFUSED: (host) => `Nothing listens at ${host}: see whether the hub runs.`,
    ERR_INTERNET_DISCONNECTED: () => 'This computer is offline: try again once it is connected.',
    ERR_PROXY_CONNECTION_FAILED: () =>
      'The proxy that this computer is set to does not answer: look at the system’s network settings.',
    ERR_SSL_PROTOCOL_ERROR: (host) =>
      `What answers at ${host} does not speak TLS: see whether the address is right.`,
  }),
)

const silent: ReadonlySet<string> = new Set([
  'ERR_CONNECTION_TIMED_OUT',
  'ERR_TIMED_OUT',
  'ERR_ADDRESS_UNREACHABLE',
])

/** The error's name in `text`; empty where there is none. */
export function networkErrorIn(text: string): string {
  return /\bERR_[A-Z0-9_]+/.exec(text)?.[0] ?? ''
}

/** The sentence for the error `name`; every name has one. */
export function loadProblem(name: string, host: string): string {
  const certificate = certificateProblems.get(name)
  if (certificate !== undefined) return `The certificate of ${host} ${certificate}`
  const network = networkProblems.get(name)
  if (network !== undefined) return network(host)
  if (silent.has(name))
    return `${host} does not answer: see whether the hub runs, and whether this computer is in its network.`
  const code = name === '' ? '' : ` (${name})`
  if (/^ERR_(CERT|SSL)_/.test(name))
    return `The certificate of ${host} is not sound${code}: ask the hub’s administrator.`
  return `${host} was not reached${code}: see whether the hub runs, and whether its address is right.`
}

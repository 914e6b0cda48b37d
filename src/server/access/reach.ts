// Under which address a team's host is reached, and whether it may be: everywhere but on this computer there is TLS.

import { RunlightError } from '../../core/basics/errors.ts'
import {
  formatListenAddress,
  isEncryptedOrHere,
  isOwnAlone,
  type ListenAddress,
} from '../../core/basics/listen-address.ts'
import { ownHosts, type Seen } from '../base/request-guard.ts'

export type Reach = {
  readonly scheme: 'http' | 'https'
  /** Only a proxy of this computer reaches the host, and says who asks. */
  readonly proxied: boolean
  /** Whether browsers are told never to come to this Host without TLS again: not to a name that every computer has. */
  readonly strict: (host: string | undefined) => boolean
  /** The origin that people open, by the port that is listened on. */
  readonly origin: (port: number) => string
  /** The Host headers that are answered. */
  readonly hosts: (port: number) => ReadonlySet<string>
}

/** `hasTls`: whether the host itself has a certificate. Throws `bad-input` where it may not be reached so. */
export function readReach(listen: ListenAddress, url: string | null, hasTls: boolean): Reach {
  const isNear = isOwnAlone(listen.host)
  if (!hasTls && !isNear) {
    throw new RunlightError(
      'bad-input',
      `At ${formatListenAddress(listen)} other computers would come in without encryption: give --tls-cert and --tls-key, or listen on 127.0.0.1 behind a proxy that has them.`,
    )
  }
  if (url === null && !isNear)
    throw new RunlightError(
      'bad-input',
      'Say by --url which address people open, such as https://hub.example.com.',
    )
  const given = url === null ? null : readUrl(url, isNear)
  const scheme = given === null ? (hasTls ? 'https' : 'http') : given.protocol === 'https:' ? 'https' : 'http'
  if (hasTls && scheme === 'http')
    throw new RunlightError('bad-input', 'With a certificate the address of --url begins with https://.')
  return {
    scheme,
    proxied: isNear && !hasTls && scheme === 'https',
    strict: (host) =>
      scheme === 'https' && given !== null && !isOwnAlone(given.hostname) && host === given.host,
    origin: (port) => given?.origin ?? `${scheme}://${formatListenAddress({ host: listen.host, port })}`,
    hosts: (port) =>
      new Set([...(given === null ? [] : [given.host]), ...(isNear ? ownHosts(port, scheme) : [])]),
  }
}

/** A link in a chat, or the sign-in service, may lead to a page; nothing else of another site may cause a request. */
export function mayLink({ method, target, headers, upgrade }: Seen): boolean {
  return (
    !upgrade &&
    method === 'GET' &&
    !target.startsWith('/api/') &&
    headers['sec-fetch-mode'] === 'navigate' &&
    headers['sec-fetch-dest'] === 'document'
  )
}

function readUrl(text: string, isNear: boolean): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  const isSound =
    url !== null &&
    (url.protocol === 'https:' || (isNear && isEncryptedOrHere(url))) &&
    url.pathname === '/' &&
    url.username === '' &&
    url.search === '' &&
    url.hash === ''
  if (isSound) return url
  throw new RunlightError(
    'bad-input',
    'The address of --url has the form https://hub.example.com, without a path.',
  )
}

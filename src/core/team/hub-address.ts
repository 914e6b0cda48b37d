// The address of a hub as a person writes it: with https where no scheme is given, and in the clear on this computer alone. A
// hub has its address for itself, so that its origin says which hub it is.

import { isEncryptedOrHere, isOwnAlone } from '../basics/listen-address.ts'

export type HubAddress = {
  /** As in `https://hub.example.com`. */
  readonly origin: string
  /** All of it, as a browser takes it. */
  readonly href: string
  /** The secret that a hub of one person has printed behind its address (`#token=…`); null where there is none. Kept nowhere. */
  readonly token: string | null
}

/** The address that `text` is; else the sentence that says what is wrong with it. Never throws. */
export function readHubAddress(text: string): HubAddress | { readonly problem: string } {
  const address = text.trim()
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(address) ? address : `https://${address}`
  const url = URL.canParse(whole) ? new URL(whole) : null
  if (
    url === null ||
    !['http:', 'https:'].includes(url.protocol) ||
    url.username !== '' ||
    url.password !== ''
  )
    return { problem: 'Write the hub’s address such as https://hub.example.com.' }
  if (!isEncryptedOrHere(url))
    return {
      problem: `What opens the hub would be sent to ${url.host} in the clear: write its address with https://.`,
    }
  const { origin, href, hash } = url
  return { origin, href, token: /^#token=([\w-]{1,200})$/.exec(hash)?.[1] ?? null }
}

/** Whether `text` is such an origin, and nothing more. */
export function isHubOrigin(text: string): boolean {
  const read = readHubAddress(text)
  return !('problem' in read) && read.origin === text
}

/** Whether the hub at `origin` is on this computer, where it may speak in the clear. */
export function isHubHere(origin: string): boolean {
  return URL.canParse(origin) && isOwnAlone(new URL(origin).hostname)
}

/** As people name it: `hub.example.com:8443`. */
export function hubHost(origin: string): string {
  return new URL(origin).host
}

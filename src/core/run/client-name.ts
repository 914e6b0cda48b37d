// Short names for the applications that ask through a tap, made of what they say of themselves in `User-Agent` (RFC 9110,
// 10.1.5). Pure. What they say is a stranger's text: nothing is concluded from it, and signs that are not seen are written out.

import { clip } from '../basics/clip.ts'
import type { ClientSide } from './tapped.ts'

type Client = Pick<ClientSide, 'address' | 'agent'>

const longestName = 32
/** Controls and signs that are not seen, those that turn the direction of text among them. */
const unseen = /[\p{Cc}\p{Cf}\u2028\u2029]/gu

/** The browsers by the product that tells one from those it claims to be as well: the first that is found is it. */
const browsers = [
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['FxiOS', 'Firefox'],
  ['Firefox', 'Firefox'],
  ['CriOS', 'Chrome'],
  ['HeadlessChrome', 'Chrome'],
  ['Chrome', 'Chrome'],
  ['Version', 'Safari'],
] as const

/** What it calls itself, with its version: `OpenAI/Python 1.99`, `curl 8.5`, `Firefox 145`; null where it does not say. */
export function agentName(agent: string | null): string | null {
  const products = agentText(agent ?? '')
    .replaceAll(/\([^()]*\)?/g, ' ')
    .split(' ')
    .filter((word) => word !== '')
  const [first, second] = products
  if (first === undefined) return null
  if (first.startsWith('Mozilla/')) return browserName(products) ?? nameOf(first, undefined)
  return nameOf(first, second)
}

/** What is called a client in a sentence: its name, or its address where it has none. */
export function clientName({ agent, address }: Client): string {
  return agentName(agent) ?? addressText(address)
}

/** Which client it is, for a list: `OpenAI/Python 1.99 · 127.0.0.1`. */
export function clientLabel({ agent, address }: Client): string {
  const name = agentName(agent)
  return name === null ? addressText(address) : `${name} · ${addressText(address)}`
}

/** All that is known of which client it is: its User-Agent whole, and its address. */
export function clientWhole({ agent, address }: Client): string {
  const words = agentText(agent ?? '')
  return words === ''
    ? `${addressText(address)}, which does not say what it is`
    : `${words} at ${addressText(address)}`
}

/** `agent` on one line, each sign that is not seen as its number: `\u202e`. */
function agentText(agent: string): string {
  return agent
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(unseen, (sign) => `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`)
}

/** An IPv4 address as such where it was mapped into IPv6 (RFC 4291, 2.5.5.2). */
function addressText(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '').replaceAll(unseen, '')
}

/** A product and its version; some write the version as a word of its own. */
function nameOf(product: string, next: string | undefined): string {
  const slash = product.lastIndexOf('/')
  const own = slash === -1 ? null : shortVersion(product.slice(slash + 1))
  const version = own ?? shortVersion(next ?? '')
  const name = own === null ? product : product.slice(0, slash)
  return version === null
    ? clip(name, longestName)
    : `${clip(name, longestName - version.length - 1)} ${version}`
}

function browserName(products: readonly string[]): string | null {
  for (const [product, name] of browsers) {
    const found = products.find((one) => one.startsWith(`${product}/`))
    const major = /\/(\d{1,6})/.exec(found ?? '')?.[1]
    if (major !== undefined) return `${name} ${major}`
  }
  return null
}

/** `1.99` of `v1.99.1-beta`; null of what is no version. */
function shortVersion(text: string): string | null {
  return /^v?(\d{1,6}(?:\.\d{1,6})?)/.exec(text)?.[1] ?? null
}

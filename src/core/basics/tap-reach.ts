// Who can reach what by a tap, in one sentence: said before other computers are let in, and as long as they are.

import { formatListenAddress, isEveryAddress, type ListenAddress } from './listen-address.ts'
import { wordList } from './word-list.ts'

/** More servers than these are counted and not named. */
const mostNamed = 3

/** `targets` are base URLs; where there are none yet, those to come. */
export function tapReach(listen: ListenAddress, targets: readonly string[]): string {
  const named = targets.slice(0, targets.length > mostNamed ? mostNamed - 1 : mostNamed)
  const left = targets.length - named.length
  const servers = [...named, ...(left > 0 ? [`${left} further servers`] : [])]
  const what = servers.length === 0 ? 'every server that has a tap' : wordList(servers, 'and')
  const where = isEveryAddress(listen.host)
    ? `, at any of its addresses and port ${listen.port},`
    : ` at http://${formatListenAddress(listen)}`
  return `Whoever can reach this computer${where} can ask ${what} by way of it, and what they send and receive is recorded here.`
}

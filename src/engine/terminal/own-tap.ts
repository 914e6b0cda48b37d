// The tap that a command of the terminal asks for, checked against what is there before anything is opened: a server by its
// name, a kind, a reader.

import { RunlightError } from '../../core/basics/errors.ts'
import { serverNamed } from '../../core/contract/server-named.ts'
import { baseUrlProblem, normalBaseUrl } from '../../core/kind/urls.ts'
import { checkReadAs } from '../../core/reader/reading-of.ts'
import { openKinds } from '../base/kind-set.ts'
import type { OwnTap } from '../tapped/taps.ts'
import { withLogIfThere } from './with-log.ts'

/** As it was typed; null for what was not. */
type TapWish = {
  /** `host:port` */
  readonly listen: string
  readonly to: string | null
  readonly server: string | null
  readonly kind: string | null
  readonly readAs: string | null
}

/**
 * The tap of `wish`, with the base URL, the certificate authority and the proxy of its server profile. A URL that was typed goes
 * before the profile's. Rejects `bad-input` with what there is to choose from.
 */
export async function findOwnTap(dataDir: string, wish: TapWish): Promise<OwnTap> {
  const { listen, to, server: name, kind, readAs } = wish
  const { kinds } = openKinds(dataDir)
  if (kind !== null && !kinds.has(kind))
    throw bad(`There is no kind “${kind.slice(0, 60)}”: choose one of ${[...kinds.keys()].join(', ')}.`)
  const reading = [...kinds.values()].find(({ takesReader }) => takesReader === true)
  if (readAs !== null) checkReadAs(reading?.id ?? '', reading, readAs)
  const server = name === null ? null : serverNamed(await serversOf(dataDir), name, '--to')
  const url = to ?? server?.baseUrl
  if (url === undefined)
    throw bad('Say what is to be tapped: --to URL, or --server NAME for a server that is set up.')
  const base = checkBase(url)
  return {
    listen,
    target: { to: base, caPem: server?.caPem ?? null, proxyUrl: server?.proxyUrl ?? null },
    serverId: server !== null && server.baseUrl === base ? server.id : null,
    kind,
    readAs,
  }
}

async function serversOf(dataDir: string) {
  return (await withLogIfThere(dataDir, 'read', (log) => log.servers())) ?? []
}

function checkBase(text: string): string {
  const problem = baseUrlProblem(text)
  if (problem !== null) throw bad(`--to: ${problem}`)
  const { search, hash } = new URL(text)
  if (search !== '' || hash !== '')
    throw bad('--to: Give the server’s base URL, without what follows a ? or #.')
  return normalBaseUrl(text)
}

const bad = (sentence: string) => new RunlightError('bad-input', sentence)

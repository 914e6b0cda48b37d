// A team's host, put together: the same renderer over HTTPS and a WebSocket, for whoever has signed in, and the gate before
// every call. It owns no hub and no access to the log; whoever starts it does both, and closes them.

import type { ListenAddress } from '../../core/basics/listen-address.ts'
import type { Caller } from '../../core/team/roles.ts'
import type { AccessPort, Hub, HubView } from '../../engine/index.ts'
import { explainListening, takenPort } from '../base/listening.ts'
import { pageFiles } from '../base/page-files.ts'
import { plainAnswer } from '../base/plain-answer.ts'
import { createStrangers } from '../base/strangers.ts'
import { teamMark } from '../wire/wire.ts'
import { clientAddress, networkOf } from './addresses.ts'
import { createAllowance } from './allowance.ts'
import { createCookies } from './cookies.ts'
import { createDeeds } from './deeds.ts'
import { createDoor } from './door.ts'
import { createGate } from './gate.ts'
import type { OidcOptions } from './oidc.ts'
import { readReach } from './reach.ts'
import { createTeamApp } from './team-app.ts'
import { createTeamCalls } from './team-calls.ts'
import { createTeamServer, type TeamServer } from './team-server.ts'
import { createTeamSocket } from './team-socket.ts'
import { followPair, readPair, type TlsFiles } from './tls.ts'
import { createVisitors } from './visitors.ts'

/** What the host needs of the hub behind it. */
export type TeamHub = Pick<Hub, 'as' | 'members' | 'onAccess'>

export type TeamHostOptions = {
  readonly hub: TeamHub
  readonly access: AccessPort
  /** The folder of the built renderer. */
  readonly rendererDir: string
  /** Port 0 takes any that is free. */
  readonly listen: ListenAddress
  readonly version: string
  /** The address that people open, where it is not the one that is listened on; null on the loopback. */
  readonly url: string | null
  /** Needed everywhere but on the loopback. */
  readonly tls: TlsFiles | null
  /** Null: people come in by tokens alone. */
  readonly oidc: OidcOptions | null
  /** Told of errors that are nobody's input. Never given a secret. */
  readonly onDefect: (where: string, thrown: unknown) => void
  /** Monotonic, in ms; the process’s own where none is given. */
  readonly now?: () => number
}

export type TeamHost = {
  /** The address for people, without a token. */
  readonly url: string
  readonly port: number
  /** Closes every connection and stops listening. */
  readonly close: () => Promise<void>
}

/** Tries to come in: so many at once from one network, and one every three seconds. */
const triesAtOnce = 20
const triesPerSecond = 1 / 3
const callsAtOnce = 1_000
const callsPerSecond = 200

/**
 * Starts the host. Rejects with `bad-input` where other computers would reach it without TLS, or an address or certificate is
 * not sound, with `port-in-use`, and with `not-found` where the renderer is not built.
 */
export async function startTeamHost(options: TeamHostOptions): Promise<TeamHost> {
  const { hub, access, listen, tls, onDefect } = options
  const reach = readReach(listen, options.url, tls !== null)
  const pair = tls === null ? null : readPair(tls)
  const files = pageFiles(options.rendererDir, teamMark)
  const { now = () => performance.now() } = options
  let port = listen.port
  let isListening = false
  // Loaded for whoever has a sign-in service.
  const oidc =
    options.oidc === null
      ? null
      : (await import('./oidc.ts')).createOidc(options.oidc, () => reach.origin(port))

  const strangers = createStrangers()
  const cookies = createCookies(reach.scheme === 'https')
  const visitors = createVisitors(access, cookies.session, now)
  const deeds = createDeeds(access.audit, onDefect, now)
  const team = createTeamCalls(access, hub.members, onDefect)
  const gate = createGate({ spaces: access.spaces, team, deeds })
  const viewOf = (caller: Caller): HubView => {
    const view = hub.as(caller)
    return { ...view, dispatch: gate.for(caller, view.dispatch) }
  }
  const perAccount = createAllowance(callsAtOnce, callsPerSecond, now)
  const socket = createTeamSocket({
    visitors,
    viewOf,
    perAccount,
    trust: strangers.trust,
    refuse: (connection, status, sentence) => connection.end(plainAnswer(status, sentence)),
  })
  let served: TeamServer | null = null
  const app = createTeamApp(
    {
      files,
      about: { program: 'runlight', version: options.version, serves: 'team' },
      viewOf,
      strangers,
      visitors,
      cookies,
      perAccount,
      door: createDoor(access, oidc, onDefect),
      service: oidc,
      perNetwork: createAllowance(triesAtOnce, triesPerSecond, now),
      wrongTokens: createAllowance(triesAtOnce, triesPerSecond, now),
      networkOf: ({ raw }) => networkOf(clientAddress(raw, reach.proxied)),
      fromOf: ({ raw }) => ({
        address: clientAddress(raw, reach.proxied),
        agent: raw.headers['user-agent'] ?? '',
      }),
    },
    (handler) => {
      served = createTeamServer(handler, {
        reach,
        pair,
        strangers,
        hosts: () => (isListening ? reach.hosts(port) : new Set()),
        upgrade: socket.upgrade,
      })
      return served.server
    },
  )
  const stopHearing = hub.onAccess(visitors.changed)
  const stop = async () => {
    stopHearing()
    socket.close()
    await app.close()
  }
  try {
    await app.listen({ host: listen.host, port: listen.port })
  } catch (thrown) {
    await stop()
    throw explainListening(thrown, listen.port)
  }
  port = takenPort(app.server, listen.port)
  isListening = true

  const stopFollowing =
    tls === null || pair === null
      ? () => {}
      : followPair(
          tls,
          pair,
          (next) => served?.renew(next),
          (thrown) => onDefect('certificate', thrown),
        )
  return {
    url: `${reach.origin(port)}/`,
    port,
    close: async () => {
      stopFollowing()
      await stop()
    },
  }
}

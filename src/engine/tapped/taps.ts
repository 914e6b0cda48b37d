// The taps of this engine: those of its settings, for hosts that stay, or the one that a command was given. It opens the gate
// that applications ask, and keeps its targets as settings and servers are.

import { errorData, RunlightError } from '../../core/basics/errors.ts'
import type { ServerTap, TapSettings } from '../../core/contract/calls/tap-settings.ts'
import type { Input, Output } from '../../core/contract/contract.ts'
import type { Clock } from '../base/clock.ts'
import type { TapGate, TapPort, TapTarget } from '../base/tap-port.ts'
import type { Servers } from '../servers/servers.ts'
import type { Settings } from '../settings/settings.ts'
import { checkServerTap } from './check-server-tap.ts'
import { type ListenAt, parseListen, reachWarning } from './listen.ts'
import { createTapCounts } from './tap-counts.ts'
import { createTapWitness, type WitnessDeps } from './witness.ts'

/** One tap that a host was told of, in place of those in the settings: all of the address is the server's. */
export type OwnTap = {
  /** `host:port` */
  readonly listen: string
  readonly target: Omit<TapTarget, 'name'>
  readonly serverId: number | null
  readonly kind: string | null
  readonly readAs: string | null
}

export type TapsDeps = Pick<WitnessDeps, 'board' | 'kinds' | 'onDefect'> & {
  /** Null where this host lets nobody in. */
  readonly port: TapPort | null
  readonly own: OwnTap | null
  readonly clock: Clock
  readonly servers: Servers
  readonly settings: Settings
  readonly push: (change: { readonly taps: true }) => void
}

type Served = Omit<ServerTap, 'serverId'> & { readonly serverId: number | null; readonly target: TapTarget }
type TapState = Output<'taps.list'>

const mostDeaths = 5
const minuteMs = 60_000

export function createTaps(deps: TapsDeps) {
  const { port, own, servers, settings, push } = deps
  const changed = () => push({ taps: true })
  const counts = createTapCounts(deps.clock, changed)
  let gate: TapGate | null = null
  let problem: string | null = null
  let deaths: number[] = []
  /** One change at a time. */
  let working: Promise<void> = Promise.resolve()

  const wishes = (): TapSettings => settings.get().taps
  const listen = (): string => own?.listen ?? wishes().listen

  const served = (): Served[] => {
    if (own !== null) {
      const { serverId, kind, readAs, target } = own
      return [{ name: '', serverId, kind, readAs, target: { ...target, name: '' } }]
    }
    return wishes().servers.flatMap(({ serverId, name, ...rest }) => {
      const server = servers.get(serverId)
      if (server === null) return []
      const { baseUrl: to, caPem, proxyUrl } = server
      return [{ ...rest, serverId, name, target: { name, to, caPem, proxyUrl } }]
    })
  }
  const targets = () => served().map(({ target }) => target)

  const witness = createTapWitness({
    ...deps,
    serverAt: servers.byUrl,
    patterns: () => settings.get().redact,
    wishes: ({ name }) => {
      const { kind, readAs } = served().find((one) => one.name === name) ?? { kind: null, readAs: null }
      return { kind, readAs, keepBody: wishes().keepBodies }
    },
    // Where all of the address is one server's, whatever is refused there was meant for it.
    counted: (name, change) => counts.count(own === null ? name : '', change),
  })

  const shut = async () => {
    const held = gate
    gate = null
    await held?.close()
    if (held !== null) witness.gateGone()
  }
  const open = async (at: ListenAt) => {
    if (port === null) return
    try {
      const opened = await port({ ...at, targets: targets() }, witness)
      gate = opened
      problem = null
      void opened.death.then((error) => {
        witness.gateGone()
        if (gate === opened) lose(error)
      })
    } catch (thrown) {
      problem = errorData(thrown).message
      if (!(thrown instanceof RunlightError)) deps.onDefect('tap', thrown)
    }
  }
  /** A gate that ends by itself is opened again, unless it does so again and again. */
  const lose = (error: Error) => {
    deps.onDefect('tap', error)
    gate = null
    const now = deps.clock.monotonic()
    deaths = [...deaths.filter((at) => now - at < minuteMs), now]
    if (deaths.length <= mostDeaths) {
      renewSoon()
      return
    }
    problem =
      'The tap ended again and again: switch it off and on, and save a diagnostic file if it stays so.'
    changed()
  }
  /** Makes the gate what settings and servers say. `anew`: where it listens has changed. */
  const renew = (anew: boolean): Promise<void> => {
    // A change that failed is told to whoever made it, and stops no other.
    working = working
      .catch(() => {})
      .then(async () => {
        const wanted = targets()
        if (anew || wanted.length === 0) await shut()
        if (wanted.length === 0) problem = null
        else if (gate === null) await open(parseListen(listen()))
        else gate.setTargets(wanted)
      })
    return working
  }

  /** As it must be by now, and told to the screens where there is anything to tell. */
  const renewSoon = () => {
    const hadOne = gate !== null || problem !== null || targets().length > 0
    renew(false)
      .then(() => (hadOne ? changed() : undefined))
      .catch((thrown) => deps.onDefect('tap', thrown))
  }

  const list = (): TapState => {
    const address = gate?.address ?? listen()
    return {
      state:
        port === null ? 'unavailable' : gate !== null ? 'listening' : problem !== null ? 'failed' : 'off',
      sentence: port === null ? 'Applications can be let in by the window and by “runlight serve”.' : problem,
      warning: reachWarning(parseListen(address), targets()),
      listen: address,
      keepBodies: wishes().keepBodies,
      taps: served().map(({ name, serverId, kind, readAs, target }) => ({
        name,
        serverId,
        kind,
        readAs,
        to: target.to,
        url: `http://${address}${name === '' ? '' : `/${name}`}`,
        counts: counts.of(name),
      })),
    }
  }

  let writing: Promise<unknown> = Promise.resolve()
  /** `change` is asked once the changes before are stored. */
  const set = async (change: () => Partial<TapSettings>, anew = false): Promise<TapState> => {
    const written = writing.then(() => settings.setTaps({ ...wishes(), ...change() }))
    writing = written.catch(() => {})
    await written
    await renew(anew)
    changed()
    return list()
  }
  /** Of servers that are there: the name of one that was removed is free. */
  const others = (serverId: number) =>
    wishes().servers.filter((one) => one.serverId !== serverId && servers.get(one.serverId) !== null)

  return {
    /** Opens what is to be open. Rejects only where a host asked for one tap and it cannot be had. */
    start: async () => {
      await renew(false)
      if (own !== null && gate === null)
        throw new RunlightError('bad-input', problem ?? 'There is no tap here.')
    },
    /** A server was changed or removed. */
    serversChanged: renewSoon,
    /** Ends what passes, and waits for nothing of it. */
    close: async () => {
      witness.close()
      counts.close()
      await working.catch(() => {})
      await shut()
      await witness.recorded()
    },
    calls: {
      'taps.list': list,
      'taps.save': async (tap: Input<'taps.save'>) =>
        set(() => {
          const before = others(tap.serverId)
          return { servers: [...before, checkServerTap(tap, before, servers, deps.kinds)] }
        }),
      'taps.remove': async ({ serverId }: Input<'taps.remove'>) => set(() => ({ servers: others(serverId) })),
      'taps.configure': async ({ listen: at, keepBodies }: Input<'taps.configure'>) => {
        if (at !== undefined) parseListen(at)
        const change = {
          ...(at === undefined ? {} : { listen: at.trim() }),
          ...(keepBodies === undefined ? {} : { keepBodies }),
        }
        return set(() => change, at !== undefined)
      },
    },
  }
}

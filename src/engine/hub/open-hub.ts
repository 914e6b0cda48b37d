// A hub, put together: it follows the shared log into a mirror of all runs, and serves each person the whole contract from there.
// It connects to no server and waits for no collector.

import type { LogStatus } from '../../core/contract/contract.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { systemClock } from '../base/clock.ts'
import { openKinds } from '../base/kind-set.ts'
import { createDefects } from '../diagnostics/defects.ts'
import { createKnownSecrets } from '../diagnostics/known-secrets.ts'
import { createSlowCalls } from '../diagnostics/slow-calls.ts'
import { isolateKind } from '../fold/isolate-kind.ts'
import { type Feed, type Member, usualTtlMs } from '../log/team-port.ts'
import { createServers } from '../servers/servers.ts'
import { createCommands } from './commands.ts'
import { type Desk, openDesk } from './desk.ts'
import { createFollow } from './follow.ts'
import { createHubAlerts } from './hub-alerts.ts'
import type { Hub, HubOptions } from './hub-options.ts'
import { createHubSettings } from './hub-settings.ts'
import { createHubUpkeep } from './hub-upkeep.ts'
import { createMirror } from './mirror.ts'
import { heldByCollectors } from './pool-secrets.ts'
import { createViews } from './views.ts'
import { withCollector } from './waiting.ts'

const membersEveryMs = 2_000
/** Runs that are read at once while the mirror is filled. */
const loadedAtOnce = 2_000
/** A run that was just added is waited for so long. */
const arrivesWithinMs = 2_000

/** Opens a hub over `log`, which it closes with itself. Rejects with a RunlightError that says what to do. */
export async function openHub(options: HubOptions): Promise<Hub> {
  const { log, dataDir } = options
  const { team } = log
  const clock = options.clock ?? systemClock
  const known = createKnownSecrets(options.secrets)
  const defects = createDefects(known.hide, options.onDefect)
  const kindSet = openKinds(dataDir, (kind) => isolateKind(kind, defects.note))
  const slow = createSlowCalls(clock.monotonic)
  const servers = createServers(log, heldByCollectors(known.store), clock, () => {})
  const commands = createCommands(team, clock)
  const arriving = new Map<number, () => void>()
  const accessListeners = new Set<() => void>()
  let members: readonly Member[] = []
  let status: LogStatus = { state: 'ok', sentence: null }

  const mirror = createMirror((run) => {
    const { attention: _, ...shown } = withCollector(run, members, servers.get)
    const attention = alerts.attention(shown)
    return attention === null ? shown : { ...shown, attention }
  })
  const tell = (change: Parameters<Desk['push']>[0]) => {
    for (const desk of views.desks()) desk.push(change)
  }
  const alerts = createHubAlerts({
    log,
    clock,
    find: mirror.get,
    attend: (runs) => tellRuns(mirror.take(runs.flatMap((id) => mirror.stored(id) ?? []))),
    attendAll: () => tellRuns(mirror.renew(() => true)),
    tell: (list) => {
      if (list.length > 0) tell({ alerts: [...list] })
    },
    rulesChanged: () => tell({ rules: true }),
  })
  const settings = createHubSettings(log)
  const upkeep = createHubUpkeep({
    log,
    team,
    clock,
    changed: () => {
      for (const desk of views.desks()) desk.upkeepChanged()
    },
  })

  const views = createViews(
    (caller) =>
      openDesk({
        caller,
        options,
        clock,
        kindSet,
        known,
        defects,
        slow,
        mirror,
        alerts,
        settings,
        commands,
        members: team.members,
        upkeep,
        status: () => status,
        changed,
        arrived,
      }),
    clock,
  )

  const tellRuns = (runs: readonly RunSummary[]) => {
    if (runs.length > 0) tell({ runs: [...runs] })
  }
  const changed = (runs: readonly RunSummary[], removed: readonly number[]) => {
    const gone = removed.flatMap((id) => mirror.get(id) ?? [])
    mirror.remove(removed)
    for (const id of removed) alerts.forget(id)
    if (gone.length > 0) for (const desk of views.desks()) desk.removed(gone)
    const moved = runs.filter(({ id, team: now }) => {
      const before = mirror.get(id)
      return before !== undefined && before.team?.space !== now?.space
    })
    for (const desk of moved.length > 0 ? views.desks() : [])
      desk.removed(moved.filter((run) => !desk.sees(run)).flatMap(({ id }) => mirror.get(id) ?? []))
    tellRuns(mirror.take(runs))
    for (const { id } of runs) arriving.get(id)?.()
  }

  /** Runs are shown with who has them, and whether they live. */
  const membersChanged = () =>
    tellRuns(mirror.renew((run) => run.team?.wanted === true || run.team?.collector != null))
  let lookedAt = Number.NEGATIVE_INFINITY
  /** Nobody writes down that a member has died until another takes its place: that is looked for. */
  const lookAtMembers = async (): Promise<void> => {
    lookedAt = clock.monotonic()
    const before = standingOf(members)
    members = await team.members()
    if (standingOf(members) === before) return
    membersChanged()
    tell({ team: true })
    await upkeep.load()
  }

  const take = async (feed: Feed): Promise<void> => {
    if (feed.access) for (const listener of accessListeners) listener()
    if (feed.members) await lookAtMembers()
    if (feed.servers)
      await Promise.all([servers.load(), ...views.desks().map((desk) => desk.serversChanged())])
    if (feed.settings) await settings.load()
    if (feed.upkeep) await upkeep.load()
    if (feed.alerts.length > 0) alerts.take(feed.alerts)
    changed(feed.runs, feed.removed)
    if (feed.servers) membersChanged()
    if (feed.rules) {
      await Promise.all(views.desks().map((desk) => desk.rulesChanged()))
      await alerts.reload()
    }
  }

  const follow = createFollow({
    team,
    clock,
    ttlMs: options.ttlMs ?? usualTtlMs,
    take,
    turn: async () => {
      await commands.look()
      if (clock.monotonic() - lookedAt > membersEveryMs) await lookAtMembers()
    },
    status: (next) => {
      if (next.state === status.state && next.sentence === status.sentence) return
      status = next
      tell({ log: next })
    },
    onDefect: defects.note,
  })

  try {
    await follow.begin()
    members = await team.members()
    await Promise.all([servers.load(), settings.load(), alerts.load(), upkeep.load()])
    for (let before: number | null = null; ; ) {
      const page = await team.page(before, loadedAtOnce)
      mirror.load(page.runs)
      if (page.next === null) break
      before = page.next
    }
  } catch (thrown) {
    await log.close()
    throw thrown
  }
  follow.start()

  /** Resolves when the run `id` is in the mirror, or has not come for a while. */
  const arrived = async (id: number): Promise<void> => {
    if (mirror.get(id) !== undefined) return
    const here = Promise.withResolvers<void>()
    const cancel = clock.after(arrivesWithinMs, here.resolve)
    arriving.set(id, here.resolve)
    await here.promise
    cancel()
    arriving.delete(id)
  }

  return {
    as: views.as,
    members: team.members,
    onAccess: (listener) => {
      accessListeners.add(listener)
      return () => accessListeners.delete(listener)
    },
    logStatus: () => status,
    runs: mirror.size,
    close: async () => {
      await follow.close()
      await views.close()
      await team.leave().catch(() => {})
      await log.close()
    },
  }
}

/** Who is there, and how each stands. */
function standingOf(members: readonly Member[]): string {
  return JSON.stringify(members.map(({ id, state, only }) => [id, state, only]))
}

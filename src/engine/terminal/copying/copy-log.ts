// A log copied into another: servers, runs with all that is stored of them, and alerts. What is there already is passed over,
// so that it can be started as often as one likes; what was interrupted is gone on with.

import type { Server } from '../../../core/contract/server.ts'
import { cancelled } from '../../base/cancelled.ts'
import { copyRun, type End } from './copy-run.ts'

/**
 * `others`: titles of runs whose name has other events there, and which were left as they are. `live`: of runs that somebody
 * watches now, and which are copied once they rest.
 */
export type Copied = {
  readonly runs: number
  readonly there: number
  readonly events: number
  readonly others: readonly string[]
  readonly live: readonly string[]
}

/** `total` of all events. */
type Told = {
  readonly told: (sentence: string, done: number, total: number) => void
  readonly signal: AbortSignal
}

/** Copies everything of `from` into `to`. Rejects as either log does, and as `cancelled` does where the person ends it. */
export async function copyAll(from: End, to: End, { told, signal }: Told): Promise<Copied> {
  const servers = await copyServers(from, to)
  const watched = await from.live()
  const all = (await from.log.summaries()).toSorted((a, b) => a.id - b.id)
  const live = all.filter(({ id }) => watched.has(id)).map(({ title }) => title)
  const runs = all.filter(({ id }) => !watched.has(id))
  const total = runs.reduce((sum, { events }) => sum + events, 0)
  const numbers = new Map<number, number>()
  let looked = 0
  let [copied, there, events] = [0, 0, 0]
  const others: string[] = []
  for (const run of runs) {
    if (signal.aborted) throw cancelled()
    const place = {
      serverId: run.serverId === null ? null : (servers.get(run.serverId) ?? null),
      againOf: run.againOf === null ? null : (numbers.get(run.againOf) ?? null),
    }
    let own = 0
    const watch = {
      signal,
      events: (more: number) => {
        own += more
        told('Copying events', looked + own, total)
      },
    }
    const made = await copyRun(from, to, run, place, watch).catch(async (thrown: unknown) => {
      // A log that is worked on is also tidied up meanwhile.
      if ((await from.log.run(run.id)) === null) return null
      throw thrown
    })
    looked += run.events
    told('Copying events', looked, total)
    if (made === null) continue
    if (!('run' in made)) {
      ;(made.what === 'live' ? live : others).push(run.title)
      continue
    }
    numbers.set(run.id, made.run)
    if (made.what === 'there') there++
    else {
      copied++
      events += run.events
    }
  }
  await copyAlerts(from, to, numbers)
  return { runs: copied, there, events, others, live }
}

/** The numbers there of the servers here. One of the same name and address is the same; credentials stay where they are. */
async function copyServers(from: End, to: End): Promise<Map<number, number>> {
  const known = [...(await to.log.servers())]
  const numbers = new Map<number, number>()
  for (const { id, ...server } of await from.log.servers()) {
    const same = known.find(({ name, baseUrl }) => name === server.name && baseUrl === server.baseUrl)
    if (same !== undefined) {
      numbers.set(id, same.id)
      continue
    }
    const named: Omit<Server, 'id' | 'needsSecret'> = { ...server, name: freeName(server.name, known) }
    const made = await to.steady(() => to.log.saveServer(named, null))
    known.push({ ...named, id: made })
    numbers.set(id, made)
  }
  return numbers
}

function freeName(name: string, known: readonly { readonly name: string }[]): string {
  let free = name
  for (let n = 2; known.some((one) => one.name === free); n++) free = `${name} ${n}`
  return free
}

/** The alerts of the runs that are there now, each once. */
async function copyAlerts(from: End, to: End, numbers: ReadonlyMap<number, number>): Promise<void> {
  const seen = new Set<number>()
  const there = (run: number) => numbers.get(run) ?? []
  for (const run of numbers.keys()) {
    for (const { id, ...alert } of from.source.alerts(run)) {
      if (seen.has(id)) continue
      seen.add(id)
      const own = alert.run === null ? null : (numbers.get(alert.run) ?? null)
      const moved = { ...alert, run: own, runs: alert.runs.flatMap(there) }
      await to.steady(() =>
        to.log.storeAlerts({ fired: [{ alert: moved, standings: [] }], changed: [], standings: [] }, true),
      )
    }
  }
}

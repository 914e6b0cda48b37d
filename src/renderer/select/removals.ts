// Removes runs so that it can be undone: they are set aside in the engine, which leaves them out of every list and count,
// and are removed when the time is over. It stands still while the person is at the notice. A window that is closed before
// has removed nothing: nobody asks the engine again, and the runs are back.

import type { Desk } from '../desk/desk.ts'
import type { Removal } from '../desk/removal.ts'
import { errorMessage, isCallError } from '../store/client.ts'
import { eachRun, formatOutcome } from './each-run.ts'

/** How long a removal can be undone. */
const undoMs = 10_000
/** The engine is asked again well before this is over. */
const asideMs = 30_000
const renewMs = 10_000

type Needs = Pick<Desk, 'client' | 'notices' | 'removals'>
type Runs = Removal['runs']
export type Removals = ReturnType<typeof createRemovals>

const byStore = new WeakMap<Desk['removals'], Removals>()

/** What removes and undoes in the window of `desk`. */
export function removalsOf(desk: Needs): Removals {
  const known = byStore.get(desk.removals)
  if (known !== undefined) return known
  const made = createRemovals(desk)
  byStore.set(desk.removals, made)
  addEventListener('pagehide', made.end)
  return made
}

function createRemovals({ client, notices, removals: store }: Needs) {
  const timers = new Map<number, ReturnType<typeof setTimeout>>()
  let last = 0
  let renewing: ReturnType<typeof setInterval> | undefined

  const find = (id: number) => store.getState().find((one) => one.id === id)
  const setAside = (runs: Runs, forMs: number) =>
    client.call('runs.setAside', { runs: runs.map((run) => run.id), forMs })
  const put = (id: number, phase: Removal['phase']) =>
    store.setState(
      store.getState().map((one) => (one.id === id ? { ...one, phase } : one)),
      true,
    )

  function drop(id: number): void {
    clearTimeout(timers.get(id))
    timers.delete(id)
    const rest = store.getState().filter((one) => one.id !== id)
    store.setState(rest, true)
    if (rest.length > 0) return
    clearInterval(renewing)
    renewing = undefined
  }

  function wait(id: number, ms: number): void {
    const timer = setTimeout(() => void go(id), ms)
    timers.set(id, timer)
    put(id, { state: 'waits', endsAt: Date.now() + ms })
  }

  async function go(id: number): Promise<void> {
    const runs = find(id)?.runs ?? []
    put(id, { state: 'removing' })
    const outcome = await eachRun(runs, (run) =>
      client.call('runs.remove', { run: run.id }).catch((thrown: unknown) => {
        // Somebody else was faster.
        if (!isCallError(thrown) || thrown.code !== 'not-found') throw thrown
      }),
    )
    // No longer asked for, before those that are left are put back.
    drop(id)
    const left = outcome.failed.map(({ run }) => run)
    if (left.length === 0) return
    notices.show(formatOutcome('Removed', outcome), 'bad')
    // An engine that is not reached puts them back by itself.
    await setAside(left, 0).catch(() => {})
  }

  return {
    /**
     * Takes `runs` out of every list, and removes them unless it is undone in time; false where they stay, which is then said.
     * Never rejects.
     */
    remove: async (runs: Runs): Promise<boolean> => {
      try {
        await setAside(runs, asideMs)
      } catch (thrown) {
        notices.show(`Nothing was removed. ${errorMessage(thrown)}`, 'bad')
        return false
      }
      const id = ++last
      store.setState([...store.getState(), { id, runs, phase: { state: 'held', leftMs: undoMs } }], true)
      wait(id, undoMs)
      renewing ??= setInterval(() => {
        for (const one of store.getState()) void setAside(one.runs, asideMs).catch(() => {})
      }, renewMs)
      return true
    },
    /** Puts the runs of removal `id` back, or of the latest that can be undone. Never rejects. */
    undo: async (id?: number): Promise<void> => {
      const removal = store
        .getState()
        .findLast((one) => one.phase.state !== 'removing' && (id === undefined || one.id === id))
      if (removal === undefined) return
      drop(removal.id)
      try {
        await setAside(removal.runs, 0)
      } catch (thrown) {
        notices.show(errorMessage(thrown), 'bad')
      }
    },
    /** The time stands still. */
    hold: (id: number): void => {
      const phase = find(id)?.phase
      if (phase?.state !== 'waits') return
      clearTimeout(timers.get(id))
      put(id, { state: 'held', leftMs: Math.max(0, phase.endsAt - Date.now()) })
    },
    /** The time goes on. */
    resume: (id: number): void => {
      const phase = find(id)?.phase
      if (phase?.state === 'held') wait(id, phase.leftMs)
    },
    /** The window is closed: what is not removed by now stays. */
    end: (): void => {
      for (const { id, runs, phase } of store.getState()) {
        if (phase.state !== 'removing') void setAside(runs, 0).catch(() => {})
        drop(id)
      }
    },
  }
}

// The runs that the engine works on. A run is activated when it has something to do and released when it is settled, so
// that cost follows what is live.

import { RunlightError } from '../../core/basics/errors.ts'
import { isSettled } from '../../core/run/states.ts'
import type { ActiveRun } from './activate-run.ts'

type ActiveRunsDeps = {
  /** Activates run `id` from the log. */
  readonly create: (id: number) => Promise<ActiveRun>
  /** Resolves when the run's stored summary may be read. */
  readonly beforeActivating: (id: number) => Promise<void>
  /** Why no run can be activated, or null. */
  readonly closed: () => string | null
  /** Whether the run has something that no transaction has taken yet. */
  readonly isDirty: (id: number) => boolean
}

export function createActiveRuns(deps: ActiveRunsDeps) {
  const active = new Map<number, ActiveRun>()
  const activating = new Map<number, Promise<ActiveRun>>()

  const release = (id: number) => {
    const entry = active.get(id)
    if (entry === undefined || deps.isDirty(id)) return
    if (isSettled(entry.live.connection().state) && entry.supervisor.resting()) active.delete(id)
  }

  const create = async (id: number): Promise<ActiveRun> => {
    await deps.beforeActivating(id)
    const entry = await deps.create(id)
    active.set(id, entry)
    return entry
  }

  const activate = (id: number): Promise<ActiveRun> => {
    const ready = active.get(id)
    if (ready !== undefined) return Promise.resolve(ready)
    const closed = deps.closed()
    if (closed !== null) return Promise.reject(new RunlightError('read-only', closed))
    const pending = activating.get(id) ?? create(id).finally(() => activating.delete(id))
    activating.set(id, pending)
    return pending
  }

  /** Activates the run for `what`, and releases it at once where that left it nothing to do. */
  const act = async (id: number, what: (entry: ActiveRun) => void): Promise<void> => {
    const entry = await activate(id)
    // Another call that waited for the same activation may have released it.
    if (active.get(id) !== entry) return act(id, what)
    what(entry)
    release(id)
  }

  return { active, activating, activate, act, release }
}

// Where a batch goes: into the shared log while this collector has its place, and into the spool while it has not. There it
// keeps only what nobody else may ask for again; what only observes is let go, and whoever has it next asks for it anew.
// While something lies in the spool, more of the runs that are in it goes there, so that their order is kept, and nothing else: what
// only observes would count as stored while another that goes on with it knew nothing of it, and the end of a run that was taken
// over meanwhile would wait for this spool, while its collector waits for that end.

import { type ErrorData, errorData, RunlightError } from '../../core/basics/errors.ts'
import type { Clock } from '../base/clock.ts'
import type { LogWriter } from '../log/log-writer.ts'
import { runsOf, withoutRuns } from '../log/part-of-batch.ts'
import type { Batch } from '../log/rows.ts'
import type { Lease } from './lease.ts'
import type { SpoolThread } from './spool/start-spool.ts'

type Deps = {
  readonly commit: LogWriter['commit']
  readonly lease: Pick<Lease, 'holds' | 'renewed' | 'fenced'>
  readonly spool: Pick<SpoolThread['api'], 'append'>
  readonly clock: Clock
  /** Whether the run is this collector's to store. */
  readonly has: (run: number) => boolean
  /** Whether its work was started by asking, so that nobody else may ask for it. */
  readonly generates: (run: number) => boolean
  /** What cannot be stored now is not tried again. */
  readonly closing: () => boolean
  /** These are another's by now. */
  readonly letGo: (runs: readonly number[]) => void
  /** Something was stored that others may wait for. */
  readonly stored: () => void
}

export type Gate = ReturnType<typeof createGate>

export function createGate(deps: Deps) {
  const { commit, lease, spool, clock, has, generates, closing, letGo, stored } = deps
  let spooling = false
  /** How many batches were given to the spool. */
  let appended = 0
  /** The runs of those since it was empty, and those of which more is to come there first. */
  const spooled = new Set<number>()
  const waits = (run: number) => spooling && spooled.has(run)

  /** `elsewhere`: the batch has to go into the spool, as far as it may. */
  const direct = async (batch: Batch, again: boolean): Promise<'stored' | 'lost' | 'elsewhere'> => {
    const sentAt = clock.monotonic()
    try {
      await commit(batch, again)
      lease.renewed(sentAt)
      stored()
      return 'stored'
    } catch (thrown) {
      const { code, detail } = errorData(thrown)
      if (code === 'fenced') {
        const runs = fencedRuns(detail)
        if (runs.length === 0) lease.fenced(sentAt)
        else letGo(runs)
        return 'lost'
      }
      if (!lease.holds()) return 'lost'
      // It is tried again, and the streams wait; who closes tries nothing again.
      if (code === 'log-away' && closing()) return 'elsewhere'
      throw thrown
    }
  }

  return {
    /** Stores a batch, here or there; rejects where neither takes it. */
    commit: async (given: Batch, retried = false): Promise<void> => {
      let again = retried
      for (let next = given, elsewhere = false; ; again = true) {
        // Where its time is over the place is lost here, and with it what it let go.
        const held = lease.holds()
        if (elsewhere) letGo([...runsOf(next)].filter((run) => !generates(run)))
        next = withoutRuns(next, (run) => !has(run) || (!held && !generates(run)))
        if (runsOf(next).size === 0) return
        const waiting = new Set([...runsOf(next)].filter(waits))
        const now = withoutRuns(next, (run) => waiting.has(run))
        if (held && !elsewhere && runsOf(now).size > 0) {
          const became = await direct(now, again)
          if (became === 'stored') next = withoutRuns(next, (run) => !waiting.has(run))
          elsewhere = became === 'elsewhere'
          continue
        }
        spooling = true
        appended++
        for (const run of runsOf(next)) spooled.add(run)
        return spool.append(next).catch((thrown: unknown) => {
          throw Object.assign(
            new RunlightError(
              'disk-failed',
              'The shared log cannot be reached, and the disk of this collector takes nothing either: its streams wait.',
            ),
            { cause: thrown },
          )
        })
      }
    },
    /** Of these runs something lies in the spool, or goes there before the log has them again. */
    found: (runs: readonly number[]) => {
      spooling = true
      for (const run of runs) spooled.add(run)
    },
    isSpooling: () => spooling,
    /** Whether something of the run lies in the spool, or is to come there first. */
    isSpooled: waits,
    appended: () => appended,
    /** The spool was empty when it had been given `upTo` batches; false where there are more by now. */
    emptied: (upTo: number): boolean => {
      if (upTo === appended) {
        spooling = false
        spooled.clear()
      }
      return !spooling
    },
  }
}

/** The runs that a `fenced` is about, alone; none where it is about the whole place. */
export function fencedRuns(detail: ErrorData['detail']): number[] {
  const given = detail?.runs
  return Array.isArray(given) ? given.filter((one): one is number => typeof one === 'number') : []
}

// Retention at work: what the rules take away is removed run by run, each removal is remembered with the runs it took,
// and the space goes back to the disk. Rules are applied at the start and once an hour, and whenever a person asks.

import { RunlightError } from '../../core/basics/errors.ts'
import { formatBytes } from '../../core/basics/quantities.ts'
import { isOpen } from '../../core/run/states.ts'
import type { RetentionRule } from '../../core/storage/retention.ts'
import type { RemovalRecord } from '../../core/storage/storage.ts'
import type { Clock } from '../base/clock.ts'
import type { SecretStore } from '../base/ports.ts'
import type { LogAccess } from '../log/port.ts'
import { type Going, recordOf } from '../log/removal-plan.ts'
import type { Board } from '../runs/board.ts'
import { runSecretRef } from '../runs/run-secrets.ts'
import { applyRules } from './apply-rules.ts'
import { sweep } from './sweep.ts'
import type { Tasks } from './tasks.ts'

type Deps = {
  readonly log: LogAccess
  readonly board: Board
  readonly clock: Clock
  readonly secrets: SecretStore
  readonly tasks: Tasks
  readonly rules: () => readonly RetentionRule[]
  /** Told of every removal that was stored. */
  readonly removed: (removal: RemovalRecord) => void
}

/** The first look after the start leaves the start alone. */
const firstAfterMs = 3_000
const everyMs = 3_600_000
/** While streams are live the writer has this many times as long for them as a slice took. */
const yieldTo = 2

export function createForgetting({ log, board, clock, secrets, tasks, rules, removed }: Deps) {
  let cancelTimer: (() => void) | null = null
  let ended = false
  const wait = (ms: number) => new Promise<void>((resolve) => clock.after(ms, resolve))

  /** Removes, in transactions that remember it together. */
  const removing = (asked: RemovalRecord['asked']) => {
    const at = clock.now()
    let removal: number | null = null
    return {
      remove: async (batch: readonly Going[], gone: readonly Going[]) => {
        const chosen = (ids: readonly number[]) => batch.filter(({ id }) => ids.includes(id))
        const result = await board.forget(
          batch.map(({ id }) => id),
          (ids) => recordOf([...gone, ...chosen(ids)], asked, at),
          removal,
        )
        removal = result.removal
        for (const { secretOf } of chosen(result.ids))
          if (secretOf !== null) await secrets.remove(runSecretRef(secretOf))
        return result.ids
      },
      tell: (gone: readonly Going[]) => {
        if (removal !== null && gone.length > 0) removed({ ...recordOf(gone, asked, at), id: removal })
      },
    }
  }

  /** Applies the rules; resolves when the runs are gone. Their space is freed after that, as a task of its own. */
  const apply = (asked: RemovalRecord['asked']): Promise<void> =>
    tasks.begin('remove', 'Looking for runs that the rules take away', async (work) => {
      const { remove, tell } = removing(asked)
      const plan = () => log.plan(rules(), clock.now())
      const { gone, sentence } = await applyRules({ plan, remove }, asked, work)
      tell(gone)
      if (gone.length > 0) free()
      return sentence
    })

  /** Clears what removed runs have left; does nothing while that is under way. */
  const free = (): void => {
    if (tasks.isRunning('free') || ended) return
    void tasks.begin('free', 'Clearing removed events away', async (work) => {
      const before = await log.bytes()
      let most = 0
      const finished = await sweep(log, {
        signal: work.signal,
        cleared: (events) => {
          if (events > 0)
            work.say(`Clearing removed events away: ${events.toLocaleString('en-US')} so far`, events, null)
        },
        freeing: (bytes) => {
          most = Math.max(most, bytes)
          work.say(`Giving space back to the disk: ${formatBytes(bytes)} left`, most - bytes, most)
        },
        rest: (ms) => wait(isBusy() ? ms * yieldTo : 0),
        wait,
      })
      const after = await log.bytes()
      if (!finished) return 'Cancelled: what is left is cleared away at the next start.'
      return before > after
        ? `${formatBytes(before - after)} went back to the disk.`
        : 'Cleared away: there was no space to give back.'
    })
  }

  const isBusy = () => {
    for (const run of board.summaries()) if (isOpen(run.connection.state)) return true
    return false
  }

  const tick = async (): Promise<void> => {
    cancelTimer = clock.after(everyMs, look)
    if ((await log.forgetting()) > 0) free()
    if (rules().length > 0 && !tasks.isRunning('remove')) await apply('rules')
  }

  /** A look that the log does not answer, because its thread is being started again, is left out. */
  const look = () => void tick().catch(() => {})

  return {
    /** Begins to apply the rules by itself; returns what ends that. */
    start: (): (() => void) => {
      cancelTimer = clock.after(firstAfterMs, look)
      const leave = board.onChanges(({ removed: gone }) => {
        if (gone.length > 0 && !tasks.isRunning('remove')) free()
      })
      return () => {
        ended = true
        leave()
        cancelTimer?.()
      }
    },
    applyNow: (): void => {
      if (rules().length === 0)
        throw new RunlightError('bad-input', 'There are no rules yet: set a limit and save it first.')
      void apply('person')
    },
  }
}

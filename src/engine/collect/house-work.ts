// The work of keeping house in a shared log, whoever's turn it is: the storage rules applied, what removed runs have left cleared
// away, what nobody needs any more with it, each in steps that leave most of the time to others; and what is told of it.

import type { RetentionRule } from '../../core/storage/retention.ts'
import type { Outcome, RemovalRecord } from '../../core/storage/storage.ts'
import type { Clock } from '../base/clock.ts'
import type { LogUpkeep } from '../log/log-upkeep.ts'
import type { Cleared } from '../log/log-writer.ts'
import type { TeamPort } from '../log/team-port.ts'
import type { UpkeepPort } from '../log/upkeep-port.ts'
import { applyRules } from '../storage/apply-rules.ts'
import { sweep } from '../storage/sweep.ts'
import { createTasks } from '../storage/tasks.ts'
import type { CollectorNews } from './told.ts'

type Deps = {
  readonly team: Pick<UpkeepPort, 'sayUpkeep' | 'removeByRules' | 'dropEmptied' | 'clearRemoved' | 'tidy'> &
    Pick<TeamPort, 'wake'>
  readonly log: Pick<LogUpkeep, 'plan'>
  readonly clock: Clock
  /** Whether the duty is this collector's now. */
  readonly isMine: () => boolean
  /** The database's clock, epoch ms. */
  readonly now: () => number
  /** The rules as they are stored now. */
  readonly rules: () => Promise<readonly RetentionRule[]>
  /** These were removed: whatever is known of them here is over. */
  readonly gone: (runs: readonly number[]) => void
  readonly tell: (news: CollectorNews) => void
  readonly onDefect: (where: string, thrown: unknown) => void
}

/** Others have so many times as long for themselves as a step took. */
const yieldTo = 2
/** A partition that is being read is tried again so often; then what is in it goes row by row. */
const dropTries = 30
const dropAgainMs = 1_000
const tidyPauseMs = 100

export function createHouseWork({ team, log, clock, isMine, now, rules, gone, tell, onDefect }: Deps) {
  let earlier: readonly Outcome[] = []
  let isUnsaid = false
  let saying: Promise<void> | null = null
  const wait = (ms: number) => new Promise<void>((resolve) => clock.after(ms, resolve))

  const say = (wish: number | null, done: boolean): Promise<void> => {
    const outcomes = tasks.outcomes()
    const before = earlier.filter(({ type }) => !outcomes.some((one) => one.type === type))
    return team.sayUpkeep({ tasks: tasks.list(), outcomes: [...before, ...outcomes] }, wish, done)
  }
  const sayAll = async () => {
    while (isUnsaid && isMine()) {
      isUnsaid = false
      await say(null, false)
      await team.wake()
    }
  }
  const tasks = createTasks(
    clock,
    () => {
      isUnsaid = true
      // What could not be said is said with what comes next.
      saying ??= sayAll()
        .catch(() => {})
        .finally(() => {
          saying = null
        })
    },
    onDefect,
  )
  const toldAs = (sentence: string | null): string | null => {
    if (sentence !== null) tell({ type: 'kept-house', sentence })
    return sentence
  }

  /** First whole partitions, then what is left of runs whose neighbours stay. */
  const slices = () => {
    let tries = 0
    return async (): Promise<Cleared> => {
      while (tries < dropTries && isMine()) {
        const dropped = await team.dropEmptied()
        if (dropped?.left === true) return dropped
        tries = dropped === null ? tries + 1 : dropTries
        if (dropped === null) await wait(dropAgainMs)
      }
      return isMine() ? team.clearRemoved() : { left: false, events: 0 }
    }
  }

  const clear = async (): Promise<void> => {
    if (tasks.isRunning('free')) return
    const clearSlice = slices()
    const first = await clearSlice()
    if (!first.left || tasks.isRunning('free')) return
    await tasks.begin('free', 'Clearing removed events away', async (work) => {
      let events = first.events
      await sweep(
        { clearSlice, files: null },
        {
          signal: work.signal,
          cleared: (more) => {
            events = first.events + more
            const sentence = `Clearing removed events away: ${events.toLocaleString('en-US')} so far`
            if (events > 0) work.say(sentence, events, null)
          },
          freeing: () => {},
          rest: (ms) => wait(ms * yieldTo),
          wait,
        },
      )
      return toldAs(`Cleared away: ${events.toLocaleString('en-US')} events of removed runs.`)
    })
  }

  /** Applies the rules, then clears away what that has left. */
  const apply = async (asked: RemovalRecord['asked']): Promise<void> => {
    let isAny = false
    await tasks.begin('remove', 'Looking for runs that the rules take away', async (work) => {
      const [by, at] = [await rules(), Math.round(now())]
      let record: RemovalRecord | null = null
      const remove: Parameters<typeof applyRules>[0]['remove'] = async (batch) => {
        if (!isMine()) return null
        const from = performance.now()
        const step = await team.removeByRules({ going: batch, rules: by, asked, at, before: record })
        if (step === null) return null
        record = step.record
        gone(step.ids)
        await team.wake()
        await wait((performance.now() - from) * yieldTo)
        return step.ids
      }
      const applied = await applyRules({ plan: () => log.plan(by, at), remove }, asked, work)
      if (isMine() && !work.signal.aborted) await say(null, true)
      isAny = applied.gone.length > 0
      return toldAs(applied.sentence)
    })
    if (isAny) await clear()
  }

  return {
    apply,
    clear,
    tidy: async (): Promise<void> => {
      while (isMine() && (await team.tidy())) await wait(tidyPauseMs)
    },
    isApplying: (): boolean => tasks.isRunning('remove'),
    /** What the one before has said stays said until there is something newer. */
    begin: (said: readonly Outcome[]): void => {
      earlier = said
    },
    /** The wish of this number was heard. */
    heard: (number: number): Promise<void> => say(number, false),
    cancel: (): void => {
      tasks.cancel('remove')
      tasks.cancel('free')
    },
    /** Resolves when nothing is under way. */
    close: async (): Promise<void> => {
      await tasks.close()
      await saying
    },
  }
}

// The long things that are being done with the log, one of each type at a time: how far they are, how they are ended, and
// what came of the last. It does none of them.

import { errorData, RunlightError } from '../../core/basics/errors.ts'
import type { Outcome, Task, TaskType } from '../../core/storage/storage.ts'
import { isCancel } from '../base/cancelled.ts'
import type { Clock } from '../base/clock.ts'

export type Work = {
  readonly say: (sentence: string, done: number, total: number | null) => void
  /** Aborted when the task is to be ended. */
  readonly signal: AbortSignal
}

type Running = {
  task: Task
  readonly abort: AbortController
  readonly done: Promise<void>
}

/** No more than four pushes a second, however fast the work goes. */
const tellMs = 250

const underWay: Readonly<Record<TaskType, string>> = {
  remove: 'A removal is under way already: wait until it is done, or cancel it.',
  free: 'Space is being freed already.',
  backup: 'A backup is being written already: wait until it is done, or cancel it.',
  check: 'The log is being checked already: wait until that is done, or cancel it.',
  restore: 'A backup is being looked at already: wait until that is done, or cancel it.',
}

export function createTasks(
  clock: Clock,
  changed: () => void,
  onDefect: (where: string, thrown: unknown) => void,
) {
  const running = new Map<TaskType, Running>()
  const outcomes = new Map<TaskType, Outcome>()
  let closing = false
  let cancelTell: (() => void) | null = null
  const tellSoon = () => {
    cancelTell ??= clock.after(tellMs, () => {
      cancelTell = null
      changed()
    })
  }
  const tellNow = () => {
    cancelTell?.()
    cancelTell = null
    if (!closing) changed()
  }

  /**
   * Begins `act`, which resolves to the sentence of its outcome, or to null where there is nothing to say and what was said
   * last stays. Throws `not-allowed` where one of its type is under way. What fails is told as its outcome; the returned
   * promise never rejects.
   */
  const begin = (
    type: TaskType,
    sentence: string,
    act: (work: Work) => Promise<string | null>,
  ): Promise<void> => {
    if (running.has(type)) throw new RunlightError('not-allowed', underWay[type])
    const settle = (ok: boolean, text: string | null) => {
      running.delete(type)
      if (text !== null) outcomes.set(type, { type, at: clock.now(), ok, sentence: text })
      tellNow()
    }
    const abort = new AbortController()
    if (closing) abort.abort()
    const entry: Running = {
      abort,
      task: { type, sentence, done: 0, total: null, since: clock.now() },
      done: Promise.resolve()
        .then(() =>
          act({
            say: (text, done, total) => {
              entry.task = { ...entry.task, sentence: text, done, total }
              tellSoon()
            },
            signal: abort.signal,
          }),
        )
        .then(
          (text) => settle(true, text),
          (thrown: unknown) => {
            if (isCancel(thrown)) return settle(true, 'It was cancelled; nothing was changed.')
            const { code, message } = errorData(thrown)
            if (code === 'internal' && !closing) onDefect(`storage ${type}`, thrown)
            settle(false, message)
          },
        ),
    }
    running.set(type, entry)
    tellNow()
    return entry.done
  }

  const cancel = (type: TaskType) => running.get(type)?.abort.abort()

  return {
    begin,
    cancel,
    isRunning: (type: TaskType) => running.has(type),
    list: (): Task[] => [...running.values()].map(({ task }) => task),
    outcomes: (): Outcome[] => [...outcomes.values()],
    /** Says what came of something that was not begun here. */
    note: (type: TaskType, ok: boolean, sentence: string) => {
      outcomes.set(type, { type, at: clock.now(), ok, sentence })
      tellNow()
    },
    /** Ends everything; resolves when nothing is under way. */
    close: async () => {
      closing = true
      cancelTell?.()
      for (const type of running.keys()) cancel(type)
      await Promise.all([...running.values()].map(({ done }) => done))
    },
  }
}

export type Tasks = ReturnType<typeof createTasks>

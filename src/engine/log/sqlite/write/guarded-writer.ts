// The writer's functions as its thread serves them: none is answered while the files of the log are not those on the disk,
// neither before it wrote nor after it, because what is answered counts as stored (law 1).

import type Database from 'better-sqlite3'
import { RunlightError } from '../../../../core/basics/errors.ts'
import { watchPlace } from '../../watch-place.ts'
import { stageAnew } from '../backup/write-anew.ts'
import type { OwnFiles } from '../file/own-files.ts'
import { createWhenIdle } from './when-idle.ts'
import { createWriter, type Writer } from './writer.ts'

export type GuardedWriter = Writer & {
  /** Throws `log-missing` where the log is not in its place; a commit finds that out for itself. */
  readonly look: () => void
  readonly watchPlace: (told: string | null) => Promise<void>
  /** Puts the log beside its place, which it takes when this thread is started again. Does nothing where it is in its place. */
  readonly stageAnew: () => Promise<void>
}

export function guardWriter(db: Database.Database, dataDir: string, files: OwnFiles): GuardedWriter {
  const writer = createWriter(db)
  let isCopying = false
  const check = () => {
    if (isCopying) throw new RunlightError('log-missing', 'The log is being written anew. Streams are held.')
    files.check()
  }
  const guard =
    <A extends unknown[], R>(act: (...args: A) => R) =>
    (...args: A): R => {
      check()
      const result = act(...args)
      check()
      return result
    }
  const guarded = Object.fromEntries(
    Object.entries(writer).map(([name, act]) => [name, guard(act as (...args: unknown[]) => unknown)]),
  ) as unknown as Writer
  const merging = createWhenIdle(guarded.mergeSlice)
  merging.later()
  return {
    ...guarded,
    commit: (...batch) => {
      merging.later()
      guarded.commit(...batch)
    },
    close: () => {
      merging.stop()
      writer.close()
    },
    look: check,
    watchPlace: watchPlace(check),
    stageAnew: async () => {
      try {
        return check()
      } catch (thrown) {
        if (!(thrown instanceof RunlightError) || isCopying) throw thrown
      }
      isCopying = true
      try {
        await stageAnew(db, dataDir, files)
      } catch (thrown) {
        isCopying = false
        throw thrown
      }
    },
  }
}

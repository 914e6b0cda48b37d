// Which files of a damaged log are read. A WAL that belongs to another log, or that is damaged itself, makes nonsense of a
// log that is sound without it; the log is then read as it was when it was last folded in.

import { copyFileSync, linkSync } from 'node:fs'
import { sizeOf } from '../file/inspect-log.ts'
import { removeLogFiles } from '../file/make-log.ts'
import { isWalDamaged } from '../file/wal.ts'
import { type DamagedLog, openDamaged } from './damaged-log.ts'

export type Source = {
  /** Null where SQLite makes out no log at all. */
  readonly log: DamagedLog | null
  /** What is not read, as sentences. */
  readonly troubles: readonly string[]
  readonly close: () => void
}

/** Opens what is left of the log at `path`, with its WAL or without, whichever holds together. */
export function openSource(path: string): Source {
  const wal = sizeOf(`${path}-wal`) ?? 0
  if ((sizeOf(path) ?? 0) === 0) {
    // SQLite would delete the WAL beside it; the WAL cannot be read by itself and goes aside as it is.
    const rest =
      wal > 0 ? ['the latest events, which are in a file (-wal) that cannot be read without the log'] : []
    return { log: null, troubles: ['the log, which is empty or gone', ...rest], close: () => {} }
  }
  const whole = openDamaged(path)
  const isCut = wal > 0 && isWalDamaged(`${path}-wal`)
  const lost = isCut ? ['the latest events: the file beside the log (-wal) is damaged'] : []
  if (wal === 0 || whole?.isSound()) return { log: whole, ...withClose(whole, lost) }

  const apart = `${path}.apart`
  removeLogFiles(apart)
  try {
    linkSync(path, apart)
  } catch {
    copyFileSync(path, apart)
  }
  const without = openDamaged(apart)
  if (without?.isSound()) {
    whole?.close()
    const trouble = 'the latest events: the file beside the log (-wal) is damaged or belongs to another log'
    return {
      log: without,
      troubles: [trouble],
      close: () => {
        without.close()
        removeLogFiles(apart)
      },
    }
  }
  without?.close()
  removeLogFiles(apart)
  return { log: whole, ...withClose(whole, lost) }
}

function withClose(log: DamagedLog | null, troubles: readonly string[]) {
  return {
    troubles: log === null ? ['the whole file: it is no database any more', ...troubles] : troubles,
    close: () => log?.close(),
  }
}

// Tells that something in a folder changed. Where the system cannot watch it (some network disks), nothing is told.

import { existsSync, type FSWatcher, watch } from 'node:fs'

/** An editor saves in several steps. */
const settlesAfterMs = 100

export type FolderWatch = {
  /** Begins, unless it has begun or there is no such folder yet. */
  readonly begin: () => void
  /** Ends it for good. */
  readonly end: () => void
}

/** Calls `changed` a moment after the last change in `folder`. */
export function createFolderWatch(folder: string, changed: () => void): FolderWatch {
  let timer: NodeJS.Timeout | undefined
  let watcher: FSWatcher | null = null
  let ended = false

  const leave = () => {
    watcher?.close()
    watcher = null
  }
  const later = () => {
    // A folder of the same name that is made later is another one.
    if (!existsSync(folder)) leave()
    clearTimeout(timer)
    timer = setTimeout(changed, settlesAfterMs)
    timer.unref()
  }
  return {
    begin: () => {
      if (ended || watcher !== null || !existsSync(folder)) return
      try {
        watcher = watch(folder, { persistent: false }, later)
        watcher.on('error', leave)
      } catch {
        // The list is read when it is asked for.
      }
    },
    end: () => {
      ended = true
      clearTimeout(timer)
      leave()
    },
  }
}

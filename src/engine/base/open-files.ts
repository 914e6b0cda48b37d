// Reserves file descriptors for the log, the screens and exports. Every stream is an open file; where the system allows
// few, many streams would take the last one, and nobody could even ask what is wrong. Where the limit cannot be read
// (outside Linux), a connection fails with the system's own error instead.

import { readdirSync, readFileSync } from 'node:fs'
import { formatCount } from '../../core/basics/quantities.ts'

/** For open pages, and for the thread and the files of a backup or an export: an eighth of all, within these. */
const leastReserved = 12
const mostReserved = 64
/** With fewer left than this, opening a database fails. */
const few = 5

/** Where the system shows what this process has open and may open (Linux). */
const limits = '/proc/self/limits'
const open = '/proc/self/fd'

let most: number | null | undefined
/** For what is not open yet and will be without asking. */
let heldBack = 0

/** Holds back `files` more, for what is opened when it is needed; returns what gives them free. */
export function holdFiles(files: number): () => void {
  let held = files
  heldBack += held
  return () => {
    heldBack -= held
    held = 0
  }
}

/** Throws an error with the system's own code where one more connection would take what is held back. */
export function spareFile(): void {
  most ??= readLimit()
  if (most === null) return
  const reserved = Math.min(mostReserved, Math.max(leastReserved, most / 8))
  if (countOpen() + reserved + heldBack < most) return
  throw Object.assign(new Error('too many open files'), { code: 'EMFILE' })
}

/** Whether what could not be opened just now was so for want of files: SQLite does not tell that apart. */
export function areFilesOut(): boolean {
  most ??= readLimit()
  return most !== null && countOpen() + few > most
}

/** Why no connection can be made while there are no files left, and what mends it. */
export function noFilesMessage(): string {
  return `This computer allows Runlight ${formatFileLimit()}: it waits until another stream ends. Allow it more (ulimit -n) and start it again`
}

/** What this computer allows, to be said after “allows Runlight”. */
export function formatFileLimit(): string {
  most ??= readLimit()
  return most === null ? 'no more open files' : `only ${formatCount(most, 'open file')}`
}

function countOpen(): number {
  try {
    return readdirSync(open).length
  } catch {
    // This may fail because no file descriptor is left.
    return Number.POSITIVE_INFINITY
  }
}

function readLimit(): number | null {
  try {
    const [, soft] = /^Max open files +(\d+)/m.exec(readFileSync(limits, 'utf8')) ?? []
    return soft === undefined ? null : Number(soft)
  } catch {
    return null
  }
}

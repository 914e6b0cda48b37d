// Standard output and standard error as the commands write to them. It keeps what every command would otherwise have to
// remember: a reader that leaves early ends the work quietly, a slow reader holds it up instead of filling the memory, and
// nothing is lost when the process ends.

import type { Writable } from 'node:stream'

export type Output = {
  /** Columns of the terminal; null where it is none. */
  readonly columns: () => number | null
  /** A terminal that lines can be rewritten on. */
  readonly live: boolean
  readonly colours: boolean
  readonly write: (text: string) => void
  /** Resolves when `bytes` are written, or when nobody reads any more. */
  readonly send: (bytes: Uint8Array) => Promise<void>
  /** Resolves when there is room for more, or nobody to make any. */
  readonly room: () => Promise<void>
  /** From now on `room` waits for nobody. */
  readonly hurry: () => void
  /** Calls `listener` when nobody reads any more; at once if that is so already. */
  readonly onGone: (listener: () => void) => void
  /** Why writing failed, where that was not the reader's leaving; null otherwise. */
  readonly failure: () => string | null
  /** Resolves when all is written that can be. */
  readonly flush: () => Promise<void>
}

type Stream = Writable & { readonly isTTY?: boolean; readonly columns?: number }

/** The reader's end is closed: `| head` has seen enough, or the terminal is gone. */
const leaving = new Set(['EPIPE', 'ECONNRESET', 'EIO', 'ERR_STREAM_DESTROYED'])

const usualColumns = 80

/** `env` decides about colours (no-color.org; a terminal that calls itself `dumb` can do neither). */
export function createOutput(stream: Stream, env: NodeJS.ProcessEnv): Output {
  const live = stream.isTTY === true && env.TERM !== 'dumb'
  const goneListeners: (() => void)[] = []
  const waiting: (() => void)[] = []
  let isGone = false
  let isHurried = false
  let failure: string | null = null

  // One listener for all who wait: a watch of days must not gather one for each page it prints.
  const release = () => {
    for (const resolve of waiting.splice(0)) resolve()
  }
  stream.on('drain', release)
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (!leaving.has(error.code ?? '')) failure = error.code ?? error.message
    isGone = true
    release()
    for (const listener of goneListeners.splice(0)) listener()
  })
  const wait = () => new Promise<void>((resolve) => waiting.push(resolve))

  return {
    // A terminal that nobody has told its size has 0 columns.
    columns: () => (stream.isTTY === true ? stream.columns || usualColumns : null),
    live,
    colours: live && !env.NO_COLOR,
    write: (text) => {
      if (!isGone) stream.write(text)
    },
    send: (bytes) => {
      if (isGone) return Promise.resolve()
      return new Promise((resolve) => stream.write(bytes, () => resolve()))
    },
    room: () => (isGone || isHurried || !stream.writableNeedDrain ? Promise.resolve() : wait()),
    hurry: () => {
      isHurried = true
      release()
    },
    onGone: (listener) => {
      if (isGone) listener()
      else goneListeners.push(listener)
    },
    failure: () => failure,
    flush: () => {
      if (isGone || stream.writableLength === 0) return Promise.resolve()
      stream.write('', release)
      return wait()
    },
  }
}

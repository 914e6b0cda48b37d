// Where the bytes of an export go. A sink takes them one after the other, says when there is room for more, and in the end
// is either whole or leaves nothing behind.

import { randomBytes } from 'node:crypto'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { RunlightError } from '../../../core/basics/errors.ts'

export type Sink = {
  /** Resolves when there is room for more. */
  readonly write: (bytes: Uint8Array) => Promise<void>
  /** Makes it whole. */
  readonly finish: () => Promise<void>
  /** Takes back what was written. Never rejects. */
  readonly abandon: () => Promise<void>
  /** Whether it may still need bytes when their `write` has resolved. */
  readonly keeps: boolean
}

/**
 * A file at `path`: written beside it under another name, made durable, then renamed, so that under its own name there is
 * the whole file or what was there before. Rejects with a RunlightError that says what to do.
 */
export async function openFileSink(path: string): Promise<Sink> {
  const draft = `${path}.${randomBytes(4).toString('hex')}.part`
  const explain = (thrown: unknown) => fileError(thrown, path)
  const file: FileHandle = await open(draft, 'wx', 0o600).catch((thrown: unknown) => {
    throw explain(thrown)
  })
  let isOpen = true
  const close = async () => {
    if (isOpen) await file.close()
    isOpen = false
  }
  return {
    keeps: false,
    write: async (bytes) => {
      try {
        for (let at = 0; at < bytes.length; ) {
          const { bytesWritten } = await file.write(bytes, at)
          at += bytesWritten
        }
      } catch (thrown) {
        throw explain(thrown)
      }
    },
    finish: async () => {
      try {
        await file.sync()
        await close()
        await rename(draft, path)
      } catch (thrown) {
        throw explain(thrown)
      }
    },
    abandon: async () => {
      await close().catch(() => {})
      await rm(draft, { force: true }).catch(() => {})
    },
  }
}

/** `thrown` by the file system about `path`, as a sentence for people. */
function fileError(thrown: unknown, path: string): unknown {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  const name = basename(path)
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new RunlightError(
        'storage-full',
        `The disk filled up while ${name} was written, and nothing of it was kept: free some space or choose another place.`,
      )
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new RunlightError(
        'not-allowed',
        `Runlight may not write to ${dirname(path)}: choose a folder of your own.`,
      )
    case 'ENOENT':
    case 'ENOTDIR':
      return new RunlightError('not-found', `There is no folder ${dirname(path)}: choose one that is there.`)
    case 'EISDIR':
      return new RunlightError('bad-input', `${path} is a folder: give the name of a file.`)
    case 'EIO':
      return new RunlightError(
        'disk-failed',
        `The disk failed while ${name} was written, and nothing of it was kept: choose another place.`,
      )
    default:
      return thrown
  }
}

/** How much a reader that is slower than the log may be behind. */
const piled = 4

/**
 * A sink that is read: `chunks` ends when it is finished and throws when it was abandoned. `onLeave` is called when its
 * reader leaves before the end.
 */
export function createStreamSink(onLeave: () => void): Sink & { readonly chunks: AsyncIterable<Uint8Array> } {
  const pile: Uint8Array[] = []
  let state: 'open' | 'finished' | 'abandoned' | 'left' = 'open'
  let wake = Promise.withResolvers<void>()
  const changed = () => {
    wake.resolve()
    wake = Promise.withResolvers()
  }
  async function* read(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        const bytes = pile.shift()
        if (bytes !== undefined) {
          changed()
          yield bytes
        } else if (state === 'finished') return
        else if (state === 'abandoned') throw new Error('The export was given up.')
        else await wake.promise
      }
    } finally {
      if (state === 'open') {
        state = 'left'
        changed()
        onLeave()
      }
    }
  }
  return {
    keeps: true,
    chunks: read(),
    write: async (bytes) => {
      if (bytes.length > 0) pile.push(bytes)
      changed()
      while (pile.length >= piled && state === 'open') await wake.promise
    },
    finish: async () => {
      while (pile.length > 0 && state === 'open') await wake.promise
      if (state === 'open') state = 'finished'
      changed()
    },
    abandon: async () => {
      pile.length = 0
      if (state === 'open') state = 'abandoned'
      changed()
    },
  }
}

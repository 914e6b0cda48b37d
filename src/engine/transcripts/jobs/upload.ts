// A file that a window hands over in pieces: kept in a folder of its own until it is whole and read, and gone afterwards whatever
// happens. What a run of Runlight left behind is removed at the next start.

import { mkdirSync, rmSync } from 'node:fs'
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { RunlightError } from '../../../core/basics/errors.ts'

export type Upload = {
  readonly path: string
  /** Takes the next piece; resolves to whether the file is whole now. */
  readonly put: (bytes: Uint8Array) => Promise<boolean>
  readonly close: () => Promise<void>
}

/** Removes what was left in `folder` by a run of Runlight that did not end in order. */
export function clearUploads(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}

export type Spool = {
  readonly path: string
  readonly write: (bytes: Uint8Array) => Promise<void>
  /** Nothing more comes: it can be read. */
  readonly end: () => Promise<void>
  /** Removes it. */
  readonly close: () => Promise<void>
}

/** A file of its own in `folder`. Rejects with a RunlightError where there is no room, or no right to write. */
export async function openSpool(folder: string): Promise<Spool> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const own = await mkdtemp(join(folder, 'file-'))
  const path = join(own, 'file')
  const file: FileHandle = await open(path, 'wx', 0o600)
  let isOpen = true
  const end = async () => {
    if (isOpen) await file.close()
    isOpen = false
  }
  return {
    path,
    write: async (bytes) => {
      try {
        for (let at = 0; at < bytes.length; ) {
          const { bytesWritten } = await file.write(bytes, at)
          at += bytesWritten
        }
      } catch (thrown) {
        const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null
        if (code !== 'ENOSPC' && code !== 'EDQUOT') throw thrown
        throw new RunlightError(
          'storage-full',
          'There is no room for the file beside the log: free some space, then import it again.',
        )
      }
    },
    end,
    close: async () => {
      await end().catch(() => {})
      await rm(own, { recursive: true, force: true }).catch(() => {})
    },
  }
}

/** Opens one of `size` bytes in `folder`. Throws a RunlightError where there is no room, or no right to write. */
export async function openUpload(folder: string, size: number): Promise<Upload> {
  const spool = await openSpool(folder)
  let written = 0
  return {
    path: spool.path,
    put: async (bytes) => {
      if (written + bytes.length > size) {
        throw new RunlightError('bad-input', 'The file grew while it was read: import it again.')
      }
      await spool.write(bytes)
      written += bytes.length
      if (written < size) return false
      await spool.end()
      return true
    },
    close: spool.close,
  }
}

// Remembers which streams were being read far without an event when the engine crashed. It is written to disk before
// such reading goes on, because a process killed by what it reads cannot report it afterwards. A run that was read so
// at two crashes is not read again automatically (docs/decisions/019).

import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** Of one run. */
export type CrashGuard = {
  /** Reading far without an event begins (`true`), or went well (`false`). */
  readonly heavy: (heavy: boolean) => void
  /** The engine ended twice without warning while it was read so. */
  readonly isBlocked: () => boolean
  /** A person asked to retry: past crashes no longer count. */
  readonly reset: () => void
}

export type CrashGuards = {
  readonly of: (uid: string) => CrashGuard
  /** Forgets every run that `isThere` denies; a run that was removed is never read again. */
  readonly keepOnly: (isThere: (uid: string) => Promise<boolean>) => Promise<void>
}

export const blockedCause =
  'Runlight went down twice while it read very much of this stream without an event, so it does not read it again by itself: retry it to try once more'

const mostEnds = 2
const fileSchema = z.object({
  /** Being read far without an event now. */
  reading: z.array(z.string()),
  /** By uid, the crashes during such reading. */
  ends: z.record(z.string(), z.int().positive()),
})

/** Reads what the previous engine left in `dataDir`: what was being read then counts one more crash. */
export function openCrashGuards(dataDir: string): CrashGuards {
  const path = join(dataDir, 'dangers.json')
  const before = readFile(path)
  const reading = new Set<string>()
  const ends = new Map(Object.entries(before.ends))
  for (const uid of before.reading) ends.set(uid, (ends.get(uid) ?? 0) + 1)

  const write = () => {
    try {
      const text = JSON.stringify({ reading: [...reading], ends: Object.fromEntries(ends) })
      writeFileSync(`${path}.new`, text)
      renameSync(`${path}.new`, path)
    } catch {
      // A full or read-only disk: the stream is read all the same.
    }
  }
  if (before.reading.length > 0) write()

  return {
    of: (uid) => ({
      heavy: (heavy) => {
        if (heavy === reading.has(uid)) return
        if (heavy) reading.add(uid)
        else {
          reading.delete(uid)
          ends.delete(uid)
        }
        write()
      },
      isBlocked: () => (ends.get(uid) ?? 0) >= mostEnds,
      reset: () => {
        if (ends.delete(uid)) write()
      },
    }),
    keepOnly: async (isThere) => {
      const all = [...new Set([...reading, ...ends.keys()])]
      const there = await Promise.all(all.map(isThere))
      const gone = all.filter((_uid, i) => !there[i])
      if (gone.length === 0) return
      for (const uid of gone) {
        reading.delete(uid)
        ends.delete(uid)
      }
      write()
    },
  }
}

function readFile(path: string): z.infer<typeof fileSchema> {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return { reading: [], ends: {} }
  }
}

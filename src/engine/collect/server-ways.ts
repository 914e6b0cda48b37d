// Where a collector's own credentials may go. A file and a variable know a server by its name, and whoever administers it can give
// that name another address, proxy or certificate authority at any time: so the way that a credential is first used for is noted
// beside the spool, and it is given for no other one. The note is by where the credential comes from, as two names may lead to one
// variable, and is made with the credential as its key: it tells nobody anything, and one that was entered anew begins anew.

import { createHmac } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { RunlightError } from '../../core/basics/errors.ts'
import type { ServerWay } from '../base/ports.ts'

export type ServerWays = {
  /** Where the notes are. */
  readonly path: string
  /** Whether `secret`, which comes from `source`, may go this way; the first one is noted. Throws as the disk does. */
  readonly allows: (source: string, way: ServerWay, secret: string) => boolean
}

/** By the sources of credentials. `secret` tells a new one from the one before. */
const notesSchema = z.record(z.string(), z.object({ secret: z.string(), way: z.string() }))
type Notes = z.infer<typeof notesSchema>

/** Throws where the file of notes is there and cannot be read: without it every way would be the first. */
export function openServerWays(dataDir: string): ServerWays {
  const path = join(dataDir, 'ways.json')
  let notes = readNotes(path)
  return {
    path,
    allows: (source, { baseUrl, proxyUrl, caPem }, secret) => {
      const keyed = (text: string) => createHmac('sha256', secret).update(text).digest('base64url')
      const noted = { secret: keyed('secret'), way: keyed(JSON.stringify([baseUrl, proxyUrl, caPem])) }
      const known = Object.hasOwn(notes, source) ? notes[source] : undefined
      if (known?.secret === noted.secret) return known.way === noted.way
      const next = { ...notes, [source]: noted }
      writeFileSync(`${path}.new`, `${JSON.stringify(next, null, 2)}\n`, { mode: 0o600, flush: true })
      renameSync(`${path}.new`, path)
      notes = next
      return true
    },
  }
}

function readNotes(path: string): Notes {
  try {
    return notesSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return {}
    throw new RunlightError(
      'bad-input',
      `${path}, which says where credentials may go, cannot be read: mend it, or delete it once every server’s address is right.`,
    )
  }
}

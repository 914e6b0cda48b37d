// Reads a file on a thread of its own, step by step: the engine asks for the next one when the last is in the log, so that
// nothing piles up however large the file is.

import { closeSync, openSync } from 'node:fs'
import type { Kind } from '../../../core/kind/kind.ts'
import { sniff } from '../formats/sniff.ts'
import { createDamage } from './damage.ts'
import type { ImportSource, ImportStep } from './import-steps.ts'
import { readHar } from './read-har.ts'
import { readSse } from './read-sse.ts'
import { type Reading, readTranscript } from './read-transcript.ts'

export type Importer = ReturnType<typeof createImporter>

const readers = { transcript: readTranscript, sse: readSse, har: readHar } as const

/** Opens the file. Throws a RunlightError where it is none that can be taken in. */
export function createImporter(source: ImportSource, kinds: ReadonlyMap<string, Kind>) {
  const fd = openSync(source.path, 'r')
  const damage = createDamage()
  let target: number | null = null
  let behind = 0
  let steps: Generator<ImportStep>
  try {
    const { type, start } = sniff(fd, source.name)
    const reading: Reading = { fd, start, source, kinds, damage, into: () => target }
    steps = readers[type](reading)
  } catch (thrown) {
    closeSync(fd)
    throw thrown
  }

  return {
    /** The next step. After a `run` the engine says by `into` where its events go. */
    next: (): ImportStep => {
      const step = steps.next()
      if (step.done !== true) {
        behind = step.value.bytes
        return step.value
      }
      const [damaged, problems, notes] = [damage.count(), damage.problems(), damage.notes()]
      return { type: 'done', damaged, problems, notes, bytes: behind }
    },
    /** The run of the log that takes the events; null passes over them. */
    into: (run: number | null): void => {
      target = run
    },
    close: () => closeSync(fd),
  }
}

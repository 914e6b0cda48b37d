// Reads a file on a thread of its own, step by step: the engine asks for the next one when the last is in the log, so that
// nothing piles up however large the file is.

import { closeSync, fstatSync, openSync } from 'node:fs'
import { RunlightError } from '../../../core/basics/errors.ts'
import type { Kind } from '../../../core/kind/kind.ts'
import { type Sniffed, sniff } from '../captures/sniff.ts'
import { packingOf, unpack } from '../formats/packed.ts'
import { createDamage } from './damage.ts'
import type { ImportSource, ImportStep } from './import-steps.ts'
import { readHar } from './read-har.ts'
import { readJson } from './read-json.ts'
import { readSse } from './read-sse.ts'
import { type Reading, readTranscript } from './read-transcript.ts'

export type Importer = ReturnType<typeof createImporter>

/** A text may be compressed, and be UTF-16 within; what is packed more often is no capture. */
const mostPackings = 3

/** Opens the file; whether it can be taken in, its first step says. */
export function createImporter(source: ImportSource, kinds: ReadonlyMap<string, Kind>) {
  const damage = createDamage()
  const size = { packed: 0, text: 0 }
  let fd = openSync(source.path, 'r')
  let target: number | null = null
  let behind = 0

  /** The bytes of the file that stand for so many of its text. */
  const ofFile = (bytes: number) =>
    size.text === size.packed ? bytes : Math.round((bytes * size.packed) / Math.max(1, size.text))

  async function* allSteps(): AsyncGenerator<ImportStep> {
    size.packed = fstatSync(fd).size
    size.text = size.packed
    for (let times = 0, packing = packingOf(fd); packing !== null; packing = packingOf(fd)) {
      if (++times > mostPackings)
        throw new RunlightError('bad-input', `${source.name} is packed again and again: unpack it yourself.`)
      const text = unpack(fd, packing, { ...source, size: size.text })
      let step = await text.next()
      for (; step.done !== true; step = await text.next()) yield { type: 'passed', bytes: 0 }
      closeSync(fd)
      fd = step.value.fd
      size.text = step.value.bytes
      if (step.value.cut !== null)
        damage.add(null, `${step.value.cut}: what could be unpacked of it is taken in`)
    }
    const sniffed = sniff(fd, source.name, source.modifiedAt)
    yield* read(sniffed, { fd, start: sniffed.start, source, kinds, damage, into: () => target })
  }
  const all = allSteps()

  return {
    /** The next step. After a `run` the engine says by `into` where its events go. Rejects where the file is none to take in. */
    next: async (): Promise<ImportStep> => {
      const step = await all.next()
      if (step.done !== true) {
        behind = ofFile(step.value.bytes)
        return { ...step.value, bytes: behind }
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

function read(sniffed: Sniffed, reading: Reading): Generator<ImportStep> {
  switch (sniffed.type) {
    case 'transcript':
      return readTranscript(reading)
    case 'har':
      return readHar(reading)
    case 'json':
      return readJson(reading, sniffed.shape)
    case 'sse':
      return readSse(reading, sniffed.capture)
  }
}

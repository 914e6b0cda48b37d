// The zones of a block hold every number that a filter could find there, or say that they do not know.

import type Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseJsonObject } from '../../src/core/basics/json.ts'
import { blockSize } from '../../src/core/log/blocks.ts'
import { zoneAt } from '../../src/core/log/zones.ts'
import { valuesAt } from '../../src/core/query/fields.ts'
import { openLogForWriting, prepareDataDir } from '../../src/engine/log/sqlite/file/open-log.ts'
import { createBlockReader } from '../../src/engine/log/sqlite/read/blocks.ts'
import { createWriter } from '../../src/engine/log/sqlite/write/writer.ts'
import { freshDir, removeDir } from '../support/engine.ts'
import { addRun, batch, event, jsonData, manyOf } from '../support/hand-log.ts'

let dataDir: string
let db: Database.Database
beforeEach(() => {
  dataDir = freshDir()
  prepareDataDir(dataDir)
  db = openLogForWriting(dataDir)
  db.pragma('synchronous = OFF')
})
afterEach(() => {
  db.close()
  removeDir(dataDir)
})

test('zones hold every number a filter could find', () => {
  fc.assert(
    fc.property(fc.array(jsonData, { minLength: 1, maxLength: 30 }), (texts) => {
      const writer = createWriter(db)
      const run = addRun(writer)
      writer.commit(
        batch(
          manyOf(
            texts.map((data) => ({ data })),
            texts.length,
            run,
          ),
        ),
      )
      const [block] = createBlockReader(db).blocks(run)
      for (const text of texts) {
        const object = parseJsonObject(text)
        if (object === null || block === undefined) continue
        for (const path of pathsOf(object)) {
          const zone = zoneAt(block.zones, path)
          for (const value of valuesAt(object, path)) {
            if (typeof value !== 'number' || zone === 'unknown') continue
            expect([path, value, zone !== 'none' && zone[0] <= value && value <= zone[1]]).toEqual([
              path,
              value,
              true,
            ])
          }
        }
      }
    }),
    { numRuns: 150 },
  )
})

test('zones say that they do not know, where a text is too long or has too many fields to be looked into', () => {
  const writer = createWriter(db)
  const run = addRun(writer)
  const wide = JSON.stringify(Object.fromEntries(Array.from({ length: 41 }, (_, i) => [`field${i}`, i])))
  const texts = ['{"a":1}', `{"a":2,"text":"${'y'.repeat(20_000)}"}`]
  writer.commit(batch(manyOf([{ data: '{"a":1}' }], blockSize, run)))
  writer.commit(batch(texts.map((data, i) => event(run, blockSize + 1 + i, data))))
  writer.commit(batch(Array.from({ length: blockSize - 2 }, (_, i) => event(run, blockSize + 3 + i, ''))))
  writer.commit(batch([event(run, 2 * blockSize + 1, wide)]))
  const zones = createBlockReader(db)
    .blocks(run)
    .map((block) => block.zones)
  expect(zones.map((one) => one === null)).toEqual([false, true, true])
  expect(zoneAt(zones[0] ?? null, ['a'])).toEqual([1, 1])
  expect(zoneAt(zones[0] ?? null, ['b'])).toBe('none')
})

/** Every path of keys in `value`, arrays passed through. */
function pathsOf(value: unknown, path: readonly string[] = []): string[][] {
  if (Array.isArray(value)) return value.flatMap((one) => pathsOf(one, path))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, one]) => [[...path, key], ...pathsOf(one, [...path, key])])
}

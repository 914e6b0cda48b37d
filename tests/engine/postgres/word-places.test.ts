// Where the words of events stand comes out of its bytes as it went in, and names every event that has a word.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  bucketOf,
  createPlacesGatherer,
  keepPlaces,
  unpackPlaces,
} from '../../../src/engine/log/postgres/events/word-places.ts'

/** Few words, so that many are in several rows; some of them share a bucket. */
const words = [-1, 0, 1, 1_025, -1_023, 2 ** 31 - 1, -(2 ** 31), 77] as const
const events = fc.array(
  fc.record({ words: fc.array(fc.constantFrom(...words), { maxLength: 6 }), row: fc.nat({ max: 2 }) }),
  { maxLength: 600 },
)

type Said = { readonly words: readonly number[]; readonly row: number }

function placesOf(all: readonly Said[]) {
  const gatherer = createPlacesGatherer()
  for (const { words, row } of all) gatherer.add(Int32Array.from(words), row)
  const packed = gatherer.pack()
  return (word: number) => unpackPlaces(packed[bucketOf(word)] ?? new Uint8Array(), new Set([word])).get(word)
}

test('a word is said to be in the events that have it, and in no others', () => {
  fc.assert(
    fc.property(events, fc.array(fc.nat({ max: 599 })), (some, among) => {
      const all = some.toSorted((a, b) => a.row - b.row)
      const few = Int32Array.from(new Set(among.filter((i) => i < all.length))).toSorted()
      const places = placesOf(all)
      for (const word of words) {
        const its = places(word)
        const having = all.flatMap((event, i) => (event.words.includes(word) ? [i] : []))
        expect(its !== undefined).toBe(new Set(having.map((i) => all[i]?.row)).size > 1)
        if (its === undefined) continue
        expect([...keepPlaces(null, its, all.length)]).toEqual(having)
        expect([...keepPlaces(few, its, all.length)]).toEqual([...few].filter((i) => having.includes(i)))
      }
    }),
    { numRuns: 20 },
  )
})

test('a word of nearly all events, and one of few that are far apart, are told from each other', () => {
  const all = Array.from({ length: 70_000 }, (_, i) => ({
    words: [...(i === 40_000 ? [] : [1]), ...(i % 30_000 === 5 ? [2] : [])],
    row: Math.floor(i / 1_000),
  }))
  const places = placesOf(all)
  const [nearly, few] = [places(1), places(2)]
  if (nearly === undefined || few === undefined) throw new Error('Both are in several rows.')
  expect([nearly.isWithout, nearly.steps.length, few.isWithout]).toEqual([true, 3, false])
  expect([...keepPlaces(null, few, all.length)]).toEqual([5, 30_005, 60_005])
  expect([...keepPlaces(Int32Array.of(5, 40_000, 69_999), nearly, all.length)]).toEqual([5, 69_999])
})

// Where the words of events stand comes out of its bytes as it went in, and names every event that has a word.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashPair, hashWord } from '../../../src/engine/log/postgres/events/word-hashes.ts'
import {
  bucketOf,
  createPlacesGatherer,
  keepPlaces,
  keyOfPair,
  keyOfWord,
  unpackPlaces,
} from '../../../src/engine/log/postgres/events/word-places.ts'

/** Few words, so that many are in several rows; some of them share a bucket. */
const words = [...['a', 'b', 'c', 'd', 'e'].map(hashWord), hashWord('a') ^ 2_048, -1]
const events = fc.array(
  fc.record({ words: fc.array(fc.constantFrom(...words), { maxLength: 6 }), row: fc.nat({ max: 12 }) }),
  { maxLength: 600 },
)

type Said = { readonly words: readonly number[]; readonly row: number }

type Key = readonly [hash: number, isIn: (words: readonly number[]) => boolean, leastRows: number]
const single = (word: number): Key => [keyOfWord(word), (words) => words.includes(word), 2]
const pair = (word: number, next: number): Key => [
  keyOfPair(hashPair(word, next)),
  (words) => words.some((one, i) => one === word && words[i + 1] === next),
  8,
]

function placesOf(all: readonly Said[]) {
  const gatherer = createPlacesGatherer()
  for (const { words, row } of all) gatherer.add(Int32Array.from(words), row)
  const packed = gatherer.pack()
  return (word: number) => unpackPlaces(packed[bucketOf(word)] ?? new Uint8Array(), new Set([word])).get(word)
}

test('a word, or two neighbours, are said to be in the events that have it, and in no others', () => {
  fc.assert(
    fc.property(events, fc.array(fc.nat({ max: 599 })), (some, among) => {
      const all = some.toSorted((a, b) => a.row - b.row)
      const few = Int32Array.from(new Set(among.filter((i) => i < all.length))).toSorted()
      const places = placesOf(all)
      for (const [word, isIn, least] of [...words.map(single), ...words.map((word) => pair(word, -1))]) {
        const its = places(word)
        const having = all.flatMap((event, i) => (isIn(event.words) ? [i] : []))
        expect(its !== undefined).toBe(new Set(having.map((i) => all[i]?.row)).size >= least)
        if (its === undefined) continue
        expect([...keepPlaces(null, its, all.length)]).toEqual(having)
        expect([...keepPlaces(few, its, all.length)]).toEqual([...few].filter((i) => having.includes(i)))
      }
    }),
    { numRuns: 12 },
  )
})

test('a word of nearly all events, and one of few that are far apart, are told from each other', () => {
  const all = Array.from({ length: 70_000 }, (_, i) => ({
    words: [...(i === 40_000 ? [] : [2]), ...(i % 30_000 === 5 ? [4] : [])],
    row: Math.floor(i / 1_000),
  }))
  const places = placesOf(all)
  const [nearly, few] = [places(keyOfWord(2)), places(keyOfWord(4))]
  if (nearly === undefined || few === undefined) throw new Error('Both are in several rows.')
  expect([nearly.isWithout, nearly.steps.length, few.isWithout]).toEqual([true, 3, false])
  expect([...keepPlaces(null, few, all.length)]).toEqual([5, 30_005, 60_005])
  expect([...keepPlaces(Int32Array.of(5, 40_000, 69_999), nearly, all.length)]).toEqual([5, 69_999])
})

// The place in the window's address: it says what is looked at, reads back as the same, and takes no nonsense.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isStep, type Place, readPlace, startPlace, writePlace } from '../../src/renderer/desk/place.ts'
import { pages, sorts, tabs, views } from '../../src/renderer/store/view-store.ts'

const id = fc.integer({ min: 1, max: 999_999 })
const text = fc.string({ unit: 'grapheme', maxLength: 40 })
const place: fc.Arbitrary<Place> = fc
  .record({
    page: fc.constantFrom(...pages),
    query: text,
    view: fc.constantFrom(...views),
    kind: fc.option(fc.string({ minLength: 1 }), { nil: null }),
    server: fc.option(id, { nil: null }),
    text,
    sort: fc.constantFrom(...sorts),
    open: fc.option(id, { nil: null }),
    tab: fc.constantFrom(...tabs),
    logQuery: text,
    compare: fc.option(fc.record({ run: id, other: fc.option(id, { nil: null }) }), { nil: null }),
  })
  // What is open says its tab and its query; the compare page alone says what it compares.
  .map((one) => ({
    ...one,
    tab: one.open === null ? startPlace.tab : one.tab,
    logQuery: one.open === null ? '' : one.logQuery,
    compare: one.page === 'compare' ? one.compare : null,
  }))

test('every place reads back as itself, whatever is typed in it', () => {
  fc.assert(
    fc.property(place, (one) => {
      expect(readPlace(writePlace(one))).toEqual(one)
    }),
    { numRuns: 500 },
  )
})

test('the place that a window begins at needs no address, and the others say what they are', () => {
  const said = {
    ...startPlace,
    page: 'search',
    query: 'level:error "disk full"',
    open: 7,
    tab: 'log',
  } as const
  expect([writePlace(startPlace), writePlace(said)]).toEqual([
    '',
    '#/search?q=level%3Aerror+%22disk+full%22&run=7&tab=log',
  ])
})

test('an address that means nothing is the start', () => {
  const foreign = ['', '#', '#token=abcdefghijklmnop', '#/nowhere?run=1', '#/__proto__', 'search?q=x']
  expect(foreign.map(readPlace)).toEqual(foreign.map(() => startPlace))
  expect(readPlace('#/board?run=-1&tab=secrets&sort=x&server=1e3&compare=0,1&log=x')).toEqual(startPlace)
})

test('a query that is too long to be understood is not put into the address', () => {
  expect(writePlace({ ...startPlace, page: 'search', query: 'x'.repeat(10_001) })).toBe('#/search')
})

test('going somewhere is a step back from, typing is none', () => {
  const search: Place = { ...startPlace, page: 'search', query: 'a' }
  const steps = [
    isStep(startPlace, search),
    isStep(search, { ...search, query: 'ab' }),
    isStep(search, { ...search, open: 3 }),
    isStep(search, { ...search, tab: 'log' }),
    isStep({ ...search, open: 3 }, { ...search, open: 3, tab: 'log' }),
  ]
  expect(steps).toEqual([true, false, true, false, true])
})

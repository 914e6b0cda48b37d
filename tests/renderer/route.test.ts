// The route in the URL: it says what is shown, reads back as the same, and ignores what is invalid.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  formatRoute,
  homeRoute,
  isNavigation,
  parseRoute,
  type Route,
} from '../../src/renderer/desk/route.ts'
import { pages, sorts, tabs, views } from '../../src/renderer/store/view-store.ts'

const id = fc.integer({ min: 1, max: 999_999 })
const text = fc.string({ unit: 'grapheme', maxLength: 40 })
const route: fc.Arbitrary<Route> = fc
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
    event: fc.option(id, { nil: null }),
    moment: fc.option(fc.integer({ min: 1, max: 2 ** 43 }), { nil: null }),
    compare: fc.option(fc.record({ run: id, other: fc.option(id, { nil: null }) }), { nil: null }),
    teach: fc.option(id, { nil: null }),
    alerts: fc.constantFrom('', 'rules', 'rule/failed', 'new/run/7'),
  })
  // Only an open run has a tab, a log query and a moment, only its log an event, and only the pages that compare, teach and show alerts have something for it.
  .map((one) => ({
    ...one,
    tab: one.open === null ? homeRoute.tab : one.tab,
    logQuery: one.open === null ? '' : one.logQuery,
    event: one.open === null || one.tab !== 'log' ? null : one.event,
    moment: one.open === null ? null : one.moment,
    compare: one.page === 'compare' ? one.compare : null,
    teach: one.page === 'teach' ? one.teach : null,
    alerts: one.page === 'alerts' ? one.alerts : '',
  }))

test('every route reads back as itself, whatever is typed in it', () => {
  fc.assert(
    fc.property(route, (one) => {
      expect(parseRoute(formatRoute(one))).toEqual(one)
    }),
    { numRuns: 500 },
  )
})

test('the home route has an empty fragment, and the others say what they show', () => {
  const said = {
    ...homeRoute,
    page: 'search',
    query: 'level:error "disk full"',
    open: 7,
    tab: 'log',
  } as const
  expect([formatRoute(homeRoute), formatRoute(said)]).toEqual([
    '',
    '#/search?q=level%3Aerror+%22disk+full%22&run=7&tab=log',
  ])
})

test('an invalid fragment is the home route', () => {
  const foreign = ['', '#', '#token=abcdefghijklmnop', '#/nowhere?run=1', '#/__proto__', 'search?q=x']
  expect(foreign.map(parseRoute)).toEqual(foreign.map(() => homeRoute))
  expect(parseRoute('#/board?run=-1&tab=secrets&sort=x&server=1e3&compare=0,1&log=x')).toEqual(homeRoute)
})

test('a query that is too long is not put into the URL', () => {
  expect(formatRoute({ ...homeRoute, page: 'search', query: 'x'.repeat(10_001) })).toBe('#/search')
})

test('going somewhere is an entry of the history, typing is not', () => {
  const search: Route = { ...homeRoute, page: 'search', query: 'a' }
  const steps = [
    isNavigation(homeRoute, search),
    isNavigation(search, { ...search, query: 'ab' }),
    isNavigation(search, { ...search, open: 3 }),
    isNavigation(search, { ...search, tab: 'log' }),
    isNavigation({ ...search, open: 3 }, { ...search, open: 3, tab: 'log' }),
  ]
  expect(steps).toEqual([true, false, true, false, true])
})

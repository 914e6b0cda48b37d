// What somebody is offered where several share the log: by the space of each run, server and alert, and never more than the hub
// allows them.

import { expect, test } from 'vitest'
import { inFirstSpace, whyNot, whyNotAlerts, whyNotRun, whyNotSnooze } from '../../src/renderer/desk/may.ts'
import { runCommands } from '../../src/renderer/palette/run-commands.ts'
import type { LiveState } from '../../src/renderer/store/live-store.ts'
import { makeRun } from './make-run.ts'

const team = (space: number) => ({ team: { space, collector: 'a', wanted: true } })
const theirs = makeRun({ id: 1, ...team(2) })
const seen = makeRun({ id: 2, ...team(3) })
/** Operator in space 2, viewer in space 3, nothing anywhere else. */
const me = {
  key: 'person:1',
  name: 'Mia',
  given: [
    { space: 2, role: 'operator' },
    { space: 3, role: 'viewer' },
  ],
} as const satisfies LiveState['me']
const known = {
  me,
  runs: new Map([
    [1, theirs],
    [2, seen],
  ]),
}

test('an operator of one space acts there and nowhere else, and reads why', () => {
  expect([
    whyNotRun(known, 1),
    whyNotRun(known, 2),
    whyNot(me, 'operator', inFirstSpace),
    whyNot(me, 'admin', { space: 2 }),
    whyNot(me, 'operator', 'team'),
    whyNot(me, 'operator', 'anywhere'),
  ]).toEqual([
    null,
    'Only an operator of its servers may do this: you are a viewer here.',
    'Only an operator of its servers may do this.',
    'Only an admin of its servers may do this: you are an operator here.',
    'Only an operator of the whole team may do this.',
    null,
  ])
  expect([whyNotRun({ ...known, me: null }, 2), whyNot(null, 'admin', 'team')]).toEqual([null, null])
})

test('an alert is theirs where each of its runs is; one of no run is the whole team’s', () => {
  const may = (run: number | null, runs: readonly number[] = []) =>
    whyNotAlerts(known, [{ run, runs: [...runs] }]) === null
  expect([may(1), may(2), may(null, [1]), may(null, [1, 2]), may(null), may(7)]).toEqual([
    true,
    false,
    true,
    false,
    false,
    true,
  ])
  expect(
    [
      { type: 'run', run: 1 } as const,
      { type: 'run', run: 2 } as const,
      { type: 'server', server: 'x' } as const,
      { type: 'rule', rule: 'x' } as const,
      { type: 'all' } as const,
    ].map((what) => whyNotSnooze(known, what) === null),
  ).toEqual([true, false, false, false, false])
})

test('the palette offers for a run what this person may do with it', () => {
  const idsOf = (run: typeof theirs, who: LiveState['me']) =>
    runCommands({} as Parameters<typeof runCommands>[0], run, who).map(({ id }) => id)
  const all = idsOf(seen, null)
  expect(idsOf(theirs, me)).toEqual(all.filter((id) => !id.startsWith('alert-')))
  const reading = ['overview', 'log', 'timeline', 'compare', 'teach', 'export', 'connection']
  expect(idsOf(seen, me)).toEqual(all.filter((id) => reading.includes(id)))
})

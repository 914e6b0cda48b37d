// Where the connection's history belongs between the events, when the engine gives only its latest part.

import { expect, test } from 'vitest'
import { createNotes, type Note } from '../../src/cli/watch/notes.ts'
import type { Gap, Transition } from '../../src/core/run/run.ts'

let made = 0
const moved = (at: number, afterSeq: number, state: Transition['state'] = 'live'): Transition => ({
  number: ++made,
  at,
  attempt: 1,
  afterSeq,
  state,
  cause: null,
  job: null,
})
const gap = (until: number | null, missed: Gap['missed']): Gap => ({
  number: 1,
  afterSeq: 3,
  attempt: 1,
  from: 30,
  until,
  cause: 'The connection was lost',
  missed,
  basis: '',
})
const none = { transitions: [], gaps: [], attempts: [] }

test('each note is given once, before the event that it belongs before', () => {
  const notes = createNotes(none)
  const all = [moved(10, 0, 'connecting'), moved(11, 0), moved(30, 3, 'waiting'), moved(40, 5)]
  notes.take({ ...none, transitions: all.slice(0, 3) })
  const first = [notes.before(1), notes.before(2), notes.before(3), notes.before(4)]
  notes.take({ ...none, transitions: all })
  const second = [notes.before(5), notes.before(6), notes.before(99)]
  const told = (lists: readonly (readonly unknown[])[]) => lists.map((list) => list.length)
  expect([told(first), told(second)]).toEqual([
    [2, 0, 0, 1],
    [0, 1, 0],
  ])
})

test('of a history that lost its beginning only the new end is given', () => {
  const history = Array.from({ length: 30 }, (_, i) => moved(i, i, i % 2 === 0 ? 'live' : 'quiet'))
  const notes = createNotes({ ...none, transitions: history.slice(0, 10) })
  notes.take({ ...none, transitions: history.slice(4, 14) })
  notes.take({ ...none, transitions: history.slice(14, 24) })
  const given = notes.before(99).map((note) => (note.type === 'connection' ? note.transition.at : null))
  expect(given).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23])
})

test('a gap is given again when more is known of it, and before the connection that ends it', () => {
  const notes = createNotes(none)
  const waiting = moved(31, 3, 'waiting')
  const live = moved(40, 3)
  const given = [
    { transitions: [waiting], gaps: [gap(null, 'open')] },
    { transitions: [waiting, live], gaps: [gap(40, 'nothing')] },
    { transitions: [waiting, live], gaps: [gap(40, 'nothing')] },
    { transitions: [waiting, live], gaps: [gap(40, 'unknown')] },
  ].map((connection) => {
    notes.take({ ...none, ...connection })
    return notes.before(4).map((note) => (note.type === 'gap' ? note.gap.missed : stateOf(note)))
  })
  expect(given).toEqual([['open', 'waiting'], ['nothing', 'live'], [], ['unknown']])
})

function stateOf(note: Note): string | null {
  return note.type === 'connection' ? note.transition.state : null
}

test('a notice is given when it is new, and once more at the attempt’s end where its count has grown', () => {
  const notes = createNotes(none)
  const attempt = (count: number, endedAt: number | null) => ({
    number: 1,
    afterSeq: 0,
    events: 2,
    endedAt,
    notices: [{ code: 'odd-lines', at: 20, count, first: 'x' }],
  })
  const given = [attempt(1, null), attempt(5, null), attempt(7, 90), attempt(7, 90)].map((one) => {
    notes.take({ ...none, attempts: [one] })
    return notes.before(3).map((note) => (note.type === 'notice' ? [note.at, note.notice.count] : null))
  })
  expect(given).toEqual([[[20, 1]], [], [[90, 7]], []])
})

// Random runs with the worst that a log can hold: NUL, lone surrogates, bidi, empty names, ids of every sort, raw bytes, cut
// data, several attempts with gaps between them.

import fc from 'fast-check'
import type { Kind } from '../../src/core/kind/kind.ts'
import type { Attempt, Gap, Transition } from '../../src/core/run/run.ts'
import type { RecordedEvent, RecordedRun } from './seed-record.ts'

const start = 1_760_000_000_000

const hostile = fc.oneof(
  fc.constantFrom(
    '',
    '\0',
    '\ud800 alone',
    'half \udc00',
    '‮right to left',
    'two\nlines',
    'tab\tand\u0001control',
    '[DONE]',
    '{"status":"completed"}',
    '{"content":"a word "}',
    '{"type":"story_chunk","data":{"type":"progress","progress":50}}',
    '__proto__',
    '"',
    '\\u0000',
    '= formula',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.json(),
)

const event = fc.record({
  step: fc.integer({ min: 0, max: 5_000 }),
  name: fc.oneof(fc.constantFrom('message', 'status', 'ping', 'error', 'end', '__proto__'), hostile),
  id: fc.option(fc.oneof(fc.nat().map(String), hostile)),
  data: hostile,
  cut: fc.integer({ min: 0, max: 9 }),
  raw: fc.integer({ min: 0, max: 9 }),
})

/** Runs of `kinds`; `number` makes their names apart. */
export function arbitraryRun(kinds: readonly Kind[]): fc.Arbitrary<RecordedRun> {
  return fc
    .record({
      uid: fc.uuid(),
      kind: fc.constantFrom(...kinds),
      title: hostile.map((text) => text.slice(0, 100)),
      note: hostile,
      tags: fc.array(fc.string({ minLength: 1, maxLength: 10 }), { maxLength: 3 }),
      groups: fc.array(fc.array(event, { maxLength: 12 }), { minLength: 1, maxLength: 4 }),
      ended: fc.constantFrom('closed', 'ended-early', 'stopped', 'refused'),
    })
    .map(({ uid, kind, title, note, tags, groups, ended }) => {
      let at = start
      const events: RecordedEvent[] = []
      const attempts: Attempt[] = []
      const gaps: Gap[] = []
      const transitions: Transition[] = []
      for (const [i, group] of groups.entries()) {
        const number = i + 1
        const afterSeq = events.length
        if (i > 0) {
          const from = at
          at += 3_000
          gaps.push({
            number: i,
            afterSeq,
            attempt: i,
            from,
            until: at,
            cause: title,
            missed: 'unknown',
            basis: 'no ids',
          })
          // What the engine says itself is always whole text.
          const cause = `lost: ${title.toWellFormed()}`
          transitions.push({
            number: transitions.length + 1,
            at,
            attempt: i,
            afterSeq,
            state: 'waiting',
            cause,
            job: i > 1 ? 'unknown' : null,
          })
        }
        attempts.push(attemptOf(number, at, afterSeq, group.length, note))
        transitions.push({
          number: transitions.length + 1,
          at,
          attempt: number,
          afterSeq,
          state: 'live',
          cause: null,
          job: null,
        })
        for (const { step, name, id, data, cut, raw } of group) {
          at += step
          const trueSize = cut === 0 ? data.length + 7 : null
          events.push({
            at,
            attempt: number,
            name,
            id,
            data,
            trueSize,
            raw: raw === 0 ? Buffer.from([0xff, 0, 0x41]) : null,
          })
        }
      }
      const attempt = groups.length
      const connection = { state: ended, cause: title, attempt, since: at, retryAt: null } as const
      const job = ended === 'ended-early' ? 'unknown' : null
      const number = transitions.length + 1
      const cause = title.toWellFormed()
      transitions.push({ number, at, attempt, afterSeq: events.length, state: ended, cause, job })
      const marks = { tags, note, pinned: note.length % 2 === 0, acknowledgedAt: null }
      const latest = attempts.at(-1)
      const received =
        latest === undefined
          ? {}
          : {
              received: {
                bytes: latest.bytes,
                events: latest.events,
                comments: latest.comments,
                replayed: latest.replayed,
              },
            }
      const summary = { title, marks, connection, bytes: 12_345, lastBytesAt: at, ...received }
      return { uid, kind, params: { weird: note }, summary, events, attempts, gaps, transitions }
    })
}

function attemptOf(number: number, at: number, afterSeq: number, events: number, text: string): Attempt {
  return {
    number,
    startedAt: at,
    openedAt: at,
    endedAt: at + 1,
    method: 'GET',
    url: 'https://example.com/events',
    status: 200,
    headers: [['x-note', text]],
    redirects: [],
    resumedFrom: null,
    bytes: 100,
    events,
    comments: 2,
    replayed: 0,
    ending: text,
    bodyHead: null,
    afterSeq,
  }
}

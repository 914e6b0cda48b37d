// Marks: what a change makes of a run, and when a run that was acknowledged asks for a person again.

import { describe, expect, test } from 'vitest'
import { applyMarks } from '../../src/core/run/mark-change.ts'
import { marksAfter, mostTags, needsPerson, sameTag } from '../../src/core/run/marks.ts'
import { makeRun } from '../renderer/make-run.ts'

const run = makeRun()

describe('a change', () => {
  test('leaves alone what it does not name', () => {
    const marked = applyMarks(run, { pinned: true }, 5)
    expect(marked).toEqual({ ...run, marks: { ...run.marks, pinned: true } })
    expect(applyMarks(marked, { note: 'see *Anna*\n\nsecond line' }, 6).marks).toEqual({
      ...run.marks,
      pinned: true,
      note: 'see *Anna*\n\nsecond line',
    })
  })

  test('puts tags on and takes them off one by one, and knows a tag again in other letters', () => {
    const tagged = applyMarks(run, { tag: [' night  shift ', 'Night Shift', 'slow', ''] }, 1)
    expect(tagged.marks.tags).toEqual(['night shift', 'slow'])
    expect(applyMarks(tagged, { untag: ['NIGHT SHIFT'], tag: ['new'] }, 2).marks.tags).toEqual([
      'slow',
      'new',
    ])
    expect(sameTag('A  b', ' a B ')).toBe(true)
  })

  test('that would make too many tags, or no title, is refused in words', () => {
    const full = applyMarks(run, { tag: Array.from({ length: mostTags }, (_, i) => `t${i}`) }, 1)
    expect(() => applyMarks(full, { tag: ['one more'] }, 2)).toThrow('A run can have 20 tags')
    expect(applyMarks(full, { tag: ['T3'] }, 2).marks.tags.length).toBe(mostTags)
    expect(() => applyMarks(run, { title: ' \n ' }, 1)).toThrow('A run needs a title')
    expect(applyMarks(run, { title: '  Two\nlines ' }, 1).title).toBe('Two lines')
  })
})

describe('an acknowledged run', () => {
  const stalled = makeRun({ connection: { state: 'stalled', since: 100 }, job: { state: 'processing' } })
  const seen = applyMarks(stalled, { acknowledged: true }, 120)

  test('asks for nobody any more, until that is taken back', () => {
    expect([needsPerson(stalled), needsPerson(seen)]).toEqual([true, false])
    expect(needsPerson(applyMarks(seen, { acknowledged: false }, 130))).toBe(true)
  })

  test('stays so while its states stay, however much arrives', () => {
    const later = { ...seen, events: 99, lastEventAt: 140, job: { ...seen.job, percent: 50 } }
    expect(marksAfter(seen.marks, seen, later)).toBe(seen.marks)
  })

  test('asks again when a state changes: the connection, the same one anew, or the job', () => {
    const asksIn = (part: Parameters<typeof makeRun>[0]) => {
      const next = makeRun(part)
      return needsPerson({ ...next, marks: marksAfter(seen.marks, seen, next) })
    }
    const job = { state: 'processing' } as const
    expect([
      asksIn({ connection: { state: 'ended-early', since: 200 }, job }),
      asksIn({ connection: { state: 'stalled', since: 300 }, job }),
      asksIn({ connection: { state: 'stalled', since: 100 }, job: { state: 'failed' } }),
      asksIn({ connection: { state: 'stalled', since: 100 }, job }),
    ]).toEqual([true, true, true, false])
  })
})

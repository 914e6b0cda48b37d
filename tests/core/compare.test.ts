// Two runs side by side: what is paired with what, what is left alone, and that no answer grows with its input.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aligned, pairNames, pairStages } from '../../src/core/figures/compare.ts'
import { pairItems, pairTexts, type TextPair } from '../../src/core/figures/compare-results.ts'
import type { Item, Text } from '../../src/core/job/job.ts'

const stage = (id: string, startedAt: number, endedAt: number | null) => ({
  id,
  label: id.toUpperCase(),
  state: 'completed' as const,
  startedAt,
  endedAt,
})
const item = (id: string, title: string, more: Partial<Item> = {}): Item => ({
  id,
  title,
  description: null,
  tags: [],
  state: 'completed',
  createdAt: null,
  at: 0,
  ...more,
})
const text = (content: string, length = content.length): Text => ({
  content,
  length,
  source: 'pieces',
  differs: false,
  pieces: 1,
})

function texts(a: Text | null, b: Text | null): TextPair | null {
  const work = pairTexts(a, b)
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
  }
}

test('a stage that one run lacks is told from one that did not end', () => {
  const a = [stage('plan', 0, 400), stage('write', 400, null)]
  const b = [
    { id: 'write', label: 'WRITE', ms: 900 },
    { id: 'check', label: 'CHECK', ms: 50 },
  ]
  expect(pairStages(a, b)).toEqual([
    { id: 'plan', label: 'PLAN', a: 400, b: null, missing: 'b' },
    { id: 'write', label: 'WRITE', a: null, b: 900, missing: null },
    { id: 'check', label: 'CHECK', a: null, b: 50, missing: 'a' },
  ])
})

test('events by name count nothing where a name does not occur, and are not made up where nobody counted', () => {
  const a = [
    { name: 'status', events: 9 },
    { name: 'ping', events: 2 },
  ]
  const b = [{ name: 'status', events: 10 }]
  expect(pairNames(a, b)).toEqual([
    { name: 'status', a: 9, b: 10 },
    { name: 'ping', a: 2, b: 0 },
  ])
  expect(pairNames(a, null)).toBeNull()
})

test('a line that is aligned keeps its last value until its run ends, and may begin before the anchor', () => {
  const points = [
    { at: 1_000, value: 0 },
    { at: 2_500, value: 40 },
  ]
  expect(aligned(points, 2_000, 4_000)).toEqual([
    { at: -1_000, value: 0 },
    { at: 500, value: 40 },
    { at: 2_000, value: 40 },
  ])
  expect(aligned([], 2_000, 4_000)).toEqual([])
})

describe('items', () => {
  test('are the same by id, else by title, and what differs of them is named', () => {
    const a = [item('1', 'Cell'), item('2', 'Enzyme', { tags: ['x'] }), item('9', 'Genome'), item('4', 'Old')]
    const b = [
      item('1', 'Cell, revised', { state: 'failed' }),
      item('2', 'Enzyme', { tags: ['x', 'y'] }),
      item('77', 'Genome'),
      item('5', 'New'),
    ]
    expect(pairItems(a, b)).toEqual({
      both: 3,
      onlyA: [{ id: '4', title: 'Old', state: 'completed' }],
      onlyB: [{ id: '5', title: 'New', state: 'completed' }],
      onlyACount: 1,
      onlyBCount: 1,
      changed: [
        {
          title: 'Cell',
          changes: [
            { what: 'title', a: 'Cell', b: 'Cell, revised' },
            { what: 'state', a: 'completed', b: 'failed' },
          ],
        },
        { title: 'Enzyme', changes: [{ what: 'tags', a: 'x', b: 'x, y' }] },
      ],
      changedCount: 2,
    })
  })

  test('each is paired once, whatever repeats', () => {
    const some = fc.array(
      fc.record({ id: fc.constantFrom('1', '2', '3', '4'), title: fc.constantFrom('a', 'b', 'c') }),
      { maxLength: 12 },
    )
    const unique = (list: { id: string; title: string }[], prefix: string) =>
      list.map(({ id, title }, i) => item(i % 2 === 0 ? `${prefix}${i}` : `${id}-${i}`, title))
    fc.assert(
      fc.property(some, some, (first, second) => {
        const [a, b] = [unique(first, 'a'), unique(second, 'b')]
        const { both, onlyACount, onlyBCount } = pairItems(a, b)
        expect([both + onlyACount, both + onlyBCount]).toEqual([a.length, b.length])
        const back = pairItems(b, a)
        expect([back.both, back.onlyACount, back.onlyBCount]).toEqual([both, onlyBCount, onlyACount])
      }),
    )
  })

  test('a difference late in a long description is shown, and the lists are cut with true counts', () => {
    const long = 'x'.repeat(3_000)
    const a = [item('1', 'One', { description: `${long} old ending` })]
    const b = [item('1', 'One', { description: `${long} new ending` })]
    const change = pairItems(a, b).changed[0]?.changes[0]
    expect([change?.a?.endsWith('old ending'), change?.b?.endsWith('new ending')]).toEqual([true, true])
    expect(change?.a?.length).toBeLessThan(100)
    const many = Array.from({ length: 2_000 }, (_, i) => item(`${i}`, `Item ${i}`))
    const { onlyA, onlyACount } = pairItems(many, [])
    expect([onlyA.length, onlyACount]).toEqual([200, 2_000])
  })
})

describe('texts', () => {
  test('there is no difference where neither wrote, and a whole one where only one did', () => {
    expect(texts(null, null)).toBeNull()
    expect(texts(null, text('Hello.'))).toMatchObject({
      same: false,
      aLength: 0,
      bLength: 6,
      parts: [{ type: 'added', text: 'Hello.', skipped: 0, rest: '' }],
    })
  })

  test('what both say is shortened to its edges, and no character is cut in two', () => {
    const story = '🦊 '.repeat(400)
    const pair = texts(text(`${story}sat.`), text(`${story}ran.`))
    const same = pair?.parts[0]
    expect(same?.type).toBe('same')
    expect((same?.text.length ?? 0) + (same?.skipped ?? 0) + (same?.rest.length ?? 0)).toBe(story.length)
    expect(`${same?.text}${same?.rest}`.isWellFormed()).toBe(true)
    expect(pair?.parts.slice(1).map((part) => [part.type, part.text])).toEqual([
      ['removed', 'sat'],
      ['added', 'ran'],
      ['same', '.'],
    ])
  })

  test('megabytes that share nothing are told so in little, both sides of them', () => {
    const [before, after] = [0, 1].map((n) =>
      Array.from({ length: 60_000 }, (_, i) => `Sentence ${i * 2 + n} of a text. `).join(''),
    )
    const pair = texts(text(before ?? '', 9_000_000), text(after ?? ''))
    expect([pair?.coarse, pair?.cut, pair?.aLength, pair?.unit]).toEqual([true, true, 9_000_000, 'sentences'])
    expect(pair?.parts.map((part) => part.type)).toEqual(['removed', 'added'])
    expect(JSON.stringify(pair).length).toBeLessThan(60_000)
  })

  test('a text with differences everywhere is given up to a bound, and says that there are more', () => {
    const [before, after] = ['old', 'new'].map((word) =>
      Array.from({ length: 500 }, (_, i) => `${word.repeat(100)}\nLine ${i}.\n`).join(''),
    )
    const pair = texts(text(before ?? ''), text(after ?? ''))
    expect(pair?.more).toBe(true)
    expect(JSON.stringify(pair).length).toBeLessThan(400_000)
    expect(pair?.parts.some((part) => part.type === 'added')).toBe(true)
  })
})

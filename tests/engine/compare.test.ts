// Two stored runs side by side, over a real log: what the page is given, and that no step of a giant comparison is long.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { comparisonSchema } from '../../src/core/figures/comparison.ts'
import { freshDir, removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { events, seedLog } from '../support/seed-log.ts'
import { type Past, seedPast } from '../support/seed-past.ts'

const dataDir = freshDir()
let engine: TestEngine
let past: Past
let chats: readonly number[]

/** A chat of over a million characters that says `word` in every hundredth sentence. */
const chat = (word: string) => ({
  kind: 'chat',
  params: { prompt: 'p' },
  events: events(12_000, (i) => ({
    data: JSON.stringify({
      content: `Sentence ${i} of the ${i % 100 === 0 ? word : 'same'} story, which goes on and on, and does not end before it has been told whole. `,
    }),
  })),
})

beforeAll(async () => {
  past = await seedPast(dataDir)
  chats = await seedLog(dataDir, [chat('old'), chat('new')])
  engine = await startEngine({ dataDir })
})
afterAll(async () => {
  await engine.close()
  removeDir(dataDir)
})

test('two stories: stages, first content, texts, events by name; swapped it says the same the other way round', async () => {
  const { call } = engine
  const [first = 0, second = 0] = past.stories
  const there = await call('review.compare', { run: second, other: first })
  const back = await call('review.compare', { run: first, other: second })
  expect(comparisonSchema.parse(there)).toEqual(there)
  expect(there.stages.map(({ id, a, b, missing }) => [id, a, b, missing])).toEqual([
    ['generate_content', 6_300, 3_600, null],
    ['safety_check', 900, 900, null],
    ['translate', 1_200, null, 'b'],
    ['calculate_metrics', 400, 600, null],
  ])
  expect([there.a.firstContentMs, there.b?.firstContentMs]).toEqual([5_500, 2_600])
  expect(there.names).toEqual([{ name: 'story_chunk', a: 13, b: 10 }])
  const said = (type: string) =>
    there.text?.parts.filter((part) => part.type === type).map(({ text }) => text)
  expect([said('removed'), said('added')]).toEqual([
    ['feared', 'Nobody ', '. So it went to look'],
    ['loved', 'The birds '],
  ])
  expect(back.stages.find((one) => one.id === 'translate')).toMatchObject({ a: null, b: 1_200, missing: 'a' })
  expect([back.a, back.b, back.text?.parts.filter((part) => part.type === 'removed')[0]?.text]).toEqual([
    there.b,
    there.a,
    'loved',
  ])
})

test('two decks: attempts, gaps, and items that were renamed are not taken for the same', async () => {
  const { call } = engine
  const [first = 0, failed = 0, last = 0] = [past.decks[0], past.decks[4], past.decks[5]]
  const { a, b, items, text, stages } = await call('review.compare', { run: last, other: first })
  expect([a.gaps.length, b?.gaps.length, a.attempts.length, b?.attempts.length]).toEqual([1, 0, 2, 1])
  expect([items?.both, items?.onlyACount, items?.changedCount, text, stages]).toEqual([8, 0, 2, null, []])
  expect(items?.changed[0]).toEqual({
    title: 'Mitosis, revised',
    changes: [{ what: 'title', a: 'Mitosis, revised', b: 'Mitosis' }],
  })
  const other = await call('review.compare', { run: failed, other: first })
  expect([other.a.state, other.b?.state]).toEqual(['failed', 'completed'])
})

test('a run beside the usual one, beside one of another kind, and beside one that is gone', async () => {
  const { call } = engine
  const [deck = 0, story = 0] = [past.decks[5], past.stories[0]]
  const usual = await call('review.compare', { run: deck, other: null })
  expect([usual.b, usual.usual?.durationP50Ms, usual.a.durationMs, usual.sameKind]).toEqual([
    null,
    40_900,
    57_300,
    true,
  ])
  const strange = await call('review.compare', { run: deck, other: story })
  expect([strange.sameKind, strange.stages, strange.names, strange.items, strange.text]).toEqual([
    false,
    [],
    null,
    null,
    null,
  ])
  expect([strange.a.kind, strange.b?.kind]).toEqual(['flashcards', 'stories'])
  await expect(call('review.compare', { run: deck, other: 999 })).rejects.toMatchObject({
    code: 'not-found',
    message: 'There is no run 999: it may have been removed.',
  })
  await expect(call('review.compare', { run: 999, other: null })).rejects.toMatchObject({ code: 'not-found' })
})

test('texts of a megabyte each are compared while short questions are answered in between', async () => {
  const [first = 0, second = 0] = chats
  const { call } = engine
  let isDone = false
  let answered = 0
  const asking = (async () => {
    while (!isDone) {
      await call('review.at', { run: second, moment: { type: 'seq', seq: 1 } })
      if (!isDone) answered++
    }
  })()
  const { text, items } = await call('review.compare', { run: first, other: second })
  isDone = true
  await asking
  expect(answered).toBeGreaterThan(3)
  expect([text?.coarse, text?.unit, text?.same, items?.both]).toEqual([false, 'sentences', false, 0])
  expect(text?.aLength).toBeGreaterThan(1_000_000)
  expect(text?.parts.filter((part) => part.type === 'removed')).toHaveLength(120)
})

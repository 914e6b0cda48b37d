// What happens over time in the window: one clock, polling at a pace, one announcement for many changes.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { showAtTick } from '../../src/renderer/desk/show-together.ts'
import { collectNews, formatNews, noNews } from '../../src/renderer/store/announce.ts'
import { createClock } from '../../src/renderer/store/clock.ts'
import { createNotices } from '../../src/renderer/store/notices.ts'
import { startPolling } from '../../src/renderer/store/poll.ts'
import { createFakePresence } from './fake-presence.ts'
import { makeRun, noon } from './make-run.ts'

beforeEach(() => void vi.useFakeTimers({ now: noon + 300 }))
afterEach(() => void vi.useRealTimers())

describe('the clock', () => {
  test('ticks on the full second, for everybody at once, and rests when nobody looks', () => {
    const clock = createClock(createFakePresence())
    const seen: string[] = []
    const stops = ['a', 'b'].map((name) => clock.subscribe(() => seen.push(`${name} ${clock.now() - noon}`)))
    vi.advanceTimersByTime(1_700)
    expect(seen).toEqual(['a 1000', 'b 1000', 'a 2000', 'b 2000'])
    for (const stop of stops) stop()
    expect(vi.getTimerCount()).toBe(0)
  })

  test('rests where the last who listened stops in the tick, and ticks once a second for who comes then', () => {
    const clock = createClock(createFakePresence())
    const seen: string[] = []
    const stop = clock.subscribe(() => {
      seen.push('once')
      stop()
    })
    vi.advanceTimersByTime(700)
    expect([seen, vi.getTimerCount()]).toEqual([['once'], 0])
    clock.subscribe(() => seen.push(`then ${clock.now() - noon}`))
    vi.advanceTimersByTime(2_000)
    expect(seen).toEqual(['once', 'then 2000', 'then 3000'])
  })

  test('shows what came since its last tick in the task of the next, and once', () => {
    const clock = createClock(createFakePresence())
    const seen: string[] = []
    showAtTick(clock, () => seen.push(`a ${Date.now() - noon}`))
    vi.advanceTimersByTime(500)
    showAtTick(clock, () => seen.push(`b ${Date.now() - noon}`))
    expect(seen).toEqual([])
    vi.advanceTimersByTime(3_000)
    expect(seen).toEqual(['a 1000', 'b 1000'])
    expect(vi.getTimerCount()).toBe(0)
  })

  test('stands still while nobody sees the window, and is right at once when it is shown', () => {
    const presence = createFakePresence()
    const clock = createClock(presence)
    const seen: number[] = []
    const stop = clock.subscribe(() => seen.push(clock.now() - noon))
    presence.show(false)
    expect(vi.getTimerCount()).toBe(0)
    vi.advanceTimersByTime(60_000)
    presence.show(true)
    vi.advanceTimersByTime(700)
    expect(seen).toEqual([60_300, 61_000])
    stop()
    presence.show(false)
    presence.show(true)
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('asking again', () => {
  test('happens at most once per pace, however often something changed', async () => {
    const asked: number[] = []
    const answers: number[] = []
    const pull = startPolling(
      async () => asked.push(Date.now() - noon),
      () => 250,
      (answer) => answers.push(answer),
      () => undefined,
    )
    for (let i = 0; i < 20; i++) {
      pull.refresh()
      await vi.advanceTimersByTimeAsync(50)
    }
    pull.stop()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(asked).toEqual([300, 550, 800, 1_050, 1_300])
    expect(answers).toEqual([1, 2, 3, 4, 5])
  })

  test('does not happen while nothing changed, and an answer that comes after the stop is not handed on', async () => {
    const answers: string[] = []
    let finish: (answer: string) => void = () => undefined
    const pull = startPolling(
      () => new Promise<string>((resolve) => (finish = resolve)),
      () => 250,
      (answer) => answers.push(answer),
      () => undefined,
    )
    finish('first')
    await vi.advanceTimersByTimeAsync(5_000)
    pull.refresh()
    pull.stop()
    finish('second')
    await vi.advanceTimersByTimeAsync(5_000)
    expect(answers).toEqual(['first'])
  })
})

describe('what a screen reader is told', () => {
  const before = new Map(
    [1, 2, 3, 4].map((id) => [id, makeRun({ id, title: `Run ${id}`, job: { state: 'processing' } })]),
  )
  const changed = (changes: readonly (readonly [number, Parameters<typeof makeRun>[0]])[]) =>
    new Map([
      ...before,
      ...changes.map(([id, part]) => [id, makeRun({ id, title: `Run ${id}`, ...part })] as const),
    ])

  test('is one sentence for many changes', () => {
    const completed = { job: { state: 'completed' } } as const
    const stalled = { job: { state: 'processing' }, connection: { state: 'stalled' } } as const
    const news = collectNews(
      noNews,
      before,
      changed([
        [1, completed],
        [2, completed],
        [3, completed],
        [4, stalled],
      ]),
    )
    expect(formatNews(news)).toBe('3 runs completed, 1 stalled.')
  })

  test('names the run where only one changed', () => {
    expect(formatNews(collectNews(noNews, before, changed([[2, { job: { state: 'failed' } }]])))).toBe(
      'Run 2: failed.',
    )
  })

  test('is nothing where only progress was made, or a run came', () => {
    const changes = changed([
      [1, { job: { state: 'processing', percent: 40 } }],
      [9, { job: { state: 'completed' } }],
    ])
    expect(formatNews(collectNews(noNews, before, changes))).toBeNull()
  })

  test('gathers over several pushes', () => {
    const first = changed([[1, { job: { state: 'completed' } }]])
    const second = new Map([...first, [2, makeRun({ id: 2, job: { state: 'completed' } })] as const])
    expect(formatNews(collectNews(collectNews(noNews, before, first), first, second))).toBe(
      '2 runs completed.',
    )
  })
})

test('good news leaves by itself, bad news stays, and the same news is not said twice', () => {
  const notices = createNotices()
  notices.show('3 runs added.')
  notices.show('The server refused.', 'bad')
  notices.show('The server refused.', 'bad')
  expect(notices.store.getState().map(({ text }) => text)).toEqual(['3 runs added.', 'The server refused.'])
  vi.advanceTimersByTime(6_000)
  expect(notices.store.getState().map(({ text }) => text)).toEqual(['The server refused.'])
})

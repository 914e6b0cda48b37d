// Reads the plans themselves instead of waiting for them: what is promised about durations is checked for hundreds of
// jobs in no time, and cannot depend on how busy the machine is.

import { describe, expect, it } from 'vitest'
import { createRandom } from '../../src/demo/base/random.ts'
import type { Frame } from '../../src/demo/base/step.ts'
import { stories as shelf } from '../../src/demo/content/library.ts'
import { countWords, pieces } from '../../src/demo/content/stories/prose.ts'
import type { FaultName } from '../../src/demo/faults/catalogue.ts'
import { chat } from '../../src/demo/services/chat.ts'
import { flashcards } from '../../src/demo/services/flashcards.ts'
import { learningPaths } from '../../src/demo/services/learning-paths.ts'
import { processes } from '../../src/demo/services/processes.ts'
import type { Service } from '../../src/demo/services/service.ts'
import { stories } from '../../src/demo/services/stories.ts'
import { videos } from '../../src/demo/services/videos.ts'

type Options = { readonly query?: string; readonly elapsedMs?: number; readonly fault?: FaultName }

/** The frames that a connection to the job `id` would get, with their times in ms. */
function plan(service: Service, id: string, { query = '', elapsedMs = 0, fault }: Options = {}): Frame[] {
  const frames: Frame[] = []
  const steps = service.steps({
    ask: {
      method: service.method,
      target: '',
      path: '',
      query: new URLSearchParams(query),
      form: new URLSearchParams(),
      body: '',
      lastEventId: null,
      authorized: false,
    },
    id,
    fault: fault ?? null,
    seed: 1,
    random: createRandom(`1 ${service.kind} ${id}`),
    jobNumber: 1,
    openedAt: 0,
    elapsedMs,
    isoAt: (ms) => new Date(1_767_225_600_000 + ms).toISOString(),
  })
  for (const step of steps) if (step.type === 'frame') frames.push(step)
  return frames
}

const lastsMs = (frames: readonly Frame[]) => frames.at(-1)?.at ?? 0
const names = Array.from({ length: 200 }, (_, i) => `job-${i}`)

describe('the documented pace', () => {
  it.each([
    [flashcards, 25_000, 60_000],
    [videos, 20_000, 50_000],
    [learningPaths, 10_000, 30_000],
    [processes, 10_000, 30_000],
    [chat, 5_000, 15_000],
    [stories, 30_000, 60_000],
  ] as const)('$kind last between %d and %d ms, each job its own time', (service, least, most) => {
    const durations = names.map((name) => lastsMs(plan(service, name)))
    expect(durations.filter((ms) => ms < least || ms > most)).toEqual([])
    expect(new Set(durations).size).toBeGreaterThan(10)
  })

  it('makes the steps of every stream go forward in time', () => {
    for (const service of [flashcards, videos, learningPaths, processes, chat, stories]) {
      const times = plan(service, 'job').map(({ at }) => at)
      expect(times, service.kind).toEqual(times.toSorted((a, b) => a - b))
    }
  })

  it('writes stories with 10 to 20 events a second, and says the first word of the workflow within 500 ms', () => {
    for (const name of names) {
      const frames = plan(stories, name)
      const content = frames.filter(({ data }) => data.includes('"content"') && data.includes('"chunk"'))
      const seconds = ((content.at(-1)?.at ?? 0) - (content[0]?.at ?? 0)) / 1_000
      expect(content.length / seconds).toBeGreaterThanOrEqual(10)
      expect(content.length / seconds).toBeLessThanOrEqual(20)
      expect(frames[0]?.at).toBeLessThan(500)
    }
  })

  it('changes flashcard runs and videos at whole seconds of their life only, whenever one looks', () => {
    for (const service of [flashcards, videos]) {
      const times = plan(service, 'job', { elapsedMs: 4_300 })
        .filter(({ part, at }) => part === 'event' && at > 0)
        .map(({ at }) => (at + 4_300) % 1_000)
      expect(new Set(times), service.kind).toEqual(new Set([0]))
    }
  })

  it('pings each 15 s of the connection, for as long as the job goes on', () => {
    for (const service of [flashcards, videos]) {
      const frames = plan(service, 'job')
      const expected = Array.from(
        { length: Math.ceil(lastsMs(frames) / 15_000) - 1 },
        (_, i) => (i + 1) * 15_000,
      )
      expect(
        frames.filter(({ part }) => part === 'ping').map(({ at }) => at),
        service.kind,
      ).toEqual(expected)
    }
  })

  it('bridges long pauses with comments: each 15 s in a chat, each 60 s in a process', () => {
    const comments = (service: Service) => {
      const frames = plan(service, 'keepalive', { fault: 'keepalive' })
      const i = frames.findIndex(({ part }) => part === 'comment')
      const before = service === chat ? 0 : (frames[i - 1]?.at ?? 0)
      return frames.filter(({ part }) => part === 'comment').map(({ at, data }) => [at - before, data])
    }
    expect({ chat: comments(chat), processes: comments(processes) }).toEqual({
      chat: [
        [15_000, 'keepalive'],
        [30_000, 'keepalive'],
      ],
      processes: [
        [60_000, 'keepalive'],
        [120_000, 'keepalive'],
      ],
    })
  })
})

describe('the stories', () => {
  it('are whole chapters: at least 250 words, a question, and choices', () => {
    const thin = shelf.flatMap(({ title, chapters }) =>
      chapters
        .filter(
          ({ text, choices, question }) => countWords(text) < 250 || choices.length < 3 || question === '',
        )
        .map(({ heading }) => `${title}: ${heading}`),
    )
    expect(thin).toEqual([])
    expect(shelf.map(({ theme, chapters }) => [theme, chapters.length])).toEqual([
      ['adventure', 2],
      ['space', 2],
      ['ocean', 2],
      ['forest', 2],
    ])
  })

  it('come in pieces that make the very same text again, and never part a character', () => {
    const text = 'A seaside 🐢 كلّ نجمة 👨‍👩‍👧‍👦\n\nand extraordinarily long'
    expect(pieces(text).join('')).toBe(text)
    expect(pieces(text).filter((piece) => !piece.isWellFormed())).toEqual([])
  })
})

// Which jobs live on the server and which every request starts: the ground on which a monitor may ask again or not.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SampleBackend, startSampleBackend } from '../../src/demo/index.ts'
import { flashcardEvents, videoEvents } from './documents.ts'
import { dataOf, watch } from './watch.ts'

let backend: SampleBackend
beforeAll(async () => {
  backend = await startSampleBackend({ speed: 200 })
})
afterAll(() => backend.close())

describe('jobs that live on the server', () => {
  it('go on without a watcher, and tell a second one the present status and all sets first', async () => {
    const url = `${backend.url}/v1/flashcards/runs/music-theory/events`
    const first = await watch(url, { enough: 12 })
    // Twelve seconds of the sample world, in which the first set must have been completed.
    await new Promise((resolve) => setTimeout(resolve, 60))
    const second = await watch(url)

    const known = dataOf(first, 'set').map((set) => flashcardEvents.set.parse(set).id)
    const firstStatus = flashcardEvents.status.parse(JSON.parse(second.events[0]?.data ?? ''))
    const repeated = second.events.slice(1, 1 + firstStatus.sets_created)
    const ids = repeated.map(({ data }) => flashcardEvents.set.parse(JSON.parse(data)).id)
    expect(repeated.map(({ name }) => name)).toEqual(repeated.map(() => 'set'))
    expect(ids.slice(0, known.length)).toEqual(known)
    expect(second.events[0]?.name).toBe('status')
    // A set that was completed in the meantime is told with its final description.
    expect(flashcardEvents.set.parse(JSON.parse(repeated[0]?.data ?? ''))).toMatchObject({
      status: 'completed',
      description: 'Clefs, notes and ledger lines.',
    })
  })

  it('are told whole after their end: status, all sets, end', async () => {
    const url = `${backend.url}/v1/flashcards/runs/linear-algebra/events`
    await watch(url)
    const { events, ending } = await watch(url)
    expect({ names: events.map(({ name }) => name), last: events.at(-1)?.data, ending }).toEqual({
      names: ['status', ...Array(10).fill('set'), 'end'],
      last: '{"status":"completed"}',
      ending: 'finished',
    })
  })

  it('keep the times of what happened, whenever they are asked for', async () => {
    const run = `${backend.url}/v1/flashcards/runs/astronomy/events`
    const film = `${backend.url}/v1/videos/requests/b81d7c02/events`
    const [sets, later] = await Promise.all([watch(run), watch(film)])
    const [setsAgain, laterAgain] = await Promise.all([watch(run), watch(film)])
    const times = (seen: typeof sets) =>
      dataOf(seen, 'set').map((set) => Date.parse(flashcardEvents.set.parse(set).created_at))
    const before = times(sets)
    // The clock of the sample world and the connection's own differ by less than a rounded millisecond.
    expect(times(setsAgain).map((at, i) => Math.abs(at - (before[i] ?? 0)) <= 1)).toEqual(
      before.map(() => true),
    )
    const done = [later, laterAgain].map((seen) => videoEvents.status.parse(dataOf(seen, 'status').at(-1)))
    const [at, again] = done.map(({ completed_at }) => Date.parse(completed_at ?? ''))
    expect(Math.abs((at ?? 0) - (again ?? 0))).toBeLessThanOrEqual(1)
    expect(laterAgain.events.map(({ name }) => name)).toEqual(['status', 'end'])
  })

  it('are started once, however many watch', async () => {
    const before = backend.stats().jobs
    const film = `${backend.url}/v1/videos/requests/shared/events`
    const run = `${backend.url}/v1/flashcards/runs/shared/events`
    await Promise.all([film, film, film, run, run].map((url) => watch(url, { enough: 1 })))
    const after = backend.stats().jobs
    expect([
      (after.videos ?? 0) - (before.videos ?? 0),
      (after.flashcards ?? 0) - (before.flashcards ?? 0),
    ]).toEqual([1, 1])
  })
})

describe('jobs that every request starts', () => {
  it('are counted by kind, also where their watcher leaves at once', async () => {
    const fresh = await startSampleBackend({ speed: 200 })
    const story = `${fresh.url}/api/v1/stories/generate/stream?child_id=1&theme=forest`
    const form = () => ({ method: 'POST', body: new URLSearchParams({ topic: 'Sailing' }), enough: 1 })
    await Promise.all([
      watch(story, { enough: 1 }),
      watch(story, { enough: 1 }),
      watch(`${fresh.url}/generate-stream`, form()),
      watch(`${fresh.url}/generate-stream`, form()),
      watch(`${fresh.url}/api/process/stream`, { enough: 1 }),
      watch(`${fresh.url}/chat?prompt=tides`, { enough: 1 }),
      watch(`${fresh.url}/chat?prompt=tides`, { enough: 1 }),
      watch(`${fresh.url}/events/ticker`, { enough: 1 }),
    ])
    const { requests, jobs } = fresh.stats()
    await fresh.close()
    expect({ requests, jobs }).toEqual({
      requests: 8,
      jobs: { flashcards: 0, videos: 0, stories: 2, 'learning-paths': 2, processes: 1, chat: 2, plain: 0 },
    })
  })

  it('are not started by a request that is refused', async () => {
    const fresh = await startSampleBackend({ speed: 200 })
    const refused = ['forbidden', 'unavailable', 'html', 'no-content', 'gone', 'redirect-loop']
    const asked = refused.map((fault) => fetch(`${fresh.url}/chat?prompt=${fault}`, { redirect: 'manual' }))
    const statuses = (await Promise.all(asked)).map(({ status }) => status)
    const { jobs } = fresh.stats()
    await fresh.close()
    expect({ statuses, started: jobs.chat }).toEqual({ statuses: [403, 503, 200, 204, 410, 307], started: 0 })
  })
})

describe('a seed', () => {
  it('makes the same jobs again, and another seed makes others', async () => {
    const backends = await Promise.all([7, 7, 8].map((seed) => startSampleBackend({ seed, speed: 200 })))
    const seen = await Promise.all(
      backends.map(async ({ url }) => {
        const { text } = await watch(`${url}/v1/flashcards/runs/spanish-a2/events`)
        // All but the times, which are real.
        return text.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '')
      }),
    )
    await Promise.all(backends.map((one) => one.close()))
    expect([seen[1] === seen[0], seen[2] === seen[0]]).toEqual([true, false])
  })
})

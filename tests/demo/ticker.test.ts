// The one stream with ids: what resuming by them promises, and where it ends.

import { afterAll, beforeAll, expect, it } from 'vitest'
import { type SampleBackend, startSampleBackend } from '../../src/demo/index.ts'
import { watch } from './watch.ts'

let backend: SampleBackend
let url: string
beforeAll(async () => {
  backend = await startSampleBackend({ speed: 200 })
  url = `${backend.url}/events/ticker`
})
afterAll(() => backend.close())

const resume = (id: string, enough: number) => watch(url, { enough, headers: { 'last-event-id': id } })
const upFrom = (first: number, length: number) => Array.from({ length }, (_, i) => String(first + i))

it('numbers its lines without holes, and a resuming client misses none and gets none twice', async () => {
  const first = await watch(url, { enough: 12 })
  const ids = first.events.map(({ id }) => id)
  expect(ids).toEqual(upFrom(Number(ids[0]), ids.length))

  // Away for a good many ticks, so that the missed ones have to come out of the past.
  await new Promise((resolve) => setTimeout(resolve, 100))
  const last = Number(ids.at(-1))
  const second = await resume(String(last), 30)
  expect(second.events.map(({ id }) => id)).toEqual(upFrom(last + 1, second.events.length))
})

it('tells the same line under the same id, however often it is asked', async () => {
  const first = await watch(url, { enough: 5 })
  const before = String(Number(first.events[0]?.id) - 1)
  const again = await resume(before, 5)
  expect(again.events.slice(0, 5)).toEqual(first.events.slice(0, 5))
})

it('begins at the oldest line that it holds where the id is older, and at the newest where it was never given', async () => {
  const [ancient, unknown, garbled] = await Promise.all([
    resume('1', 10_000),
    resume('999999999', 1),
    resume('abc', 1),
  ])
  const newest = Number(unknown.events[0]?.id)
  const oldest = Number(ancient.events[0]?.id)
  expect(ancient.events.map(({ id }) => id)).toEqual(upFrom(oldest, ancient.events.length))
  expect(oldest).toBeGreaterThan(1)
  expect(newest).toBeGreaterThan(10_000)
  expect(Number(garbled.events[0]?.id)).toBeGreaterThan(10_000)
})

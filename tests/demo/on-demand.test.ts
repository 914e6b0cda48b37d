// The sample backend inside a host's process.

import { afterEach, expect, test } from 'vitest'
import { createSampleOnDemand, type SampleOnDemand } from '../../src/demo/index.ts'

let sample: SampleOnDemand

afterEach(() => sample.close())

test('it starts when it is asked for, is the same afterwards, and answers what it offers', async () => {
  sample = createSampleOnDemand()
  const first = await sample.port()
  const second = await sample.port()
  expect(second).toEqual(first)
  const answer = await fetch(first.baseUrl)
  expect(answer.status).toBe(200)
})

test('it offers a job of every kind, one that comes back and one that falls silent', async () => {
  sample = createSampleOnDemand()
  const { baseUrl, runs } = await sample.port()
  expect(runs.map(({ kind, params }) => [kind, Object.values(params)[0]])).toEqual([
    ['flashcards', 'biology-101'],
    ['videos', '4f3e2d1c-8a7b-4c6d-9e0f-1a2b3c4d5e6f'],
    ['stories', '1'],
    ['learning-paths', 'Data engineering with Python'],
    ['processes', '/api/process/stream'],
    ['chat', 'What are Server-Sent Events, and when should I use them?'],
    ['plain', `${baseUrl}/events/ticker`],
    ['flashcards', 'cut-once'],
    ['videos', 'silence'],
  ])
})

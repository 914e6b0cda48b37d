// The sample jobs with which nothing is wrong: what a first look at Runlight shows.

import type { Scenario } from './scenario.ts'

const runs = [
  ['biology-101', 'Thirteen sets for a first course in biology.'],
  ['organic-chemistry', 'Eleven sets, from alkanes to spectroscopy.'],
  ['world-history', 'Twelve sets on the years from 1900 to 1950.'],
  ['spanish-a2', 'Twelve sets of everyday Spanish.'],
  ['music-theory', 'Ten sets, from the staff to the blues.'],
  ['astronomy', 'Twelve sets, from the Moon to the oldest light.'],
  ['linear-algebra', 'Ten sets, from vectors to singular values.'],
] as const

const videos = [
  ['4f3e2d1c-8a7b-4c6d-9e0f-1a2b3c4d5e6f', 'A video request, from the queue to the finished film.'],
  ['b81d7c02-53aa-4e19-8f46-70c2d9e4a3b5', 'Another video request, with a duration of its own.'],
] as const

const themes = [
  ['adventure', 'A story of a lighthouse and a map that only small lights can wake.'],
  ['space', 'A story of a small robot and a planet in the dark.'],
  ['ocean', 'A story of a young whale who has lost her song.'],
  ['forest', 'A story of a bakery under an oak.'],
] as const

const topics = [
  ['data-engineering', 'Data engineering with Python', 'A learning path, in five stages.'],
  ['watercolour', 'Watercolour for beginners', 'Another learning path, with a duration of its own.'],
] as const

const prompts = [
  ['sse', 'What are Server-Sent Events, and when should I use them?', 'A short explanation, token by token.'],
  ['slow-query', 'Why is my SQL query slow?', 'Advice on slow queries, token by token.'],
  ['bread', 'How do I bake a good sourdough loaf?', 'A recipe, token by token.'],
] as const

export const soundScenarios: readonly Scenario[] = [
  ...runs.map(([name, what]) => ({
    kind: 'flashcards',
    name,
    what,
    params: { run_id: name },
    url: `/v1/flashcards/runs/${name}/events`,
  })),
  ...videos.map(([name, what]) => ({
    kind: 'videos',
    name,
    what,
    params: { video_uuid: name },
    url: `/v1/videos/requests/${name}/events`,
  })),
  ...themes.map(([name, what]) => ({
    kind: 'stories',
    name,
    what,
    params: { child_id: '1', theme: name, chapter_number: '1' },
    url: `/api/v1/stories/generate/stream?child_id=1&theme=${name}&chapter_number=1`,
  })),
  ...topics.map(([name, topic, what]) => ({
    kind: 'learning-paths',
    name,
    what,
    params: { topic },
    url: '/generate-stream',
  })),
  {
    kind: 'processes',
    name: 'process',
    what: 'An import, a backup check or an indexing run, by turns, with steps and a log.',
    params: { path: '/api/process/stream' },
    url: '/api/process/stream',
  },
  ...prompts.map(([name, prompt, what]) => ({
    kind: 'chat',
    name,
    what,
    params: { prompt },
    url: `/chat?${new URLSearchParams({ prompt })}`,
  })),
  {
    kind: 'plain',
    name: 'ticker',
    what: 'The endless log of a harbour, with numbered ids: a lost connection misses nothing.',
    params: { url: '/events/ticker' },
    url: '/events/ticker',
  },
  {
    kind: 'plain',
    name: 'clock',
    what: 'The time, once a second, without ids: what is missed is missed.',
    params: { url: '/events/clock' },
    url: '/events/clock',
  },
  {
    kind: 'plain',
    name: 'echo',
    what: 'Says the body of the request again, word by word, and ends with the event “done”.',
    params: {
      url: '/events/echo',
      method: 'POST',
      body: 'The tide comes in, the tide goes out, and every ship has a place to be.',
      endEvent: 'done',
    },
    url: '/events/echo',
  },
]

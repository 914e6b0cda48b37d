// What each service streams where nothing goes wrong, held against the documents.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { type SampleBackend, startSampleBackend } from '../../src/demo/index.ts'
import { flashcardEvents, processEvents, storyEvents, videoEvents } from './documents.ts'
import { dataOf, type Seen, watch } from './watch.ts'

let backend: SampleBackend
beforeAll(async () => {
  backend = await startSampleBackend({ speed: 200 })
})
afterAll(() => backend.close())

/** Every event has a documented name and the documented shape; answers the names in order, repeats collapsed. */
function checked(seen: Seen, shapes: Readonly<Record<string, z.ZodType>>): string[] {
  const problems = seen.events.flatMap(({ name, data }) => {
    const parsed = shapes[name]?.safeParse(JSON.parse(data))
    return parsed?.success ? [] : [`${name}: ${data}: ${parsed?.error.message ?? 'not documented'}`]
  })
  expect(problems).toEqual([])
  return seen.events.map(({ name }) => name).filter((name, i, names) => name !== names[i - 1])
}

describe('every service', () => {
  it('sends the headers that keep a stream a stream', async () => {
    const { status, headers, ending } = await watch(`${backend.url}/chat?prompt=hello`)
    const sent = ['content-type', 'cache-control', 'connection', 'x-accel-buffering'].map((name) =>
      headers.get(name),
    )
    expect({ status, sent, ending }).toEqual({
      status: 200,
      sent: ['text/event-stream; charset=utf-8', 'no-cache', 'keep-alive', 'no'],
      ending: 'finished',
    })
  })
})

describe('flashcards', () => {
  it('streams status and sets as documented, and closes after `end`', async () => {
    const seen = await watch(`${backend.url}/v1/flashcards/runs/biology-101/events`)
    const names = checked(seen, flashcardEvents)
    const sets = dataOf(seen, 'set').map((set) => flashcardEvents.set.parse(set))
    const statuses = dataOf(seen, 'status').map((status) => flashcardEvents.status.parse(status))
    expect({
      first: statuses[0],
      last: statuses.at(-1),
      statuses: new Set(statuses.map(({ status }) => status)),
      ids: sets.map(({ id }) => id - (sets[0]?.id ?? 0)),
      titles: sets.slice(0, 2).map(({ title }) => title),
      announced: new Set(sets.map(({ status, description }) => `${status} ${description}`)),
      end: dataOf(seen, 'end'),
      lastName: names.at(-1),
      ending: seen.ending,
    }).toEqual({
      first: {
        status: 'pending',
        sets_created: 0,
        sets_completed: 0,
        total_expected: null,
        progress_percent: null,
      },
      last: {
        status: 'completed',
        sets_created: 13,
        sets_completed: 13,
        total_expected: 13,
        progress_percent: 100,
      },
      statuses: new Set(['pending', 'processing', 'completed']),
      ids: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
      titles: ['Biology 101 — Cell structure', 'Biology 101 — Cell membranes'],
      announced: new Set(['processing Generating...']),
      end: [{ status: 'completed' }],
      lastName: 'end',
      ending: 'finished',
    })
  })

  it('derives the percentage from completed and expected sets, and repeats no status that did not change', async () => {
    const seen = await watch(`${backend.url}/v1/flashcards/runs/world-history/events`)
    const statuses = dataOf(seen, 'status').map((status) => flashcardEvents.status.parse(status))
    const derived = statuses.map(({ sets_completed, total_expected }) =>
      total_expected === null ? null : Number(((sets_completed / total_expected) * 100).toFixed(2)),
    )
    expect(statuses.map(({ progress_percent }) => progress_percent)).toEqual(derived)
    expect(new Set(statuses.map((status) => JSON.stringify(status))).size).toBe(statuses.length)
  })
})

describe('videos', () => {
  it('streams the transitions of the request as documented', async () => {
    const seen = await watch(`${backend.url}/v1/videos/requests/4f3e2d1c/events`)
    checked(seen, videoEvents)
    const statuses = dataOf(seen, 'status').map((status) => videoEvents.status.parse(status))
    expect({
      statuses: statuses.map(({ status, video_uuid, started_at, completed_at }) => {
        return [status, video_uuid, started_at !== null, completed_at !== null]
      }),
      requests: new Set(statuses.map(({ request_id }) => request_id)).size,
      end: seen.events.at(-1),
    }).toEqual({
      statuses: [
        ['pending', '4f3e2d1c', false, false],
        ['processing', '4f3e2d1c', true, false],
        ['completed', '4f3e2d1c', true, true],
      ],
      requests: 1,
      end: { name: 'end', id: null, data: '{"status":"completed"}' },
    })
  })
})

describe('stories', () => {
  const path = '/api/v1/stories/generate/stream'

  it('sends its events in the documented order and ends with the whole story', async () => {
    const seen = await watch(`${backend.url}${path}?child_id=1&theme=ocean&chapter_number=2`)
    checked(seen, storyEvents)
    const chunks = dataOf(seen, 'story_chunk').map((data) => storyEvents.story_chunk.parse(data))
    const flow = chunks.map((chunk) =>
      chunk.type === 'node_event' ? `${chunk.data.node} ${chunk.data.status}` : chunk.type,
    )
    const written = chunks.map((chunk) => (chunk.type === 'content' ? chunk.data.chunk : '')).join('')
    const last = chunks.at(-1)
    expect({
      flow: flow.filter((step, i) => step !== flow[i - 1]),
      complete: chunks.filter((chunk) => chunk.type === 'content' && chunk.data.is_complete).length,
      same: last?.type === 'complete' && last.data.story_content === written,
      begins: written.slice(0, 59),
    }).toEqual({
      flow: [
        'workflow started',
        'generate_content started',
        'content',
        'generate_content completed',
        'safety_check started',
        'safety_check',
        'safety_check completed',
        'calculate_metrics started',
        'metadata',
        'calculate_metrics completed',
        'complete',
      ],
      complete: 1,
      same: true,
      begins: 'Tavi and the Lost Song\n\nA Harbour That Learned to Whisper\n\n',
    })
  })

  it('takes the title it is given', async () => {
    const seen = await watch(`${backend.url}${path}?child_id=1&theme=space&title=Night%20Shift`)
    expect(JSON.parse(seen.events.at(-1)?.data ?? '{}').data.story_content).toMatch(/^Night Shift\n\nA Knock/)
  })

  it('is written from right to left by query too, whatever its theme', async () => {
    const seen = await watch(`${backend.url}${path}?child_id=1&theme=space&chapter_number=2&fault=rtl`)
    expect(JSON.parse(seen.events.at(-1)?.data ?? '{}').data.story_content).toMatch(/^ليلى/)
  })

  it('refuses what it cannot write, in a JSON body that says what is needed', async () => {
    const asked = ['', '?child_id=1', '?child_id=one&theme=ocean', '?child_id=1&theme=ocean&chapter_number=3']
    const answers = await Promise.all(asked.map((query) => watch(`${backend.url}${path}${query}`)))
    expect(answers.map(({ status, text }) => [status, JSON.parse(text)])).toEqual([
      [422, { detail: 'child_id is needed: the number of a child profile.' }],
      [422, { detail: 'theme is needed: what the story is about.' }],
      [422, { detail: 'child_id is needed: the number of a child profile.' }],
      [404, { detail: '“Tavi and the Lost Song” has no such chapter: ask for 1 to 2.' }],
    ])
  })
})

describe('learning paths', () => {
  const build = (fields: Record<string, string>) =>
    watch(`${backend.url}/generate-stream`, { method: 'POST', body: new URLSearchParams(fields) })

  it('streams the five documented stages without event names', async () => {
    const seen = await build({ topic: 'Watercolour', expertise_level: 'beginner' })
    expect({ named: new Set(seen.events.map(({ name }) => name)), data: dataOf(seen, 'message') }).toEqual({
      named: new Set(['message']),
      data: [
        { progress: 10, message: 'Analyzing your topic and requirements...' },
        { progress: 30, message: 'Building curriculum structure with AI...' },
        { progress: 60, message: 'Finding the best learning resources...' },
        { progress: 80, message: 'Adding career insights and job market data...' },
        { progress: 100, done: true, redirect_url: '/result', message: 'Complete!' },
      ],
    })
  })

  it('says in an event what is wrong with a form, and leads to a page that exists', async () => {
    const seen = await build({ topic: '' })
    const page = await fetch(`${backend.url}/result`)
    expect({ status: seen.status, data: dataOf(seen, 'message'), page: page.status }).toEqual({
      status: 200,
      data: [{ error: 'Enter a topic to build a learning path for.' }],
      page: 200,
    })
  })
})

describe('processes', () => {
  it('streams steps, log lines and a result as documented, another process each time', async () => {
    const runs = [1, 2, 3].map(() => watch(`${backend.url}/api/process/stream`))
    const processes = await Promise.all(runs)
    const names = processes.map((seen) => {
      checked(seen, processEvents)
      const steps = dataOf(seen, 'progress').map((data) => processEvents.progress.parse(data))
      const total = steps.length
      expect(
        steps.map(({ current_step, total_steps, percent }) => [current_step, total_steps, percent]),
      ).toEqual(steps.map((_, i) => [i + 1, total, Math.floor(((i + 1) / total) * 100)]))
      const last = seen.events.at(-1)
      expect(last?.name).toBe('result')
      return processEvents.result.parse(JSON.parse(last?.data ?? '')).data.process
    })
    expect(new Set(names)).toEqual(
      new Set(['Invoice import', 'Nightly backup check', 'Photo archive indexing']),
    )
  })
})

describe('chat', () => {
  const ask = (prompt: string) => watch(`${backend.url}/chat?${new URLSearchParams({ prompt })}`)
  const tokens = (seen: Seen) => seen.events.slice(0, -1).map(({ data }) => JSON.parse(data))

  it('answers the same prompt with the same words, in pieces, and ends with [DONE]', async () => {
    const [first, second, other] = await Promise.all([
      ask('Why is the sky blue?'),
      ask('Why is the sky blue?'),
      ask('Who are you?'),
    ])
    const text = (seen: Seen) =>
      tokens(seen)
        .map(({ content }) => content)
        .join('')
    expect({
      keys: new Set(tokens(first).flatMap(Object.keys)),
      named: new Set(first.events.map(({ name }) => name)),
      last: first.events.at(-1)?.data,
      begins: text(first).slice(0, 35),
      again: text(second) === text(first),
      quoted: text(other).slice(0, 25),
    }).toEqual({
      keys: new Set(['content']),
      named: new Set(['message']),
      last: '[DONE]',
      begins: 'The sky is blue because air scatter',
      again: true,
      quoted: 'You asked: “Who are you?”',
    })
  })

  it('asks for a prompt where none is given', async () => {
    const { status, text } = await watch(`${backend.url}/chat`)
    expect([status, JSON.parse(text)]).toEqual([422, { detail: 'prompt is needed: what to ask the model.' }])
  })
})

describe('plain streams', () => {
  it('strikes the clock without ids', async () => {
    const { events } = await watch(`${backend.url}/events/clock`, { enough: 5 })
    const times = events
      .slice(0, 5)
      .map(({ name, id, data }) => [name, id, Number.isFinite(Date.parse(data))])
    expect(times).toEqual(Array(5).fill(['time', null, true]))
  })

  it('echoes a body word by word and says when it is done', async () => {
    const { events } = await watch(`${backend.url}/events/echo`, {
      method: 'POST',
      body: 'Ebb  and\nflow ⚓',
    })
    expect(events.map(({ name, data }) => [name, data])).toEqual([
      ['message', 'Ebb'],
      ['message', 'and'],
      ['message', 'flow'],
      ['message', '⚓'],
      ['done', '{"words":4}'],
    ])
  })
})

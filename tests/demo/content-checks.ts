// What the faults promise that change only what a job says: failures, odd values, odd texts.

import { expect } from 'vitest'
import type { Asking, Check } from './asking.ts'
import { expectComplete } from './outcomes.ts'
import type { Seen } from './watch.ts'

/** A check of the events that end a stream, different for each kind. */
function endsWith(endings: Readonly<Record<string, readonly [name: string, data: unknown][]>>): Check {
  return async (ask) => {
    const seen = await ask.watch()
    const expected = endings[ask.kind] ?? []
    expect(expected.length).toBeGreaterThan(0)
    const last = seen.events.slice(-expected.length).map(({ name, data }) => [name, parsed(data)])
    expect([seen.status, seen.ending, last]).toEqual([200, 'finished', expected])
  }
}

function parsed(data: string): unknown {
  return data === '[DONE]' ? data : JSON.parse(data)
}

const text = expect.stringMatching(/^[A-Z].+\.$/)
const failed = { status: 'failed' }

async function complete(ask: Asking): Promise<Seen> {
  const seen = await ask.watch()
  expectComplete(ask, seen)
  return seen
}

export const contentChecks: Readonly<Record<string, Check>> = {
  failing: endsWith({
    flashcards: [
      ['status', expect.objectContaining(failed)],
      ['end', failed],
    ],
    videos: [
      ['status', expect.objectContaining({ ...failed, completed_at: null })],
      ['end', failed],
    ],
    stories: [['story_chunk', { type: 'error', data: { message: text, code: 'PROFILE_INCOMPLETE' } }]],
    'learning-paths': [
      ['message', { progress: 30, message: 'Building curriculum structure with AI...' }],
      ['message', { error: text }],
    ],
    processes: [['result', { success: false, data: { reason: text } }]],
    chat: [
      ['error', { error: true, message: text }],
      ['message', '[DONE]'],
    ],
  }),

  'error-event': endsWith({
    stories: [
      ['story_chunk', { type: 'content', data: { chunk: expect.any(String), is_complete: false } }],
      ['story_chunk', { type: 'error', data: { message: text, code: 'LLM_TIMEOUT' } }],
    ],
    processes: [
      ['progress', expect.objectContaining({ current_step: 3 })],
      ['error', { error: text }],
    ],
    chat: [
      ['message', { content: expect.any(String) }],
      ['error', { error: true, message: text }],
      ['message', '[DONE]'],
    ],
  }),

  'done-after-error': async (ask) => {
    const { events } = await complete(ask)
    const errors = events.filter(({ name, data }) => name === 'error' || data.startsWith('{"error"'))
    expect(errors.length).toBe(1)
    expect(events.indexOf(errors[0] ?? { name: '', id: null, data: '' })).toBeLessThan(events.length - 2)
  },

  unsafe: async (ask) => {
    const { events } = await ask.watch()
    const data = events.map((event) => JSON.parse(event.data))
    const check = data.find(({ type }) => type === 'safety_check')
    const last = data.at(-1)
    expect([check.data.approved, check.data.issues.length, last.type, last.data.success]).toEqual([
      false,
      2,
      'complete',
      false,
    ])
  },

  edited: async (ask) => {
    const { events } = await complete(ask)
    const data = events.map((event) => JSON.parse(event.data))
    const streamed = data.map((one) => (one.type === 'content' ? one.data.chunk : '')).join('')
    const final = data.at(-1).data.story_content
    expect([final === streamed, final.replaceAll(' answered', ' said') === streamed]).toEqual([false, true])
  },

  keepalive: async (ask) => {
    const { comments } = await complete(ask)
    expect(comments).toEqual(['keepalive', 'keepalive'])
  },

  'null-total': async (ask) => {
    const { events } = await complete(ask)
    const totals = events
      .filter(({ name }) => name === 'status')
      .map(({ data }) => JSON.parse(data).total_expected)
    const last = totals.at(-1)
    expect(totals.filter((total, i) => total !== totals[i - 1])).toEqual([null, last - 2, last])
  },

  'bad-json': async (ask) => {
    const { events } = await complete(ask)
    const unreadable = events.filter(({ data }) => {
      try {
        parsed(data)
        return false
      } catch {
        return true
      }
    })
    expect(unreadable.map(({ data }) => data.startsWith('{'))).toEqual([true])
  },

  burst: async (ask) => {
    const counted: Readonly<Record<string, (event: Seen['events'][number]) => boolean>> = {
      flashcards: ({ name }) => name === 'set',
      stories: ({ data }) => data.startsWith('{"type":"content"'),
      processes: ({ data }) => data.includes('Checked record'),
      chat: ({ data }) => data.startsWith('{"content"'),
      plain: () => true,
    }
    const seen = await ask.watch(ask.endless ? { enough: 10_000 } : {})
    expectComplete(ask, seen)
    const count = seen.events.filter(counted[ask.kind] ?? (() => false)).length
    if (ask.endless) expect(count).toBeGreaterThanOrEqual(10_000)
    else expect(count).toBe(10_000)
  },

  rtl: async (ask) => {
    const { text: all } = await complete(ask)
    const said = JSON.parse(`"${all.replaceAll(/["\n]/g, ' ').replaceAll(/\\(?!u)/g, ' ')}"`)
    expect([/[\u0590-\u06ff]/.test(said), /\p{Extended_Pictographic}/u.test(said)]).toEqual([true, true])
  },

  'long-titles': async (ask) => {
    const { events } = await complete(ask)
    const long = events.filter(({ data }) => /"(title|message|step_name)":"[^"]{400,}"/.test(data))
    expect(long.length).toBeGreaterThan(2)
  },
}

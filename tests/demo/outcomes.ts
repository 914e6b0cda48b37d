// How each kind's stream says that all went well, in the words of its document.

import { expect } from 'vitest'
import type { Scenario } from '../../src/demo/scenario.ts'
import type { Seen } from './watch.ts'

export function isEndless({ kind, url }: Pick<Scenario, 'kind' | 'url'>): boolean {
  return kind === 'plain' && !url.startsWith('/events/echo')
}

type Event = Seen['events'][number]

/** Whether `event` is the documented last one of its kind, however the job went. */
export function isTerminal(kind: string, { name, data }: Event): boolean {
  switch (kind) {
    case 'flashcards':
    case 'videos':
      return name === 'end'
    case 'stories':
      return /^\{"type":"(complete|error)"/.test(data)
    case 'learning-paths':
      return /"done":true|"error"/.test(data)
    case 'processes':
      return name === 'result' || name === 'error'
    case 'chat':
      return data === '[DONE]'
    default:
      return name === 'done'
  }
}

function isSuccess(kind: string, event: Event | undefined): boolean {
  if (event === undefined || !isTerminal(kind, event)) return false
  return !/"failed"|"success":false|"error"/.test(event.data)
}

/** The stream went well to its end; an endless one is going well. */
export function expectComplete({ kind, endless }: { kind: string; endless: boolean }, seen: Seen): void {
  const last = seen.events.at(-1)
  expect({ status: seen.status, ending: seen.ending, good: endless || isSuccess(kind, last) }).toEqual({
    status: 200,
    ending: endless ? 'left' : 'finished',
    good: true,
  })
  expect(seen.events.length).toBeGreaterThan(0)
}

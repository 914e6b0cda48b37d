// Errors that nobody caught in the host's process: noted, told once, and survived; several at once end the app in order.

import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type DefectEvents, surviveDefects } from '../../src/main/life/survive.ts'

let said: string[]
let events: EventEmitter

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
  said = []
  events = new EventEmitter()
  surviveDefects(events as DefectEvents, {
    note: (where, thrown) => said.push(`${where} ${String(thrown)}`),
    tell: () => said.push('told'),
    end: () => said.push('ended'),
  })
})
afterEach(() => vi.useRealTimers())

test('one error is noted and told, and the app goes on', () => {
  events.emit('uncaughtException', new Error('a'))
  events.emit('unhandledRejection', 'b')
  expect(said).toEqual(['uncaught Error: a', 'told', 'unhandled b'])
})

test('the fourth within a minute ends the app, once', () => {
  for (let n = 1; n <= 6; n++) events.emit('uncaughtException', n)
  expect(said.filter((one) => !one.startsWith('uncaught'))).toEqual(['told', 'ended'])
  expect(said.filter((one) => one.startsWith('uncaught'))).toHaveLength(6)
})

test('errors that are far apart never end it, and each minute is told once', () => {
  for (let n = 1; n <= 6; n++) {
    events.emit('uncaughtException', n)
    vi.advanceTimersByTime(61_000)
  }
  expect(said.filter((one) => !one.startsWith('uncaught'))).toEqual(Array(6).fill('told'))
})

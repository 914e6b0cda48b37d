// A page that dies or hangs: loaded again, told about, and not for ever.

import { EventEmitter } from 'node:events'
import type { BrowserWindow } from 'electron'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepAlive, reloadedMessage } from '../../src/main/window/keep-alive.ts'

let said: string[]

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  said = []
})
afterEach(() => vi.useRealTimers())

function livingWindow() {
  const webContents = Object.assign(new EventEmitter(), {
    reload: () => said.push('reload'),
    forcefullyCrashRenderer: () => {
      said.push('crash')
      webContents.emit('render-process-gone', {}, { reason: 'killed', exitCode: 9 })
    },
  })
  const window = Object.assign(new EventEmitter(), { webContents, isDestroyed: () => false })
  // Only the members that are used; Electron's window is far more.
  const alive = keepAlive(window as unknown as BrowserWindow, {
    onReload: (reason) => said.push(reason),
    onLost: () => said.push('lost'),
    note: (where, thrown) => said.push(`${where}: ${String(thrown)}`),
  })
  const die = (reason = 'crashed') => webContents.emit('render-process-gone', {}, { reason, exitCode: 5 })
  return { window, alive, die }
}

test('a page that dies is loaded again, with a note of why', () => {
  const { die } = livingWindow()
  die('oom')
  expect(said).toEqual(['window: Error: The page ended: oom, code 5', 'stopped', 'reload'])
})

test('a page that is closed in order is left alone', () => {
  const { die } = livingWindow()
  die('clean-exit')
  expect(said).toEqual([])
})

test('a page that dies more than three times within a minute is left alone until the window is opened again', () => {
  const { die, alive } = livingWindow()
  for (let deaths = 0; deaths < 4; deaths++) die()
  expect(said.filter((one) => one === 'reload' || one === 'lost')).toEqual([
    'reload',
    'reload',
    'reload',
    'lost',
  ])
  said.length = 0
  alive.retry()
  alive.retry()
  expect(said).toEqual(['stopped', 'reload'])
})

test('deaths that are a minute apart are no loop', () => {
  const { die } = livingWindow()
  for (let deaths = 0; deaths < 10; deaths++) {
    die()
    vi.advanceTimersByTime(61_000)
  }
  expect(said.filter((one) => one === 'reload')).toHaveLength(10)
})

test('a page that does not answer for ten seconds is ended and loaded again, and is told that it hung', () => {
  const { window } = livingWindow()
  window.emit('unresponsive')
  vi.advanceTimersByTime(9_999)
  expect(said).toEqual([])
  vi.advanceTimersByTime(1)
  expect(said).toEqual(['crash', 'window: Error: The page ended: it hung, code 9', 'hung', 'reload'])
  expect(reloadedMessage('hung')).toBe(
    'The window did not answer any more and was loaded again. Your runs were watched and stored all the while.',
  )
})

test('a page that answers again in time is left alone', () => {
  const { window } = livingWindow()
  window.emit('unresponsive')
  vi.advanceTimersByTime(9_000)
  window.emit('responsive')
  vi.advanceTimersByTime(60_000)
  window.emit('unresponsive')
  window.emit('closed')
  vi.advanceTimersByTime(60_000)
  expect(said).toEqual([])
})

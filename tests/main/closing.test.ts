// What closing the window does, by what the person chose and what the desktop shows.

import { EventEmitter } from 'node:events'
import type { BrowserWindow } from 'electron'
import { expect, test } from 'vitest'
import { type ClosingOptions, decideClosing } from '../../src/main/window/closing.ts'

/** What closing leads to. */
async function close(options: Partial<ClosingOptions>, times = 1): Promise<readonly string[]> {
  const said: string[] = []
  const window = Object.assign(new EventEmitter(), {
    hide: () => said.push('hidden'),
    isDestroyed: () => false,
  })
  // Only the members that are used; Electron's window is far more.
  decideClosing(window as unknown as BrowserWindow, {
    isGoing: () => true,
    chosen: () => 'ask',
    isTraySeen: async () => true,
    ask: () => {
      said.push('asked')
      return true
    },
    quit: () => said.push('quit'),
    ...options,
  })
  for (let time = 0; time < times; time++) window.emit('close', { preventDefault: () => said.push('held') })
  await new Promise((resolve) => setImmediate(resolve))
  return said
}

test('the person is asked, or what was chosen is done', async () => {
  expect(await close({})).toEqual(['held', 'asked'])
  expect(await close({ chosen: () => 'stay' })).toEqual(['held', 'hidden'])
  expect(await close({ chosen: () => 'end' })).toEqual(['held', 'quit'])
})

test('where no tray is seen it ends the app, whatever was chosen: a hidden window could not be found', async () => {
  expect(await close({ chosen: () => 'stay', isTraySeen: async () => false })).toEqual(['held', 'quit'])
})

test('a page that cannot ask costs no run: the window is hidden', async () => {
  expect(await close({ ask: () => false })).toEqual(['held', 'hidden'])
})

test('an app that quits closes its window at once, and two clicks are one wish', async () => {
  expect(await close({ isGoing: () => false })).toEqual([])
  expect(await close({ chosen: () => 'stay' }, 2)).toEqual(['held', 'held', 'hidden'])
})

// The order in which the app ends.

import { EventEmitter } from 'node:events'
import { afterEach, expect, test, vi } from 'vitest'
import { closeBeforeQuit } from '../../src/main/life/quit.ts'

afterEach(() => vi.useRealTimers())

/** An app that quits as Electron does: `before-quit` first, and the end unless it was prevented. */
function quittingApp(close: () => Promise<void>) {
  const said: string[] = []
  const app = Object.assign(new EventEmitter(), {
    quit: () => {
      let prevented = false
      app.emit('before-quit', {
        preventDefault: () => {
          prevented = true
        },
      })
      said.push(prevented ? 'held' : 'quit')
    },
    exit: (code: number) => said.push(`exit ${code}`),
    releaseSingleInstanceLock: () => said.push('unlocked'),
  })
  const quit = closeBeforeQuit(
    // Only the members that are used; Electron's `App` is the whole application.
    app as unknown as Parameters<typeof closeBeforeQuit>[0],
    {
      hide: () => said.push('hidden'),
      close: async () => {
        said.push('closing')
        await close()
        said.push('closed')
      },
      note: (where, thrown) => said.push(`${where}: ${String(thrown)}`),
    },
  )
  return { app, quit, said }
}

test('the first quit hides the window, waits until all is stored, and only then ends', async () => {
  const storing = Promise.withResolvers<void>()
  const { app, quit, said } = quittingApp(() => storing.promise)
  expect(quit.going()).toBe(true)
  app.quit()
  app.quit()
  expect([said, quit.going()]).toEqual([['hidden', 'closing', 'held', 'held'], false])
  storing.resolve()
  await expect.poll(() => said).toEqual(['hidden', 'closing', 'held', 'held', 'closed', 'quit'])
})

test('a close that fails is noted and ends the app all the same', async () => {
  const { app, said } = quittingApp(() => Promise.reject(new Error('disk gone')))
  app.quit()
  await expect.poll(() => said).toEqual(['hidden', 'closing', 'held', 'close: Error: disk gone', 'quit'])
})

test('a close that hangs ends the app all the same', async () => {
  vi.useFakeTimers()
  const { app, said } = quittingApp(() => new Promise(() => {}))
  app.quit()
  await vi.advanceTimersByTimeAsync(8_000)
  expect(said).toEqual(['hidden', 'closing', 'held', 'close: Error: Closing took too long', 'quit'])
})

test('an end with a reason closes first, frees the log for the next start, tells then, and ends when that was read', async () => {
  const reading = Promise.withResolvers<void>()
  const { quit, said } = quittingApp(async () => {})
  quit.endWith(1, () => {
    said.push('told')
    return reading.promise
  })
  quit.endWith(1, () => Promise.reject(new Error('told twice')))
  await expect.poll(() => said).toEqual(['hidden', 'closing', 'closed', 'unlocked', 'told'])
  reading.resolve()
  await expect.poll(() => said.at(-1)).toBe('exit 1')
})

test('whoever quits while the reason is read is not held up', async () => {
  const { app, quit, said } = quittingApp(async () => {})
  quit.endWith(1, () => new Promise(() => {}))
  await expect.poll(() => said.at(-1)).toBe('unlocked')
  app.quit()
  expect(said.at(-1)).toBe('quit')
})

// The order in which the app ends.

import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { closeBeforeQuit } from '../../src/main/quit.ts'

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
  })
  // Only the two members that are used; Electron's `App` is the whole application.
  closeBeforeQuit(
    app as unknown as Parameters<typeof closeBeforeQuit>[0],
    () => said.push('hidden'),
    async () => {
      said.push('closing')
      await close()
      said.push('closed')
    },
  )
  return { app, said }
}

test('the first quit hides the window, waits until all is stored, and only then ends', async () => {
  const storing = Promise.withResolvers<void>()
  const { app, said } = quittingApp(() => storing.promise)
  app.quit()
  app.quit()
  expect(said).toEqual(['hidden', 'closing', 'held', 'held'])
  storing.resolve()
  await expect.poll(() => said).toEqual(['hidden', 'closing', 'held', 'held', 'closed', 'quit'])
})

test('a close that fails ends the app all the same', async () => {
  const { app, said } = quittingApp(() => Promise.reject(new Error('disk gone')))
  app.quit()
  await expect.poll(() => said).toEqual(['hidden', 'closing', 'held', 'quit'])
})

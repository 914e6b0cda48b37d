// What a person changes where it is seen is shown at once, and taken back where the engine could not keep it.

import { expect, test } from 'vitest'
import type { BoardSettings } from '../../src/core/contract/board-settings.ts'
import { defaultSettings } from '../../src/core/contract/default-settings.ts'
import type { AppSettings } from '../../src/core/contract/settings.ts'
import { shownSettings } from '../../src/renderer/desk/shown-settings.ts'
import { createLiveStore } from '../../src/renderer/store/live-store.ts'

/** A board whose changes the engine answers when it is told to, the first one first. */
function start() {
  const live = createLiveStore()
  const waiting: { keep: () => void; refuse: () => void }[] = []
  const change = shownSettings(live, 'board', (board: BoardSettings) => {
    const { promise, resolve, reject } = Promise.withResolvers<AppSettings>()
    waiting.push({
      keep: () => resolve({ ...defaultSettings, board }),
      refuse: () => reject(new Error('The disk is full.')),
    })
    return promise
  })
  const answer = (how: 'keep' | 'refuse') => waiting.shift()?.[how]()
  return { change, answer, folded: () => live.getState().settings.board.folded }
}

test('a change is seen before it is kept, and no longer once it was refused', async () => {
  const { change, answer, folded } = start()
  const asked = change({ folded: ['a'] })
  expect(folded()).toEqual(['a'])
  answer('refuse')
  await expect(asked).rejects.toThrow('The disk is full.')
  expect(folded()).toEqual([])
})

test('of two changes the kept one is gone back to, and a late answer undoes no newer one', async () => {
  const { change, answer, folded } = start()
  const [first, second] = [change({ folded: ['a'] }), change({ folded: ['a', 'b'] })]
  answer('keep')
  await first
  expect(folded()).toEqual(['a', 'b'])
  answer('refuse')
  await expect(second).rejects.toThrow()
  expect(folded()).toEqual(['a'])
})

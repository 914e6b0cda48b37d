// The cursor that the list puts where its rows went.

import { expect, test } from 'vitest'
import { putCursor } from '../../src/renderer/board/board-cursor.ts'
import { createViewStore } from '../../src/renderer/store/view-store.ts'

test('who follows the view is told where the cursor moved, and not that it stayed', () => {
  const view = createViewStore()
  const told: (number | null)[] = []
  view.subscribe(({ cursor }) => told.push(cursor))
  putCursor(view, { cursor: null, cursorGroup: null })
  putCursor(view, { cursor: 7, cursorGroup: 'needs me' })
  putCursor(view, { cursor: 7, cursorGroup: 'needs me' })
  putCursor(view, { cursor: 7, cursorGroup: null })
  expect(told).toEqual([7, 7])
})

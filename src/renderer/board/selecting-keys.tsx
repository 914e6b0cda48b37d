// The keys that select runs. They work while the focus is on the board or nowhere.

import { useDesk } from '../desk/desk-context.ts'
import { useShortcuts } from '../desk/use-shortcuts.ts'
import { boardId } from './board-cursor.ts'
import { selectAll, selectAtCursor, selectStep } from './selecting.ts'

/** For `useShortcuts`: all but the page itself, the list and what is around it. */
export const onBoardOnly = {
  ignore: `:not(:is(html, body, #${boardId}, #${boardId} *)):not(:has(#${boardId}))`,
  capture: true,
} as const

/** Draws nothing; listens while the board is there. */
export function SelectingKeys(): null {
  const desk = useDesk()
  useShortcuts(
    'selecting',
    {
      'select-run': () => selectAtCursor(desk),
      'select-up': () => selectStep(desk, -1),
      'select-down': () => selectStep(desk, 1),
      'select-all-runs': () => selectAll(desk),
    },
    onBoardOnly,
  )
  return null
}

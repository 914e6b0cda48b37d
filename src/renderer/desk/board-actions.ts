// How a person wants the board: its groups, what is folded, its columns. Seen at once, and kept by the engine.

import type { BoardSettings } from '../../core/contract/board-settings.ts'
import type { Client } from '../store/client.ts'
import type { LiveStore } from '../store/live-store.ts'
import { shownSettings } from './shown-settings.ts'

/** More folded groups are not remembered (`boardSettingsSchema`). */
const mostFolded = 200

export function boardActions(
  attempt: (action: () => Promise<unknown>) => Promise<void>,
  client: Client,
  live: LiveStore,
) {
  const change = shownSettings(live, 'board', (board) => client.call('settings.set', { board }))
  const setBoard = (part: Partial<BoardSettings>) => attempt(() => change(part))
  const setFolded = (folded: BoardSettings['folded']) => setBoard({ folded: folded.slice(-mostFolded) })
  return {
    setBoard,
    /** The keys of all groups that are folded. */
    setFolded,
    /** Folds the group `key` of the board, or unfolds it. */
    foldGroup: (key: string, fold: boolean) => {
      const others = live.getState().settings.board.folded.filter((one) => one !== key)
      return setFolded(fold ? [...others, key] : others)
    },
  }
}

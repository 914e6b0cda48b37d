// How rows are drawn, from the settings: wrapped or not, the font, the pinned columns. A change is shown at once and stored
// in the background.

import { useCallback, useMemo } from 'react'
import type { AppSettings } from '../../../core/contract/settings.ts'
import type { RunSummary } from '../../../core/run/run.ts'
import { useDesk, useLive } from '../../desk/desk-context.ts'
import { maxColumns, toggled } from './columns.ts'
import type { RowStyle } from './row-layout.ts'

const noColumns: readonly string[] = []

export type RowStyleControls = {
  readonly style: RowStyle
  /** Consecutive pieces of a text are rows of their own. */
  readonly singleChunks: boolean
  readonly set: (part: Partial<Pick<AppSettings['log'], 'wrap' | 'mono' | 'raw' | 'singleChunks'>>) => void
  /** Pins the field at `path` as a column for the logs of this kind, or unpins it. */
  readonly togglePin: (path: string) => void
}

/** The row style for the logs of this kind, and what changes it. */
export function useRowStyle({ kind }: RunSummary): RowStyleControls {
  const { actions, live, notices } = useDesk()
  const { wrap, mono, raw, singleChunks, columns: all } = useLive((state) => state.settings.log)
  const columns = Object.hasOwn(all, kind) ? (all[kind] ?? noColumns) : noColumns
  const style = useMemo(() => ({ wrap, mono, raw, columns }), [wrap, mono, raw, columns])

  const change = useCallback(
    (part: (log: AppSettings['log']) => Partial<AppSettings['log']>) =>
      void actions.setLog(part(live.getState().settings.log)),
    [actions, live],
  )
  const togglePin = useCallback(
    (path: string) => {
      const known = live.getState().settings.log.columns
      const before = Object.hasOwn(known, kind) ? (known[kind] ?? []) : []
      if (!before.includes(path) && before.length >= maxColumns) {
        notices.show(`At most ${maxColumns} columns can be pinned: unpin one first.`, 'bad')
        return
      }
      change((log) => ({
        columns: Object.fromEntries([...Object.entries(log.columns), [kind, toggled(before, path)]]),
      }))
    },
    [live, kind, change, notices],
  )
  return useMemo(
    () => ({
      style,
      singleChunks,
      set: (part) => change(() => part),
      togglePin,
    }),
    [style, singleChunks, change, togglePin],
  )
}

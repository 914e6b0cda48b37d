// How rows are drawn, as the settings have it: wrapped or not, in which type, with which columns. A change is drawn at once
// and stored behind it.

import { useCallback, useMemo } from 'react'
import type { AppSettings } from '../../../core/contract/contract.ts'
import type { RunSummary } from '../../../core/run/run.ts'
import { useDesk, useLive } from '../../desk/desk-context.ts'
import { errorMessage } from '../../store/client.ts'
import { mostColumns, toggled } from './columns.ts'
import type { RowLook } from './log-row.tsx'

const noColumns: readonly string[] = []

export type LogLook = {
  readonly look: RowLook
  readonly setWrap: (wrap: boolean) => void
  readonly setMono: (mono: boolean) => void
  /** Pins the field at `path` as a column of this kind's logs, or unpins it. */
  readonly togglePin: (path: string) => void
}

export function useLogLook({ kind }: RunSummary): LogLook {
  const { client, live, notices } = useDesk()
  const { wrap, mono, columns: all } = useLive((state) => state.settings.log)
  const columns = Object.hasOwn(all, kind) ? (all[kind] ?? noColumns) : noColumns
  const look = useMemo(() => ({ wrap, mono, columns }), [wrap, mono, columns])

  const change = useCallback(
    (part: (log: AppSettings['log']) => Partial<AppSettings['log']>) => {
      const { settings } = live.getState()
      const log = { ...settings.log, ...part(settings.log) }
      live.setState({ settings: { ...settings, log } })
      client.call('settings.set', { log }).catch((thrown) => notices.show(errorMessage(thrown), 'bad'))
    },
    [client, live, notices],
  )
  const togglePin = useCallback(
    (path: string) => {
      const known = live.getState().settings.log.columns
      const before = Object.hasOwn(known, kind) ? (known[kind] ?? []) : []
      if (!before.includes(path) && before.length >= mostColumns) {
        notices.show(`At most ${mostColumns} columns can be pinned: unpin one first.`, 'bad')
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
      look,
      setWrap: (wrap) => change(() => ({ wrap })),
      setMono: (mono) => change(() => ({ mono })),
      togglePin,
    }),
    [look, change, togglePin],
  )
}

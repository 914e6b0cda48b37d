// What the menu and the keys of the log copy or export, and selecting all.

import { useMemo, useRef } from 'react'
import type { Exported } from '../../core/contract/calls/transcripts.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { useDesk } from '../desk/desk-context.ts'
import { errorMessage } from '../store/client.ts'
import type { Log } from './data/use-log.ts'
import type { CopyAction } from './log-toolbar.tsx'
import { type Range, rangeOf } from './selection/selection.ts'
import { useCopy } from './selection/use-copy.ts'
import type { LogCursor } from './selection/use-log-cursor.ts'

const rowsPerRequest = 500

export type CopyActions = {
  readonly run: (what: CopyAction) => void
  /** Copies the data of the event under the cursor. */
  readonly data: () => void
}

/** The actions on the selection in `log`. */
export function useCopyActions(run: RunSummary, log: Log, cursor: LogCursor, query: string): CopyActions {
  const { actions, notices } = useDesk()
  const copy = useCopy(run.id, log.fetch)
  const latest = useRef({ run, log, cursor, query, copy })
  latest.current = { run, log, cursor, query, copy }
  const busy = useRef(false)

  return useMemo(() => {
    const exportRows = async (): Promise<void> => {
      const { run, log, cursor, query } = latest.current
      const { selection } = cursor
      try {
        const isSeveral = selection !== null && selection.anchor !== selection.head
        const ranges = isSeveral ? await rangesOf(log.fetch, rangeOf(selection)) : null
        const what: Exported = { type: 'run', run: run.id, ranges, query: isSeveral ? '' : query }
        actions.openDialog({ type: 'export', what })
      } catch (thrown) {
        notices.show(errorMessage(thrown), 'bad')
      }
    }
    const runAction = async (what: CopyAction): Promise<void> => {
      const { cursor, copy } = latest.current
      if (what === 'select-all') return cursor.selectAll()
      if (busy.current) return
      busy.current = true
      if (what === 'curl') await copy.curl()
      else if (what === 'export') await exportRows()
      else if (cursor.selection !== null) await copy.rows(rangeOf(cursor.selection), what)
      busy.current = false
    }
    return {
      run: (what) => void runAction(what),
      data: () => {
        const { log, cursor, copy } = latest.current
        const row = cursor.active === null ? undefined : log.pages?.row(cursor.active)
        if (row !== undefined) void copy.data(row)
      },
    }
  }, [actions, notices])
}

/** The ranges of sequence numbers of the rows in `range`: rows that the filter leaves out lie between them. */
async function rangesOf(fetch: Log['fetch'], { first, last }: Range): Promise<[number, number][]> {
  const ranges: [number, number][] = []
  for (let from = first; from <= last; from += rowsPerRequest) {
    for (const { seq, until = seq } of await fetch(from, Math.min(rowsPerRequest, last - from + 1))) {
      const known = ranges.at(-1)
      if (known !== undefined && known[1] === seq - 1) known[1] = until
      else ranges.push([seq, until])
    }
  }
  return ranges
}

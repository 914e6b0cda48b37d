// A board without rows: why, and what to do.

import type { ReactElement } from 'react'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { useWhyNot } from '../desk/may.ts'
import type { BoardQuery, View } from '../store/view-store.ts'
import { Button } from '../ui/button.tsx'

const reasons: Readonly<Record<View, string>> = {
  all: 'No run is watched yet.',
  live: 'No connection is live right now.',
  'needs-me': 'No run needs a person now. Runs that fail, stall or lose their stream come here.',
  finished: 'No run has finished yet.',
  connecting: 'No run is connecting.',
  retrying: 'No run is retrying.',
  stalled: 'No connection is stalled.',
  paused: 'No run is paused.',
  failed: 'No run has failed that nobody has seen.',
}

/** The text in place of the rows that `query` would have. */
export function EmptyBoard({ query }: { readonly query: BoardQuery }): ReactElement {
  const { actions } = useDesk()
  const { link, none } = useLive((state) => ({ link: state.link.state, none: state.runs.size === 0 }))
  const off = useWhyNot('operator', 'anywhere')
  const narrowed = query.text.trim() !== '' || query.kind !== null || query.server !== null
  if (link === 'starting') {
    return <p className="animate-late py-16 text-center text-ink-3">Reading the board from the engine…</p>
  }
  const filtered = narrowed && !none
  return (
    <div className="flex flex-col items-center gap-4 px-6 py-16 text-center">
      <p className="max-w-80 text-ink-2">{filtered ? 'No run fits these filters.' : reasons[query.view]}</p>
      {filtered && <Button onClick={actions.clearFilters}>Show all runs</Button>}
      {none && (
        <Button variant="primary" off={off} onClick={() => actions.openDialog({ type: 'add-run' })}>
          Add a run
        </Button>
      )}
      {none && off !== null && <p className="text-ink-3 text-small">{off}</p>}
    </div>
  )
}

// The line over the log: how much it holds, what is hidden, and whether the newest is followed.

import type { ReactElement } from 'react'
import type { RunSummary } from '../../core/run.ts'
import { isSettled } from '../../core/states.ts'
import { sayCount } from '../../core/words.ts'
import { Button } from '../ui/button.tsx'
import { ConnectionGlyph } from '../ui/connection-glyph.tsx'

type Props = {
  readonly run: RunSummary
  readonly pings: boolean
  /** The rows that pass the filter; null while unknown. */
  readonly shown: number | null
  readonly following: boolean
  readonly onPings: (shown: boolean) => void
}

/** The toolbar. */
export function LogToolbar({ run, pings, shown, following, onPings }: Props): ReactElement {
  const hidden = shown === null ? 0 : run.events - shown
  return (
    <div className="flex h-9 shrink-0 items-center gap-2 border-line border-b pr-3 pl-5 text-ink-3 text-small">
      <span>{sayCount(run.events, 'event')}</span>
      {(hidden > 0 || pings) && (
        <>
          <span>·</span>
          <span>{pings ? 'pings shown' : `${sayCount(hidden, 'ping')} hidden`}</span>
          <Button look="quiet" size="small" className="-ml-1" onClick={() => onPings(!pings)}>
            {pings ? 'Hide' : 'Show'}
          </Button>
        </>
      )}
      <span className="flex-1" />
      {!isSettled(run.connection.state) && following && (
        <span className="flex items-center gap-1.5 pr-2">
          <ConnectionGlyph state="live" />
          following the newest
        </span>
      )}
    </div>
  )
}

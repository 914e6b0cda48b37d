// The overview of a run without events: why there are none, in the words of its connection.

import type { ReactElement } from 'react'
import type { RunSummary } from '../../core/run/run.ts'
import { isSettled } from '../../core/run/states.ts'
import { connectionWords } from '../../core/run/words.ts'
import { useDesk } from '../desk/desk-context.ts'
import { Button } from '../ui/button.tsx'
import { ConnectionGlyph } from '../ui/connection-glyph.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'

/** The reason, and the way to what the server answered. */
export function EmptyOverview({ run: { connection } }: { readonly run: RunSummary }): ReactElement {
  const { actions } = useDesk()
  return (
    <section
      aria-label="No events"
      className="flex gap-3 rounded-lg bg-raised px-4 py-3 ring-1 ring-line ring-inset"
    >
      <span className="pt-0.5">
        <ConnectionGlyph state={connection.state} size={16} />
      </span>
      <div className="min-w-0 flex-1">
        <p className="font-semibold">
          {isSettled(connection.state) ? 'No event was received.' : 'No event has arrived yet.'}
        </p>
        <p className="selectable mt-0.5 text-ink-2 [overflow-wrap:anywhere]">
          The connection is {connectionWords[connection.state]}
          {connection.cause === null ? (
            '.'
          ) : (
            <>
              : <UntrustedText text={connection.cause} />
            </>
          )}
        </p>
      </div>
      <Button onClick={() => actions.showTab('connection')}>Connection</Button>
    </section>
  )
}

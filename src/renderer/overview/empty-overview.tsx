// The overview of a run without events: why there are none, in the words of its connection.

import type { ReactElement } from 'react'
import { unreachedMessage } from '../../core/run/reach.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { isSettled } from '../../core/run/states.ts'
import { connectionWords } from '../../core/run/words.ts'
import { useDesk } from '../desk/desk-context.ts'
import { runActions } from '../desk/run-actions.ts'
import { EditServer } from '../marks/edit-server.tsx'
import { Button } from '../ui/button.tsx'
import { ConnectionGlyph } from '../ui/connection-glyph.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'

/** The reason, and the way out of it or to what the server answered. */
export function EmptyOverview({ run }: { readonly run: RunSummary }): ReactElement {
  const { actions } = useDesk()
  const { connection } = run
  const { edit } = runActions(run)
  const unreached = unreachedMessage(run)
  const settled = isSettled(connection.state)
  return (
    <section
      aria-label="No events"
      className="flex flex-wrap items-start gap-3 rounded-lg bg-raised px-4 py-3 ring-1 ring-line ring-inset"
    >
      <span className="pt-0.5">
        <ConnectionGlyph state={connection.state} size={16} />
      </span>
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-semibold">
          {unreached?.title ?? (settled ? 'No event was received.' : 'No event has arrived yet.')}
        </p>
        <p className="selectable mt-0.5 text-ink-2 [overflow-wrap:anywhere]">
          {connection.cause === null ? (
            `The connection is ${connectionWords[connection.state]}.`
          ) : (
            <UntrustedText text={connection.cause} />
          )}
        </p>
        {unreached !== null && unreached.advice !== null && (
          <p className="mt-0.5 text-ink-2 [overflow-wrap:anywhere]">
            <UntrustedText text={unreached.advice} />
          </p>
        )}
      </div>
      {edit !== null && <EditServer run={run} edit={edit} />}
      <Button onClick={() => actions.showTab('connection')}>Connection</Button>
    </section>
  )
}

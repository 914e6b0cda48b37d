// The question before several runs are stopped, where that cancels jobs on their servers.

import { type ReactElement, useState } from 'react'
import { formatCount } from '../../core/basics/quantities.ts'
import { useDesk } from '../desk/desk-context.ts'
import { runActions } from '../desk/run-actions.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { actsOn, recordingsEnded } from './acts.ts'
import { stopRuns } from './perform.ts'

/** Titles in the question; more would be a list to scroll. */
const mostNamed = 5

/** The question about the runs with these ids, as they were when it was asked. */
export function StopRunsDialog({ runs: ids }: { readonly runs: readonly number[] }): ReactElement | null {
  const desk = useDesk()
  const { actions, live } = desk
  const [act] = useState(() => {
    const { runs } = live.getState()
    return actsOn(ids.flatMap((id) => runs.get(id) ?? [])).find(({ id }) => id === 'stop')
  })
  if (act === undefined) return null
  const jobs = act.runs.filter((run) => runActions(run).stop === 'cancel')
  const title = `Cancel ${formatCount(jobs.length, 'job')}?`
  const watched = act.runs.filter((run) => runActions(run).stop === 'stop').length
  const recordings = recordingsEnded(act.runs)
  return (
    <Dialog label={title} onClose={actions.closeDialog} className="w-104">
      <div className="flex min-h-0 flex-col gap-2 overflow-y-auto p-5">
        <h2 className="font-semibold text-large">{title}</h2>
        <ul className="text-ink-2">
          {jobs.slice(0, mostNamed).map((run) => (
            <li key={run.id} className="truncate font-medium">
              <UntrustedText text={run.title} />
            </li>
          ))}
          {jobs.length > mostNamed && <li>and {(jobs.length - mostNamed).toLocaleString('en-US')} more</li>}
        </ul>
        <p className="text-ink-2">
          Closing their connections cancels the jobs on the server. What has arrived is kept; the rest cannot
          be fetched later.
        </p>
        {watched > 0 && (
          <p className="text-ink-2">
            Of {formatCount(watched, 'run')} only the watching ends: the job goes on.
          </p>
        )}
        {recordings !== null && <p className="text-ink-2">{recordings}.</p>}
      </div>
      <div className="flex flex-wrap justify-end gap-2 px-5 pb-5">
        <Button onClick={actions.closeDialog}>Let them run</Button>
        <Button
          variant="danger"
          onClick={() => {
            actions.closeDialog()
            void stopRuns(desk, act)
          }}
        >
          Stop {formatCount(act.runs.length, 'run')}
        </Button>
      </div>
    </Dialog>
  )
}

// For how long several runs are put to rest.

import { type ReactElement, useState } from 'react'
import { formatCount } from '../../core/basics/quantities.ts'
import { snoozeTimes } from '../alerts/model/snooze-times.ts'
import { useDesk } from '../desk/desk-context.ts'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogTitle } from '../ui/dialog.tsx'
import { timeStyle } from '../ui/time-style.ts'
import { actsOn } from './acts.ts'
import { snoozeRuns } from './perform.ts'

/** The choice for the runs with these ids, as they were when it was asked. */
export function SnoozeRunsDialog({ runs: ids }: { readonly runs: readonly number[] }): ReactElement | null {
  const desk = useDesk()
  const { actions, live } = desk
  const [act] = useState(() => {
    const { runs } = live.getState()
    return actsOn(ids.flatMap((id) => runs.get(id) ?? [])).find(({ id }) => id === 'snooze')
  })
  if (act === undefined) return null
  const isOne = act.runs.length === 1
  const title = `Snooze ${formatCount(act.runs.length, 'run')}`
  return (
    <Dialog label={title} onClose={actions.closeDialog} className="w-88">
      <DialogTitle onClose={actions.closeDialog}>{title}</DialogTitle>
      <div className="flex flex-col gap-3 px-5 py-4">
        <p className="text-ink-2">
          {[`Until then ${isOne ? 'it does' : 'they do'} not need you`, ...act.leaves].join('. ')}.
        </p>
        <div className="flex flex-col gap-1.5">
          {snoozeTimes(Date.now(), timeStyle.getState().zone).map(({ words, until }, i) => (
            <Button
              key={words}
              size="large"
              data-first={i === 0 || undefined}
              onClick={() => {
                actions.closeDialog()
                void snoozeRuns(desk, act, until)
              }}
            >
              {words}
            </Button>
          ))}
        </div>
      </div>
    </Dialog>
  )
}

// The question before an action that cannot be undone: what will happen, and both answers.

import { type ReactElement, useState } from 'react'
import { formatCount } from '../../core/basics/quantities.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { useDesk, useRun } from '../desk/desk-context.ts'
import type { ConfirmedAction } from '../store/view-store.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { recordingEnds } from './stop-words.ts'

type Question = { readonly title: string; readonly text: string; readonly yes: string; readonly no: string }

/** The question before `action`. */
function questionOf(action: ConfirmedAction, run: RunSummary): Question {
  switch (action) {
    case 'cancel':
      return {
        title: 'Cancel this job?',
        text: 'Closing the connection cancels the job on the server. What has arrived is kept; the rest cannot be fetched later.',
        yes: 'Cancel the job',
        no: 'Let it run',
      }
    case 'start-again':
      return {
        title: 'Start again?',
        text: 'This creates a second job. The server does the work anew, and this run stays as it is.',
        yes: 'Start a second job',
        no: 'Not now',
      }
    case 'remove':
      return {
        title: 'Remove this run?',
        text: `The run and its ${formatCount(run.events, 'event')} are forgotten on this computer. ${whatOfJob(run)}`,
        yes: 'Remove the run',
        no: 'Keep it',
      }
  }
}

/** What a removal does to the job itself. */
function whatOfJob({ generates, tapped }: RunSummary): string {
  if (tapped !== undefined) return recordingEnds
  return generates ? 'If its job still runs, it is cancelled.' : 'The job on the server is not touched.'
}

/** The question about `run`; nothing once the run is removed. */
export function ConfirmDialog({
  action,
  run: id,
}: {
  readonly action: ConfirmedAction
  readonly run: number
}): ReactElement | null {
  const now = useRun(id)
  const { actions } = useDesk()
  // As it was asked about: a count that grows would move the answers under the pointer.
  const [run] = useState(now)
  if (run === undefined || now === undefined) return null
  const { title, text, yes, no } = questionOf(action, run)
  return (
    <Dialog label={title} onClose={actions.closeDialog} className="w-104">
      <div className="flex flex-col gap-2 p-5">
        <h2 className="font-semibold text-large">{title}</h2>
        <p className="truncate font-medium text-ink-2">
          <UntrustedText text={run.title} />
        </p>
        <p className="text-ink-2">{text}</p>
      </div>
      <div className="flex flex-wrap justify-end gap-2 px-5 pb-5">
        <Button onClick={actions.closeDialog}>{no}</Button>
        <Button
          variant={action === 'start-again' ? 'primary' : 'danger'}
          onClick={() => actions.runConfirmed(action, id)}
        >
          {yes}
        </Button>
      </div>
    </Dialog>
  )
}

// The dialog of running exports and imports, and of their results. Closing it cancels nothing: what runs is shown in the
// corner.

import { type ReactElement, useEffect } from 'react'
import { useStore } from 'zustand'
import { useDesk } from '../desk/desk-context.ts'
import { isOver } from '../desk/transfers.ts'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogTitle } from '../ui/dialog.tsx'
import { formatAll } from './format-transfer.ts'
import { TransferView } from './transfer-view.tsx'

/** The dialog of `jobs`; jobs that the host started are followed from here on. */
export function TransferDialog({ jobs }: { readonly jobs: readonly number[] }): ReactElement {
  const { actions, transfers } = useDesk()
  const known = useStore(transfers.store)
  const shown = jobs.flatMap((job) => known.get(job) ?? [])
  const over = shown.every(isOver)
  const isExport = shown.some(({ progress, redacts }) => progress?.type === 'export' || redacts !== null)
  const title = isExport ? 'Export' : 'Import'
  const all = isExport ? null : formatAll(shown)

  useEffect(() => {
    // What never became a job of the engine's has a negative number.
    for (const job of jobs) if (job > 0) transfers.watch(job)
  }, [jobs, transfers])

  const close = () => {
    actions.closeDialog()
    transfers.dismiss(jobs)
  }
  return (
    <Dialog label={title} onClose={close} className="w-160">
      <DialogTitle onClose={close}>{title}</DialogTitle>
      {all !== null && (
        <p role="status" className="shrink-0 border-line border-b px-5 py-3 font-medium tabular-nums">
          {all}
        </p>
      )}
      <div className="flex min-h-0 flex-col overflow-y-auto px-5">
        {shown.map((transfer) => (
          <TransferView key={transfer.job} transfer={transfer} onLeave={close} />
        ))}
      </div>
      <footer className="flex shrink-0 items-center justify-end gap-2 border-line border-t px-5 py-3.5">
        {!over && (
          <span className="mr-auto text-ink-3 text-small">
            It goes on when you close this, in the corner.
          </span>
        )}
        <Button data-first variant={over ? 'primary' : 'plain'} onClick={close}>
          {over ? 'Done' : 'Close'}
        </Button>
      </footer>
    </Dialog>
  )
}

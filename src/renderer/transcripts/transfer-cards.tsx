// Exports and imports that no dialog shows, in the corner: their progress or result, and a button to their dialog.

import { X } from 'lucide-react'
import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import { useDesk, useView } from '../desk/desk-context.ts'
import { isOver, type Transfer } from '../desk/transfers.ts'
import { Button } from '../ui/button.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { formatEnd, formatProgress, nameOf, percentOf } from './format-transfer.ts'
import { TransferBar } from './transfer-bar.tsx'

/** More would cover the window. */
const mostCards = 3

/** The cards, newest last; of many only the first, and how many more there are. */
export function TransferCards(): ReactElement {
  const { transfers, actions } = useDesk()
  const all = useStore(transfers.store)
  const shown = useView(({ dialog }) => (dialog?.type === 'transfer' ? dialog.jobs : null))
  const here = [...all.values()].filter(({ job }) => shown?.includes(job) !== true)
  const running = here.filter((transfer) => !isOver(transfer))
  const cards = here.length <= mostCards ? here : (running.length > 0 ? running : here).slice(0, mostCards)
  const more = here.length - cards.length
  return (
    <>
      {cards.map((transfer) => (
        <Card key={transfer.job} transfer={transfer} />
      ))}
      {more > 0 && (
        <section
          aria-label="More exports and imports"
          className="pointer-events-auto flex items-center gap-1.5 rounded-lg bg-overlay py-2 pr-2 pl-3.5 shadow-pop"
        >
          <p className="min-w-0 flex-1 text-ink-2 tabular-nums">and {more.toLocaleString('en-US')} more</p>
          <Button
            size="small"
            variant="quiet"
            onClick={() => actions.openDialog({ type: 'transfer', jobs: here.map(({ job }) => job) })}
          >
            Show all
          </Button>
        </section>
      )}
    </>
  )
}

function Card({ transfer }: { readonly transfer: Transfer }): ReactElement {
  const { actions, transfers } = useDesk()
  const end = formatEnd(transfer)
  const name = nameOf(transfer)
  const failed = transfer.lost !== null || transfer.progress?.state === 'failed'
  return (
    <section
      aria-label={name}
      className="pointer-events-auto animate-rise rounded-lg bg-overlay py-2 pr-2 pl-3.5 shadow-pop"
    >
      <div className="flex items-center gap-1.5">
        <p className="min-w-0 flex-1 truncate font-medium">
          <UntrustedText text={name} />
        </p>
        <Button
          size="small"
          variant="quiet"
          aria-label={`Show ${name}`}
          onClick={() => actions.openDialog({ type: 'transfer', jobs: [transfer.job] })}
        >
          Show
        </Button>
        {end === null ? (
          <Button
            size="small"
            variant="quiet"
            aria-label={`Cancel ${name}`}
            onClick={() => void transfers.cancel(transfer.job)}
          >
            Cancel
          </Button>
        ) : (
          <button
            type="button"
            aria-label={`Dismiss ${name}`}
            onClick={() => transfers.dismiss([transfer.job])}
            className="inline-flex size-6 shrink-0 items-center justify-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
          >
            <X aria-hidden="true" size={13} />
          </button>
        )}
      </div>
      <p className={failed ? 'truncate text-bad text-small' : 'truncate text-ink-2 text-small tabular-nums'}>
        {end ?? formatProgress(transfer)}
      </p>
      {end === null && (
        <TransferBar label={name} percent={percentOf(transfer)} className="mt-1.5 mr-1.5 mb-1 h-1" />
      )}
    </section>
  )
}

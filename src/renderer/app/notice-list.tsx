// The notices in the corner.

import { X } from 'lucide-react'
import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import { useDesk } from '../desk/desk-context.ts'
import { cx } from '../ui/cx.ts'
import { lazyChunk, lazyPart } from '../ui/lazy-part.tsx'

const TransferCards = lazyPart(
  lazyChunk(() => import('../transcripts/transfer-cards.tsx')),
  (module) => module.TransferCards,
  { fallback: () => null },
)
const UndoCards = lazyPart(
  lazyChunk(() => import('../select/undo-cards.tsx')),
  (module) => module.UndoCards,
  { fallback: () => null },
)

/** The notices, bottom right, and below them the exports and imports. */
export function NoticeList(): ReactElement {
  const { notices, transfers, removals } = useDesk()
  const list = useStore(notices.store)
  const hasTransfers = useStore(transfers.store, (all) => all.size > 0)
  const hasRemovals = useStore(removals, (all) => all.length > 0)
  return (
    <div
      aria-live="polite"
      className="pointer-events-none fixed right-4 bottom-4 z-30 flex w-84 max-w-[calc(100vw-32px)] flex-col gap-2"
    >
      {list.map(({ id, tone, text }) => (
        <div
          key={id}
          className="pointer-events-auto flex animate-rise items-start gap-2 rounded-lg bg-overlay py-2 pr-2 pl-3.5 shadow-pop"
        >
          <p
            className={cx(
              'selectable min-w-0 flex-1 py-0.5 [overflow-wrap:anywhere]',
              tone === 'bad' && 'text-bad',
            )}
          >
            {text}
          </p>
          <button
            type="button"
            aria-label="Dismiss"
            onClick={() => notices.dismiss(id)}
            className="inline-flex size-6 shrink-0 items-center justify-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
          >
            <X aria-hidden="true" size={13} />
          </button>
        </div>
      ))}
      {hasRemovals && <UndoCards />}
      {hasTransfers && <TransferCards />}
    </div>
  )
}

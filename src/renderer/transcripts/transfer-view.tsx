// One export or import in its dialog: its progress and a button to cancel it, then its result.

import { CircleCheck, CircleMinus, CircleX, LoaderCircle } from 'lucide-react'
import type { ReactElement } from 'react'
import { useDesk } from '../desk/desk-context.ts'
import type { Transfer } from '../desk/transfers.ts'
import { Button } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { formatEnd, formatProgress, formatRedacted, nameOf, percentOf } from './format-transfer.ts'
import { ImportReport } from './import-report.tsx'
import { TransferBar } from './transfer-bar.tsx'

type Props = { readonly transfer: Transfer; readonly onLeave: () => void }

/** The transfer; `onLeave` is called when an imported run is opened. */
export function TransferView({ transfer, onLeave }: Props): ReactElement {
  const { transfers } = useDesk()
  const end = formatEnd(transfer)
  return (
    <section aria-label={nameOf(transfer)} className="border-line border-t py-4 first:border-t-0">
      <div className="flex items-start gap-3">
        <EndIcon transfer={transfer} />
        <div className="min-w-0 flex-1">
          <p className="truncate font-semibold text-large">
            <UntrustedText text={nameOf(transfer)} />
          </p>
          <p role="status" className="text-ink-2 tabular-nums">
            {end ?? formatProgress(transfer)}
          </p>
        </div>
        {end === null && <Button onClick={() => void transfers.cancel(transfer.job)}>Cancel</Button>}
      </div>
      <div className="pl-8">
        {end === null ? (
          <TransferBar label={nameOf(transfer)} percent={percentOf(transfer)} className="mt-3 h-1.5" />
        ) : (
          <Ending transfer={transfer} onLeave={onLeave} />
        )}
      </div>
    </section>
  )
}

function EndIcon({ transfer: { progress, lost } }: Pick<Props, 'transfer'>): ReactElement {
  const look = 'mt-0.5 shrink-0'
  if (lost !== null || progress?.state === 'failed')
    return <CircleX aria-hidden="true" size={20} className={`${look} text-bad`} />
  if (progress?.state === 'cancelled')
    return <CircleMinus aria-hidden="true" size={20} className={`${look} text-ink-3`} />
  if (progress?.state === 'done')
    return <CircleCheck aria-hidden="true" size={20} className={`${look} text-ok`} />
  return <LoaderCircle aria-hidden="true" size={20} className={`${look} animate-turn text-accent`} />
}

function Ending({ transfer, onLeave }: Props): ReactElement {
  const { progress, lost } = transfer
  // A cancelled transfer says so above.
  const problem = progress?.state === 'cancelled' ? null : (lost ?? progress?.sentence ?? null)
  const redacted = formatRedacted(transfer)
  return (
    <div className="flex flex-col gap-3">
      {problem !== null && (
        <p className="selectable mt-1 text-bad text-small [overflow-wrap:anywhere]">
          <UntrustedText text={problem} />
        </p>
      )}
      {progress?.state === 'done' && progress.where !== null && <Where where={progress.where} />}
      {redacted !== null && (
        <div className="text-small">
          <p className={transfer.redacts ? 'text-ink-2' : 'text-warn'}>{redacted}</p>
          {progress !== null && progress.redacted.length > 0 && (
            <ul aria-label="What was taken out" className="mt-1.5 flex flex-col gap-0.5">
              {progress.redacted.map(({ what, count }) => (
                <li key={what} className="flex gap-3 text-ink-2">
                  <span className="w-14 shrink-0 text-right text-ink tabular-nums">
                    {count.toLocaleString('en-US')}
                  </span>
                  {what}
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
      {progress?.report != null && <ImportReport report={progress.report} onLeave={onLeave} />}
      {progress?.report == null &&
        progress?.notes.map((note) => (
          <p key={note} className="text-ink-2 text-small">
            {note}
          </p>
        ))}
    </div>
  )
}

function Where({ where }: { readonly where: string }): ReactElement {
  return (
    <CopyButton
      text={where}
      label="Copy where it is"
      className="mt-2 w-fit max-w-full rounded-md bg-raised px-2.5 py-1.5 ring-1 ring-line ring-inset"
    >
      <span className="selectable min-w-0 font-mono text-small [overflow-wrap:anywhere]">
        <UntrustedText text={where} />
      </span>
    </CopyButton>
  )
}

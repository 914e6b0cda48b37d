// A banner while something is wrong with the log: what that means and what to do. It cannot be dismissed, because it stays
// true.

import { Info, TriangleAlert } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import type { LogStatus } from '../../core/contract/contract.ts'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { errorMessage } from '../store/client.ts'
import { Button } from '../ui/button.tsx'
import { cx } from '../ui/cx.ts'

const fallbacks: Readonly<Record<Exclude<LogStatus['state'], 'ok'>, string>> = {
  slow: 'The disk is slow: the streams are held up until the log has caught up. Nothing is lost.',
  full: 'The disk is full. Streams are paused and nothing is lost; free some space and they go on by themselves.',
  'read-only': 'The log cannot be written to. You can read what is there; new events are not kept.',
  missing: 'The log was taken away while Runlight was running. Streams are held, and nothing more is stored.',
  away: 'The database that keeps the log cannot be reached. What you see is as of then; Runlight tries again by itself.',
  failed: 'The log could not be opened. Restart Runlight; if it stays, save a diagnostic file.',
}

/** The banner; nothing while the log is fine. */
export function LogBanner(): ReactElement | null {
  const { state, sentence } = useLive((live) => live.log)
  if (state === 'ok') return sentence === null ? null : <Notice sentence={sentence} />
  const bad = state === 'failed' || state === 'missing'
  return (
    <div
      role="alert"
      className={cx(
        'flex shrink-0 items-center gap-2.5 border-line border-b px-4 py-2 max-[640px]:px-2 max-[640px]:py-1 max-[640px]:text-small max-[400px]:py-0.5 max-[400px]:text-tiny',
        bad ? 'bg-bad/10 text-bad' : 'bg-warn/10 text-warn',
      )}
    >
      <TriangleAlert aria-hidden="true" size={15} className="shrink-0" />
      <div className="flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1">
        <p className="selectable min-w-0 font-medium">{sentence ?? fallbacks[state]}</p>
        {state === 'missing' && <WriteAgain />}
      </div>
    </div>
  )
}

/** What a person should know of a log that works. */
function Notice({ sentence }: { readonly sentence: string }): ReactElement {
  return (
    <p
      role="status"
      className="selectable flex shrink-0 items-center gap-2.5 border-line border-b px-4 py-1.5 text-ink-2 text-small max-[640px]:px-2 max-[640px]:py-1"
    >
      <Info aria-hidden="true" size={14} className="shrink-0 text-ink-3" />
      {sentence}
    </p>
  )
}

/** Writes the log, which the engine still holds open, to its path again. */
function WriteAgain(): ReactElement {
  const { client, notices } = useDesk()
  const [busy, setBusy] = useState(false)
  const write = () => {
    setBusy(true)
    client
      .call('storage.writeAnew', {})
      .then(
        () => notices.show('The log was written anew.'),
        (thrown) => notices.show(errorMessage(thrown), 'bad'),
      )
      .finally(() => setBusy(false))
  }
  return (
    <Button size="small" disabled={busy} onClick={write}>
      {busy ? 'Writing the log anew…' : 'Write the log anew'}
    </Button>
  )
}

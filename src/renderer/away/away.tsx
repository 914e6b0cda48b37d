// *While you were away*: what happened meanwhile, once. It lies over a corner, takes no focus and moves nothing.

import {
  Bell,
  CircleCheck,
  CircleHelp,
  CircleSlash,
  CircleX,
  Hourglass,
  ShieldX,
  Unplug,
  X,
} from 'lucide-react'
import type { ReactElement } from 'react'
import type { Digest, DigestEntry } from '../../core/alerts/digest.ts'
import { digestCounts, digestMarkdown, entryCause, entryWords } from '../../core/alerts/digest-text.ts'
import { formatCount, formatDuration } from '../../core/basics/quantities.ts'
import { useDesk } from '../desk/desk-context.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { cx } from '../ui/cx.ts'
import { formatDayTime, formatMoment } from '../ui/format-time.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { Time } from '../ui/time.tsx'
import { type Tone, toneInk } from '../ui/tones.ts'
import { useAway } from './use-away.ts'

const looks: Readonly<Record<DigestEntry['type'], readonly [typeof Bell, Tone]>> = {
  completed: [CircleCheck, 'ok'],
  failed: [CircleX, 'bad'],
  unknown: [CircleHelp, 'warn'],
  stopped: [CircleSlash, 'faint'],
  refused: [ShieldX, 'warn'],
  stalled: [Hourglass, 'warn'],
  gap: [Unplug, 'warn'],
  alert: [Bell, 'warn'],
}

/** Rows that are drawn; the digest itself has more. */
const mostRows = 100

/** The panel, while there is something to tell. */
export function Away(): ReactElement | null {
  const { digest, dismiss } = useAway()
  return digest === null ? null : <AwayPanel digest={digest} dismiss={dismiss} />
}

function AwayPanel({
  digest,
  dismiss,
}: {
  readonly digest: Digest
  readonly dismiss: () => void
}): ReactElement {
  const { since, until, entries, left } = digest
  const hidden = Math.max(0, entries.length - mostRows) + left
  return (
    <section
      aria-label="While you were away"
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation()
          dismiss()
        }
      }}
      className="fixed top-14 right-4 z-20 flex max-h-[min(520px,calc(100vh-96px))] w-110 max-w-[calc(100vw-32px)] animate-rise flex-col rounded-lg bg-overlay shadow-pop"
    >
      <header className="flex items-start gap-2 py-2 pr-2 pl-3.5">
        <div role="status" className="min-w-0 flex-1 py-0.5">
          <h2 className="font-medium">While you were away</h2>
          <p className="text-ink-2 text-small">
            {digestCounts(digest).join(' · ')}{' '}
            <span className="text-ink-3">in {formatDuration(until - since)}</span>
          </p>
        </div>
        <CopyButton
          text={digestMarkdown(digest, formatMoment)}
          label="Copy as Markdown"
          className="size-7 justify-center"
        />
        <IconButton label="Dismiss" onClick={dismiss}>
          <X aria-hidden="true" size={15} />
        </IconButton>
      </header>
      <ol className="min-h-0 overflow-y-auto border-line border-t py-1">
        {entries.slice(-mostRows).map((entry) => (
          <li key={`${entry.type} ${entry.run} ${entry.at} ${entry.alert}`}>
            <EntryRow entry={entry} now={until} />
          </li>
        ))}
      </ol>
      {hidden > 0 && (
        <p className="border-line border-t px-3.5 py-1.5 text-ink-3 text-small">
          {formatCount(hidden, 'earlier one is', 'earlier ones are')} in the copy or in “runlight digest”.
        </p>
      )}
    </section>
  )
}

/** One entry; a click opens its run at that moment. */
function EntryRow({ entry, now }: { readonly entry: DigestEntry; readonly now: number }): ReactElement {
  const { actions } = useDesk()
  const { type, run, title, at } = entry
  const [Icon, tone] = looks[type]
  const cause = entryCause(entry)
  const content = (
    <>
      <Icon aria-hidden="true" size={15} className={cx('mt-0.5 shrink-0', toneInk[tone])} />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span className="min-w-0 truncate">{title}</span>
          <span className={cx('shrink-0 text-small', toneInk[tone])}>{entryWords[type]}</span>
        </span>
        {cause !== '' && <span className="block truncate text-ink-2 text-small">{cause}</span>}
      </span>
      <Time
        at={at}
        shown={(time) => formatDayTime(time, now)}
        className="shrink-0 text-ink-3 text-small tabular-nums"
      />
    </>
  )
  const shape = 'flex w-full items-start gap-2.5 px-3.5 py-1.5 text-left'
  if (run === null) return <div className={shape}>{content}</div>
  return (
    <button
      type="button"
      onClick={() => actions.openPlace({ type: 'moment', run, at: Math.round(at) })}
      className={cx(shape, 'hover:bg-hover focus-visible:bg-hover')}
    >
      {content}
    </button>
  )
}

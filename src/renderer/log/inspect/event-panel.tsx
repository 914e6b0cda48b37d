// The opened event: what it says, its data, its details, and buttons to its neighbours. Long data is cut on the screen, which
// it says; copying takes all of it. A row of joined events is shown as the text that they make.

import { ChevronDown, ChevronUp, Copy, Link2, X } from 'lucide-react'
import { type ReactElement, type ReactNode, useCallback, useState } from 'react'
import { formatBytes, formatCount } from '../../../core/basics/quantities.ts'
import type { EventRow } from '../../../core/run/run.ts'
import { useDesk } from '../../desk/desk-context.ts'
import { textFields } from '../../desk/focused.ts'
import { hintOf } from '../../desk/keys.ts'
import { useShortcuts } from '../../desk/use-shortcuts.ts'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { formatFlags, nameTone } from '../../ui/format-flags.ts'
import { formatTimeMs } from '../../ui/format-time.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Time } from '../../ui/time.tsx'
import { toneInk } from '../../ui/tones.ts'
import { UntrustedSpans, UntrustedText } from '../../ui/untrusted-text.tsx'
import { EventData } from './event-data.tsx'
import { JoinedText, useJoinedText } from './joined-text.tsx'
import type { Pinning } from './pinnable-json.tsx'
import { useEvent } from './use-event.ts'

type Props = {
  readonly run: number
  /** The row of the list; undefined while it is being loaded. */
  readonly row: EventRow | undefined
  readonly index: number
  readonly total: number
  readonly pinning: Pinning
  readonly onMove: (index: number) => void
  readonly onClose: () => void
}

/** The panel beside or below the log. */
export function EventPanel({ run, row, index, total, pinning, onMove, onClose }: Props): ReactElement {
  const { notices, actions } = useDesk()
  const [raw, setRaw] = useState(false)
  const isJoined = row?.until !== undefined
  const { event, problem } = useEvent(run, row)
  const joined = useJoinedText(run, row?.seq ?? 0, row?.until ?? null)
  const text = isJoined ? (joined?.text ?? null) : (event?.data ?? null)

  const copy = useCallback(async () => {
    if (row === undefined || text === null) return
    const what = isJoined ? `the text of events ${formatPlaces(row)}` : `the data of event ${row.seq}`
    await navigator.clipboard.writeText(text).then(
      () => notices.show(`Copied ${what}.`),
      () => notices.show('The clipboard refused. Select the text and copy it.', 'bad'),
    )
  }, [text, isJoined, row, notices])
  useShortcuts(
    'event',
    {
      'close-event': onClose,
      'toggle-raw': () => setRaw((known) => !known),
      'copy-event': () => void copy(),
    },
    { ignore: `${textFields}, [role=dialog], [role=menu]`, capture: true },
  )

  return (
    <aside
      aria-label="Event"
      className="flex h-[46%] min-h-0 shrink-0 flex-col border-line border-t bg-raised @min-[880px]/log:h-auto @min-[880px]/log:w-[42%] @min-[880px]/log:border-t-0 @min-[880px]/log:border-l"
    >
      <header className="flex h-10 shrink-0 items-center gap-2 pr-2 pl-5">
        {row !== undefined && (
          <h3 className="min-w-0 truncate font-mono font-semibold text-small">
            <UntrustedText text={row.name} className={toneInk[nameTone(row)]} />
            <span className="ml-2 font-normal text-ink-3">{formatPlaces(row)}</span>
          </h3>
        )}
        <span className="flex-1" />
        {!isJoined && (
          <Button
            variant="quiet"
            size="small"
            title={hintOf('toggle-raw')}
            aria-pressed={raw}
            onClick={() => setRaw(!raw)}
          >
            {raw ? 'Readable' : 'Raw'}
          </Button>
        )}
        <IconButton label="Copy the data" keys={hintOf('copy-event')} disabled={text === null} onClick={copy}>
          <Copy aria-hidden="true" size={14} />
        </IconButton>
        {row !== undefined && (
          <IconButton
            label="Copy a link to this event"
            keys={hintOf('copy-link')}
            onClick={() => void actions.copyLink({ type: 'event', run, seq: row.seq })}
          >
            <Link2 aria-hidden="true" size={14} />
          </IconButton>
        )}
        <IconButton
          label="Previous event"
          keys={hintOf('previous-event')}
          disabled={index <= 0}
          onClick={() => onMove(index - 1)}
        >
          <ChevronUp aria-hidden="true" size={16} />
        </IconButton>
        <IconButton
          label="Next event"
          keys={hintOf('next-event')}
          disabled={index >= total - 1}
          onClick={() => onMove(index + 1)}
        >
          <ChevronDown aria-hidden="true" size={16} />
        </IconButton>
        <IconButton label="Close the event" keys={hintOf('close-event')} onClick={onClose}>
          <X aria-hidden="true" size={15} />
        </IconButton>
      </header>
      {row !== undefined && <Details row={row} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a text has nothing in it to be focused */}
      <section aria-label="Data" tabIndex={0} className="min-h-0 flex-1 overflow-auto px-5 pt-1 pb-5">
        {isJoined ? (
          <JoinedText joined={joined} />
        ) : (
          <>
            {row?.message !== undefined && (
              <p dir="auto" className="selectable mb-2 max-w-160 [overflow-wrap:anywhere]">
                <UntrustedSpans text={row.message} />
              </p>
            )}
            {problem !== null && <p className="text-warn">{problem}</p>}
            {event === null && problem === null && (
              <p className="animate-late text-ink-3">Reading the event…</p>
            )}
            {event !== null && <EventData data={event.data} raw={raw} pinning={pinning} />}
          </>
        )}
      </section>
    </aside>
  )
}

/** `414`, or `40–120` for a row of joined events. */
function formatPlaces({ seq, until }: EventRow): string {
  return until === undefined ? String(seq) : `${seq}–${until}`
}

/** What is known of the event besides its data. */
function Details({ row }: { readonly row: EventRow }): ReactElement {
  const words = formatFlags(row)
  return (
    <div className="flex shrink-0 flex-wrap gap-x-4 px-5 pb-2 text-ink-3 text-small">
      <Detail>
        <Time at={row.at} shown={formatTimeMs} focusable={true} className="-my-1 py-1" />
      </Detail>
      <Detail>attempt {row.attempt}</Detail>
      {row.id !== null && (
        <Detail>
          id <UntrustedText text={row.id} className="selectable max-w-48 truncate text-ink-2" />
          {row.idSize !== undefined && `(${formatBytes(row.idSize)})`}
        </Detail>
      )}
      {row.nameSize !== undefined && <Detail>a name of {formatBytes(row.nameSize)}</Detail>}
      {row.until === undefined ? (
        <Detail>{formatCount(row.size, 'character')}</Detail>
      ) : (
        <Detail>{formatCount(row.until - row.seq + 1, 'chunk')}</Detail>
      )}
      {words.map(({ word, tone, help }) => (
        <span key={word} title={help} className={cx(toneInk[tone])}>
          {word}
        </span>
      ))}
    </div>
  )
}

function Detail({ children }: { readonly children: ReactNode }): ReactElement {
  return <span className="flex gap-1 whitespace-nowrap">{children}</span>
}

// Every HTTP connection of a run, newest first, one line each; a click shows its details.

import { ChevronRight } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import { formatBytes, formatDuration } from '../../core/basics/quantities.ts'
import { clientName } from '../../core/run/client-name.ts'
import { formatClient } from '../../core/run/client-words.ts'
import type { ClientSide } from '../../core/run/tapped.ts'
import { useNow } from '../desk/desk-context.ts'
import { Button } from '../ui/button.tsx'
import { ClientGlyph } from '../ui/client-glyph.tsx'
import { cx } from '../ui/cx.ts'
import { formatTime } from '../ui/format-time.ts'
import { Time } from '../ui/time.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { AttemptDetails } from './attempt-details.tsx'
import type { ShownAttempt } from './connection-at.ts'

const maxAtFirst = 25
/** In a narrow tab how it ended has a line of its own, and the counts stand in the details. */
const columns =
  'grid items-center gap-x-2 px-3 tabular-nums grid-cols-[16px_20px_calc(60px_+_var(--am-pm))_minmax(0,1fr)_34px] @min-[500px]/connection:grid-cols-[16px_20px_calc(58px_+_var(--am-pm))_56px_34px_54px_44px_minmax(96px,1fr)] @min-[820px]/connection:gap-x-3 @min-[820px]/connection:grid-cols-[16px_28px_calc(68px_+_var(--am-pm))_76px_44px_64px_56px_64px_minmax(160px,1fr)]'

const counted = 'hidden @min-[500px]/connection:block'
const endPlace =
  'col-span-3 col-start-3 @min-[500px]/connection:col-span-1 @min-[500px]/connection:col-start-auto'

/** The table of attempts. */
export function Attempts({ attempts }: { readonly attempts: readonly ShownAttempt[] }): ReactElement {
  const [opened, setOpened] = useState<number | null>(null)
  const [all, setAll] = useState(false)
  if (attempts.length === 0) return <p className="text-ink-3">No connection was made yet.</p>
  const newest = attempts.toReversed()
  const shown = all ? newest : newest.slice(0, maxAtFirst)
  return (
    <div className="rounded-lg bg-raised ring-1 ring-line ring-inset">
      <div className={cx(columns, 'h-7 text-ink-3 text-tiny')}>
        <span />
        <span className="text-right">#</span>
        <span>Started</span>
        <span className="text-right">Lasted</span>
        <span className="text-right">HTTP</span>
        <span className={cx(counted, 'text-right')}>Bytes</span>
        <span className={cx(counted, 'text-right')}>Events</span>
        <span className="hidden text-right @min-[820px]/connection:block">Comments</span>
        <span className={counted}>How it ended</span>
      </div>
      <ul>
        {shown.map((attempt) => (
          <AttemptLine
            key={attempt.number}
            attempt={attempt}
            opened={opened === attempt.number}
            onToggle={() => setOpened(opened === attempt.number ? null : attempt.number)}
          />
        ))}
      </ul>
      {shown.length < newest.length && (
        <div className="border-line border-t p-1.5 text-center">
          <Button variant="quiet" size="small" onClick={() => setAll(true)}>
            Show all {newest.length.toLocaleString('en-US')} attempts
          </Button>
        </div>
      )}
    </div>
  )
}

type LineProps = {
  readonly attempt: ShownAttempt
  readonly opened: boolean
  readonly onToggle: () => void
}

function AttemptLine({ attempt, opened, onToggle }: LineProps): ReactElement {
  const {
    number,
    startedAt,
    endedAt,
    status,
    bytes,
    events,
    comments,
    ending,
    client,
    partial = false,
  } = attempt
  const odd = status !== null && (status < 200 || status > 299)
  return (
    <li className="border-line border-t">
      <button
        type="button"
        aria-expanded={opened}
        onClick={onToggle}
        className={cx(columns, 'min-h-8 w-full py-1 text-left text-small hover:bg-hover')}
      >
        <ChevronRight
          aria-hidden="true"
          size={13}
          className={cx('text-ink-3 transition-transform', opened && 'rotate-90')}
        />
        <span className="text-right text-ink-3">{number}</span>
        <Time at={startedAt} />
        <span className="text-right">
          {endedAt === null ? <Lasting since={startedAt} /> : formatDuration(endedAt - startedAt)}
        </span>
        <span className={cx('text-right', odd && 'text-warn')}>{status ?? '–'}</span>
        <span className={cx(counted, 'text-right')}>{partial ? '–' : formatBytes(bytes)}</span>
        <span className={cx(counted, 'text-right')}>{events.toLocaleString('en-US')}</span>
        <span className="hidden text-right text-ink-3 @min-[820px]/connection:block">
          {partial ? '–' : comments.toLocaleString('en-US')}
        </span>
        {ending === null ? (
          <span className={cx(endPlace, 'text-ok')}>
            {attempt.openedAt === null ? 'connecting…' : 'open'}
          </span>
        ) : (
          <span
            className={cx(endPlace, 'text-ink-2 [overflow-wrap:anywhere] @min-[500px]/connection:truncate')}
            title={ending}
          >
            <UntrustedText text={ending} />
          </span>
        )}
        {client !== undefined && <ClientEnd client={client} />}
      </button>
      {opened && <AttemptDetails attempt={attempt} />}
    </li>
  )
}

/** How the client's side of an attempt ended, on a line below the server's. */
function ClientEnd({ client }: { readonly client: ClientSide }): ReactElement {
  return (
    <span className="col-span-full col-start-3 flex min-w-0 items-baseline gap-1.5 pb-0.5 text-ink-3">
      <span className="translate-y-0.5">
        <ClientGlyph state={client.state} size={12} />
      </span>
      <span className="min-w-0 [overflow-wrap:anywhere]">
        <UntrustedText text={clientName(client)} className="text-ink-2" />{' '}
        <span className={cx(client.state === 'slow' && 'text-warn')}>{formatClient(client, formatTime)}</span>
      </span>
    </span>
  )
}

function Lasting({ since }: { readonly since: number }): ReactElement {
  const now = useNow()
  return <>{formatDuration(now - since)}</>
}

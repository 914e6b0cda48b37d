// What the rule would have done over the runs that are stored: how often, on which of them, and from how many that is known.

import { type ReactElement, useState } from 'react'
import type { Preview } from '../../core/alerts/preview.ts'
import type { RuleDraft } from '../../core/alerts/rule.ts'
import { formatCount, formatDuration } from '../../core/basics/quantities.ts'
import { useDesk, useLive, useMinute } from '../desk/desk-context.ts'
import { Button } from '../ui/button.tsx'
import { formatDayTime } from '../ui/format-time.ts'
import { Section } from '../ui/section.tsx'
import { Time } from '../ui/time.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { perDayWords } from './model/words.ts'
import { usePreview } from './use-preview.ts'

/** Firings that are shown before all are asked for. */
const few = 8

/** The section; `draft` null while the form is not whole. */
export function RulePreview({ draft }: { readonly draft: RuleDraft | null }): ReactElement {
  const { preview, problem } = usePreview(draft)
  const now = useMinute()
  const isDone = preview !== null && preview.part === 1
  return (
    <Section title="What it would have done">
      <div className="rounded-lg bg-raised px-3.5 py-3 ring-1 ring-line ring-inset">
        {draft === null ? (
          <p className="text-ink-3">To be said once the rule is whole.</p>
        ) : (
          problem === null && !isDone && <Looking part={preview?.part ?? 0} />
        )}
        {/* Always there, so that what comes into it is spoken: what was found, and not each step of the way. */}
        <div role="status">
          {draft === null ? null : problem !== null ? (
            <p className="text-bad">{problem}</p>
          ) : !isDone ? null : preview.cannot !== null ? (
            <p className="text-ink-2">{preview.cannot}</p>
          ) : (
            <Found preview={preview} now={now} />
          )}
        </div>
        {isDone && preview.cannot === null && <Rest preview={preview} now={now} />}
      </div>
    </Section>
  )
}

type DoneProps = { readonly preview: Preview; readonly now: number }

function Found({ preview: { firings, runs, looked, from }, now }: DoneProps): ReactElement {
  const perDay = from === null ? null : perDayWords(firings, now - from)
  return (
    <p>
      <span className="font-medium text-large tabular-nums">
        {firings === 0 ? 'Never' : formatCount(firings, 'time')}
      </span>
      <span className="ml-2 text-ink-2">
        {firings === 0 ? 'on' : `on ${runs.toLocaleString('en-US')} of`} {formatCount(looked, 'run')}
        {from !== null && (
          <>
            {' since '}
            <Time at={from} shown={(at) => formatDayTime(at, now)} />
          </>
        )}
        {perDay !== null && `, ${perDay}`}.
      </span>
    </p>
  )
}

function Rest({ preview, now }: DoneProps): ReactElement | null {
  const { left, would } = preview
  if (left === 0 && would.length === 0) return null
  return (
    <div className="mt-2 flex flex-col gap-2">
      {left > 0 && (
        <p className="text-ink-3 text-small">{formatCount(left, 'older run')} were too many to look at.</p>
      )}
      {would.length > 0 && <Would preview={preview} now={now} />}
    </div>
  )
}

function Looking({ part }: { readonly part: number }): ReactElement {
  const percent = Math.floor(part * 100)
  return (
    <>
      <p className="text-ink-3">Looking at your stored runs…</p>
      <div className="flex items-center gap-2 text-ink-3 text-small">
        <span aria-hidden="true" className="h-1 flex-1 overflow-hidden rounded-full bg-press">
          <span className="block h-full bg-accent" style={{ width: `${percent}%` }} />
        </span>
        <span className="tabular-nums">{percent} % looked at</span>
      </div>
    </>
  )
}

function Would({ preview, now }: DoneProps): ReactElement {
  const [all, setAll] = useState(false)
  const { would, firings } = preview
  const shown = all ? would : would.slice(0, few)
  return (
    <>
      <ol aria-label="The latest of them" className="-mx-3.5 flex flex-col border-line border-t">
        {shown.map((one) => (
          <Firing key={`${one.run} ${one.at}`} one={one} now={now} />
        ))}
      </ol>
      {would.length > shown.length && (
        <Button size="small" variant="quiet" className="-ml-2 self-start" onClick={() => setAll(true)}>
          {would.length < firings ? `The latest ${would.length}` : `All ${would.length}`}
        </Button>
      )}
    </>
  )
}

function Firing({
  one: { run, title, at, cause, resolvedAt },
  now,
}: {
  readonly one: Preview['would'][number]
  readonly now: number
}): ReactElement {
  const { actions } = useDesk()
  const known = useLive((state) => state.runs.has(run))
  return (
    <li className="border-line border-b px-3.5 py-1.5 last:border-b-0">
      <p className="flex items-baseline gap-2">
        <button
          type="button"
          disabled={!known}
          title="Open the run at this moment"
          onClick={() => actions.openPlace({ type: 'moment', run, at })}
          className="hit min-w-0 rounded-sm text-left underline decoration-edge underline-offset-2 enabled:hover:decoration-current disabled:no-underline"
        >
          <UntrustedText text={title} className="block truncate" />
        </button>
        <Time
          at={at}
          shown={(time) => formatDayTime(time, now)}
          className="ml-auto shrink-0 text-ink-3 text-small tabular-nums"
        />
      </p>
      <p className="text-ink-3 text-small [overflow-wrap:anywhere]">
        <UntrustedText text={cause} />
        {resolvedAt !== null && `, over after ${formatDuration(resolvedAt - at)}`}
      </p>
    </li>
  )
}

// The figures of a run as one compact table, a definition list in columns.

import type { ReactElement, ReactNode } from 'react'
import { formatBytes, formatCount } from '../../core/basics/quantities.ts'
import type { Figures, ModelFigures } from '../../core/figures/figures.ts'
import { formatTokenPart, formatTokenRate, outputNote } from '../../core/job/model.ts'
import { tookBasisMessage } from '../../core/job/took.ts'
import { clientName } from '../../core/run/client-name.ts'
import { clientWords, formatSlowInAll } from '../../core/run/client-words.ts'
import { notRecorded } from '../../core/run/not-recorded.ts'
import type { JobState } from '../../core/run/states.ts'
import type { ClientSide } from '../../core/run/tapped.ts'
import { useDesk, useNow } from '../desk/desk-context.ts'
import { formatRate } from '../ui/format-rate.ts'
import { formatTime } from '../ui/format-time.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { formatMs } from './timeline-data.ts'

/** The list; the longest wait links to its event in the log. */
export function FigureList({
  figures,
  client,
}: {
  readonly figures: Figures
  /** The application that asked; null for a run that Runlight asks for itself. */
  readonly client: ClientSide | null
}): ReactElement {
  const { actions } = useDesk()
  const { waits, totals, attempts, gaps, startedAt, endedAt, events, run } = figures
  const seconds = (endedAt - startedAt) / 1_000
  const firstTokenMs = figures.model?.firstTokenMs ?? null
  const lost = gaps.filter(({ bytes }) => bytes !== undefined)
  const doubtful = gaps.filter((gap) => gap.missed !== 'nothing' && gap.missed !== 'open').length
  return (
    <dl className="grid grid-cols-1 gap-x-8 text-small tabular-nums @min-[500px]/timeline:grid-cols-2 @min-[960px]/timeline:grid-cols-3">
      <Figure name="First event after">{formatWait(figures.firstEventMs)}</Figure>
      {firstTokenMs !== null && <Figure name="First token after">{formatMs(firstTokenMs)}</Figure>}
      <Figure name="First content after">{formatWait(figures.firstContentMs)}</Figure>
      <Figure name="Took" note={figures.durationBy === null ? null : tookBasisMessage(figures.durationBy)}>
        {formatWait(figures.durationMs)}
      </Figure>
      <Figure
        name="Events"
        note={seconds >= 1 ? `${formatRate(events / seconds)} a second on average` : null}
      >
        {events.toLocaleString('en-US')}
      </Figure>
      <Figure name="Wait between events" note="median">
        {formatWait(waits?.p50Ms ?? null)}
      </Figure>
      <Figure name="19 of 20 waits within">{formatWait(waits?.p95Ms ?? null)}</Figure>
      <Figure
        name="Longest wait"
        note={
          waits === null ? null : (
            <button
              type="button"
              onClick={() => actions.openAt(run, waits.maxBefore)}
              className="hit rounded-sm underline decoration-edge underline-offset-2 hover:text-ink"
            >
              before event {waits.maxBefore.toLocaleString('en-US')}
            </button>
          )
        }
      >
        {formatWait(waits?.maxMs ?? null)}
      </Figure>
      <Figure
        name="Attempts and gaps"
        note={
          gaps.length === 0
            ? 'nothing missed'
            : doubtful === 0
              ? 'nothing known missed'
              : `${doubtful} with a loss, or where one is possible`
        }
      >
        {attempts.length.toLocaleString('en-US')} · {formatCount(gaps.length, 'gap')}
      </Figure>
      {lost.length > 0 && (
        <Figure name="Not recorded" note={lostNote(lost)}>
          {formatBytes(notRecorded(lost))}
        </Figure>
      )}
      {client !== null && <ToClient client={client} />}
      <Figure name="Repeats, late, unreadable">
        {[totals.repeats, totals.late, totals.unreadable].map((n) => n.toLocaleString('en-US')).join(' · ')}
      </Figure>
      <Figure name="Signs of life">{formatCount(totals.pings, 'ping')}</Figure>
      <Figure name="Warnings, errors">
        {totals.warnings.toLocaleString('en-US')} · {totals.errors.toLocaleString('en-US')}
      </Figure>
      {figures.model !== null && <OfModel model={figures.model} state={figures.state} />}
      <Figure name="Text">{formatCount(totals.textLength, 'character')}</Figure>
    </dl>
  )
}

/** What a model took and gave; of what its stream does not tell, nothing. */
function OfModel({ model, state }: { readonly model: ModelFigures; readonly state: JobState }): ReactElement {
  const { usage, tokensPerSecond, tools, toolsFailed, reasoningLength } = model
  const [input, output] = [usage?.input ?? null, usage?.output ?? null]
  return (
    <>
      {input !== null && (
        <Figure name="Input tokens" note={formatTokenPart(usage?.cached ?? null, 'cached')}>
          {input.toLocaleString('en-US')}
        </Figure>
      )}
      {output !== null && (
        <Figure name="Output tokens" note={usage === null ? null : outputNote(usage, state)}>
          {output.toLocaleString('en-US')}
        </Figure>
      )}
      {tokensPerSecond !== null && <Figure name="Tokens a second">{formatTokenRate(tokensPerSecond)}</Figure>}
      {tools > 0 && (
        <Figure
          name="Tool calls"
          note={toolsFailed === 0 ? null : `${toolsFailed.toLocaleString('en-US')} failed`}
        >
          {tools.toLocaleString('en-US')}
        </Figure>
      )}
      {reasoningLength > 0 && <Figure name="Reasoning">{formatCount(reasoningLength, 'character')}</Figure>}
    </>
  )
}

/** Where what was passed on is missing: its extent, or how often. */
function lostNote(gaps: Figures['gaps']): string {
  const [only] = gaps
  if (only === undefined || gaps.length > 1) return `in ${formatCount(gaps.length, 'gap')}`
  return `${formatTime(only.from)}–${formatTime(only.until ?? only.from)}`
}

/** The client's own connection, beside the figures of the server's. */
function ToClient({ client }: { readonly client: ClientSide }): ReactElement {
  const slow = formatSlowInAll(client, useNow())
  return (
    <Figure name="Client" note={slow ?? clientWords[client.state]}>
      <UntrustedText text={clientName(client)} className="[overflow-wrap:anywhere]" />
    </Figure>
  )
}

function formatWait(ms: number | null): string | null {
  return ms === null ? null : formatMs(ms)
}

function Figure({
  name,
  note = null,
  children,
}: {
  readonly name: string
  readonly note?: ReactNode
  readonly children: ReactNode
}): ReactElement {
  return (
    <div className="flex min-h-7 min-w-0 flex-wrap items-baseline gap-x-3 border-line border-b py-1">
      <dt className="mr-auto text-ink-3">{name}</dt>
      {note !== null && <dd className="text-ink-3">{note}</dd>}
      <dd className="selectable font-medium">{children ?? '–'}</dd>
    </div>
  )
}

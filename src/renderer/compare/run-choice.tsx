// A list to choose a run to compare, found by its title; runs of the same kind first. The filtering is done here and not by
// the list component, so that thousands of runs cost no more than those shown.

import { Command as List } from 'cmdk'
import { Check, Gauge } from 'lucide-react'
import { type ReactElement, type ReactNode, useRef, useState } from 'react'
import { jobWordOf } from '../../core/run/reach.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { useKind, useLive, useNow } from '../desk/desk-context.ts'
import { formatDayTime } from '../ui/format-time.ts'
import { JobGlyph } from '../ui/job-glyph.tsx'
import { Time } from '../ui/time.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { useActiveOption } from '../ui/use-active-option.ts'

type Props = {
  readonly chosen: number | null
  /** The kind whose runs come first; null for all kinds alike. */
  readonly kind: string | null
  /** The run of the other side, which is left out. */
  readonly without: number | null
  /** Whether the usual run is chosen; null where it is not offered. */
  readonly usual: boolean | null
  readonly onChoose: (run: number | null) => void
}

const maxSameKind = 40
const maxOthers = 10
const itemClass =
  'flex h-8 items-center gap-2 rounded-md px-2 text-ink-2 text-small data-[selected=true]:bg-press data-[selected=true]:text-ink'
const groupClass =
  '[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-tiny [&_[cmdk-group-heading]]:text-ink-3'

/** The list; `onChoose` gets null for the usual run. */
export function RunChoice({ chosen, kind, without, usual, onChoose }: Props): ReactElement {
  const [text, setText] = useState('')
  const list = useRef<HTMLDivElement>(null)
  useActiveOption(list)
  const label = useKind(kind ?? '')?.label ?? kind
  const runs = useLive((state) => state.runs)
  const wanted = text.trim().toLowerCase()
  const fitting = [...runs.values()]
    .filter((run) => run.id !== without && run.events > 0)
    .filter((run) => run.title.toLowerCase().includes(wanted) || `#${run.id}` === wanted)
    .toSorted((a, b) => b.createdAt - a.createdAt)
  const same = fitting.filter((run) => kind === null || run.kind === kind)
  const others = fitting.filter((run) => kind !== null && run.kind !== kind)
  const isUsualOffered = usual !== null && 'the usual run'.includes(wanted)
  const row = (run: RunSummary) => (
    <Row key={run.id} run={run} chosen={run.id === chosen} onChoose={() => onChoose(run.id)} />
  )
  return (
    <List ref={list} label="Runs" shouldFilter={false} loop className="flex min-h-0 flex-col">
      <List.Input
        value={text}
        onValueChange={setText}
        placeholder="Find a run by its title"
        className="h-10 shrink-0 border-line border-b bg-transparent px-3.5 outline-none"
      />
      <List.List className="max-h-90 scroll-py-1.5 overflow-y-auto p-1.5">
        {isUsualOffered && (
          <List.Item value="usual" onSelect={() => onChoose(null)} className={itemClass}>
            <Gauge aria-hidden="true" size={14} className="shrink-0" />
            <span className="min-w-0 flex-1 truncate">The usual run, by your own history</span>
            {usual && <Chosen />}
          </List.Item>
        )}
        <Group heading={label === null ? 'Runs' : label} runs={same} shown={maxSameKind}>
          {row}
        </Group>
        <Group heading="Other kinds" runs={others} shown={maxOthers}>
          {row}
        </Group>
        {fitting.length === 0 && !isUsualOffered && (
          <p className="px-2 py-6 text-center text-ink-3 text-small">
            {wanted === '' ? 'No other run with events is stored.' : 'No run has this in its title.'}
          </p>
        )}
      </List.List>
    </List>
  )
}

function Group({
  heading,
  runs,
  shown,
  children,
}: {
  readonly heading: string
  readonly runs: readonly RunSummary[]
  readonly shown: number
  readonly children: (run: RunSummary) => ReactNode
}): ReactElement | null {
  if (runs.length === 0) return null
  return (
    <List.Group heading={heading} className={groupClass}>
      {runs.slice(0, shown).map(children)}
      {runs.length > shown && (
        <p className="px-2 py-1 text-ink-3 text-tiny">
          {(runs.length - shown).toLocaleString('en-US')} more: type a part of the title.
        </p>
      )}
    </List.Group>
  )
}

function Row({
  run,
  chosen,
  onChoose,
}: {
  readonly run: RunSummary
  readonly chosen: boolean
  readonly onChoose: () => void
}): ReactElement {
  const now = useNow()
  return (
    <List.Item value={`run-${run.id}`} onSelect={onChoose} className={itemClass}>
      <JobGlyph state={run.job.state} percent={run.job.percent} />
      <UntrustedText text={run.title} className="min-w-0 flex-1 truncate" />
      <span className="sr-only">{jobWordOf(run)}</span>
      <span className="shrink-0 text-ink-3 text-tiny tabular-nums">
        #{run.id} · <Time at={run.createdAt} shown={(at) => formatDayTime(at, now)} />
      </span>
      {chosen && <Chosen />}
    </List.Item>
  )
}

function Chosen(): ReactElement {
  return (
    <>
      <Check aria-hidden="true" size={14} className="shrink-0 text-accent" />
      <span className="sr-only">chosen</span>
    </>
  )
}

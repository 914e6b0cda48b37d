// The runs that the saved kind fits: each may be read by it, which makes it a run of that kind. Their events stay as they came.

import { type ReactElement, useEffect, useState } from 'react'
import { formatCount } from '../../core/basics/quantities.ts'
import { jobWordOf } from '../../core/run/reach.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { isSettled } from '../../core/run/states.ts'
import { useDesk, useLive, useNow } from '../desk/desk-context.ts'
import { errorMessage } from '../store/client.ts'
import { Button } from '../ui/button.tsx'
import { formatDayTime } from '../ui/format-time.ts'
import { JobGlyph } from '../ui/job-glyph.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { Section } from '../ui/section.tsx'
import { Time } from '../ui/time.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'

type Props = { readonly run: RunSummary; readonly kind: string; readonly label: string }

type Found =
  | { readonly state: 'looking' }
  | { readonly state: 'failed'; readonly message: string }
  | { readonly state: 'found'; readonly ids: readonly number[] }

/** Runs that are listed. */
const mostShown = 100

export function EarlierRuns({ run, kind, label }: Props): ReactElement {
  const { client } = useDesk()
  const [found, setFound] = useState<Found>({ state: 'looking' })
  useEffect(() => {
    let isLeft = false
    client.call('kinds.fitting', { kind }).then(
      ({ runs }) => !isLeft && setFound({ state: 'found', ids: runs }),
      (thrown) => !isLeft && setFound({ state: 'failed', message: errorMessage(thrown) }),
    )
    return () => {
      isLeft = true
    }
  }, [client, kind])
  return (
    <Section title="Runs of this address">
      {found.state === 'found' ? (
        <Choice run={run} kind={kind} label={label} ids={found.ids} />
      ) : (
        <p className={found.state === 'failed' ? 'text-bad' : 'animate-late text-ink-3'}>
          {found.state === 'failed' ? found.message : 'Looking for runs that fit…'}
        </p>
      )}
    </Section>
  )
}

/** What keeps a run from being read by the kind now, or that it is; null where it can be. */
function hindrance(run: RunSummary, done: ReadonlySet<number>, kind: string): string | null {
  if (run.reading !== undefined) return 'being read'
  if (run.kind === kind && done.has(run.id)) return 'read'
  return isSettled(run.connection.state) ? null : 'still watched: stop it first'
}

function Choice({ run, kind, label, ids }: Props & { readonly ids: readonly number[] }): ReactElement {
  const { client, actions } = useDesk()
  const runs = useLive((state) => ids.slice(0, mostShown).flatMap((id) => state.runs.get(id) ?? []))
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set([run.id]))
  const [done, setDone] = useState<ReadonlySet<number>>(new Set())
  const [problem, setProblem] = useState<string | null>(null)
  const free = runs.filter((one) => hindrance(one, done, kind) === null)
  const wanted = free.filter(({ id }) => chosen.has(id))
  const toggle = (id: number, on: boolean) =>
    setChosen(new Set(on ? [...chosen, id] : [...chosen].filter((one) => one !== id)))

  const read = async () => {
    setProblem(null)
    for (const { id } of wanted) {
      try {
        await client.call('runs.readBy', { run: id, kind })
        setDone((before) => new Set([...before, id]))
      } catch (thrown) {
        setProblem(errorMessage(thrown))
      }
    }
  }

  if (runs.length === 0)
    return (
      <p className="text-ink-3">
        No run that is stored fits the kind’s address. Runs that you add from now on can be of it.
      </p>
    )
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="mb-2 text-ink-2">
        {formatCount(runs.length, 'run')} can be read by it. Their events stay as they came.
      </legend>
      <ul className="flex flex-col rounded-lg bg-raised ring-1 ring-line ring-inset">
        {runs.map((one) => (
          <RunLine
            key={one.id}
            run={one}
            hindrance={hindrance(one, done, kind)}
            isChosen={chosen.has(one.id)}
            onChoose={(on) => toggle(one.id, on)}
          />
        ))}
      </ul>
      {ids.length > runs.length && (
        <p className="text-ink-3 text-small">
          {formatCount(ids.length - runs.length, 'older run')} not shown.
        </p>
      )}
      {problem !== null && (
        <p role="alert" className="text-bad text-small">
          {problem}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" disabled={wanted.length === 0} onClick={() => void read()}>
          {wanted.length === 0 ? 'Read the chosen runs' : `Read ${formatCount(wanted.length, 'run')}`} as{' '}
          {label}
        </Button>
        {wanted.length < free.length && (
          <Button onClick={() => setChosen(new Set(free.map(({ id }) => id)))}>Choose all</Button>
        )}
        {done.has(run.id) && run.reading === undefined && (
          <Button variant="quiet" onClick={actions.leaveTeach}>
            Open the run
          </Button>
        )}
      </div>
    </fieldset>
  )
}

function RunLine({
  run,
  hindrance: kept,
  isChosen,
  onChoose,
}: {
  readonly run: RunSummary
  readonly hindrance: string | null
  readonly isChosen: boolean
  readonly onChoose: (on: boolean) => void
}): ReactElement {
  const now = useNow()
  const { reading, events } = run
  return (
    <li className="border-line border-t first:border-t-0">
      <label className="flex items-center gap-2.5 px-3.5 py-2">
        <input
          type="checkbox"
          checked={isChosen && kept === null}
          disabled={kept !== null}
          onChange={(event) => onChoose(event.target.checked)}
          className="size-4 shrink-0 accent-accent-fill"
        />
        <JobGlyph state={run.job.state} percent={run.job.percent} />
        <span className="min-w-0 flex-1">
          <UntrustedText text={run.title} className="block truncate" />
          <span className="block truncate text-ink-3 text-tiny tabular-nums">
            #{run.id} · {jobWordOf(run)} · {formatCount(events, 'event')} ·{' '}
            <Time at={run.createdAt} shown={(at) => formatDayTime(at, now)} />
          </span>
        </span>
        <span className="shrink-0 text-ink-3 text-tiny">{kept}</span>
      </label>
      {reading !== undefined && (
        <div className="px-3.5 pb-2">
          <ProgressBar
            percent={events === 0 ? 100 : Math.min(100, (reading.done / events) * 100)}
            state="processing"
          />
        </div>
      )}
    </li>
  )
}

// What the events of a run are read as: the offer of a reader that would understand them, the setting, and how far reading them
// again is. Nothing of it for kinds whose events are documented.

import { type ReactElement, useCallback, useId } from 'react'
import { formatCount } from '../../core/basics/quantities.ts'
import type { Output } from '../../core/contract/contract.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { useDesk, useKind } from '../desk/desk-context.ts'
import { useWhyNot } from '../desk/may.ts'
import { usePolled } from '../desk/use-polled.ts'
import { Button } from '../ui/button.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { Section } from '../ui/section.tsx'
import { Select } from '../ui/select.tsx'

export type Reading = Output<'runs.reading'>

/** Further events than these show no other dialect. */
const looked = 200
const paceMs = 2_000

/** How `run` is read; null before the first answer and for a kind with a reading of its own. */
export function useReading(run: RunSummary): Reading | null {
  const { client } = useDesk()
  const { id } = run
  const ask = useCallback(() => client.call('runs.reading', { run: id }), [client, id])
  const version = `${Math.min(run.events, looked)} ${run.readAgain ?? 0} ${run.job.reader?.id ?? ''}`
  const { value } = usePolled(ask, version, () => paceMs)
  return value?.readAs == null ? null : value
}

type Props = { readonly run: RunSummary; readonly reading: Reading }

/**
 * *This looks like …*, where nothing reads the stream yet; and the progress of reading it again. `reading` null: its kind has a
 * reading of its own.
 */
export function ReadingOffer({
  run,
  reading,
}: {
  readonly run: RunSummary
  readonly reading: Reading | null
}): ReactElement | null {
  const { actions } = useDesk()
  const off = useWhyNot('operator', run)
  if (run.reading !== undefined) return <ReadingAgain run={run} choices={reading?.choices ?? []} />
  const [offer] = reading?.offers ?? []
  if (reading === null || offer === undefined || isRead(reading)) return null
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md bg-hover px-3 py-2">
      <p className="min-w-0 flex-1 basis-60">
        This looks like <span className="font-medium">{offer.label}</span>. Read so, its text, steps and
        outcome are shown here; the events stay as they came.
      </p>
      <Button variant="primary" off={off} onClick={() => actions.readAs(run.id, offer.value)}>
        Read it as that
      </Button>
    </div>
  )
}

function isRead({ readAs, chosen }: Reading): boolean {
  return readAs === 'auto' ? chosen !== null : readAs !== 'none'
}

function ReadingAgain({
  run,
  choices,
}: {
  readonly run: RunSummary
  readonly choices: Reading['choices']
}): ReactElement | null {
  const kind = useKind(run.reading?.kind ?? '')
  if (run.reading === undefined) return null
  const { readAs, done } = run.reading
  const label = kind?.label ?? choices.find(({ value }) => value === readAs)?.label ?? readAs
  const percent = run.events === 0 ? 100 : Math.min(100, (done / run.events) * 100)
  return (
    <div role="status" className="flex flex-col gap-2 rounded-md bg-hover px-3 py-2">
      <p>
        Reading all events again: {label}.{' '}
        <span className="text-ink-3 tabular-nums">
          {done.toLocaleString('en-US')} of {formatCount(run.events, 'event')}
        </span>
      </p>
      <ProgressBar percent={percent} state="processing" />
    </div>
  )
}

/** The setting, and what the events chose where a person left that to them. */
export function ReadAsPart({ run, reading }: Props): ReactElement {
  const { actions } = useDesk()
  const id = useId()
  const off = useWhyNot('operator', run)
  const { readAs, chosen, choices } = reading
  const found = choices.find(({ value }) => value === chosen)?.label
  return (
    <Section title="Read as">
      <Select
        id={id}
        aria-label="Read as"
        aria-describedby={`${id}-found`}
        className="w-full"
        value={run.reading?.readAs ?? readAs ?? ''}
        disabled={run.reading !== undefined || off !== null}
        onChange={(event) => actions.readAs(run.id, event.target.value)}
      >
        {choices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      <p id={`${id}-found`} className="mt-1 text-ink-3 text-small">
        {readAs !== 'auto'
          ? 'As was chosen.'
          : found === undefined
            ? 'No dialect that is known for certain.'
            : `Recognised: ${found}.`}
      </p>
      {run.events > 0 && (
        <Button variant="quiet" size="small" className="mt-1 -ml-2" onClick={() => actions.teach(run.id)}>
          Teach a kind from this run…
        </Button>
      )}
    </Section>
  )
}

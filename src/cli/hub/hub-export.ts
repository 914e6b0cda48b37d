// An export of a hub's log: the hub makes it, and its bytes go to a file of this computer or to whoever reads.

import { setTimeout } from 'node:timers/promises'
import { RunlightError } from '../../core/basics/errors.ts'
import type { Exported, JobProgress } from '../../core/contract/calls/transcripts.ts'
import type { LogExport, LogExported } from '../../engine/index.ts'
import { openFileSink } from '../../engine/index.ts'
import { createHub, type HubPlace } from '../../server/remote/hub.ts'
import { type Call, createCaller } from '../host/caller.ts'
import type { Progress } from '../host/progress-line.ts'

/** `runs` null: as many as the query finds. */
export type HubExported = Omit<LogExported, 'runs'> & { readonly runs: number | null }

type Wanted = Pick<LogExport, 'runs' | 'query' | 'format' | 'redact' | 'patterns' | 'to'>

const lookEveryMs = 100

/** As `exportLog`, but for patterns of one's own, which are the hub's settings. */
export async function exportHub(
  place: HubPlace,
  wanted: Wanted,
  { told, signal }: Pick<Progress, 'told' | 'signal'>,
): Promise<HubExported> {
  if (wanted.patterns.length > 0)
    throw new RunlightError(
      'bad-input',
      'A hub takes out what its own settings name: add the pattern there, or export without --redact.',
    )
  const hub = createHub(place)
  const call = createCaller(hub.dispatch)
  const what = exportedOf(wanted)
  const { format, redact, to } = wanted
  const { job, download } = await call('transcripts.export', { what, format, redact })
  if (job === null || download === null)
    throw new RunlightError('not-allowed', 'This hub saves exports by itself and hands out none.')
  const sink = typeof to === 'string' ? await openFileSink(to) : to
  let bytes = 0
  try {
    for await (const part of await hub.download(download)) {
      signal.throwIfAborted()
      await sink.write(part)
      bytes += part.length
      told('Exporting', bytes, null)
    }
    const { events, redacted } = await ended(call, job)
    await sink.finish()
    return { runs: what.type === 'search' ? null : wanted.runs.length, events, bytes, redacted }
  } catch (thrown) {
    await sink.abandon()
    await call('transcripts.cancel', { job }).catch(() => {})
    throw thrown
  }
}

function exportedOf({ runs, query }: Wanted): Exported {
  const [run, ...others] = [...new Set(runs)]
  if (run === undefined) return { type: 'search', query }
  if (others.length === 0) return { type: 'run', run, ranges: null, query }
  if (query === '') return { type: 'runs', runs: [run, ...others] }
  throw new RunlightError(
    'bad-input',
    'A hub exports what a query finds in one run, or in all of them: name one run, or none.',
  )
}

/** What became of it, once its last byte is here. */
async function ended(call: Call, job: number): Promise<JobProgress> {
  for (;;) {
    const progress = await call('transcripts.progress', { job })
    if (progress.state === 'done') return progress
    if (progress.state !== 'working')
      throw new RunlightError('internal', progress.sentence ?? 'The hub ended the export: try again.')
    await setTimeout(lookEveryMs)
  }
}

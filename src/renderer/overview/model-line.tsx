// What a model's stream tells of its use, in one compact line: which model, its tokens, how fast it wrote, why it stopped, and
// as what the stream is read. Of what is not told, nothing is shown.

import type { ReactElement } from 'react'
import { formatCount } from '../../core/basics/quantities.ts'
import type { Job } from '../../core/job/job.ts'
import { formatTokenPart, formatTokenRate, outputNote, tokensPerSecond } from '../../core/job/model.ts'
import type { Params } from '../../core/kind/kind.ts'
import { shownReading } from '../../core/reader/shown-reading.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { useKind } from '../desk/desk-context.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { Figure } from './figure.tsx'

type Props = { readonly run: RunSummary; readonly job: Job; readonly params: Params }

/** The line; nothing for a stream that is no model's and that nothing reads but its kind. */
export function ModelLine({ run, job, params }: Props): ReactElement | null {
  const kind = useKind(run.kind)
  const reading = shownReading(kind?.fields ?? [], params, job.reader)
  const { usage } = job
  const [input, output] = [usage?.input ?? null, usage?.output ?? null]
  const [model, finish] = [usage?.model ?? null, usage?.finish ?? null]
  const rate = tokensPerSecond(job)
  if (usage === undefined && reading === null) return null
  return (
    <dl aria-label="Model" className="selectable flex flex-wrap gap-x-5 gap-y-0.5 text-small tabular-nums">
      {model !== null && (
        <Figure name="Model" title={model}>
          <UntrustedText text={model} />
        </Figure>
      )}
      {input !== null && (
        <Figure name="Input" note={formatTokenPart(usage?.cached ?? null, 'cached')}>
          {formatCount(input, 'token')}
        </Figure>
      )}
      {output !== null && (
        <Figure name="Output" note={usage === undefined ? null : outputNote(usage, job.state)}>
          {formatCount(output, 'token')}
        </Figure>
      )}
      {rate !== null && (
        <Figure name="Speed" title="Output tokens by the time from the first to the last piece written">
          {formatTokenRate(rate)} tokens/s
        </Figure>
      )}
      {finish !== null && (
        <Figure name="Finish" title={finish}>
          <UntrustedText text={finish} />
        </Figure>
      )}
      {reading !== null && (
        <Figure name="Read as" note={reading.by}>
          {reading.label}
        </Figure>
      )}
    </dl>
  )
}

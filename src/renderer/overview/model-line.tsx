// What a model's stream tells of its use, in one compact line: which model, its tokens, how fast it wrote, and why it
// stopped. Of what is not told, nothing is shown.

import type { ReactElement } from 'react'
import { formatCount } from '../../core/basics/quantities.ts'
import type { Job } from '../../core/job/job.ts'
import { formatTokenPart, formatTokenRate, outputNote, tokensPerSecond } from '../../core/job/model.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { Figure } from './figure.tsx'

/** The line; nothing for a stream that is no model's. */
export function ModelLine({ job }: { readonly job: Job }): ReactElement | null {
  const { usage } = job
  if (usage === undefined) return null
  const { input, output, cached, model, finish } = usage
  const rate = tokensPerSecond(job)
  return (
    <dl aria-label="Model" className="selectable flex flex-wrap gap-x-5 gap-y-0.5 text-small tabular-nums">
      {model !== null && (
        <Figure name="Model" title={model}>
          <UntrustedText text={model} />
        </Figure>
      )}
      {input !== null && (
        <Figure name="Input" note={formatTokenPart(cached, 'cached')}>
          {formatCount(input, 'token')}
        </Figure>
      )}
      {output !== null && (
        <Figure name="Output" note={outputNote(usage, job.state)}>
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
    </dl>
  )
}

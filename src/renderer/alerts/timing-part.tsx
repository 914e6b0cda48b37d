// How urgent it is, and how often and when a rule tells: severity, holding time, cooldown, many at once, quiet hours, expiry.

import type { ReactElement } from 'react'
import { severities } from '../../core/run/attention.ts'
import { Segments } from '../ui/segments.tsx'
import { timeStyle } from '../ui/time-style.ts'
import { ZoneChoice } from '../ui/zone-choice.tsx'
import { CheckLine, FormLine, FormPart, LineInput, type PartProps, SpanField } from './form-part.tsx'
import { inputTime, instantOfInput } from './model/input-time.ts'
import { type Ends, lasts } from './model/rule-form.ts'
import { severityHelp, severityWords } from './model/words.ts'

const dayMs = 86_400_000

/** The part. */
export function TimingPart(props: PartProps): ReactElement {
  const { form, problems, change } = props
  return (
    <FormPart title="How urgent, and when">
      <FormLine label="Severity" help={severityHelp[form.severity]}>
        <Segments
          label="Severity"
          segments={severities.toReversed().map((severity) => ({
            words: severityWords[severity],
            chosen: form.severity === severity,
            choose: () => change({ severity }),
          }))}
        />
      </FormLine>
      {lasts(form) && (
        <FormLine
          label="Tell once it lasts"
          problem={problems.hold}
          help="0: at once. Otherwise what is over sooner is not told."
        >
          <SpanField
            label="Tell once it lasts"
            span={form.hold}
            invalid={problems.hold !== undefined}
            onChange={(hold) => change({ hold })}
          />
        </FormLine>
      )}
      <FormLine
        label="Pause"
        problem={problems.cooldown}
        help="The same run is not told of again within this time."
      >
        <SpanField
          label="Pause"
          span={form.cooldown}
          invalid={problems.cooldown !== undefined}
          onChange={(cooldown) => change({ cooldown })}
        />
      </FormLine>
      {form.type !== 'none-started' && form.scope.run === null && <Together {...props} />}
      <Quiet {...props} />
      <Expiry {...props} />
    </FormPart>
  )
}

function Together({ form, problems, change }: PartProps): ReactElement {
  return (
    <FormLine
      label="Many at once"
      problem={problems.together}
      help="A server that goes down with all its runs is then one alert, which names the server."
    >
      <CheckLine checked={form.isTogether} onChange={(isTogether) => change({ isTogether })}>
        {form.isTogether ? 'One alert for' : 'One alert for many runs of a server'}
      </CheckLine>
      {form.isTogether && (
        <>
          <span className="w-16 shrink-0">
            <LineInput
              aria-label="Runs of a server"
              aria-invalid={problems.together !== undefined}
              inputMode="numeric"
              value={form.togetherRuns}
              onChange={(event) => change({ togetherRuns: event.target.value })}
            />
          </span>
          <span>or more runs of a server within</span>
          <SpanField
            label="Gathered within"
            span={form.togetherWithin}
            invalid={problems.together !== undefined}
            onChange={(togetherWithin) => change({ togetherWithin })}
          />
        </>
      )}
    </FormLine>
  )
}

function Quiet({ form, problems, change }: PartProps): ReactElement {
  return (
    <FormLine
      label="Quiet hours"
      problem={problems.quiet}
      help={
        form.isQuiet
          ? 'In these hours alerts are noted, and nobody is told. They may go over midnight.'
          : undefined
      }
    >
      <CheckLine checked={form.isQuiet} onChange={(isQuiet) => change({ isQuiet })}>
        {form.isQuiet ? 'from' : 'Tell nobody in some hours of the day'}
      </CheckLine>
      {form.isQuiet && (
        <>
          <span className="w-28 shrink-0">
            <LineInput
              type="time"
              aria-label="Quiet from"
              value={form.quietFrom}
              onChange={(event) => change({ quietFrom: event.target.value })}
            />
          </span>
          <span>to</span>
          <span className="w-28 shrink-0">
            <LineInput
              type="time"
              aria-label="Quiet to"
              value={form.quietTo}
              onChange={(event) => change({ quietTo: event.target.value })}
            />
          </span>
          <ZoneChoice zone={form.quietZone} onChoose={(quietZone) => change({ quietZone })} />
        </>
      )}
    </FormLine>
  )
}

function Expiry({ form, problems, change }: PartProps): ReactElement {
  const { zone } = timeStyle.getState()
  return (
    <FormLine
      label="Ends"
      problem={problems.until}
      help={form.ends === null ? undefined : 'From then on it says nothing; it stays in the list.'}
    >
      <CheckLine
        checked={form.ends !== null}
        onChange={(ends) => change({ ends: ends ? { at: Date.now() + dayMs, typed: null } : null })}
      >
        {form.ends === null ? 'By itself, at a time' : 'at'}
      </CheckLine>
      {form.ends !== null && (
        <span className="w-52 shrink-0">
          <LineInput
            type="datetime-local"
            aria-label="Ends at"
            aria-invalid={problems.until !== undefined}
            value={endsText(form.ends, zone)}
            onChange={({ target: { value: typed } }) =>
              change({ ends: { at: instantOfInput(typed, zone), typed } })
            }
          />
        </span>
      )}
    </FormLine>
  )
}

/** What is typed stays: the field says nothing while a part of it is empty, and written back that would undo the edit. */
function endsText({ at, typed }: Ends, zone: string): string {
  return typed ?? (at === null ? '' : inputTime(at, zone))
}

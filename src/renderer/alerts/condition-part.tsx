// What a rule waits for: the condition, and what it asks for.

import type { ReactElement } from 'react'
import { figureNames } from '../../core/alerts/figure-names.ts'
import { type AlertType, alertTypes } from '../../core/run/attention.ts'
import { QueryBox } from '../search/query-box.tsx'
import { Segments } from '../ui/segments.tsx'
import { Select } from '../ui/select.tsx'
import { FormLine, FormPart, LineInput, type PartProps, SpanField } from './form-part.tsx'
import {
  conditionGroups,
  conditionHelp,
  conditionWords,
  figureUnits,
  figureWords,
} from './model/conditions.ts'
import { asksSpan, withType } from './model/rule-form.ts'

/** The part. */
export function ConditionPart(props: PartProps): ReactElement {
  const { form, change } = props
  return (
    <FormPart title="When">
      <FormLine label="What happens" help={conditionHelp[form.type]}>
        <Select
          aria-label="What happens"
          className="w-72 max-w-full"
          value={form.type}
          onChange={({ target }) => {
            const type = alertTypes.find((one) => one === target.value)
            if (type !== undefined) change(withType(form, type))
          }}
        >
          {conditionGroups.map(({ label, types }) => (
            <optgroup key={label} label={label}>
              {types.map((type) => (
                <option key={type} value={type}>
                  {conditionWords[type]}
                </option>
              ))}
            </optgroup>
          ))}
        </Select>
      </FormLine>
      {asksSpan.has(form.type) && <SpanLine {...props} />}
      {form.type === 'stalled' && <BeatsLine {...props} />}
      {form.type === 'slow' && <TimesLine {...props} />}
      {form.type === 'event' && <QueryLine {...props} />}
      {form.type === 'figure' && <FigureLine {...props} />}
    </FormPart>
  )
}

const spanLabels: Readonly<Partial<Record<AlertType, string>>> = {
  'no-content': 'Within',
  'not-finished': 'Within',
  stalled: 'For at least',
}

function SpanLine({ form, problems, change }: PartProps): ReactElement {
  const label = spanLabels[form.type] ?? 'For'
  return (
    <FormLine
      label={label}
      problem={problems.span}
      help={form.type === 'stalled' ? '0: the beat alone decides.' : undefined}
    >
      <SpanField
        label={label}
        span={form.span}
        invalid={problems.span !== undefined}
        onChange={(span) => change({ span })}
      />
    </FormLine>
  )
}

function BeatsLine({ form, problems, change }: PartProps): ReactElement {
  return (
    <FormLine
      label="And for"
      problem={problems.beats}
      help="The usual beat is documented, or learned from the stream itself."
    >
      <span className="w-18 shrink-0">
        <LineInput
          aria-label="Beats"
          aria-invalid={problems.beats !== undefined}
          inputMode="decimal"
          value={form.beats}
          onChange={(event) => change({ beats: event.target.value })}
        />
      </span>
      <span>times its usual beat, whichever is longer</span>
    </FormLine>
  )
}

function TimesLine({ form, problems, change }: PartProps): ReactElement {
  return (
    <FormLine
      label="Longer than"
      problem={problems.times}
      help="Taken from your own finished runs of the kind. Where there are too few of them, nothing fires."
    >
      <span className="w-18 shrink-0">
        <LineInput
          aria-label="Times the usual"
          aria-invalid={problems.times !== undefined}
          inputMode="decimal"
          value={form.times}
          onChange={(event) => change({ times: event.target.value })}
        />
      </span>
      <span>times what nine of ten such runs take</span>
    </FormLine>
  )
}

function QueryLine({ form, problems, change }: PartProps): ReactElement {
  return (
    <FormLine
      label="The event"
      problem={form.query.trim() === '' ? problems.query : undefined}
      help="As in the search: words, level:error, name:status, data.code=500."
    >
      <QueryBox
        label="What the event has to say"
        placeholder="level:error"
        scope="all"
        value={form.query}
        onChange={(query) => change({ query })}
        onSubmit={(query) => change({ query })}
        className="w-full max-w-140"
      />
    </FormLine>
  )
}

function FigureLine({ form, problems, change }: PartProps): ReactElement {
  return (
    <FormLine label="The figure" problem={problems.value}>
      <Select
        aria-label="The figure"
        className="w-52 max-w-full"
        value={form.figure}
        onChange={({ target }) =>
          change({ figure: figureNames.find((name) => name === target.value) ?? form.figure })
        }
      >
        {figureNames.map((name) => (
          <option key={name} value={name}>
            {figureWords[name]}
          </option>
        ))}
      </Select>
      <Segments
        label="Is"
        segments={[
          { words: 'more than', chosen: form.is === '>', choose: () => change({ is: '>' }) },
          { words: 'less than', chosen: form.is === '<', choose: () => change({ is: '<' }) },
        ]}
      />
      <span className="w-18 shrink-0">
        <LineInput
          aria-label="Value"
          aria-invalid={problems.value !== undefined}
          inputMode="decimal"
          value={form.value}
          onChange={(event) => change({ value: event.target.value })}
        />
      </span>
      <span>{figureUnits[form.figure]}</span>
    </FormLine>
  )
}

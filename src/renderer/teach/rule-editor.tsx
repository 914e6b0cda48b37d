// A rule opened: which events it is about, as a search, and the values it takes from them, as paths or texts with paths.

import { type ReactElement, useId } from 'react'
import { QueryBox } from '../search/query-box.tsx'
import { Button } from '../ui/button.tsx'
import { Input } from '../ui/input.tsx'
import { LabelledField } from '../ui/labelled-field.tsx'
import { Select } from '../ui/select.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { jobWords, type Rule } from './model/rules.ts'
import { slots, stateWords, withSlot, withStateWord } from './model/words.ts'

type Props = {
  readonly run: number
  readonly rule: Rule
  readonly onChange: (rule: Rule) => void
  readonly onDone: () => void
}

const stateLabels: Readonly<Record<(typeof jobWords)[number], string>> = {
  pending: 'waiting',
  processing: 'running',
  completed: 'ended well',
  failed: 'ended badly',
}

export function RuleEditor({ run, rule, onChange, onDone }: Props): ReactElement {
  const { says } = rule
  const id = useId()
  const words = stateWords(says)
  return (
    <div className="mt-2 flex flex-col gap-2 border-line border-t pt-2.5">
      <div>
        <label htmlFor={id} className="mb-1 block font-medium text-ink-2 text-small">
          Which events
        </label>
        <QueryBox
          id={id}
          label="Which events"
          placeholder="every event"
          value={rule.when}
          onChange={(when) => onChange({ ...rule, when })}
          onSubmit={onDone}
          scope={{ run }}
          chips={false}
        />
      </div>
      <div className="grid grid-cols-1 gap-x-3 @min-[400px]/column:grid-cols-2">
        {slots(says).map(({ name, label, text }) => (
          <LabelledField key={name} label={label}>
            {(ids) => (
              <Input
                {...ids}
                value={text}
                placeholder="data.…"
                onChange={(event) => onChange({ ...rule, says: withSlot(says, name, event.target.value) })}
                className="font-mono text-small"
              />
            )}
          </LabelledField>
        ))}
      </div>
      {words !== null && (
        <fieldset className="flex min-w-0 flex-col gap-1">
          <legend className="mb-1 font-medium text-ink-2 text-small">What its words mean</legend>
          {Object.entries(words).map(([word, meaning]) => (
            <div key={word} className="grid grid-cols-2 items-center gap-3">
              <UntrustedText text={word} className="min-w-0 truncate font-mono text-small" />
              <Select
                aria-label={`What ${word} means`}
                value={meaning}
                onChange={(event) =>
                  onChange({ ...rule, says: withStateWord(says, word, event.target.value) })
                }
              >
                {jobWords.map((one) => (
                  <option key={one} value={one}>
                    {stateLabels[one]}
                  </option>
                ))}
              </Select>
            </div>
          ))}
        </fieldset>
      )}
      <Button className="self-end" onClick={onDone}>
        Done
      </Button>
    </div>
  )
}

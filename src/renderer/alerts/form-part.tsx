// The parts that the editor's form is made of: a titled card, choices as chips, a duration.

import { Check } from 'lucide-react'
import { type ComponentProps, createContext, type ReactElement, type ReactNode, use, useId } from 'react'
import { cx } from '../ui/cx.ts'
import { Input } from '../ui/input.tsx'
import { PageCard } from '../ui/page.tsx'
import { Section } from '../ui/section.tsx'
import { Select } from '../ui/select.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import type { RuleProblems } from './model/read-form.ts'
import type { RuleForm } from './model/rule-form.ts'
import { type Span, spanUnits, unitWords } from './model/span.ts'

export type PartProps = {
  readonly form: RuleForm
  readonly problems: RuleProblems
  readonly change: (part: Partial<RuleForm>) => void
}

/** The lines of one part under its title. */
export function FormPart({
  title,
  children,
}: {
  readonly title: string
  readonly children: ReactNode
}): ReactElement {
  return (
    <Section title={title}>
      <PageCard>{children}</PageCard>
    </Section>
  )
}

/** The id of what is said below a line, for its fields. */
const LineNote = createContext<string | undefined>(undefined)

/** A text field of a line: what is wrong is read with it, and not out of the blue while something is typed. */
export function LineInput(props: ComponentProps<typeof Input>): ReactElement {
  return <Input aria-describedby={use(LineNote)} {...props} />
}

/** One line: what it asks at the left, the answer at the right, what is wrong below. */
export function FormLine({
  label,
  help,
  problem,
  children,
}: {
  readonly label: string
  readonly help?: ReactNode
  readonly problem?: string | undefined
  readonly children: ReactNode
}): ReactElement {
  const note = useId()
  return (
    <div className="flex min-h-11 flex-col gap-x-6 gap-y-1.5 border-line border-t px-3.5 py-2 first:border-t-0 @min-[600px]/rule:flex-row">
      <div className="min-w-0 @min-[600px]/rule:w-40 @min-[600px]/rule:shrink-0">
        <p className="font-medium leading-8">{label}</p>
      </div>
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <div className="flex min-h-8 flex-wrap items-center gap-2">
          <LineNote value={note}>{children}</LineNote>
        </div>
        <p
          id={note}
          className={cx('text-small empty:hidden', problem === undefined ? 'text-ink-3' : 'text-bad')}
        >
          {problem ?? help}
        </p>
      </div>
    </div>
  )
}

/** A number and a unit. */
export function SpanField({
  label,
  span,
  invalid,
  onChange,
}: {
  readonly label: string
  readonly span: Span
  readonly invalid: boolean
  readonly onChange: (span: Span) => void
}): ReactElement {
  return (
    <span className="flex gap-1.5">
      <span className="w-18 shrink-0">
        <LineInput
          aria-label={label}
          aria-invalid={invalid}
          inputMode="decimal"
          className="tabular-nums"
          value={span.count}
          onChange={(event) => onChange({ ...span, count: event.target.value })}
        />
      </span>
      <Select
        aria-label={`Unit: ${label}`}
        className="w-26"
        value={span.unit}
        onChange={({ target }) =>
          onChange({ ...span, unit: spanUnits.find((unit) => unit === target.value) ?? span.unit })
        }
      >
        {spanUnits.map((unit) => (
          <option key={unit} value={unit}>
            {unitWords[unit]}
          </option>
        ))}
      </Select>
    </span>
  )
}

/** A check box with its words. */
export function CheckLine({
  checked,
  onChange,
  children,
}: {
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly children: ReactNode
}): ReactElement {
  return (
    <label className="flex min-h-8 items-center gap-2">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4 accent-accent-fill"
      />
      {children}
    </label>
  )
}

export type Chip = { readonly value: string; readonly words: string; readonly sign?: ReactNode }

/** Several of `chips` may be chosen; none stands for all. */
export function Chips({
  label,
  chips,
  chosen,
  onChange,
}: {
  readonly label: string
  readonly chips: readonly Chip[]
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}): ReactElement {
  return (
    <fieldset className="flex min-w-0 flex-wrap gap-1.5">
      <legend className="sr-only">{label}</legend>
      {chips.map(({ value, words, sign }) => {
        const isChosen = chosen.includes(value)
        return (
          <label
            key={value}
            className={cx(
              'flex h-7 min-w-0 max-w-64 items-center gap-1.5 rounded-full px-2.5 text-small ring-1 ring-inset has-focus-visible:outline-2 has-focus-visible:outline-accent',
              isChosen
                ? 'bg-select font-medium text-ink ring-accent/50'
                : 'text-ink-2 ring-line hover:bg-hover hover:text-ink',
            )}
          >
            <input
              type="checkbox"
              className="sr-only"
              checked={isChosen}
              onChange={() => onChange(isChosen ? chosen.filter((one) => one !== value) : [...chosen, value])}
            />
            {isChosen ? <Check aria-hidden="true" size={13} className="shrink-0" /> : sign}
            <span className="truncate">
              <UntrustedText text={words} />
            </span>
          </label>
        )
      })}
    </fieldset>
  )
}

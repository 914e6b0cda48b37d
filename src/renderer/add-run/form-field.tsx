// One field of a kind, drawn from its declaration: the control for its type, its help, and its problem.

import type { ComponentProps, ReactElement } from 'react'
import type { Field } from '../../core/kind/kind.ts'
import { Input, TextArea } from '../ui/input.tsx'
import { type FieldIds, LabelledField } from '../ui/labelled-field.tsx'
import { Select } from '../ui/select.tsx'

type Props = {
  readonly field: Field
  readonly value: string
  readonly problem: string | null
  readonly onChange: (value: string) => void
  readonly onBlur: () => void
}

/** The labelled control. */
export function FormField({ field, value, problem, onChange, onBlur }: Props): ReactElement {
  return (
    <div className={isWide(field) ? 'col-span-2' : undefined}>
      <LabelledField
        label={field.label}
        help={field.choices?.find((choice) => choice.value === value)?.help ?? field.help}
        problem={problem}
        optional={!field.required && field.type !== 'switch'}
      >
        {(ids) => <Control field={field} value={value} ids={ids} onChange={onChange} onBlur={onBlur} />}
      </LabelledField>
    </div>
  )
}

/** Fields for long values take the whole width. */
function isWide(field: Field): boolean {
  return field.many === true || ['url', 'multiline', 'headers', 'lines', 'queries'].includes(field.type)
}

type ControlProps = Omit<Props, 'problem'> & { readonly ids: FieldIds }

function Control({ field, value, ids, onChange, onBlur }: ControlProps): ReactElement {
  const common = {
    ...ids,
    name: field.name,
    value,
    onBlur,
    required: field.required,
    placeholder: field.placeholder,
  }
  switch (field.type) {
    case 'choice':
      return (
        <Select
          {...ids}
          name={field.name}
          value={value}
          onBlur={onBlur}
          onChange={(event) => onChange(event.target.value)}
        >
          {value === '' && <option value="">Choose…</option>}
          {field.choices?.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </Select>
      )
    case 'switch':
      return (
        // Its name stands above it; what is around the box is pressed, too.
        <label className="flex size-8 items-center">
          <input
            {...ids}
            type="checkbox"
            name={field.name}
            checked={value === 'yes'}
            onBlur={onBlur}
            onChange={(event) => onChange(event.target.checked ? 'yes' : 'no')}
            className="size-4 accent-accent-fill"
          />
        </label>
      )
    case 'multiline':
      return <TextArea {...common} rows={4} onChange={(event) => onChange(event.target.value)} />
    case 'headers':
      return (
        <TextArea
          {...common}
          rows={2}
          placeholder={field.placeholder ?? 'Name: value'}
          className="font-mono text-small!"
          onChange={(event) => onChange(event.target.value)}
        />
      )
    case 'lines':
    case 'queries':
      return <GrowingArea {...common} onChange={onChange} />
    case 'integer':
      return <Input {...common} inputMode="numeric" onChange={(event) => onChange(event.target.value)} />
    case 'text':
    case 'url':
      return field.many === true ? (
        <GrowingArea {...common} onChange={onChange} />
      ) : (
        <Input {...common} onChange={(event) => onChange(event.target.value)} />
      )
  }
}

type GrowingProps = Omit<ComponentProps<typeof TextArea>, 'onChange'> & {
  readonly onChange: (value: string) => void
}

/** One line high until there are more. */
function GrowingArea({ onChange, ...rest }: GrowingProps) {
  return (
    <TextArea
      {...rest}
      rows={1}
      className="max-h-28 min-h-8 resize-none! [field-sizing:content]"
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

// The two parts of the form that are shown both in the main part and in the further settings: the server, and the kind's
// fields.

import type { ReactElement } from 'react'
import type { Field } from '../../core/kind/kind.ts'
import { baseUrlName, withValue } from './draft.ts'
import { FormField } from './form-field.tsx'
import { ServerPicker } from './server-picker.tsx'
import type { AddRunForm } from './use-add-run.ts'

/** The server or the address. */
export function Address({ form }: { readonly form: AddRunForm }): ReactElement | null {
  const { draft, kind } = form
  if (draft === null || kind === undefined) return null
  return (
    <ServerPicker
      draft={draft}
      needed={kind.needsServer}
      problem={form.problemOf(baseUrlName)}
      onChange={form.change}
      onBlur={() => form.leave(baseUrlName)}
    />
  )
}

/** The form fields for `fields` of the kind. */
export function Fields({
  form,
  fields,
}: {
  readonly form: AddRunForm
  readonly fields: readonly Field[]
}): ReactElement {
  const { draft } = form
  return (
    <div className="grid grid-cols-2 gap-x-4 gap-y-2">
      {draft !== null &&
        fields.map((field) => (
          <FormField
            key={`${draft.kind} ${field.name}`}
            field={field}
            value={draft.values[field.name] ?? ''}
            problem={form.problemOf(field.name)}
            onChange={(value) => form.change(withValue(draft, field.name, value))}
            onBlur={() => form.leave(field.name)}
          />
        ))}
    </div>
  )
}

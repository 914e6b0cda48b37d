// What is known of what passes: the name in the address, the kind and the reader. Each change works at once, since an application
// may be asking meanwhile; a name is changed when its field is left.

import { type ReactElement, useState } from 'react'
import type { ServerTap } from '../../core/contract/calls/tap-settings.ts'
import type { KindInfo } from '../../core/contract/contract.ts'
import { readAs } from '../../core/reader/with-readers.ts'
import { useLive } from '../desk/desk-context.ts'
import { Input } from '../ui/input.tsx'
import { LabelledField } from '../ui/labelled-field.tsx'
import { Select } from '../ui/select.tsx'

type Props = {
  readonly tap: ServerTap
  /** Why the engine does not take the name. */
  readonly problem: string | null
  readonly onEdit: () => void
  readonly onSave: (part: Partial<ServerTap>) => Promise<void>
}

/** The fields of `tap`. */
export function TapFields({ tap, problem, onEdit, onSave }: Props): ReactElement {
  const kinds = useLive((state) => state.kinds)
  const [name, setName] = useState(tap.name)
  const readers = readersOf(kinds, tap.kind)
  const saveName = () => {
    if (name.trim() !== tap.name) void onSave({ name: name.trim() })
  }
  return (
    <form
      noValidate
      aria-label="What passes"
      onSubmit={(event) => {
        event.preventDefault()
        saveName()
      }}
      className="flex flex-col gap-2"
    >
      <LabelledField
        label="Name in the address"
        problem={problem}
        help="Applications that use this one have to be told of another."
      >
        {(ids) => (
          <Input
            {...ids}
            value={name}
            maxLength={200}
            className="font-mono text-small!"
            onBlur={saveName}
            onChange={(event) => {
              setName(event.target.value)
              onEdit()
            }}
          />
        )}
      </LabelledField>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(12rem,1fr))] gap-x-4 gap-y-2">
        <LabelledField label="Kind of what passes" help="Known addresses tell it by themselves.">
          {(ids) => (
            <Select
              {...ids}
              className="w-full"
              value={tap.kind ?? ''}
              onChange={({ target: { value } }) => {
                const kind = value === '' ? null : value
                const keeps = readersOf(kinds, kind).some((one) => one.value === tap.readAs)
                void onSave({ kind, readAs: keeps ? tap.readAs : null })
              }}
            >
              <option value="">As each request tells</option>
              {kinds.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </LabelledField>
        {readers.length > 0 && (
          <LabelledField label="Read as" help="Of streams that may be in any dialect.">
            {(ids) => (
              <Select
                {...ids}
                className="w-full"
                value={tap.readAs ?? ''}
                onChange={({ target: { value } }) => void onSave({ readAs: value === '' ? null : value })}
              >
                <option value="">Whichever recognises it</option>
                {readers.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </Select>
            )}
          </LabelledField>
        )}
      </div>
    </form>
  )
}

type Reader = { readonly value: string; readonly label: string }

/** The readers that `kind` takes; for no kind in particular, those that any takes. */
function readersOf(kinds: readonly KindInfo[], kind: string | null): readonly Reader[] {
  const fields = kinds.filter(({ id }) => kind === null || id === kind).flatMap((one) => one.fields)
  const choices = fields.find(({ name }) => name === readAs.name)?.choices ?? []
  return choices.filter(({ value }) => value !== readAs.auto)
}

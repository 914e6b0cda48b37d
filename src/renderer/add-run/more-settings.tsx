// Settings that few people need: a title, the kind's advanced fields, headers, and automatic retry. Collapsed, and opened as
// soon as one of them has a problem.

import { ChevronRight } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import { Input, TextArea } from '../ui/input.tsx'
import { LabelledField } from '../ui/labelled-field.tsx'
import { Address, Fields } from './add-run-parts.tsx'
import { headersName } from './draft.ts'
import type { AddRunForm } from './use-add-run.ts'

/** The collapsible part of the form. */
export function MoreSettings({ form }: { readonly form: AddRunForm }): ReactElement | null {
  const [open, setOpen] = useState(false)
  const { draft, kind } = form
  if (draft === null || kind === undefined) return null
  const fields = form.fields.filter((field) => field.advanced === true)
  const wrong = [headersName, ...fields.map((field) => field.name)].some(
    (name) => form.problemOf(name) !== null,
  )
  return (
    <details
      open={open || wrong}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="group/more"
    >
      <summary className="flex min-h-6 w-fit items-center gap-1 rounded-sm font-medium text-ink-2 text-small hover:text-ink">
        <ChevronRight
          aria-hidden="true"
          size={13}
          className="transition-transform group-open/more:rotate-90"
        />
        More settings
      </summary>
      <div className="mt-3 flex flex-col gap-2">
        {form.requests.length <= 1 && (
          <LabelledField
            label="Name"
            optional
            help="Shown on the board instead of the title made from the parameters."
          >
            {(ids) => (
              <Input
                {...ids}
                value={draft.title}
                maxLength={300}
                onChange={(event) => form.change({ ...draft, title: event.target.value })}
              />
            )}
          </LabelledField>
        )}
        {!kind.needsServer && <Address form={form} />}
        <Fields form={form} fields={fields} />
        <LabelledField
          label="Headers"
          optional
          problem={form.problemOf(headersName)}
          help="One per line, for this run alone; kept like credentials and never shown again."
        >
          {(ids) => (
            <TextArea
              {...ids}
              rows={2}
              placeholder="Name: value"
              value={draft.headers}
              className="font-mono text-small!"
              onBlur={() => form.leave(headersName)}
              onChange={(event) => form.change({ ...draft, headers: event.target.value })}
            />
          )}
        </LabelledField>
        <label className="flex items-center gap-2.5 pb-2 text-ink-2">
          <input
            type="checkbox"
            checked={draft.retry}
            onChange={(event) => form.change({ ...draft, retry: event.target.checked })}
            className="size-4 accent-accent-fill"
          />
          Connect again by itself when the stream is lost, as long as that starts no second job
        </label>
      </div>
    </details>
  )
}

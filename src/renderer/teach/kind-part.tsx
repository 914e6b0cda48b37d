// The kind itself: its name, how it is asked for, when its job has ended, and the file that all of it makes.

import type { ReactElement } from 'react'
import type { RunSummary } from '../../core/run/run.ts'
import { Input } from '../ui/input.tsx'
import { LabelledField } from '../ui/labelled-field.tsx'
import { Section } from '../ui/section.tsx'
import { Segments } from '../ui/segments.tsx'
import { Select } from '../ui/select.tsx'
import { AddressPart } from './address-part.tsx'
import { type Draft, idOfDraft } from './model/draft.ts'
import type { DraftProblem } from './model/preview.ts'
import { SavePart } from './save-part.tsx'
import type { ChangeDraft } from './use-draft.ts'
import type { Recording } from './use-recording.ts'

type Props = {
  readonly run: RunSummary
  readonly recording: Recording
  readonly draft: Draft
  readonly problems: readonly DraftProblem[]
  readonly onChange: ChangeDraft
}

const observing: readonly { readonly value: Draft['observes']; readonly words: string }[] = [
  { value: 'yes', words: 'only observes' },
  { value: 'no', words: 'starts work' },
  { value: 'guess', words: 'not known' },
]

const observingHelp: Readonly<Record<Draft['observes'], string>> = {
  yes: 'A lost stream is asked for again by itself.',
  no: 'A lost stream is never asked for again by itself: that would start a second job.',
  guess: 'By the method: a GET is asked for again after a cut, anything else never.',
}

export function KindPart({ run, recording, draft, problems, onChange }: Props): ReactElement {
  const { label, address, observes, onClose, reader } = draft
  return (
    <>
      <Section title="The kind">
        <div className="grid grid-cols-1 gap-x-3 @min-[400px]/column:grid-cols-2">
          <LabelledField label="Name" help="As the board and the forms call it">
            {(ids) => (
              <Input
                {...ids}
                value={label}
                maxLength={60}
                placeholder="Night jobs"
                onChange={(event) => onChange(() => ({ label: event.target.value }))}
              />
            )}
          </LabelledField>
          <LabelledField label="File" help=".kind.json is added">
            {(ids) => (
              <Input
                {...ids}
                value={idOfDraft(draft)}
                maxLength={40}
                placeholder="night-jobs"
                onChange={(event) =>
                  onChange(() => ({ id: event.target.value === '' ? null : event.target.value }))
                }
                className="font-mono text-small"
              />
            )}
          </LabelledField>
        </div>
        {address === null ? (
          <p className="text-ink-3 text-small">
            What this run asked for is not known any more. Save the text of the file yourself, with the path
            of its request.
          </p>
        ) : (
          <AddressPart address={address} onChange={(next) => onChange(() => ({ address: next }))} />
        )}
      </Section>
      <Section title="Asking and ending">
        <div className="flex flex-col gap-3">
          <div>
            <p className="mb-1 text-ink-2 text-small">Asking for it again</p>
            <Segments
              label="Asking for it again"
              segments={observing.map(({ value, words }) => ({
                words,
                chosen: value === observes,
                choose: () => onChange(() => ({ observes: value })),
              }))}
            />
            <p className="mt-1 text-ink-3 text-tiny">{observingHelp[observes]}</p>
          </div>
          <label className="flex items-start gap-2.5 py-1 text-ink-2">
            <input
              type="checkbox"
              checked={onClose}
              onChange={(event) => onChange(() => ({ onClose: event.target.checked }))}
              className="mt-0.5 size-4 shrink-0 accent-accent-fill"
            />
            The end of the stream is the good end of the job
          </label>
          {recording.readers.length > 0 && (
            <LabelledField
              label="What no rule reads"
              help={
                reader === '' ? undefined : 'The reader works once the kind is saved; it is not shown here.'
              }
            >
              {(ids) => (
                <Select
                  {...ids}
                  value={reader}
                  onChange={(event) => onChange(() => ({ reader: event.target.value }))}
                >
                  <option value="">stays unread</option>
                  {recording.readers.map(({ value, label: name }) => (
                    <option key={value} value={value}>
                      is read as {name}
                    </option>
                  ))}
                </Select>
              )}
            </LabelledField>
          )}
        </div>
      </Section>
      <SavePart run={run} draft={draft} problems={problems} />
    </>
  )
}

// The form of one channel, to make, change, try or remove it. A test sends one message and shows what was answered.

import { type ReactElement, useState } from 'react'
import type { Channel, ChannelAnswer } from '../../../core/alerts/channel.ts'
import { channelTypes } from '../../../core/alerts/channel-types.ts'
import { severities } from '../../../core/run/attention.ts'
import type { Channels } from '../../desk/alert-board.ts'
import { useDesk } from '../../desk/desk-context.ts'
import { useAsking } from '../../desk/use-asking.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogTitle } from '../../ui/dialog.tsx'
import { Input } from '../../ui/input.tsx'
import { LabelledField } from '../../ui/labelled-field.tsx'
import { RemoveButton } from '../../ui/remove-button.tsx'
import { Segments } from '../../ui/segments.tsx'
import { TestAnswer } from '../../ui/test-answer.tsx'
import { ChannelFields } from './channel-fields.tsx'
import {
  type ChannelForm,
  channelDraft,
  channelForm,
  channelProblems,
  typeHelp,
  typeLabels,
  withType,
} from './channel-form.ts'
import { severityWords } from './channel-row.tsx'

type Props = {
  /** Null for a new one. */
  readonly channel: Channel | null
  readonly known: Channels
  readonly onClose: () => void
}

/** The dialog. */
export function ChannelDialog({ channel, known, onClose }: Props): ReactElement {
  const { client } = useDesk()
  const [form, setForm] = useState(() => channelForm(channel))
  const [tried, setTried] = useState(false)
  const [answer, setAnswer] = useState<ChannelAnswer | null>(null)
  const { busy, refusal, refused, forget, ask: askEngine } = useAsking<'saving' | 'testing'>()
  const problems = channelProblems(form, channel)
  const problemOf = (name: keyof ChannelForm) => refused[name] ?? (tried ? (problems[name] ?? null) : null)

  function change(part: Partial<ChannelForm>): void {
    setForm((before) => ({ ...before, ...part }))
    setAnswer(null)
    forget()
  }

  async function ask(what: 'saving' | 'testing', act: () => Promise<void>): Promise<void> {
    setTried(true)
    if (Object.keys(problems).length > 0 || busy !== null) return
    setAnswer(null)
    await askEngine(what, act)
  }

  const given = () => ({ id: channel?.id ?? null, channel: channelDraft(form, channel) })
  const remove = async (id: string) => {
    await client.call('channels.remove', { id })
    onClose()
  }
  const save = () =>
    ask('saving', async () => {
      await client.call('channels.save', given())
      onClose()
    })
  const test = () => ask('testing', async () => setAnswer(await client.call('channels.test', given())))
  const title = channel === null ? 'Add a channel' : 'Channel'

  return (
    <Dialog label={title} onClose={onClose} className="w-140">
      <DialogTitle onClose={onClose}>{title}</DialogTitle>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
        className="flex min-h-0 flex-col"
      >
        <div className="flex min-h-0 flex-col gap-3 overflow-y-auto px-5 py-4">
          <div>
            <Segments
              label="Where it leads"
              segments={channelTypes.map((type) => ({
                words: typeLabels[type],
                chosen: form.type === type,
                choose: () => change(withType(form, type)),
              }))}
            />
            <p className="mt-1.5 min-h-8 text-ink-3 text-tiny">{typeHelp[form.type]}</p>
          </div>
          <LabelledField
            label="Name"
            problem={problemOf('name')}
            help="As rules name it: Ops channel, my phone."
          >
            {(ids) => (
              <Input
                {...ids}
                data-first
                value={form.name}
                maxLength={200}
                onChange={(event) => change({ name: event.target.value })}
              />
            )}
          </LabelledField>
          <ChannelFields
            form={form}
            channel={channel}
            known={known}
            problemOf={problemOf}
            onChange={change}
          />
          <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
            <div>
              <p className="mb-1 font-medium text-ink-2 text-small">Sent</p>
              <Segments
                label="What is sent"
                segments={severities.map((atLeast) => ({
                  words: severityWords[atLeast],
                  chosen: form.atLeast === atLeast,
                  choose: () => change({ atLeast }),
                }))}
              />
            </div>
            <label className="flex h-8 items-center gap-2 text-small">
              <input
                type="checkbox"
                checked={form.enabled}
                onChange={(event) => change({ enabled: event.target.checked })}
                className="size-4 accent-accent-fill"
              />
              Switched on
            </label>
          </div>
        </div>
        <footer className="flex shrink-0 flex-col gap-3 border-line border-t px-5 py-3.5">
          <TestAnswer
            waiting={busy === 'testing' ? 'Sending a test…' : null}
            answer={answer === null ? null : { ...answer, good: answer.ok }}
            refusal={refusal}
            badTone="bad"
          />
          <div className="flex flex-wrap items-center gap-2">
            {channel !== null && (
              <RemoveButton
                words={channel.waiting > 0 ? `Remove it with ${channel.waiting} waiting` : 'Remove it'}
                remove={() => remove(channel.id)}
              />
            )}
            <span className="flex-1" />
            <Button onClick={test} disabled={busy !== null}>
              Send a test
            </Button>
            <Button variant="primary" type="submit" disabled={busy !== null}>
              Save
            </Button>
          </div>
        </footer>
      </form>
    </Dialog>
  )
}

// The fields that depend on where a channel leads: an address, a secret, a command.

import type { ReactElement } from 'react'
import type { Channel } from '../../../core/alerts/channel.ts'
import type { Channels } from '../../desk/alert-board.ts'
import { useLive } from '../../desk/desk-context.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Input } from '../../ui/input.tsx'
import { LabelledField } from '../../ui/labelled-field.tsx'
import { Select } from '../../ui/select.tsx'
import { type ChannelForm, keepsSecret, newSigningKey } from './channel-form.ts'

type Props = {
  readonly form: ChannelForm
  readonly channel: Channel | null
  readonly known: Channels
  readonly problemOf: (name: keyof ChannelForm) => string | null
  readonly onChange: (part: Partial<ChannelForm>) => void
}

/** The fields. */
export function ChannelFields(props: Props): ReactElement | null {
  switch (props.form.type) {
    case 'webhook':
      return (
        <>
          <Address {...props} label="Address" placeholder="https://ops.example.com/alerts" />
          <SigningKey {...props} />
        </>
      )
    case 'slack':
      return (
        <Secret
          {...props}
          label="Address of the incoming webhook"
          placeholder="https://hooks.slack.com/services/…"
          help="All of it is secret."
        />
      )
    case 'ntfy':
      return (
        <>
          <Address {...props} label="Topic" placeholder="https://ntfy.sh/my-topic" />
          <Secret {...props} label="Access token" optional placeholder="tk_…" />
        </>
      )
    case 'pagerduty':
      return (
        <>
          <Secret
            {...props}
            label="Integration key"
            help="Of an integration “Events API V2” of the service."
          />
          <Address
            {...props}
            label="Address"
            optional
            placeholder="https://events.pagerduty.com/v2/enqueue"
            help="Only for accounts of another region."
          />
        </>
      )
    case 'command':
      return <CommandChoice {...props} />
  }
}

function Address({
  form,
  problemOf,
  onChange,
  label,
  placeholder,
  help,
  optional = false,
}: Props & {
  readonly label: string
  readonly placeholder: string
  readonly help?: string
  readonly optional?: boolean
}): ReactElement {
  return (
    <LabelledField label={label} optional={optional} problem={problemOf('url')} help={help}>
      {(ids) => (
        <Input
          {...ids}
          value={form.url}
          placeholder={placeholder}
          onChange={(event) => onChange({ url: event.target.value })}
        />
      )}
    </LabelledField>
  )
}

function Secret({
  form,
  channel,
  problemOf,
  onChange,
  label,
  placeholder,
  help,
  optional = false,
  shown = false,
}: Props & {
  readonly label: string
  readonly placeholder?: string
  readonly help?: string
  readonly optional?: boolean
  readonly shown?: boolean
}): ReactElement {
  const keeps = useLive((state) => state.info?.capabilities.keepsSecrets ?? 'session')
  const isKept = keepsSecret(form, channel)
  const where = keeps === 'keychain' ? 'in this computer’s keychain' : 'until Runlight closes'
  const words = isKept
    ? `One is stored ${where}. Leave this empty to keep it.`
    : `${help === undefined ? '' : `${help} `}Stored ${where}; it is never shown again.`
  return (
    <LabelledField label={label} optional={optional} problem={problemOf('secret')} help={words}>
      {(ids) => (
        <Input
          {...ids}
          type={shown ? 'text' : 'password'}
          value={form.secret}
          placeholder={isKept ? '••••••••' : placeholder}
          className={shown ? 'font-mono text-small!' : undefined}
          onChange={(event) => onChange({ secret: event.target.value })}
        />
      )}
    </LabelledField>
  )
}

/** A key that was just made is shown, since the receiver needs it too. */
function SigningKey(props: Props): ReactElement {
  const { form, onChange } = props
  const isFresh = form.secret.startsWith('whsec_')
  return (
    <div className="flex flex-col gap-1.5">
      <Secret {...props} label="Signing key" optional shown={isFresh} />
      <div className="flex flex-wrap items-center gap-2">
        <Button size="small" onClick={() => onChange({ secret: newSigningKey() })}>
          Make a key
        </Button>
        {isFresh && (
          <CopyButton
            text={form.secret}
            label="Copy the signing key"
            className="min-h-6 text-ink-2 text-small"
          >
            Copy it for the receiver
          </CopyButton>
        )}
      </div>
    </div>
  )
}

function CommandChoice({ form, known, problemOf, onChange }: Props): ReactElement {
  const { commands, commandsProblem } = known
  const none = 'No command is allowed here: name some in commands.json of the data directory.'
  const names =
    form.command === '' || commands.includes(form.command) ? commands : [form.command, ...commands]
  return (
    <LabelledField
      label="Command"
      problem={problemOf('command') ?? commandsProblem}
      help={
        commands.length === 0 ? none : 'What it runs stands in commands.json of the data directory alone.'
      }
    >
      {(ids) => (
        <Select
          {...ids}
          value={form.command}
          disabled={names.length === 0}
          onChange={(event) => onChange({ command: event.target.value })}
        >
          <option value="">Choose one</option>
          {names.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </LabelledField>
  )
}

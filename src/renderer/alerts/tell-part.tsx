// How a rule tells, what it is called, and whether it is on.

import type { ReactElement } from 'react'
import { longestTitle } from '../../core/run/marks.ts'
import { useAlerts, useDesk } from '../desk/desk-context.ts'
import { Button } from '../ui/button.tsx'
import { Input } from '../ui/input.tsx'
import { CheckLine, type Chip, Chips, FormLine, FormPart, type PartProps } from './form-part.tsx'

/** The part. */
export function TellPart({ form, change }: PartProps): ReactElement {
  const { tell } = form
  return (
    <FormPart title="Tell">
      <FormLine
        label="On this computer"
        help={
          tell.desktop || tell.sound
            ? undefined
            : 'Neither: it is noted here, and its runs need someone all the same.'
        }
      >
        <CheckLine checked={tell.desktop} onChange={(desktop) => change({ tell: { ...tell, desktop } })}>
          A notification
        </CheckLine>
        <span className="w-3" />
        <CheckLine checked={tell.sound} onChange={(sound) => change({ tell: { ...tell, sound } })}>
          A sound
        </CheckLine>
      </FormLine>
      <Elsewhere form={form} change={change} />
      <FormLine label="Called">
        <Input
          aria-label="Called"
          className="max-w-100"
          maxLength={longestTitle}
          placeholder="by what it says"
          value={form.name}
          onChange={(event) => change({ name: event.target.value })}
        />
      </FormLine>
      <FormLine label="State">
        <CheckLine checked={form.enabled} onChange={(enabled) => change({ enabled })}>
          On
        </CheckLine>
      </FormLine>
    </FormPart>
  )
}

/** The channels that lead out of this computer; a way to the settings where there is none. */
function Elsewhere({ form: { tell }, change }: Pick<PartProps, 'form' | 'change'>): ReactElement {
  const { actions } = useDesk()
  const channels = useAlerts((state) => state.channels)
  const gone = tell.channels.filter((id) => !channels.some((channel) => channel.id === id))
  const chips: readonly Chip[] = [
    ...channels.map(({ id, name, enabled }) => ({ value: id, words: enabled ? name : `${name} (off)` })),
    ...gone.map((id) => ({ value: id, words: 'A channel that is gone' })),
  ]
  return (
    <FormLine
      label="Elsewhere"
      help={channels.length === 0 ? 'A webhook, a chat, a pager, a command: none is set up yet.' : undefined}
    >
      {chips.length > 0 && (
        <Chips
          label="Channels"
          chips={chips}
          chosen={tell.channels}
          onChange={(chosen) => change({ tell: { ...tell, channels: chosen } })}
        />
      )}
      <Button size="small" variant="quiet" onClick={() => actions.showPage('settings')}>
        {channels.length === 0 ? 'Set one up in the settings' : 'Channels…'}
      </Button>
    </FormLine>
  )
}

// A hub in the list of places: opened in its window, given another name, or removed with the sign-in in that window.

import { Pencil, Trash2, Waypoints } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import type { AppSettings } from '../../core/contract/settings.ts'
import { hubHost } from '../../core/team/hub-address.ts'
import { useDesk } from '../desk/desk-context.ts'
import { useAsking } from '../desk/use-asking.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Input } from '../ui/input.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'

type Hub = AppSettings['hubs'][number]

/** The row. */
export function HubRow({ hub }: { readonly hub: Hub }): ReactElement {
  const { actions, client } = useDesk()
  const { origin, name } = hub
  const [mode, setMode] = useState<'shown' | 'renaming' | 'removing'>('shown')
  const { busy, refusal, forget, ask } = useAsking<'keeping'>()
  const show = () => {
    forget()
    setMode('shown')
  }
  const rename = (next: string) =>
    ask('keeping', async () => {
      if (next.trim() !== name) await client.call('desk.saveHub', { origin, name: next })
      show()
    })
  const remove = () =>
    ask('keeping', async () => {
      await client.call('desk.removeHub', { origin })
    })

  return (
    <li className="flex flex-col rounded-md px-3 py-1.5 hover:bg-hover">
      <div className="flex min-h-9 items-center gap-3">
        <Waypoints aria-hidden="true" size={16} className="shrink-0 text-ink-3" />
        {mode === 'renaming' ? (
          <Rename name={name} busy={busy !== null} onRename={rename} onLeave={show} />
        ) : (
          <>
            <span className="min-w-0 flex-1">
              <UntrustedText text={name} className="block truncate font-medium" />
              <span className="block truncate text-ink-3 text-tiny">{hubHost(origin)}</span>
            </span>
            <IconButton label={`Rename ${name}`} onClick={() => setMode('renaming')}>
              <Pencil aria-hidden="true" size={14} />
            </IconButton>
            <IconButton
              label={`Remove ${name}`}
              pressed={mode === 'removing'}
              onClick={() => (mode === 'removing' ? show() : setMode('removing'))}
            >
              <Trash2 aria-hidden="true" size={14} />
            </IconButton>
            <Button
              aria-label={`Open ${name}`}
              onClick={() => {
                actions.closeDialog()
                void actions.openHub(origin)
              }}
            >
              Open
            </Button>
          </>
        )}
      </div>
      {mode === 'removing' && (
        <div className="flex flex-wrap items-center justify-end gap-2 pt-1.5 pb-1 pl-7">
          <p className="min-w-40 flex-1 text-ink-2 text-small">
            Its window closes, and your sign-in there is forgotten. The hub’s runs stay.
          </p>
          <Button variant="quiet" onClick={show}>
            Keep it
          </Button>
          <Button variant="danger" disabled={busy !== null} onClick={() => void remove()}>
            Remove
          </Button>
        </div>
      )}
      {refusal !== null && (
        <p role="alert" className="pt-1 pl-7 text-bad text-small">
          {refusal}
        </p>
      )}
    </li>
  )
}

type RenameProps = {
  readonly name: string
  readonly busy: boolean
  readonly onRename: (name: string) => void
  readonly onLeave: () => void
}

function Rename({ name, busy, onRename, onLeave }: RenameProps): ReactElement {
  const [text, setText] = useState(name)
  return (
    <form
      className="flex min-w-0 flex-1 items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() !== '') onRename(text)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        // The dialog stays.
        event.preventDefault()
        event.stopPropagation()
        onLeave()
      }}
    >
      <Input
        ref={(input) => input?.focus()}
        aria-label={`New name of ${name}`}
        value={text}
        maxLength={100}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setText(event.target.value)}
        className="min-w-0 flex-1"
      />
      <Button variant="quiet" onClick={onLeave}>
        Cancel
      </Button>
      <Button type="submit" disabled={busy || text.trim() === ''}>
        Rename
      </Button>
    </form>
  )
}

// The dialog of servers: the list, and of one its profile, to edit, add or remove it, and its tap.

import { Plus, Split } from 'lucide-react'
import { Tabs } from 'radix-ui'
import { type ReactElement, type ReactNode, useState } from 'react'
import type { Server } from '../../core/contract/server.ts'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { TapPart } from '../taps/tap-part.tsx'
import { cx } from '../ui/cx.ts'
import { Dialog, DialogTitle } from '../ui/dialog.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { ServerFormView } from './server-form.tsx'

type Part = 'profile' | 'tap'
type Props = {
  /** The server shown first; null for the first of the list. */
  readonly edit: number | 'new' | null
  readonly part: Part
}

/** The dialog. Whoever came for a tap and has to add its server first is led to the tap then. */
export function ServersDialog({ edit, part: first }: Props): ReactElement {
  const { actions } = useDesk()
  const servers = useLive((state) => state.servers)
  const [chosen, setChosen] = useState<number | 'new'>(edit ?? servers[0]?.id ?? 'new')
  const [part, setPart] = useState<Part>(first)
  const server = servers.find((one) => one.id === chosen)
  const done = (saved: Server) => {
    if (part === 'tap' && server === undefined) setChosen(saved.id)
    else actions.closeDialog()
  }
  const form = (
    <ServerFormView
      key={server === undefined ? 'new' : server.id}
      server={server}
      onDone={done}
      onRemoved={() => setChosen(servers.find((one) => one.id !== chosen)?.id ?? 'new')}
    />
  )
  return (
    <Dialog label="Servers" onClose={actions.closeDialog} className="w-180">
      <DialogTitle onClose={actions.closeDialog}>Servers</DialogTitle>
      <div className="flex min-h-0 max-[640px]:flex-col max-[640px]:overflow-y-auto">
        <ServerNav chosen={chosen} onChoose={setChosen} />
        {server === undefined ? (
          form
        ) : (
          <ServerParts server={server} part={part} onPart={setPart}>
            {form}
          </ServerParts>
        )}
      </div>
    </Dialog>
  )
}

type NavProps = { readonly chosen: number | 'new'; readonly onChoose: (chosen: number | 'new') => void }

function ServerNav({ chosen, onChoose }: NavProps): ReactElement {
  const servers = useLive((state) => state.servers)
  const tapped = useTapped()
  return (
    <nav
      aria-label="Servers"
      className="flex w-48 shrink-0 flex-col gap-px overflow-y-auto border-line border-r p-2 max-[640px]:w-auto max-[640px]:overflow-visible max-[640px]:border-r-0 max-[640px]:border-b"
    >
      {servers.map(({ id, name, baseUrl }) => (
        <button
          key={id}
          type="button"
          aria-current={id === chosen}
          onClick={() => onChoose(id)}
          className={cx(
            'shrink-0 rounded-md px-2.5 py-1.5 text-left',
            id === chosen ? 'bg-press' : 'hover:bg-hover',
          )}
        >
          <span className="flex items-center gap-1.5">
            <UntrustedText text={name} className="min-w-0 flex-1 truncate font-medium" />
            {tapped.has(id) && <TappedSign />}
          </span>
          <span className="block truncate text-ink-2 text-tiny">{baseUrl.replace(/^https?:\/\//, '')}</span>
        </button>
      ))}
      <button
        type="button"
        aria-current={chosen === 'new'}
        onClick={() => onChoose('new')}
        className={cx(
          'flex h-8 shrink-0 items-center gap-2 rounded-md px-2.5 text-ink-2',
          chosen === 'new' ? 'bg-press text-ink' : 'hover:bg-hover',
        )}
      >
        <Plus aria-hidden="true" size={14} />
        Add a server
      </button>
    </nav>
  )
}

function TappedSign(): ReactElement {
  return (
    <span title="Tapped" className="shrink-0 text-accent">
      <Split aria-hidden="true" size={12} />
      <span className="sr-only">tapped</span>
    </span>
  )
}

/** The servers that have a tap, where this host lets applications in. */
function useTapped(): ReadonlySet<number> {
  const hasTaps = useLive((state) => state.info?.capabilities.taps === true)
  const { servers } = useLive((state) => state.settings.taps)
  return new Set(hasTaps ? servers.map(({ serverId }) => serverId) : [])
}

type PartsProps = {
  readonly server: Server
  readonly part: Part
  readonly onPart: (part: Part) => void
  /** The form, which keeps what was typed while the tap is looked at. */
  readonly children: ReactNode
}

function ServerParts({ server, part, onPart, children }: PartsProps): ReactElement {
  const hasTaps = useLive((state) => state.info?.capabilities.taps === true)
  const tapped = useTapped()
  if (!hasTaps) return <>{children}</>
  const pane =
    'flex min-h-0 min-w-0 flex-1 flex-col outline-none data-[state=inactive]:hidden max-[640px]:flex-none'
  const label = (one: Part) =>
    cx(
      'flex h-9 items-center gap-1.5 border-b-2 font-medium',
      one === part ? 'border-accent text-ink' : 'border-transparent text-ink-3 hover:text-ink-2',
    )
  return (
    <Tabs.Root
      value={part}
      onValueChange={(value) => onPart(value === 'tap' ? 'tap' : 'profile')}
      className="flex min-h-0 min-w-0 flex-1 flex-col max-[640px]:flex-none"
    >
      <Tabs.List aria-label="Parts of the server" className="flex shrink-0 gap-5 border-line border-b px-5">
        <Tabs.Trigger value="profile" className={label('profile')}>
          Profile
        </Tabs.Trigger>
        <Tabs.Trigger value="tap" className={label('tap')}>
          Tap
          <span className="font-normal text-ink-3 text-small">{tapped.has(server.id) ? 'on' : 'off'}</span>
        </Tabs.Trigger>
      </Tabs.List>
      <Tabs.Content value="profile" forceMount tabIndex={-1} className={pane}>
        {children}
      </Tabs.Content>
      <Tabs.Content value="tap" tabIndex={-1} className={pane}>
        <TapPart key={server.id} server={server} />
      </Tabs.Content>
    </Tabs.Root>
  )
}

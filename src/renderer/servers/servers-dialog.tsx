// The dialog of servers: the list, and the form of one to edit, add or remove it.

import { Plus } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { cx } from '../ui/cx.ts'
import { Dialog, DialogTitle } from '../ui/dialog.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { ServerFormView } from './server-form.tsx'

/** The dialog; `edit` is the server shown first, null for the first of the list. */
export function ServersDialog({ edit }: { readonly edit: number | 'new' | null }): ReactElement {
  const { actions } = useDesk()
  const servers = useLive((state) => state.servers)
  const [chosen, setChosen] = useState<number | 'new'>(edit ?? servers[0]?.id ?? 'new')
  const server = servers.find((one) => one.id === chosen)
  return (
    <Dialog label="Servers" onClose={actions.closeDialog} className="w-180">
      <DialogTitle onClose={actions.closeDialog}>Servers</DialogTitle>
      <div className="flex min-h-0 max-[640px]:flex-col max-[640px]:overflow-y-auto">
        <nav
          aria-label="Servers"
          className="flex w-48 shrink-0 flex-col gap-px border-line border-r p-2 max-[640px]:w-auto max-[640px]:border-r-0 max-[640px]:border-b"
        >
          {servers.map(({ id, name, baseUrl }) => (
            <button
              key={id}
              type="button"
              aria-current={id === chosen}
              onClick={() => setChosen(id)}
              className={cx(
                'rounded-md px-2.5 py-1.5 text-left',
                id === chosen ? 'bg-press' : 'hover:bg-hover',
              )}
            >
              <UntrustedText text={name} className="block truncate font-medium" />
              <span className="block truncate text-ink-2 text-tiny">
                {baseUrl.replace(/^https?:\/\//, '')}
              </span>
            </button>
          ))}
          <button
            type="button"
            aria-current={chosen === 'new'}
            onClick={() => setChosen('new')}
            className={cx(
              'flex h-8 items-center gap-2 rounded-md px-2.5 text-ink-2',
              chosen === 'new' ? 'bg-press text-ink' : 'hover:bg-hover',
            )}
          >
            <Plus aria-hidden="true" size={14} />
            Add a server
          </button>
        </nav>
        <ServerFormView
          key={server === undefined ? 'new' : server.id}
          server={server}
          onDone={actions.closeDialog}
          onRemoved={() => setChosen(servers.find((one) => one.id !== chosen)?.id ?? 'new')}
        />
      </div>
    </Dialog>
  )
}

// The servers with the state of their runs; a click filters the board by one. Each state is an icon and a word.

import { CircleAlert, Pencil, Plus, TriangleAlert } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Server } from '../../core/contract/server.ts'
import type { ConnectionState } from '../../core/run/states.ts'
import { type Tallies, tallyWords } from '../../core/run/tally.ts'
import { notKnown } from '../../core/run/words.ts'
import { useDesk, useLive, useView } from '../desk/desk-context.ts'
import { inFirstSpace, useWhyNot } from '../desk/may.ts'
import { tallies } from '../store/tallies.ts'
import { ConnectionGlyph } from '../ui/connection-glyph.tsx'
import { cx } from '../ui/cx.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { SidebarSection } from '../ui/sidebar-section.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'

/** The servers, last in the sidebar. */
export function ServerList(): ReactElement {
  const { actions } = useDesk()
  const servers = useLive((state) => state.servers)
  const add = () => actions.openDialog({ type: 'servers', edit: 'new' })
  const off = useWhyNot('admin', inFirstSpace)
  return (
    <SidebarSection
      title="Servers"
      action={
        <IconButton label="Add a server" off={off} onClick={add} className="size-6!">
          <Plus aria-hidden="true" size={14} />
        </IconButton>
      }
    >
      {servers.length === 0 && (
        <p className="px-2 text-ink-3 text-small group-data-rail/nav:hidden">
          A server keeps the address and credentials for its runs.
        </p>
      )}
      <div className="flex flex-col gap-px">
        {servers.map((server) => (
          <ServerItem key={server.id} server={server} />
        ))}
      </div>
    </SidebarSection>
  )
}

function ServerItem({ server }: { readonly server: Server }): ReactElement {
  const { view, actions } = useDesk()
  const tally = useLive((state) => tallies(state.board, { kind: null, server: server.id }))
  const known = useLive((state) => state.link.state !== 'lost')
  const chosen = useView((state) => state.server === server.id)
  const off = useWhyNot('admin', server)
  return (
    <div className="group relative">
      <button
        type="button"
        aria-pressed={chosen}
        title={`${server.name}, ${server.baseUrl}`}
        onClick={() => view.setState({ server: chosen ? null : server.id })}
        className={cx(
          'flex w-full items-start gap-2.5 rounded-md px-2 py-1 text-left group-data-rail/nav:justify-center',
          chosen ? 'bg-press' : 'hover:bg-hover',
        )}
      >
        <span className="flex h-5 w-4 shrink-0 items-center justify-center">
          {known && tally['needs-me'] > 0 ? (
            <CircleAlert aria-hidden="true" size={14} className="text-warn" />
          ) : (
            <ConnectionGlyph state={known ? iconOf(tally) : 'idle'} />
          )}
        </span>
        <span className="min-w-0 flex-1 group-data-rail/nav:sr-only">
          <UntrustedText
            text={server.name}
            className={cx('block truncate', chosen ? 'font-medium text-ink' : 'text-ink-2')}
          />
          {server.needsSecret ? (
            <span className="flex items-center gap-1 text-tiny text-warn">
              <TriangleAlert aria-hidden="true" size={11} />
              credentials needed
            </span>
          ) : (
            <TallyLine
              words={known ? tallyWords(tally) : [notKnown]}
              className={known && tally['needs-me'] > 0 ? 'text-warn' : 'text-ink-3'}
            />
          )}
        </span>
      </button>
      {/* Around the button, whose own opacity says whether it works. */}
      <span className="absolute top-0.5 right-0.5 opacity-0 group-data-rail/nav:hidden has-focus-visible:opacity-100 group-hover:opacity-100">
        <IconButton
          label={`Edit ${server.name}`}
          off={off}
          onClick={() => actions.openDialog({ type: 'servers', edit: server.id })}
          className="size-6!"
        >
          <Pencil aria-hidden="true" size={12} />
        </IconButton>
      </span>
    </div>
  )
}

/** All of it, on two lines where one is too narrow. The dot before the first word of each line is clipped. */
function TallyLine({
  words,
  className,
}: {
  readonly words: readonly string[]
  readonly className: string
}): ReactElement {
  return (
    <span className={cx('block overflow-hidden text-tiny', className)}>
      <span className="-ml-2.5 flex flex-wrap">
        {words.map((word) => (
          <span key={word} className="whitespace-nowrap">
            <span className="inline-block w-2.5 text-center">·</span>
            {word}
          </span>
        ))}
      </span>
    </span>
  )
}

function iconOf(tally: Tallies): ConnectionState {
  if (tally.live > 0) return 'live'
  return tally.connecting + tally.retrying > 0 ? 'waiting' : 'idle'
}

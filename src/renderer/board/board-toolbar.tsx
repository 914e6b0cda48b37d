// The toolbar of the board: the view, the filters with buttons to remove them, import, and the order.

import { ArrowUpDown, FileDown, X } from 'lucide-react'
import type { ReactElement } from 'react'
import { useDesk, useKind, useLive, useView } from '../desk/desk-context.ts'
import { sortLabels, sorts, viewLabels } from '../store/view-store.ts'
import { Button } from '../ui/button.tsx'
import { Menu, MenuChoice } from '../ui/menu.tsx'

/** The board's toolbar. */
export function BoardToolbar(): ReactElement {
  const { view, actions } = useDesk()
  const { shown, kind, server, text, sort } = useView((state) => ({
    shown: state.view,
    kind: state.kind,
    server: state.server,
    text: state.text,
    sort: state.sort,
  }))
  const serverName = useLive((state) => state.servers.find((one) => one.id === server)?.name ?? null)
  const kindLabel = useKind(kind ?? '')?.label ?? kind
  return (
    <div className="flex h-11 shrink-0 items-center gap-2 border-line border-b pr-3 pl-5">
      <h2 className="font-semibold text-base">{viewLabels[shown]}</h2>
      <div className="flex min-w-0 flex-1 items-center gap-1.5 overflow-hidden">
        {kindLabel !== null && <Chip text={kindLabel} onRemove={() => view.setState({ kind: null })} />}
        {serverName !== null && <Chip text={serverName} onRemove={() => view.setState({ server: null })} />}
        {text.trim() !== '' && (
          <Chip text={`“${text.trim()}”`} onRemove={() => view.setState({ text: '' })} />
        )}
      </div>
      <Button variant="quiet" size="small" onClick={() => actions.openDialog({ type: 'import', files: [] })}>
        <FileDown aria-hidden="true" size={13} />
        Import
      </Button>
      <Menu
        trigger={
          <Button variant="quiet" size="small" aria-label={`Order: ${sortLabels[sort]}`}>
            <ArrowUpDown aria-hidden="true" size={13} />
            {sortLabels[sort]}
          </Button>
        }
      >
        {sorts.map((one) => (
          <MenuChoice key={one} checked={one === sort} onSelect={() => view.setState({ sort: one })}>
            {sortLabels[one]}
          </MenuChoice>
        ))}
      </Menu>
    </div>
  )
}

function Chip({ text, onRemove }: { readonly text: string; readonly onRemove: () => void }): ReactElement {
  return (
    <span className="inline-flex h-6 min-w-0 items-center gap-1 rounded-sm bg-hover pr-0.5 pl-2 text-ink-2 text-small">
      <span className="truncate">{text}</span>
      <button
        type="button"
        aria-label={`Show all again, not only ${text}`}
        onClick={onRemove}
        className="inline-flex size-5 shrink-0 items-center justify-center rounded-sm text-ink-3 hover:bg-press hover:text-ink"
      >
        <X aria-hidden="true" size={12} />
      </button>
    </span>
  )
}
